"""Printed totals that do not agree: of people an error, under a level's column a warning."""

from tests.golden.paper import Book

HEADINGS = {
    "A6:A7": "STT", "B6:B7": "Họ và tên", "C6:D6": "Năm sinh", "C7": "Nam", "D7": "Nữ", "E6:E7": "Chức vụ",
    "F6:H6": "Trình độ chuyên môn", "F7": "Thạc sĩ", "G7": "Đại học", "H7": "Cao đẳng",
}  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Lương Tài")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ HUYỆN LƯƠNG TÀI")
    page.headings(HEADINGS)
    page.rows(
        8,
        ("I", "Xã An Thịnh"),
        (1, "Mai Văn Tùng", 1975, None, "Bí thư Đảng ủy", "x"),
        (2, "Mai Văn Trúc", 1976, None, "Chủ tịch UBND", None, "x"),
        (3, "Mai Thị Cúc", None, 1987, "Văn phòng - thống kê", None, "x"),
        (None, "Cộng: 4 người", None, None, None, 1, 3),
        ("II", "Xã Trung Kênh"),
        (1, "Mai Thị Đào", None, 1979, "Bí thư Đảng ủy", None, "x"),
        (2, "Mai Văn Lê", 1990, None, "Tư pháp - hộ tịch", None, None, "x"),
        (None, "Cộng: 2 người", None, None, None, None, 1, 1),
        (None, "Tổng cộng: 5 người", None, None, None, 1, 3, 2),
    )
    return {"roster.xlsx": book.close()}
