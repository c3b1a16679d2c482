"""Two lists beside each other under one title, the right one longer than the left."""

from tests.golden.paper import Book

HEAD = ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Trình độ chuyên môn")


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.rows(
        6,
        (*HEAD, None, *HEAD),
        (1, "Kiều Văn Gốc", 1971, "Bí thư Đảng ủy", "ĐH", None, 1, "Kiều Văn Cành", 1990, "Tư pháp - hộ tịch", "CĐ"),
        (2, "Kiều Thị Ngọn", 1983, "Chủ tịch UBND", "ThS", None, 2, "Kiều Thị Lá", 1992, "Văn hóa - xã hội", "ĐHH"),
        (None, None, None, None, None, None, 3, "Kiều Văn Rễ", 1980, "Tài chính - kế toán", "TC"),
    )
    page = book.page("Họ và tên hai cột")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ GIANG SƠN")
    head = ("STT", "Họ và chữ đệm", "Tên", "Năm sinh", "Chức vụ")
    page.rows(
        6,
        (*head, None, *head),
        (1, "Kiều Văn", "Thân", 1971, "Bí thư Đảng ủy", None, 1, "Kiều Văn", "Hoa", 1990, "Tư pháp - hộ tịch"),
        (2, "Kiều Thị", "Quả", 1983, "Chủ tịch UBND"),
    )
    return {"roster.xlsx": book.close()}
