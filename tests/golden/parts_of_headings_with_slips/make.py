"""A second header row of which nothing is known: two misspelt levels side by side, parts of an unknown heading."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Chức vụ"))
    page.headings({"E6:F6": "Lý luân chính trị", "E7": "Cao câp", "F7": "Trung câp", "G6:H6": "Tin học"})
    page.headings({"G7": "Trung câp trở lên", "H7": "Chứng chi"})
    page.rows(
        8,
        (1, "Tạ Văn Một", 1975, "Bí thư Đảng ủy", "x", None, None, "x"),
        (2, "Tạ Thị Hai", 1985, "Văn phòng - thống kê", None, "x", "x", None),
    )
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Chức vụ"))
    page.headings({"E6:F6": "Đồng phục", "E7": "Áo", "F7": "Giày", "G6:H6": "Quê quán", "G7": "Xã", "H7": "Huyện"})
    page.rows(
        8,
        (1, "Tạ Văn Tám", 1977, "Chủ tịch UBND", "L", 41, "Vạn An", "Bắc Ninh"),
        (2, "Tạ Văn Chín", 1987, "Tài chính - kế toán", "M", None, "Hòa Long", "Bắc Ninh"),
    )
    return {"roster.xlsx": book.close()}
