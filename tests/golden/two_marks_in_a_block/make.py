"""Two marks where one is meant, a birth date under both Nam and Nữ, a mark that nobody can read."""

from tests.golden.paper import Book

HEADINGS = {
    "A6:A7": "STT", "B6:B7": "Họ và tên", "C6:D6": "Năm sinh", "C7": "Nam", "D7": "Nữ", "E6:E7": "Chức vụ",
    "F6:K6": "Trình độ chuyên môn", "F7": "TS", "G7": "ThS", "H7": "ĐH", "I7": "CĐ", "J7": "TC", "K7": "SC",
    "L6:M6": "Tin học", "L7": "Trung cấp trở lên", "M7": "Chứng chỉ",
}  # fmt: skip
MARKS = {
    "H8": "x", "M8": "x",
    "H9": "x", "I9": "x", "M9": "x",
    "G10": "x", "L10": "x", "M10": "x",
    "H11": "x",
    "J12": "abc", "M12": "x",
}  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ YÊN TRUNG")
    page.headings(HEADINGS)
    page.rows(
        8,
        (1, "Phùng Văn Một", 1980, None, "Chủ tịch UBND"),
        (2, "Phùng Văn Hai", 1981, None, "Văn phòng - thống kê"),
        (3, "Phùng Thị Ba", None, 1982, "Tài chính - kế toán"),
        (4, "Phùng Thị Bốn", 1983, 1983, "Tư pháp - hộ tịch"),
        (5, "Phùng Thị Năm", None, 1984, "Văn hóa - xã hội"),
    )
    for cell, mark in MARKS.items():
        page.put(cell, mark)
    return {"roster.xlsx": book.close()}
