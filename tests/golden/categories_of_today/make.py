"""Viên chức and people on contracts, by a column, by group rows, and by a column of the contract's kind."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Phường Vũ Ninh")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC, NGƯỜI LAO ĐỘNG")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Đối tượng"),
        (1, "Mạc Văn Cả", 1975, "Cán bộ"),
        (2, "Mạc Thị Hai", 1985, "CC"),
        (3, "Mạc Văn Ba", 1986, "Viên chức"),
        (4, "Mạc Văn Tư", 1987, "HĐ NĐ 111"),
        (5, "Mạc Văn Năm", 1988, "Hợp đồng theo Nghị định 235/2026/NĐ-CP"),
        (6, "Mạc Văn Sáu", 1989, "HĐ vụ việc"),
        (7, "Mạc Văn Bảy", 1990, "Lao động hợp đồng"),
        (8, "Mạc Văn Tám", 1990, "NLĐ"),
    )
    page = book.page("Phường Kinh Bắc")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC, NGƯỜI LAO ĐỘNG")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Loại hợp đồng"),
        ("I", "CÔNG CHỨC"),
        (1, "Mạc Văn Chín", 1977, None),
        ("II", "VIÊN CHỨC"),
        (1, "Mạc Văn Mười", 1987, None),
        ("III", "HỢP ĐỒNG LAO ĐỘNG"),
        (1, "Mạc Văn Một", 1987, "111/2022/NĐ-CP"),
        (2, "Mạc Văn Mốt", 1988, "Thời vụ"),
    )
    page = book.page("Phường Đa Mai")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC, NGƯỜI LAO ĐỘNG")
    page.headings({"A6:A7": "STT", "B6:B7": "Họ và tên", "C6:C7": "Năm sinh", "D6:G6": "Chức danh", "D7": "Cán bộ",
                   "E7": "Công chức", "F7": "Viên chức", "G7": "Hợp đồng"})  # fmt: skip
    page.rows(
        8,
        (1, "Mạc Thị An", 1977, None, "x", None, None),
        (2, "Mạc Thị Bé", 1987, None, None, "x", None),
        (3, "Mạc Thị Cúc", 1988, None, None, None, "x"),
    )
    return {"roster.xlsx": book.close()}
