"""Every text as letters and separate marks (NFD), with no-break and zero-width spaces between."""

import unicodedata

from tests.golden.paper import Book, Cell

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Đơn vị", "Chức vụ", "Trình độ chuyên môn", "Tin học")
PEOPLE = (
    (1, "Nguyễn Thị Phượng", "01/02/1983", "Nữ", "Tày", "Thị trấn Thứa", "Chủ tịch UBND", "Thạc sĩ", "Chứng chỉ B"),
    (2, "  Trần\u00a0Văn   Đức ", "03/04/1991", "Nam", "Nùng", "Xã Trừng Xá", "Tư pháp\u00a0-\u00a0hộ tịch", "Đại học",
     "Trung cấp"),
    (3, "Đỗ Ngọc\u200b Ánh", "05/06/1995", "Nữ", "Kinh", "Xã\u00a0Trừng Xá", "Văn phòng - thống kê", "Cao đẳng", "A"),
)  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page(_apart("Danh sách"))
    page.letterhead(_apart("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ"), _apart("(Tính đến ngày 31/12/2023)"))
    page.rows(6, *([_apart_cell(cell) for cell in row] for row in (HEAD, *PEOPLE)))
    return {"roster.xlsx": book.close()}


def _apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _apart_cell(cell: Cell) -> Cell:
    return _apart(cell) if isinstance(cell, str) else cell
