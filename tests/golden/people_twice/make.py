"""The same person twice in one unit, the same person in two units, and namesakes who are nobody's double."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ HUYỆN YÊN PHONG")
    page.rows(
        6,
        ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Chức vụ"),
        (1, "Chu Văn Hòa", "01/02/1980", "Nam", "Xã Dũng Liệt", "Bí thư Đảng ủy"),
        (2, "Chu Thị Thuận", "03/04/1985", "Nữ", "Xã Dũng Liệt", "Tài chính - kế toán"),
        (3, "Chu Văn Hoà", "01/02/1980", "Nam", "Xã Dũng Liệt", "Chủ tịch HĐND"),
        (4, "Chu Văn Lợi", "05/06/1990", "Nam", "Xã Hòa Tiến", "Chủ tịch UBND"),
        (5, "Chu Thị Thuận", "03/04/1985", "Nữ", "Xã Hòa Tiến", "Tài chính - kế toán"),
        (6, "Chu Văn Lợi", "07/08/1992", "Nam", "Xã Hòa Tiến", "Tư pháp - hộ tịch"),
    )
    return {"roster.xlsx": book.close()}
