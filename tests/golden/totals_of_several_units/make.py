"""«Tổng số» under each unit, over ones in a column of their own; birth dates under Nam and Nữ; somebody without a name
whom one total counts and another does not."""

from tests.golden.paper import Book

HEADINGS = {
    "A6:A7": "STT", "B6:B7": "Họ và tên", "C6:D6": "Năm sinh", "C7": "Nam", "D7": "Nữ", "E6:E7": "Chức vụ",
    "F6:F7": "Tổng số", "G6:G7": "Đảng viên",
}  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Gia Bình")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    page.headings(HEADINGS)
    page.rows(
        8,
        ("I", "Xã Đại Lai"),
        (1, "Cù Văn Trầm", 1975, None, "Bí thư Đảng ủy", 1, "x"),
        (2, "Cù Thị Quế", None, 1981, "Chủ tịch UBND", 1, "x"),
        (None, "Tổng số", None, None, None, 3, 2),
        ("II", "Xã Song Giang"),
        (1, "Cù Thị Hồi", None, 1987, "Bí thư Đảng ủy", 1),
        (2, None, 1990, None, "Tư pháp - hộ tịch", 1, "x"),
        (3, "Cù Văn Bách", 1992, None, "Chủ tịch UBND", 1),
        (None, "Tổng số", None, None, None, 4, 1),
        ("III", "Xã Giang Sơn"),
        (1, "Cù Văn Lim", 1979, None, "Bí thư Đảng ủy", 1, "x"),
        (None, "Tổng số", None, None, None, 6, 1),
        (None, "Tổng cộng", None, None, None, 6, 4),
    )
    return {"roster.xlsx": book.close()}
