"""«12/12» typed into a cell that Excel takes for a date."""

from tests.golden.paper import Book, Cell, DayMonth

SCHOOLING: dict[str, Cell] = {
    "Phó Văn Chữ": "12/12",
    "Phó Văn Ngày": DayMonth(12, 12),
    "Phó Văn Mười": DayMonth(10, 12),
    "Phó Văn Chín": DayMonth(9, 12),
    "Phó Văn Bảy": DayMonth(7, 12),
    "Phó Văn Cũ": DayMonth(10, 10),
    "Phó Văn Xưa": DayMonth(7, 10),
    "Phó Văn Bắc": "8/10",
    "Phó Văn Năm": "5/12",
    "Phó Văn Đủ": "Tốt nghiệp THPT",
}


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ BÌNH DƯƠNG")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Trình độ văn hóa"))
    for number, (name, schooling) in enumerate(SCHOOLING.items(), start=1):
        page.rows(6 + number, (number, name, 1960 + number, "Văn phòng - thống kê", schooling))
    return {"roster.xlsx": book.close()}
