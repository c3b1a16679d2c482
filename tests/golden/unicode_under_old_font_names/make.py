"""A form of long ago that is filled in in Unicode: its styles still name .VnTime and VNI-Times."""

from tests.golden.paper import Book, Row

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Chức vụ", "Trình độ chuyên môn", "Tin học")
PEOPLE: tuple[Row, ...] = (
    (1, "Lý Công Tú", "02/03/1975", "Nam", "Phường Hòa Long", "Bí thư Đảng ủy", "Thạc sĩ", "Có"),
    (2, "Phó Thị Hà", "04/05/1986", "Nữ", "Phường Hòa Long", "Văn phòng - thống kê", "Đại học", "Không"),
    (3, "Trần Văn Lãng", "06/07/1990", "Nam", "Phường Hòa Long", "Tư pháp - hộ tịch", "Cao đẳng", "Có"),
)


def make() -> dict[str, bytes]:
    book = Book()
    fonts = (".VnTime", "VNI-Times", ".VnArial")
    book.styles |= {font: book.workbook.add_format({"font_name": font}) for font in fonts}
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    for number, (row, font) in enumerate(zip((HEAD, *PEOPLE), (".VnTime", *fonts), strict=True), start=6):
        for letter, cell in zip("ABCDEFGH", row, strict=True):
            page.put(f"{letter}{number}", cell, font)
    return {"roster.xlsx": book.close()}
