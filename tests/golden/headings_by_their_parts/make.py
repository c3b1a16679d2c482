"""Headings in words that no table has as a whole; a mark or «Có» under a certificate says what the heading names."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ HUYỆN YÊN PHONG")
    page.rows(
        6,
        (
            "STT", "Họ tên cán bộ,\ncông chức (viết hoa)", "Năm sinh", "Cơ quan hiện đang\ncông tác (xã)", "Chức vụ",
            "Là ĐV ĐCS (x)", "Chuẩn kỹ năng CNTT\n(nâng cao)", "Có chứng chỉ về tiếng Anh",
            "Sử dụng được tiếng dân tộc ít người",
        ),
        (1, "Hà Văn Một", 1975, "Xã Đông Tiến", "Bí thư Đảng ủy", "x", "x", "x", None),
        (2, "Hà Thị Hai", 1985, "Xã Đông Tiến", "Văn phòng - thống kê", None, "Có", None, "x"),
        (3, "Hà Văn Ba", 1986, "Xã Đông Tiến", "Tư pháp - hộ tịch", "x", "Đạt", "Không", None),
        (4, "Hà Văn Bốn", 1987, "Xã Yên Phụ", "Tư pháp - hộ tịch", "x", "Chứng chỉ B", "Đạt", None),
        (5, "Hà Văn Năm", 1988, "Xã Yên Phụ", "Tư pháp - hộ tịch", "x", "Không đạt", "B", None),
        (6, "Hà Văn Sáu", 1989, "Xã Yên Phụ", "Tư pháp - hộ tịch", None, None, None, "Không"),
    )  # fmt: skip
    return {"roster.xlsx": book.close()}
