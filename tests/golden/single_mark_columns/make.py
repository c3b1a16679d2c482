"""A single marked column tells the others' opposite where it is marked anywhere in the file, else nothing."""

from tests.golden.paper import Book

HEAD = ("STT", "Họ và tên", "Năm sinh", "Nữ", "Đảng viên", "Chứng chỉ tiếng dân tộc", "Chức vụ")


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        HEAD,
        (1, "Mạc Văn Cả", 1975, None, "x", None, "Bí thư Đảng ủy"),
        (2, "Mạc Thị Hai", 1985, "x", None, "x", "Văn phòng - thống kê"),
        (3, "Mạc Văn Ba", 1986, None, None, None, "Tư pháp - hộ tịch"),
    )
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        HEAD,
        (1, "Mạc Văn Tư", 1977, None, None, None, "Chủ tịch UBND"),
        (2, "Mạc Văn Năm", 1987, None, None, None, "Tài chính - kế toán"),
    )
    page = book.page("Xã Tam Giang")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Giới tính nữ", "Đảng viên", "Chứng chỉ tiếng dân tộc", "Chức vụ"),
        (1, "Mạc Văn Sáu", 1978, None, None, None, "Chủ tịch UBND"),
    )
    return {"roster.xlsx": book.close()}
