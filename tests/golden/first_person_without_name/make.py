"""A first row without a name, a second without number, name and mark: neither goes on with the header; a number row
with sums whose places are wrong."""

from tests.golden.paper import Book

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đảng viên", "Trình độ chuyên môn", "Tin học")


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.rows(
        6,
        HEAD,
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(12)=(9)+(10)", "(8)"),
        (1, None, "02/03/1975", "Nữ", "Bí thư Đảng ủy", "x", "Đại học", "Chứng chỉ A"),
        (None, None, None, "Nữ", None, None, "Đại học", "Chứng chỉ A"),
        (3, "Cù Thị Quế", "04/05/1981", "Nữ", "Chủ tịch UBND", "x", "Đại học", "Chứng chỉ A"),
        (4, "Cù Thị Hồi", "06/07/1987", "Nữ", "Văn hóa - xã hội", None, "Đại học", "Chứng chỉ B"),
        (None, None, None, None, None, None, "Đại học"),
    )
    return {"roster.xlsx": book.close()}
