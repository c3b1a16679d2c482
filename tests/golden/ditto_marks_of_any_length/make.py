"""Ditto marks between strokes of any length, and one with nobody above it."""

from tests.golden.paper import Book

MARKS = ("---//---", "- nt -", "----- // -----", "- như trên -", "–nt–", "-''-")


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Dân tộc", "Tôn giáo"))
    page.rows(7, (1, "Kiều Văn Đầu", 1970, "Tày", "-nt-"))
    for number, mark in enumerate(MARKS, start=2):
        page.rows(6 + number, (number, f"Kiều Văn {'ABCDEFGH'[number]}", 1970 + number, mark, "Không"))
    return {"roster.xlsx": book.close()}
