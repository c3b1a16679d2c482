"""Headings of communes as they are typed: numbered in every way, with counts, codes and other words around the name."""

from tests.golden.paper import Book

HEADINGS = (
    "I/ XÃ ĐẠI LAI (1)",
    "2, Xã Song Giang",
    "III- XÃ BÌNH DƯƠNG: 1 người",
    "V. Cán bộ, công chức xã Thái Bảo",
    "09463 - Xã Giang Sơn",
    "Đơn vị: Xã Cao Đức (1 đ/c)",
)


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Chức vụ"))
    for number, heading in enumerate(HEADINGS):
        page.rows(7 + 2 * number, (heading,), (1, f"Kiều Văn {'ABCDEFGH'[number]}", 1970, "Chủ tịch UBND"))
    return {"roster.xlsx": book.close()}
