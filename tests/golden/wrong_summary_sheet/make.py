"""The «Tổng hợp» sheet says another number of people than the sheets hold."""

from tests.golden.paper import Book

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ")


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Mỹ Hương")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        HEAD,
        (1, "Lại Văn Đông", "01/02/1980", "Nam", "Bí thư Đảng ủy"),
        (2, "Lại Thị Tây", "03/04/1985", "Nữ", "Tài chính - kế toán"),
    )
    page = book.page("Xã Lai Hạ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(6, HEAD, (1, "Lại Văn Nam", "05/06/1982", "Nam", "Chủ tịch UBND"))
    page = book.page("Tổng hợp")
    page.letterhead("TỔNG HỢP SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ HUYỆN LƯƠNG TÀI")
    page.rows(
        6,
        ("STT", "Tên đơn vị", "Tổng số"),
        (1, "Xã Mỹ Hương", 2),
        (2, "Xã Lai Hạ", 1),
        (None, "Tổng cộng", 4),
    )
    return {"roster.xlsx": book.close()}
