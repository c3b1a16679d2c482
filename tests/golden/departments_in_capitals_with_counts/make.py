"""Headings of a commune after the districts: in capitals, with numerals, letters and counts; short posts under them."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC PHƯỜNG VŨ NINH", "(Tính đến ngày 31/12/2025)", "PHƯỜNG VŨ NINH")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ"),
        ("A", "ĐẢNG ỦY PHƯỜNG (2 người)"),
        (1, "Mạc Văn Cả", 1975, "Bí thư"),
        (2, "Mạc Văn Hai", 1976, "PBT Thường trực"),
        (None, "I. VĂN PHÒNG ĐẢNG UỶ (2 người)"),
        (3, "Mạc Văn Ba", 1977, "Chánh Văn phòng"),
        (4, "Mạc Văn Tư", 1978, "Phó Chánh VP, Đảng uỷ viên"),
        ("II", "CÁC BAN XÂY DỰNG ĐẢNG"),
        (5, "Mạc Văn Năm", 1979, "Trưởng ban"),
        ("III", "CƠ QUAN ỦY BAN KIỂM TRA ĐẢNG ỦY: 01 người"),
        (6, "Mạc Văn Sáu", 1980, "Phó Chủ nhiệm"),
        ("B", "LÃNH ĐẠO UBND"),
        (7, "Mạc Văn Bảy", 1981, "Phó Chủ tịch"),
        ("IV", "VP. HĐND - UBND (1 người)"),
        (8, "Mạc Văn Tám", 1982, "Chánh Văn phòng"),
        (None, "c) PHÒNG KINH TẾ - HẠ TẦNG & ĐÔ THỊ"),
        (9, "Mạc Văn Chín", 1983, "P. Trưởng phòng phụ trách"),
        (None, "TTPVHCC"),
        (10, "Mạc Văn Mười", 1984, "Giám đốc"),
        ("V", "BAN CHỈ HUY QUÂN SỰ PHƯỜNG"),
        (11, "Mạc Văn Một", 1985, "Phó Chỉ huy trưởng"),
        ("VI", "ỦY BAN MTTQ VIỆT NAM PHƯỜNG VŨ NINH"),
        (12, "Mạc Văn Mốt", 1986, "Phó Chủ tịch"),
        ("1", "ĐOÀN TNCS HỒ CHÍ MINH"),
        (13, "Mạc Văn Mai", 1987, "Bí thư"),
        ("2", "HỘI LIÊN HIỆP PHỤ NỮ"),
        (14, "Mạc Thị Mơ", 1988, "Chủ tịch"),
        ("VII", "TRẠM Y TẾ"),
        (15, "Mạc Văn Mận", 1989, "Trạm trưởng"),
        ("VIII", "BAN QUẢN LÝ CHỢ"),
        (16, "Mạc Văn Mít", 1990, "Chuyên viên"),
    )
    return {"roster.xlsx": book.close()}
