"""Posts tell cán bộ from công chức by the decree of the day, unless the list says it itself."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM GIANG")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Giới tính", "Chức vụ, chức danh", "Cán bộ/Công chức"),
        (1, "Âu Văn Nhất", 1970, "Nam", "Bí thư Đảng ủy, Chủ tịch HĐND"),
        (2, "Âu Văn Nhì", 1971, "Nam", "Bí thư kiêm Chủ tịch UBND"),
        (3, "Âu Văn Ba", 1972, "Nam", "PCT UBND"),
        (4, "Âu Thị Tư", 1983, "Nữ", "VP-TK"),
        (5, "Âu Văn Năm", 1984, "Nam", "Bí thư Đảng ủy", "Công chức"),
        (6, "Âu Văn Sáu", 1985, "Nam", "Quản trò đại hội"),
        (7, "Âu Thị Bảy", 1966, "Nữ", "Chủ tịch Hội Người cao tuổi", "Không chuyên trách"),
        (8, "Âu Văn Tám", 1987, "Nam", "ĐC-NN-XD-MT", "CC"),
        (9, "Âu Thị Chín", 1988, "Nữ", None, "Cán bộ"),
    )
    return {"roster.xlsx": book.close()}
