"""A column that nobody marks says nothing about anybody."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TRUNG NGHĨA")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Nữ", "Đảng viên", "Chứng chỉ tiếng dân tộc", "Chức vụ"),
        (1, "Ông Văn Sáu", 1975, None, None, None, "Bí thư Đảng ủy"),
        (2, "Ông Thị Bảy", 1985, None, None, None, "Văn phòng - thống kê"),
        (3, "Ông Văn Tám", 1986, None, None, None, "Tư pháp - hộ tịch"),
    )
    return {"roster.xlsx": book.close()}
