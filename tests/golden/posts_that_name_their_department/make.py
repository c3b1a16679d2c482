"""Full titles of 2025 in the cell of the post; «Lãnh đạo, quản lý» under «Vị trí việc làm» is none."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Tiên Du")
    page.letterhead("DANH SÁCH CBCC XÃ TIÊN DU", "(Tính đến ngày 31/12/2025)", "XÃ TIÊN DU")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ"),
        (1, "Mạc Văn Cả", 1975, "Giám đốc Trung tâm PVHCC"),
        (2, "Mạc Văn Hai", 1976, "Chánh VP Đảng ủy"),
        (3, "Mạc Văn Ba", 1977, "UVBTV, Chỉ huy trưởng BCH Quân sự"),
        (4, "Mạc Văn Tư", 1978, "UVBCH, Trưởng Phòng Văn hóa - Xã hội xã"),
        (5, "Mạc Văn Năm", 1979, "Phó Trưởng phòng KT, HT & ĐT"),
        (6, "Mạc Văn Sáu", 1980, "Chuyên viên Văn phòng Đảng ủy"),
        (7, "Mạc Văn Bảy", 1981, "Phó Bí thư Đảng ủy, Chủ nhiệm UBKT"),
        (8, "Mạc Văn Tám", 1982, "Trưởng phòng Tin học"),
        (9, "Mạc Văn Chơi", 1982, "PCT UBND kiêm Giám đốc TTPVHCC"),
        (10, "Mạc Văn Chờ", 1982, "Trưởng ban Xây dựng Đảng"),
    )
    page = book.page("Phường Vũ Ninh")
    page.letterhead("DANH SÁCH CBCC PHƯỜNG VŨ NINH", "(Tính đến ngày 31/12/2025)", "PHƯỜNG VŨ NINH")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Vị trí việc làm"),
        (1, "Mạc Văn Chín", 1983, "Lãnh đạo, quản lý"),
        (2, "Mạc Văn Mười", 1984, "Chuyên viên Phòng Kinh tế"),
        (3, "Mạc Văn Một", 1985, "Hỗ trợ, phục vụ"),
    )
    page = book.page("Phường Từ Sơn")
    page.letterhead("DANH SÁCH CBCC PHƯỜNG TỪ SƠN", "(Tính đến ngày 31/12/2025)", "PHƯỜNG TỪ SƠN")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Chức danh, vị trí việc làm"),
        (1, "Mạc Văn Mốt", 1986, "Chủ tịch UBND", "Lãnh đạo"),
        (2, "Mạc Văn Mai", 1987, "Chuyên viên", "Chuyên môn, nghiệp vụ"),
    )
    return {"roster.xlsx": book.close()}
