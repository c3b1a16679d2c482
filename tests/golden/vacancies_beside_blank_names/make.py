"""Vacant posts whose name is left blank: the post itself or the note says so; a blank name beside data is somebody."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TRUNG NGHĨA")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Tin học", "Ghi chú"),
        (1, "Từ Văn Cả", 1975, "Bí thư Đảng ủy", "B", None),
        (2, None, None, "Phó Bí thư Đảng ủy (khuyết)", None, None),
        (3, None, None, "Chủ tịch HĐND - chưa bố trí", None, None),
        (4, None, None, "Phó Chủ tịch UBND", None, "Đang khuyết"),
        (None, None, None, "Tư pháp - hộ tịch", None, "Chưa tuyển"),
        (5, None, None, "Văn phòng - thống kê", "Không có", None),
        (6, None, 1980, "Tài chính - kế toán (khuyết)", None, None),
        (7, None, None, "Văn hóa - xã hội", None, None),
    )
    return {"roster.xlsx": book.close()}
