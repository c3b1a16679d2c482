"""Digital skills by marks and dates in one column, in two columns, and as a block: no mark beside marks means no."""

from datetime import date

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Kĩ năng số", "Chức vụ"),
        (1, "Mạc Văn Cả", 1975, "x", "Bí thư Đảng ủy"),
        (2, "Mạc Thị Hai", 1985, "15/06/2025", "Văn phòng - thống kê"),
        (3, "Mạc Văn Ba", 1986, 2025, "Tư pháp - hộ tịch"),
        (4, "Mạc Văn Tư", 1987, date(2025, 6, 15), "Tư pháp - hộ tịch"),
        (5, "Mạc Văn Năm", 1988, None, "Tư pháp - hộ tịch"),
        (6, "Mạc Văn Sáu", 1989, "CÓ", "Tư pháp - hộ tịch"),
        (7, "Mạc Văn Bảy", 1990, "chưa", "Tư pháp - hộ tịch"),
    )
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Đã bồi dưỡng kỹ năng số", "Xác nhận kỹ năng số", "Chức vụ"),
        (1, "Mạc Văn Tám", 1977, "x", None, "Chủ tịch UBND"),
        (2, "Mạc Văn Chín", 1987, None, "02/07/2025", "Tài chính - kế toán"),
        (3, "Mạc Văn Mười", 1987, None, None, "Tài chính - kế toán"),
    )
    page = book.page("Xã Tam Giang")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.headings({
        "A6:A7": "STT", "B6:B7": "Họ và tên", "C6:C7": "Năm sinh", "D6:E6": "Kỹ năng số", "D7": "Bồi dưỡng",
        "E7": "Xác nhận", "F6:F7": "Chức vụ",
    })  # fmt: skip
    page.rows(
        8,
        (1, "Mạc Văn Một", 1977, "x", "x", "Chủ tịch UBND"),
        (2, "Mạc Văn Mốt", 1987, "x", None, "Tài chính - kế toán"),
        (3, "Mạc Văn Mười", 1988, None, None, "Tài chính - kế toán"),
    )
    return {"roster.xlsx": book.close()}
