"""A column «Phòng, ban» of 2025 tells whose head somebody is; what no table knows stays as written, with a warning."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TIÊN DU", "(Tính đến ngày 31/12/2025)", "XÃ TIÊN DU")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Phòng, ban", "Chức vụ"),
        (1, "Mạc Văn Cả", 1975, "VP Đảng ủy", "Chánh Văn phòng"),
        (2, "Mạc Văn Hai", 1976, "VP.HĐND-UBND", "Chánh Văn phòng"),
        (3, "Mạc Văn Ba", 1977, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Phó Văn phòng"),
        (4, "Mạc Văn Tư", 1978, "P. KT, HT và ĐT", "Trưởng phòng"),
        (5, "Mạc Văn Năm", 1979, "Phòng Xã hội - Văn hoá xã Tiên Du", "Phó phòng"),
        (6, "Mạc Văn Sáu", 1980, "Đoàn TNCSHCM", "Bí thư"),
        (7, "Mạc Văn Bảy", 1981, "Lãnh đạo UBND", "Chủ tịch"),
        (8, "Mạc Văn Tám", 1982, "BCH Quân sự", "UVBTV, Chỉ huy trưởng"),
        (9, "Mạc Văn Chín", 1983, "Ban QLDA đầu tư xây dựng", "Phó Giám đốc"),
        (10, "Mạc Văn Mười", 1984, "Văn phòng Công chứng", "Chánh Văn phòng"),
        (11, "Mạc Văn Một", 1985, "Phòng Kinh tế", "Bí thư"),
        (12, "Mạc Văn Mốt", 1986, None, "Bí thư"),
        (13, "Mạc Văn Mai", 1987, "Văn phòng Công chứng", "Chuyên viên"),
    )
    return {"roster.xlsx": book.close()}
