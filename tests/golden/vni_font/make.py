"""A list typed in VNI-Times: each marked letter is a vowel with a mark beside it, «Uûy» as well as «UÛY»."""

from tests.golden.old_letters import vni
from tests.golden.paper import Book

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Tôn giáo", "Đơn vị", "Chức vụ", "Trình độ chuyên môn")
PEOPLE = (
    ("1", "Nguyễn Thị Mỹ Ái", "02/03/1975", "Nữ", "Kinh", "Không", "Phường Đáp Cầu", "Chủ tịch UBND", "Thạc sĩ"),
    ("2", "Trần Văn Ỷ", "04/05/1986", "Nam", "Nùng", "Công giáo", "Phường Đáp Cầu", "Văn hóa - xã hội", "Đại học"),
    (
        "3",
        "ĐẶNG QUỲNH ƯỚC",
        "06/07/1990",
        "Nữ",
        "Sán Dìu",
        "Phật giáo",
        "Phường Hòa Long",
        "Tư pháp - hộ tịch",
        "Cao đẳng",
    ),
)


def make() -> dict[str, bytes]:
    book = Book()
    book.styles["old"] = book.workbook.add_format({"font_name": "VNI-Times"})
    page = book.page("Danh sach")
    for cell, text in (
        ("A1", "ỦY BAN NHÂN DÂN TỈNH"),
        ("A3", "DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ"),
        ("A4", "(Tính đến ngày 31/12/2023)"),
    ):
        page.put(cell, vni(text), "old")
    for number, row in enumerate((HEAD, *PEOPLE), start=6):
        for letter, text in zip("ABCDEFGHI", row, strict=True):
            page.put(f"{letter}{number}", vni(text).replace("UÛ", "Uû"), "old")
    return {"roster.xlsx": book.close()}
