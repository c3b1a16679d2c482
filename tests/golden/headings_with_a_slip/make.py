"""Headings with one wrong mark or letter: read where the cells fit, a question where they are marks or free text."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        ("STT", "Họ vả tên", "Ngày sinh", "Giới tính", "Chức vu", "Trình độ chuyên môn", "Chuyên ngàng", "Đảng viền"),
        (1, "Tạ Văn Một", "05/03/1975", "Nam", "Bí thư Đảng ủy", "Đại học", "Luật", "x"),
        (2, "Tạ Thị Hai", "1985", "Nữ", "Văn phòng - thống kê", "Cao đẳng", "Kế toán", None),
    )
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.headings({
        "A6:A7": "STT", "B6:B7": "Họ và tên", "C6:C7": "Năm sinh", "D6:F6": "Lý luận chình trị", "D7": "CC", "E7": "TC",
        "F7": "SC", "G6:G7": "Chức vụ", "H6:H7": "Ghi chu",
    })  # fmt: skip
    page.rows(
        8,
        (1, "Tạ Văn Tám", 1977, "x", None, None, "Chủ tịch UBND", "mới về"),
        (2, "Tạ Văn Chín", 1987, None, "x", None, "Tài chính - kế toán", None),
    )
    page = book.page("Xã Tam Giang")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        ("STT", "Họ và tên", "Ngày sình", "Giới tịnh", "Chức vụ", "Trình độ chuyên môn", "Trình đô chuyên môn"),
        (1, "Tạ Văn Mười", 2, "Nam", "Chủ tịch UBND", "Thạc sĩ", "Đại học"),
        (2, "Tạ Thị Mùi", None, "Nữ", "Tài chính - kế toán", "Đại học", None),
    )
    return {"roster.xlsx": book.close()}
