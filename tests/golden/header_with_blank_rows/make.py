"""A header cut apart: a blank row between its two rows, another before the numbers of the columns."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.rows(
        6,
        ("STT", "Họ và tên", "Sinh", None, None, "Chức vụ", "Trình độ", None, None, None, "Lý luận chính trị"),
        (),
        (None, None, "Ngày", "Tháng", "Năm", None, "ThS", "ĐH", "CĐ", "TC", "CC", "TC"),
        (),
        ("A", "B", 1, 2, 3, 4, 5, 6, 7, "8=5+6", 9, 10),
        (1, "Kiều Văn Gốc", 1, 2, 1971, "Bí thư Đảng ủy", "x", None, None, None, "x"),
        (2, "Kiều Thị Ngọn", "03", "04", 83, "Chủ tịch UBND", None, "x", None, None, None, "x"),
        (3, "Kiều Văn Cành", None, 6, 1990, "Tư pháp - hộ tịch", None, None, "x"),
        (4, "Kiều Thị Lá", "00", "00", "1992", "Văn hóa - xã hội", None, None, None, "x", None, "x"),
    )
    return {"roster.xlsx": book.close()}
