"""The number of people printed beside «Tổng cộng», in brackets after a heading, and in the sentences under the list."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ"),
        ("I", "CÁN BỘ (2)"),
        (1, "Kiều Văn Gốc", 1971, "Bí thư Đảng ủy"),
        (2, "Kiều Thị Ngọn", 1983, "Chủ tịch UBND"),
        ("II", "CÔNG CHỨC (2)"),
        (1, "Kiều Văn Cành", 1990, "Tư pháp - hộ tịch"),
        ("Tổng cộng", None, "4 người"),
        ("(Danh sách gồm 3 đồng chí)",),
        ("Ấn định danh sách có 5 người./.",),
        (None, None, None, "Đại Lai, ngày 05 tháng 01 năm 2024"),
        (None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"),
    )
    return {"roster.xlsx": book.close()}
