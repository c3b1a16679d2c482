"""«Ngoại ngữ» with two languages, a language in brackets, none at all; columns that are for one language alone."""

from tests.golden.paper import Book

LEVELS = {
    "Lò Văn Một": "Tiếng Anh C; Tiếng Nga B",
    "Lò Văn Hai": "Pháp A, Anh B1",
    "Lò Văn Ba": "B2 (Anh)",
    "Lò Văn Bốn": "Anh: bậc 3 - Nhật: N4",
    "Lò Văn Năm": "Cử nhân Ngoại ngữ (tiếng Trung), IELTS 6,0",
    "Lò Văn Sáu": "Chưa có",
    "Lò Văn Bảy": "Tiếng Hoa",
    "Lò Văn Tám": "B1; Tiếng Trung HSK3",
    "Lò Văn Chín": "Anh: không; Lào: A",
    "Lò Văn Mười": "Tiếng Ba Lan B",
}
ONE_EACH = {
    "Lò Thị Một": ("B (khung châu Âu)", "Tiếng Đức B", "Tiếng Hoa"),
    "Lò Thị Hai": ("Tiếng Nga B", "Anh A", "Sán Chay; Tày"),
    "Lò Thị Ba": ("Không", "HSK 2 (2019)", "Tiếng Kinh"),
}


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TRI PHƯƠNG")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Ngoại ngữ", "Chức vụ"))
    for number, (name, level) in enumerate(LEVELS.items(), start=1):
        page.rows(6 + number, (number, name, 1970 + number, level, "Văn hóa - xã hội"))
    page = book.page("Sheet2")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TÂN LÃNG")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Tiếng Anh", "Ngoại ngữ khác", "Tiếng dân tộc", "Chức vụ"))
    for number, (name, levels) in enumerate(ONE_EACH.items(), start=1):
        page.rows(6 + number, (number, name, 1970 + number, *levels, "Văn hóa - xã hội"))
    return {"roster.xlsx": book.close()}
