"""A header without merged cells: a heading stands only over the first of its columns."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.rows(
        6,
        (
            "STT",
            "Họ và tên",
            "Ngày, tháng, năm sinh",
            None,
            "Chức vụ",
            "Trình độ chuyên môn",
            None,
            None,
            None,
            "Lý luận chính trị",
            None,
            "Tin học",
        ),
        (None, None, "Nam", "Nữ", None, "ThS", "ĐH", "CĐ", "TC", "CC", "TC", "Trung cấp trở lên", "Chứng chỉ"),
        (1, "Kiều Văn Gốc", "01/02/1971", None, "Bí thư Đảng ủy", "x", None, None, None, "x", None, "x"),
        (2, "Kiều Thị Ngọn", None, "03/04/1983", "Chủ tịch UBND", None, "x", None, None, None, "x", None, "x"),
        (3, "Kiều Văn Cành", "05/06/1990", None, "Tư pháp - hộ tịch", None, None, "x", None, None, None, None, "x"),
        (4, "Kiều Thị Lá", None, "07/08/1992", "Văn hóa - xã hội", None, None, None, "x", None, "x"),
    )
    return {"roster.xlsx": book.close()}
