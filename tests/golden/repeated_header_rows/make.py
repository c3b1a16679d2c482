"""The header stands again at the top of every printed page, with its number row."""

from tests.golden.paper import Book, Page

NUMBERS = ("A", "B", 1, 2, 3, 4, 5)


def _header(page: Page, first: int) -> None:
    second = first + 1
    page.headings(
        {
            f"A{first}:A{second}": "STT",
            f"B{first}:B{second}": "Họ và tên",
            f"C{first}:D{first}": "Ngày sinh",
            f"C{second}": "Nam",
            f"D{second}": "Nữ",
            f"E{first}:E{second}": "Chức vụ",
            f"F{first}:G{first}": "Trình độ chuyên môn",
            f"F{second}": "Đại học",
            f"G{second}": "Cao đẳng",
        }
    )


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ SONG GIANG")
    _header(page, 6)
    page.rows(
        8,
        NUMBERS,
        (1, "Ninh Văn Đầu", "01/02/1971", None, "Bí thư Đảng ủy", "x"),
        (2, "Ninh Thị Giữa", None, "03/04/1983", "Chủ tịch UBND", "x"),
    )
    _header(page, 11)
    page.rows(
        13,
        NUMBERS,
        (3, "Ninh Văn Cuối", "05/06/1990", None, "Tư pháp - hộ tịch", None, "x"),
        (4, "Ninh Thị Hết", None, "07/08/1992", "Văn hóa - xã hội", "x"),
    )
    page.rows(  # copied without its merges: what stood over several columns stands in each
        17,
        ("STT", "Họ và tên", "Ngày sinh", "Ngày sinh", "Chức vụ", "Trình độ chuyên môn", "Trình độ chuyên môn"),
        (None, None, "Nam", "Nữ", None, "Đại học", "Cao đẳng"),
        (5, "Ninh Thị Thêm", None, "09/10/1994", "Chủ tịch HĐND", None, "x"),
    )
    return {"roster.xlsx": book.close()}
