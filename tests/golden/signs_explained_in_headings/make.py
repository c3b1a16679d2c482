"""Signs that a heading explains, and the logical values of other programs."""

from tests.golden.paper import Book

Signs = tuple[str | int | None, ...]

PAGES: tuple[tuple[str, Signs], ...] = (
    ("Giới tính (Nam: 1; Nữ: 0)", (1, 0, None, 2)),
    ("Giới tính (1: nữ, 2: nam)", (1, 2, "Nam", "x")),
    ("Phái (Nam=T, Nữ=G)", ("T", "g", None, "N")),
    ("Giới tính (nữ ghi x)", ("x", None, "X", "?")),
    ("Giới tính (0/1: Nam/Nữ)", (0, 1, "Nữ", True)),
    ("Giới tính", (True, "Nu", "Male", 0)),
)
GIVEN = ("Một", "Hai", "Ba", "Tư")
MIDDLE = ("An", "Bình", "Cảnh", "Dũng", "Giang", "Hòa")
MEMBERS = ("Đảng viên", "Đảng viên (x: chính thức; d: dự bị)")
PARTY: tuple[Signs, ...] = ((True, False, "Y", "sai"), ("Đúng", "FALSE", None, "N"), ("x", "d", None, "đ"))


def make() -> dict[str, bytes]:
    book = Book()
    for number, (heading, signs) in enumerate(PAGES, start=1):
        page = book.page(f"Sheet{number}")
        page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TRI PHƯƠNG")
        page.rows(6, ("STT", "Họ và tên", "Năm sinh", heading, MEMBERS[number == len(PAGES)], "Chức vụ"))
        for place, (sign, member) in enumerate(
            zip(signs, PARTY[2 if number == len(PAGES) else number % 2], strict=True), start=1
        ):
            row = (place, f"Ma {MIDDLE[number - 1]} {GIVEN[place - 1]}", 1970 + place, sign, member, "Văn hóa - xã hội")
            page.rows(6 + place, row)
    return {"roster.xlsx": book.close()}
