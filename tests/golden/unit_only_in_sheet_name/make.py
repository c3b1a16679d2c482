"""Only the sheets' names tell the units: with a short kind, without one, in capitals."""

from tests.golden.paper import Book

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ")
SHEETS = {
    "P. Võ Cường": ((1, "Cao Văn Nhất", "01/01/1980", "Nam", "Bí thư Đảng ủy"),),
    "Hòa Long": (
        (1, "Cao Văn Nhị", "02/02/1981", "Nam", "Chủ tịch UBND"),
        (2, "Cao Thị Tam", "03/03/1992", "Nữ", "Tài chính - kế toán"),
    ),
    "VẠN AN": (
        (1, "Cao Văn Tứ", "04/04/1983", "Nam", "Chủ tịch HĐND"),
        (2, "Cao Thị Ngũ", "05/05/1994", "Nữ", "Văn hóa - xã hội"),
    ),
}


def make() -> dict[str, bytes]:
    book = Book()
    for name, people in SHEETS.items():
        page = book.page(name)
        page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ", office="UBND THÀNH PHỐ BẮC NINH")
        page.rows(6, HEAD, *people)
    return {"roster.xlsx": book.close()}
