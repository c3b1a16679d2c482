"""Three lists under one another, each with columns of its own: the second in force of the heading above it, the third
under signatures, with the title of another commune."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.rows(
        6,
        ("I. CÁN BỘ",),
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Trình độ chuyên môn"),
        (1, "Kiều Văn Gốc", 1971, "Bí thư Đảng ủy", "ĐH"),
        (2, "Kiều Thị Ngọn", 1983, "Chủ tịch UBND", "ThS"),
        ("Cộng: 2 người",),
        ("II. CÔNG CHỨC",),
        ("STT", "Chức danh", "Họ và tên", "Trình độ chuyên môn", None, "Ngày sinh"),
        (None, None, None, "ĐH", "CĐ", None),
        (1, "Tư pháp - hộ tịch", "Kiều Văn Cành", None, "x", "02/03/1990"),
        (2, None, "Kiều Thị Lá", "x", None, "04/05/1992"),
        ("Tổng cộng: 5 người",),
        (None, None, "Đại Lai, ngày 05 tháng 01 năm 2024"),
        (None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"),
        (),
        ("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ SONG GIANG",),
        ("TT", "Họ tên", "Chức vụ", "Ngày sinh"),
        (1, "Kiều Văn Sông", "Chủ tịch HĐND", "06/07/1975"),
    )
    return {"roster.xlsx": book.close()}
