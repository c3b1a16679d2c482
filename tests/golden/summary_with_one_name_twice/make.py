"""A «Tổng hợp» with two units of one name: the district above each tells them apart; somebody without a name counts."""

from tests.golden.paper import Book

HEAD = ("STT", "Họ và tên", "Năm sinh", "Chức vụ")


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Tổng hợp")
    page.rows(
        1,
        ("STT", "Đơn vị", "Tổng số"),
        ("I", "Thành phố Bắc Ninh", 2),
        (1, "Phường Ninh Xá", 3),
        ("II", "Thị xã Thuận Thành", 3),
        (1, "Phường Ninh Xá", 2),
        (None, "Tổng số", 5),
    )
    first, second = book.page("Bắc Ninh"), book.page("Thuận Thành")
    first.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC PHƯỜNG NINH XÁ, THÀNH PHỐ BẮC NINH")
    first.rows(6, HEAD, (1, "Cù Văn Trầm", 1975, "Bí thư Đảng ủy"), (2, "Cù Thị Quế", 1981, "Chủ tịch UBND"))
    second.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC PHƯỜNG NINH XÁ, THỊ XÃ THUẬN THÀNH")
    second.rows(
        6,
        HEAD,
        (1, "Cù Văn Bách", 1975, "Bí thư Đảng ủy"),
        (2, "Cù Thị Hồi", 1981, "Chủ tịch UBND"),
        (3, "Cù Thị Lim", 1988, "Văn hóa - xã hội"),
        (4, None, 1990, "Tư pháp - hộ tịch"),
    )
    return {"roster.xlsx": book.close()}
