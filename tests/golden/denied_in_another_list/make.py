"""«Có» beside blanks in one list, «Không» in words in another of the file: a blank says nothing; beside «x» it does.

In a list with «Không» alone the other lists decide."""

from tests.golden.paper import Book

HEAD = ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đảng viên", "Biết tiếng dân tộc")


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        HEAD,
        (1, "Giáp Văn Một", 1971, "Bí thư Đảng ủy", "Có", "Có"),
        (2, "Giáp Văn Hai", 1972, "Chủ tịch UBND", None, None),
        (),
        ("DANH SÁCH BỔ SUNG",),
        HEAD,
        (1, "Giáp Văn Ba", 1973, "Tư pháp - hộ tịch", "Có", "Không"),
        (2, "Giáp Văn Bốn", 1974, "Tài chính - kế toán", "Không", "Tày"),
        (3, "Giáp Văn Năm", 1975, "Văn phòng - thống kê", None, None),
    )
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        HEAD,
        (1, "Giáp Văn Sáu", 1976, "Bí thư Đảng ủy", "x", "Có"),
        (2, "Giáp Văn Bảy", 1977, "Chủ tịch UBND", None, None),
    )
    page = book.page("Xã Tam Giang")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        HEAD,
        (1, "Giáp Văn Tám", 1978, "Bí thư Đảng ủy", "Không", "Không"),
        (2, "Giáp Văn Chín", 1979, "Chủ tịch UBND", None, None),
    )
    return {"roster.xlsx": book.close()}
