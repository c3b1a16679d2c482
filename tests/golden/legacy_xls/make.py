"""A workbook of the time before .xlsx: merged headings, real dates, marks."""

from datetime import date

from tests.golden.legacy_xls.biff import Value, workbook

TITLE: list[tuple[Value, ...]] = [
    ("UBND HUYỆN YÊN PHONG",),
    (),
    ("DANH SÁCH CÁN BỘ, CÔNG CHỨC THỊ TRẤN CHỜ",),
    ("(Tính đến ngày 31/12/2023)",),
    (),
]
HEAD: list[tuple[Value, ...]] = [
    ("STT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Chức vụ", "Trình độ chuyên môn", None, "Tin học", None),
    (None, None, "Nam", "Nữ", None, "Đại học", "Cao đẳng", "Trung cấp trở lên", "Chứng chỉ"),
]
MERGES = ("A6:A7", "B6:B7", "C6:D6", "E6:E7", "F6:G6", "H6:I6")
PEOPLE: list[tuple[Value, ...]] = [
    (1, "Nguyễn Khắc Cổ", date(1966, 8, 19), None, "Bí thư Đảng ủy", "x", None, None, "x"),
    (2, "Nguyễn Thị Kim", None, "02/09/1985", "Chủ tịch UBND", "x", None, "x", None),
    (3, "Vũ Huy Đông", 1979, None, "Tư pháp - hộ tịch", None, "x", None, "x"),
    (None, "Tổng số: 3 người"),
]


def make() -> dict[str, bytes]:
    return {"roster.xls": workbook("Danh sách", TITLE + HEAD + PEOPLE, MERGES)}
