"""A block of level columns filled with ones and noughts instead of marks and nothing."""

from tests.golden.paper import Book

HEADINGS = {
    "A6:A7": "STT", "B6:B7": "Họ và tên", "C6:C7": "Năm sinh", "D6:G6": "Trình độ chuyên môn",
    "D7": "ThS", "E7": "ĐH", "F7": "CĐ", "G7": "TC", "H6:I6": "Tin học", "H7": "Trung cấp trở lên", "I7": "Chứng chỉ",
}  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ VĂN MÔN")
    page.headings(HEADINGS)
    page.rows(
        8,
        (1, "Khúc Văn Một", 1980, 0, 1, 0, 0, 0, 1),
        (2, "Khúc Văn Hai", 1981, 1, 0, 0, 0, 1, 0),
        (3, "Khúc Văn Ba", 1982, 0, 0, 0, 0, 0, 0),
        (4, "Khúc Văn Bốn", 1983, "-", "-", "x", "-", "-", "x"),
        (5, "Khúc Văn Năm", 1984),
    )
    return {"roster.xlsx": book.close()}
