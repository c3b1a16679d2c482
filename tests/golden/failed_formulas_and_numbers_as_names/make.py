"""Cells of formulas that failed, in columns of free text as well; a number and a failure where a name should stand."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Trình độ chuyên môn", "Chuyên ngành"),
        (1, "Kiều Văn Gốc", 1971, "#VALUE!", "ĐH", "Luật"),
        (2, "Kiều Thị Ngọn", 1983, "Chủ tịch UBND", "#N/A", "#REF!"),
        (3, 123456, 1990, "Tư pháp - hộ tịch", "ĐH", "Luật"),
        (4, "#N/A", 1991, "Tư pháp - hộ tịch", "ĐH", "Luật"),
        (5, "Kiều Thị Lá", "#NAME?", "Văn hóa - xã hội", "ĐH", "Luật"),
    )
    return {"roster.xlsx": book.close()}
