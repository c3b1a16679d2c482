"""Offices of a commune: as headings over the people, as a column of their own, in the column of units."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐÔNG TIẾN")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ"),
        (None, "Văn phòng - thống kê"),
        (6, "Mạc Văn Sáu", 1980),
        ("I", "LÃNH ĐẠO UBND"),
        (1, "Mạc Văn Cả", 1975, "Chủ tịch UBND"),
        ("II", "VĂN PHÒNG HĐND & UBND"),
        (2, "Mạc Văn Hai", 1976, "Văn phòng - thống kê"),
        ("III. Phòng Kinh tế (2 người)",),
        (3, "Mạc Văn Ba", 1977, "Tài chính - kế toán"),
        (4, "Mạc Văn Tư", 1978, "Tài chính - kế toán"),
        (None, "Phòng Quản lý chợ"),
        (5, "Mạc Văn Năm", 1979, "Tư pháp - hộ tịch"),
    )
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Phòng, ban", "Chức vụ"),
        (1, "Mạc Văn Bảy", 1975, "Phòng  VH-XH", "Chủ tịch UBND"),
        (2, "Mạc Văn Tám", 1976, "Trung tâm PVHCC", "Tư pháp - hộ tịch"),
        (3, "Mạc Văn Chín", 1977, "Tổ một cửa", "Tư pháp - hộ tịch"),
        (4, "Mạc Văn Mười", 1978, None, "Tư pháp - hộ tịch"),
    )
    page = book.page("Xã Tam Giang")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Cơ quan, đơn vị công tác", "Chức vụ"),
        (1, "Mạc Văn Một", 1975, "Phòng Kinh tế", "Chủ tịch UBND"),
        (2, "Mạc Văn Mốt", 1976, "Văn phòng HĐND và UBND xã Tam Giang", "Tư pháp - hộ tịch"),
        (3, "Mạc Văn Mai", 1977, "UBND xã", "Tư pháp - hộ tịch"),
        (4, "Mạc Văn Mơ", 1978, "Xã Tam Giang", "Tư pháp - hộ tịch"),
        (5, "Mạc Văn Mận", 1979, "Phòng Văn hóa - Xã hội xã Tam Giang", "Tư pháp - hộ tịch"),
    )
    return {"roster.xlsx": book.close()}
