"""One commune's rows were pasted as text from a list in .VnTime: its letters stand there in Times New Roman."""

from tests.golden.old_letters import tcvn3
from tests.golden.paper import Book, Row

HEAD = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Đơn vị",
    "Chức vụ",
    "Trình độ chuyên môn",
    "Tin học",
    "Đảng viên",
)
TYPED: tuple[Row, ...] = (
    (1, "Nguyễn Thị Lý", "02/03/1975", "Nữ", "Phường Hòa Long", "Bí thư Đảng ủy", "Thạc sĩ", "Có", "x"),
    (2, "Trần Công Tú", "04/05/1986", "Nam", "Phường Hòa Long", "Văn phòng - thống kê", "Đại học", "Không", "x"),
    (3, "Phó Văn Hãn", "06/07/1990", "Nam", "Phường Hòa Long", "Tư pháp - hộ tịch", "Cao đẳng", "Có", "x"),
)
PASTED: tuple[Row, ...] = (
    (4, "Đặng Phương Thảo", "08/09/1992", "Nữ", "Phường Vạn An", "Chủ tịch HĐND", "Đại học", "Có", "x"),
    (5, "Lý Thị Phó", "10/11/1994", "Nữ", "Phường Vạn An", "Văn hóa - xã hội", "Trung cấp", "Không", "x"),
    (6, "Vũ Hữu Lãng", "12/01/1981", "Nam", "Phường Vạn An", "Tài chính - kế toán", "Đại học", "Có", "x"),
)


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    pasted = ([tcvn3(cell) if isinstance(cell, str) else cell for cell in row] for row in PASTED)
    page.rows(6, HEAD, *TYPED, *pasted)
    return {"roster.xlsx": book.close()}
