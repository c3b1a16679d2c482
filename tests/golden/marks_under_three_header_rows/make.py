"""Levels from high to low as marked columns under three merged header rows and a row of numbers."""

from tests.golden.paper import Book, Cell, Formula

HEADINGS = {
    "A6:A8": "Số thứ tự", "B6:B8": "Họ và tên", "C6:D7": "Ngày, tháng, năm sinh", "C8": "Nam", "D8": "Nữ",
    "E6:E8": "Chức vụ, chức danh", "F6:F8": "Đảng viên", "G6:G8": "Dân tộc", "H6:H8": "Tôn giáo",
    "I6:AB6": "Chia theo trình độ đào tạo",
    "I7:N7": "Chuyên môn",
    "I8": "Tiến sĩ", "J8": "Thạc sĩ", "K8": "Đại học", "L8": "Cao đẳng", "M8": "Trung cấp", "N8": "Sơ cấp",
    "O7:Q7": "Học vấn phổ thông", "O8": "Trung học phổ thông", "P8": "Trung học cơ sở", "Q8": "Tiểu học",
    "R7:U7": "Chính trị", "R8": "Cử nhân", "S8": "Cao cấp", "T8": "Trung cấp", "U8": "Sơ cấp",
    "V7:W7": "Tin học", "V8": "Trung cấp trở lên", "W8": "Chứng chỉ",
    "X7:Y7": "Tiếng Anh", "X8": "Đại học trở lên", "Y8": "Chứng chỉ (A,B,C)",
    "Z7:AB7": "Quản lý nhà nước", "Z8": "Chuyên viên chính & TĐ", "AA8": "Chuyên viên & TĐ", "AB8": "Chưa qua đào tạo",
    "AC6:AC8": "Ghi chú",
}  # fmt: skip
# Name, birth date as a man, as a woman, post, the mark under Đảng viên, the mark used, the columns that it stands in.
PEOPLE: tuple[tuple[str, str | None, str | None, str, Cell, Cell, str], ...] = (
    ("Nguyễn Đình Khoa", "02/03/1970", None, "Bí thư Đảng ủy", "x", "x", "I O S W Z"),
    ("Trần Văn Phú", "11/12/1974", None, "Chủ tịch UBND", "X", "X", "K O S V Y"),
    ("Lê Thị Bích", None, "05/06/1980", "Chủ tịch Hội LHPN", 1, 1, "K O T W"),
    ("Ngô Minh Tuấn", "20/10/1988", None, "Chỉ huy trưởng Ban CHQS", "✓", "✓", "L O U W"),
    ("Phạm Thị Yến", None, "1991", "Văn phòng - thống kê", "х", "х", "K O T W X AA"),  # the Cyrillic letter
    ("Hoàng Văn Thái", "9/1965", None, "Chủ tịch Hội CCB", "+", "+", "M P T"),
    ("Đào Thị Thu", None, "28/02/1999", "Văn hóa - xã hội", None, "x", "K O W AB"),
    ("Bùi Văn Sáng", "17/08/2003", None, "Địa chính - xây dựng - đô thị và môi trường", None, " x ", "N P AB"),
)
TOTALS: dict[str, Cell] = {
    "C": 5, "D": 3, "F": 6, "I": 1, "K": Formula("=COUNTIF(K10:K17,\"?*\")", 4), "L": 1, "M": 1, "N": 1, "O": 6, "P": 2,
    "S": 2, "T": 3, "U": 1, "V": 1, "W": 5, "X": 1, "Y": 1, "Z": 1, "AA": 1, "AB": 2,
}  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC PHƯỜNG ĐÁP CẦU")
    page.headings(HEADINGS)
    page.rows(9, ("A", "B", *range(1, 28)))
    for number, (name, man, woman, post, party, mark, columns) in enumerate(PEOPLE, start=1):
        row = 9 + number
        page.rows(row, (number, name, man, woman, post, party, "Kinh", "Không"))
        for column in columns.split():
            page.put(f"{column}{row}", mark)
    page.put("B18", "Tổng số")
    for column, count in TOTALS.items():
        page.put(f"{column}18", count)
    return {"roster.xlsx": book.close()}
