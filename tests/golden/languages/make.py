"""«Ngoại ngữ» with and without a language's name."""

from tests.golden.paper import Book

LEVELS = {
    "Lò Văn Một": "B",
    "Lò Văn Hai": "Anh B",
    "Lò Văn Ba": "Tiếng Anh A2",
    "Lò Văn Bốn": "TOEIC 450",
    "Lò Văn Năm": "Đại học tiếng Anh",
    "Lò Văn Sáu": "Tiếng Nga C",
    "Lò Văn Bảy": "Tiếng Trung B",
    "Lò Văn Tám": None,
    "Lò Văn Chín": "Chứng chỉ",
}


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TRI PHƯƠNG")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Ngoại ngữ", "Chức vụ"))
    for number, (name, level) in enumerate(LEVELS.items(), start=1):
        page.rows(6 + number, (number, name, 1970 + number, level, "Văn hóa - xã hội"))
    return {"roster.xlsx": book.close()}
