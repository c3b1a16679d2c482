"""The ways to say that somebody is a Party member: marks, words, the day of admission."""

from datetime import date

from tests.golden.paper import Book, Cell

MEMBERSHIPS: dict[str, Cell] = {
    "Hà Văn Đánh": "x",
    "Hà Văn Dấu": "X",
    "Hà Văn Dự": "DB",
    "Hà Văn Bị": "Dự bị",
    "Hà Văn Ngày": date(2010, 9, 3),
    "Hà Văn Chữ": "03/02/2011",
    "Hà Văn Viên": "ĐV",
    "Hà Văn Có": "Có",
    "Hà Văn Thức": "CT",
    "Hà Văn Trống": None,
    "Hà Văn Không": "Không",
}


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ LONG CHÂU")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đảng viên"))
    for number, (name, membership) in enumerate(MEMBERSHIPS.items(), start=1):
        page.rows(6 + number, (number, name, 1970 + number, "Văn phòng - thống kê", membership))
    return {"roster.xlsx": book.close()}
