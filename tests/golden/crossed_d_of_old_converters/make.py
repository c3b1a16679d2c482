"""Old converters to Unicode write Đ as the Icelandic letter Ð: in the title, the header, names and values."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ÐẠI LAI", "(Tính ðến ngày 31/12/2023)")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Ðảng viên", "Trình ðộ chuyên môn"),
        (1, "Ðoàn Văn Ðức", 1971, "Bí thư Ðảng ủy", "x", "ÐH"),
        (2, "Ɖỗ Thị Ðào", 1983, "Ðịa chính - xây dựng", None, "Ðại học"),
    )
    return {"roster.xlsx": book.close()}
