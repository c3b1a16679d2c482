"""«Phường Ninh Xá» stands twice in the province on that day: only the district's column tells the two apart."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ", office="SỞ NỘI VỤ")
    page.rows(
        6,
        ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Huyện, thị xã, thành phố", "Xã, phường, thị trấn", "Chức danh"),
        (1, "Trịnh Văn Xuân", "01/03/1970", "Nam", "TP Bắc Ninh", "Phường Ninh Xá", "Bí thư Đảng ủy"),
        (2, "Trịnh Văn Hạ", "01/06/1975", "Nam", "TX.Thuận Thành", "P. Ninh Xá", "Chủ tịch UBND"),
        (3, "Trịnh Thị Thu", "01/09/1980", "Nữ", "Thành phố Bắc Ninh", "P.Ninh Xá", "Chủ tịch HĐND"),
        (4, "Trịnh Thị Đông", "01/12/1985", "Nữ", "Thuận Thành", "Ninh Xá", "Văn phòng - thống kê"),
        (5, "Trịnh Văn Tứ", "15/03/1990", "Nam", None, "Phường Ninh Xá", "Tư pháp - hộ tịch"),
        (6, "Trịnh Văn Quý", "15/06/1991", "Nam", "Quế Võ", "Phường Ninh Xá", "Tài chính - kế toán"),
    )
    return {"roster.xlsx": book.close()}
