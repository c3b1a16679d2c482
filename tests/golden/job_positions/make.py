"""«Vị trí việc làm» beside the post is no second post; where it stands alone it tells the post, too."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Vị trí việc làm"),
        (1, "Mạc Văn Cả", 1975, "Chủ tịch UBND", "Lãnh đạo"),
        (2, "Mạc Văn Hai", 1976, "Tư pháp - hộ tịch", "  Chuyên viên về  hành chính tư pháp "),
        (3, "Mạc Văn Ba", 1977, "Tài chính - kế toán", None),
        (4, "Mạc Văn Tư", 1978, "Văn phòng - thống kê", "-"),
    )
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Vị trí việc làm"),
        (1, "Mạc Văn Năm", 1975, "Chủ tịch UBND"),
        (2, "Mạc Văn Sáu", 1976, "Lãnh đạo khác"),
    )
    return {"roster.xlsx": book.close()}
