"""Hidden rows and a hidden column are read like the others, and said once."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ QUẢNG PHÚ")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn"),
        (1, "Thân Văn Hiện", 1980, "Nam", "Bí thư Đảng ủy", "Đại học"),
        (2, "Thân Thị Ẩn", 1985, "Nữ", "Tài chính - kế toán", "Thạc sĩ"),
        (3, "Thân Văn Kín", 1987, "Nam", "Tư pháp - hộ tịch", "Cao đẳng"),
        (4, "Thân Văn Tỏ", 1990, "Nam", "Văn phòng - thống kê", "Đại học"),
    )
    page.sheet.set_row(7, None, None, {"hidden": True})
    page.sheet.set_row(8, None, None, {"hidden": True})
    page.sheet.set_column("F:F", None, None, {"hidden": True})
    return {"roster.xlsx": book.close()}
