"""Columns answered by «Có», «Tiếng Tày», «Không», where a blank says nothing; beside bare marks it is the opposite."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐÔNG TIẾN")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đảng viên", "Chứng chỉ tiếng dân tộc", "Nữ"),
        (1, "Bế Văn Một", 1975, "Tư pháp - hộ tịch", "Có", "x", None),
        (2, "Bế Văn Hai", 1976, "Tư pháp - hộ tịch", "Không", None, None),
        (3, "Bế Thị Ba", 1977, "Tư pháp - hộ tịch", None, "Không", "x"),
    )
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ YÊN PHỤ")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đảng viên", "Chứng chỉ tiếng dân tộc", "Nữ"),
        (1, "Bế Văn Tư", 1978, "Tư pháp - hộ tịch", None, None, None),
    )
    page = book.page("Xã Tam Giang")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM GIANG")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đảng viên", "Chứng chỉ tiếng dân tộc", "Nữ"),
        (1, "Bế Văn Năm", 1979, "Tư pháp - hộ tịch", "Có", "Tiếng Tày", None),
        (2, "Bế Văn Sáu", 1980, "Tư pháp - hộ tịch", "Không", "Không", None),
        (3, "Bế Văn Bảy", 1981, "Tư pháp - hộ tịch", "Có", None, None),
    )
    return {"roster.xlsx": book.close()}
