"""Years of service as offices write them: dates, years, lengths, two columns, and what nobody can read."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.rows(
        6,
        ("STT", "Họ và tên", "Ngày sinh", "Ngày vào ngành", "Thời gian công tác"),
        (1, "Cù Thị Ngày", "02/03/1969", "01/9/1990", None),
        (2, "Cù Văn Năm", "04/05/1983", 2005, None),
        (3, "Cù Văn Tháng", "04/05/1981", "01/2009", None),
        (4, "Cù Văn Dài", "06/07/1983", None, "18 năm 3 tháng"),
        (5, "Cù Thị Số", "08/09/1984", None, 4),
        (6, "Cù Thị Nay", "08/10/1994", None, "9/2014 - nay"),
        (7, "Cù Văn Hai", "08/11/1974", "01/01/2004", "25 năm"),
        (8, "Cù Văn Lạ", "08/11/1975", "từ hồi trẻ", None),
        (9, "Cù Văn Sau", "08/11/1976", "01/02/2024", None),
        (10, "Cù Văn Trống", "08/11/1977", None, None),
        (11, "Cù Văn Mới", "08/11/1999", None, "3 tháng"),
        (12, "Cù Văn Khoảng", "08/11/1988", None, "Từ 10 đến dưới 15 năm"),
        (13, "Cù Văn Lâu", "08/11/1968", None, "≥ 30 năm"),
    )
    return {"roster.xlsx": book.close()}
