"""Nothing but the title, or the sheet's name, says in which department these people work; others' titles do not."""

from tests.golden.paper import Book

HEADS = ("STT", "Họ và tên", "Năm sinh", "Chức vụ")


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÔNG CHỨC VĂN PHÒNG HĐND VÀ UBND XÃ ĐÔNG TIẾN")
    page.rows(
        6,
        HEADS,
        (1, "Mạc Văn Một", 1975, "Văn phòng - thống kê"),
        ("I", "Lãnh đạo"),
        (2, "Mạc Văn Hai", 1976, "Tư pháp - hộ tịch"),
    )
    page = book.page("Sheet2")
    page.letterhead("Biểu số 2. Danh sách cán bộ, công chức thuộc Phòng Kinh tế xã Yên Phụ năm 2023")
    page.rows(6, HEADS, (1, "Mạc Văn Ba", 1977, "Tài chính - kế toán"), ("", "Phòng Văn hóa - Xã hội"))
    page.rows(9, (2, "Mạc Văn Tư", 1978, "Văn hóa - xã hội"))
    page = book.page("Phòng VH-XH")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM GIANG")
    page.rows(6, HEADS, (1, "Mạc Văn Năm", 1979, "Văn hóa - xã hội"))
    page = book.page("Sheet4")
    page.letterhead("DANH SÁCH CÔNG CHỨC XÃ TAM ĐA DO VĂN PHÒNG HĐND VÀ UBND LẬP")
    page.rows(6, HEADS, (1, "Mạc Văn Sáu", 1980, "Văn phòng - thống kê"))
    page = book.page("Sheet5")
    page.letterhead("DANH SÁCH CÁN BỘ ĐẢNG ỦY XÃ VĂN MÔN")
    page.rows(6, HEADS, (1, "Mạc Văn Bảy", 1981, "Bí thư Đảng ủy"))
    page = book.page("Sheet6")
    page.letterhead("DANH SÁCH CÔNG CHỨC PHÒNG KINH TẾ THUỘC UBND XÃ TAM ĐA")
    page.rows(6, HEADS, (1, "Mạc Văn Tám", 1982, "Tài chính - kế toán"))
    page = book.page("Sheet7")
    page.letterhead("DANH SÁCH CÔNG CHỨC PHÒNG KINH TẾ VÀ UBND XÃ VĂN MÔN")
    page.rows(6, HEADS, (1, "Mạc Văn Chín", 1983, "Tài chính - kế toán"))
    return {"roster.xlsx": book.close()}
