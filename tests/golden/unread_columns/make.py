"""Columns that no field takes: told once a list with their number of cells, unless empty or needed by nobody."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        (
            "STT", "Họ và tên", "Năm sinh", "Chức vụ", "Biết lái thuyền", "Số buổi trực", "Sở thích",
            "Trình độ đại học trở lên",
            "Điện thoại liên hệ", "Ghi chú thêm", "Hệ số lương hiện hưởng", "Cột trống", "Chỉ có gạch",
        ),
        (1, "Tô Văn Một", 1975, "Bí thư Đảng ủy", "x", 3, "cờ tướng", "x", "0912 000 000", "mới", 4.32, None, "-"),
        (2, "Tô Thị Hai", 1985, "Văn phòng - thống kê", None, 0, None, "x", "0912 000 001", None, 2.34, None, "-"),
    )  # fmt: skip
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Biết lái thuyền"),
        (1, "Tô Văn Ba", 1977, "Chủ tịch UBND", "Có"),
    )
    return {"roster.xlsx": book.close()}
