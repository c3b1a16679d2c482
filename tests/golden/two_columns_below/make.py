"""A second list below the first, with two columns and no numbers; a row with nothing beside the name is told."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐÔNG TIẾN")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ"),
        (1, "Bế Văn Một", 1975, "Tư pháp - hộ tịch"),
        (2, "Bế Văn Hai", 1976, "Văn phòng - thống kê"),
        (),
        ("Họ và tên", "Năm sinh"),
        ("Bế Văn Ba", 1985),
        ("Bế Thị Tư", 1986),
        ("Bế Thị Năm",),
    )
    return {"roster.xlsx": book.close()}
