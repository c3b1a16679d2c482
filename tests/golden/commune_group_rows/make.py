"""A district's list: a row with a Roman number for each commune, «Cộng: … người» under it, a grand total."""

from tests.golden.paper import Book

HEADINGS = {
    "A6:A7": "TT", "B6:B7": "Họ và tên", "C6:D6": "Ngày, tháng, năm sinh", "C7": "Nam", "D7": "Nữ",
    "E6:E7": "Chức vụ, chức danh", "F6:F7": "Trình độ chuyên môn", "G6:G7": "Đảng viên",
}  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Gia Bình")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ HUYỆN GIA BÌNH")
    page.headings(HEADINGS)
    page.rows(
        8,
        ("A", "B", 1, 2, 3, 4, 5),
        ("I", "Xã Đại Bái"),
        (1, "Nguyễn Văn Tý", "01/02/1971", None, "Bí thư Đảng ủy", "Đại học", "x"),
        (2, "Nguyễn Thị Sửu", None, "03/04/1983", "Phó Chủ tịch UBND", "Thạc sĩ", "x"),
        (3, "Lê Văn Dần", "05/06/1990", None, "Tư pháp - hộ tịch", "Đại học"),
        (None, "Cộng: 3 người"),
        ("II", "Thị trấn Gia Bình"),
        (1, "Trần Thị Mão", None, "07/08/1985", "Chủ tịch HĐND", "Đại học", "x"),
        (2, "Phạm Văn Thìn", "09/10/1993", None, "Văn phòng - thống kê", "Cao đẳng"),
        ("Cộng: 2 người",),
        ("III. Xã Vạn Ninh",),
        (1, "Vũ Văn Tỵ", "11/12/1969", None, "Chủ tịch UBND", "Đại học", "x"),
        (2, "Đỗ Thị Ngọ", None, "13/01/1994", "Tài chính - kế toán", "Đại học"),
        (3, "Hoàng Văn Mùi", "14/02/2001", None, "Văn hóa - xã hội", "Đại học"),
        (None, "Cộng: 03 người"),
        (None, "Tổng cộng: 8 người"),
    )
    return {"roster.xlsx": book.close()}
