"""Formulas saved by a program that does not calculate: an error at a person's cell, not at a total's own."""

from tests.golden.paper import Book, Formula


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ MINH TÂN")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn"),
        (1, "Lương Văn Tính", 1980, "Nam", "Bí thư Đảng ủy", Formula('=UPPER("đh")', "ĐH")),
        (2, "Lương Thị Toán", 1985, "Nữ", "Tài chính - kế toán", Formula('=UPPER("đh")')),
        (3, "Lương Văn Cộng", Formula("=1980+7"), "Nam", "Tư pháp - hộ tịch", "Cao đẳng"),
    )
    page.put("B10", "Tổng số")
    page.put("C10", Formula("=COUNTA(B7:B9)"))
    return {"roster.xlsx": book.close()}
