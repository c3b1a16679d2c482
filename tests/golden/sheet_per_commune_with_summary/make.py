"""One sheet a commune, a «Tổng hợp» sheet whose totals must agree, and sheets that are no roster."""

from tests.golden.paper import Book, Row

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn")
SHEETS: dict[str, tuple[Row, ...]] = {
    "Xã Phú Lâm": (
        (1, "Ngô Văn Cần", "02/01/1970", "Nam", "Bí thư Đảng ủy", "Đại học"),
        (2, "Ngô Thị Kiệm", "02/01/1988", "Nữ", "Tài chính - kế toán", "Đại học"),
    ),
    "TT Lim": (
        (1, "Dương Văn Liêm", "12/11/1979", "Nam", "Chủ tịch UBND", "Thạc sĩ"),
        (2, "Dương Thị Chính", "15/10/1991", "Nữ", "Văn phòng - thống kê", "Đại học"),
        (3, "Lý Văn Chí", "20/09/1996", "Nam", "Tư pháp - hộ tịch", "Đại học"),
    ),
    "Liên Bão": (
        (1, "Đặng Văn Công", "25/08/1974", "Nam", "Chủ tịch HĐND", "Đại học"),
        (2, "Đặng Thị Vô", "30/07/1982", "Nữ", "Văn hóa - xã hội", "Trung cấp"),
    ),
}


def make() -> dict[str, bytes]:
    book = Book()
    _summary(book)
    for name, people in SHEETS.items():
        page = book.page(name)
        page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
        page.rows(6, HEAD, *people)
    _others(book)
    return {"roster.xlsx": book.close()}


def _summary(book: Book) -> None:
    page = book.page("Tổng hợp")
    page.letterhead("TỔNG HỢP SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ HUYỆN TIÊN DU")
    page.rows(
        6,
        ("STT", "Tên đơn vị", "Tổng số", "Cán bộ", "Công chức"),
        (1, "Xã Phú Lâm", 2, 1, 1),
        (2, "Thị trấn Lim", 3, 1, 2),
        (3, "Xã Liên Bão", 2, 1, 1),
        (None, "Tổng số", 7, 3, 4),
    )


def _others(book: Book) -> None:
    page = book.page("Hướng dẫn")
    page.rows(1, ("HƯỚNG DẪN CÁCH GHI",), ("1. Mỗi đơn vị một trang.",), ("2. Ngày sinh ghi theo ngày/tháng/năm.",))
    page = book.page("Danh mục")
    page.rows(1, ("Mã", "Trình độ"), (1, "Tiến sĩ"), (2, "Thạc sĩ"), (3, "Đại học"))
    book.page("Sheet7")
