"""Birth dates as clerks write them, as Excel keeps them, impossible ones, and ages at the very limits."""

from datetime import date

from tests.golden.paper import Book, Cell

BIRTHS: dict[str, Cell] = {
    "Nguyễn Văn Ất": "02/03/1975",
    "Nguyễn Văn Bính": date(1980, 12, 25),
    "Nguyễn Văn Chiến": 1975,
    "Nguyễn Văn Dậu": "1968",
    "Nguyễn Văn Đinh": "10/1975",
    "Nguyễn Văn Giáp": "00/00/1975",
    "Nguyễn Văn Hợi": "03.02.1975",
    "Nguyễn Văn Kỷ": "3-2-75",
    "Nguyễn Văn Lân": " 15/08/1990 ",
    "Nguyễn Văn Mậu": "'07/09/1988",
    "Nguyễn Văn Nhâm": "1979-11-30",
    "Nguyễn Văn Phúc": "31/02/1980",
    "Nguyễn Văn Quảng": "30/13/1985",
    "Nguyễn Văn Rạng": "14/02/2010",
    "Nguyễn Văn Sơn": "01/06/1950",
    "Nguyễn Văn Tân": None,
    "Nguyễn Văn Út": "00/10/1975",
    "Nguyễn Văn Vượng": "5/7/1991",
    "Nguyễn Văn Xuyên": "31/12/2005",
    "Nguyễn Văn Yên": "01/01/2006",
    "Trần Văn Anh": "01/01/1958",
    "Trần Văn Ba": "31/12/1957",
}


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA")
    page.rows(6, ("STT", "Họ và tên", "Ngày, tháng, năm sinh", "Giới tính", "Chức vụ"))
    for number, (name, born) in enumerate(BIRTHS.items(), start=1):
        page.rows(6 + number, (number, name, born, "Nam", "Văn phòng - thống kê"))
    return {"roster.xlsx": book.close()}
