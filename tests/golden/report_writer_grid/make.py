"""The grid of a report writer: headings merged over narrow columns, values in any of these, blank rows between."""

from tests.golden.paper import Book

HEADINGS = {
    "A6": "STT", "B6:D6": "Họ và tên", "E6:F6": "Ngày sinh", "G6": "Giới tính", "H6:J6": "Chức vụ",
    "K6:M6": "Trình độ chuyên môn", "N6:O6": "Đảng viên",
}  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.headings(HEADINGS)
    for number, (name, born, gender, post, level, party) in enumerate(
        (
            ("Cù Văn Trầm", "02/03/1975", "Nam", "Bí thư Đảng ủy", "Thạc sĩ", "x"),
            ("Cù Thị Quế", "04/05/1981", "Nữ", "Chủ tịch UBND", "Đại học", "x"),
            ("Cù Thị Hồi", "06/07/1987", "Nữ", "Văn hóa - xã hội", "Cao đẳng", None),
        )
    ):
        cells = (number + 1, None, name, None, born, None, gender, None, post, None, None, None, level, party)
        page.rows(8 + 2 * number, cells)
    return {"roster.xlsx": book.close()}
