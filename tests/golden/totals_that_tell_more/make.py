"""Totals whose label goes on after the number of people: men and women, levels, the number in words, brackets alone."""

from tests.golden.paper import Book

SHEETS = {
    "Xã Trung Nghĩa": ("Từ Văn An", "Từ Thị Bé", "Tổng cộng: 3 người (nam 1, nữ 1)"),
    "Xã Đông Tiến": ("Từ Văn Cao", "Từ Thị Duyên", "Tổng số: 2; trong đó nữ: 1"),
    "Xã Yên Phụ": ("Từ Văn Em", "Từ Thị Gấm", "Tổng cộng danh sách có 4 (bốn) người, đại học 2 người"),
    "Xã Tam Giang": ("Từ Văn Hiếu", "Từ Thị Kim", "Cộng (2)"),
}


def make() -> dict[str, bytes]:
    book = Book()
    for name, (first, second, total) in SHEETS.items():
        page = book.page(name)
        page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
        page.rows(
            6,
            ("STT", "Họ và tên", "Năm sinh", "Chức vụ"),
            (1, first, 1975, "Bí thư Đảng ủy"),
            (2, second, 1985, "Chủ tịch UBND"),
            (None, total),
        )
    return {"roster.xlsx": book.close()}
