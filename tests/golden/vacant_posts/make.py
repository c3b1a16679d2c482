"""Posts that nobody holds, in the words of offices; totals that count them and totals that do not."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ HUYỆN GIA BÌNH")
    page.rows(
        6,
        ("STT", "Họ và tên", "Ngày sinh", "Nữ", "Đơn vị", "Chức vụ", "Trình độ chuyên môn"),
        (1, "Khuyết Thị Trống", "02/03/1975", "x", "Xã Đại Lai", "Bí thư Đảng ủy", "Đại học"),
        (2, "KHUYẾT", None, None, "Xã Đại Lai", "Phó Chủ tịch UBND"),
        (3, "(chưa bố trí)", None, None, "Xã Đại Lai", "Văn phòng - thống kê"),
        (4, "Cù Văn Trầm", "04/05/1981", None, "Xã Đại Lai", "Chủ tịch UBND", "Thạc sĩ"),
        (None, "Cộng: 4 người"),
        (5, "Đang chờ bổ nhiệm", None, None, "Xã Song Giang", "Chủ tịch UBND"),
        (6, "Khuyết (01)", None, None, "Xã Song Giang", "Chủ tịch UBND"),
        (7, "Khuyết", "06/07/1987", "x", "Xã Song Giang", "Văn hóa - xã hội", "Cao đẳng"),
        (8, "Cù Thị Quế", "06/07/1987", "x", "Xã Song Giang", "Bí thư Đảng ủy", "Đại học"),
        (None, "Cộng: 1 người"),
        (None, "Tổng cộng: 9 người"),
    )
    return {"roster.xlsx": book.close()}
