"""Five ways to end a list: who prepared it, who signs it, whom it goes to; none of them is staff."""

from tests.golden.paper import Book, Page

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn")
POSTS = ("Bí thư Đảng ủy", "Chủ tịch UBND", "Văn phòng - thống kê")
FAMILIES = {
    "Phường Vệ An": "Quách",
    "Phường Tiền An": "Nghiêm",
    "Phường Suối Hoa": "Vương",
    "Phường Đại Phúc": "Tô",
    "Phường Vũ Ninh": "Giáp",
}


def make() -> dict[str, bytes]:
    book = Book()
    ends = (_total_and_date, _recipients, _at_once, _settled, _by_order)
    for (unit, family), end in zip(FAMILIES.items(), ends, strict=True):
        page = book.page(unit)
        page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
        page.rows(6, HEAD)
        for number, post in enumerate(POSTS, start=1):
            given = ("Văn Khởi", "Văn Tiến", "Văn Lâu")[number - 1]
            page.rows(6 + number, (number, f"{family} {given}", f"0{number}/05/1980", "Nam", post, "Đại học"))
        end(page)
    return {"roster.xlsx": book.close()}


def _total_and_date(page: Page) -> None:
    page.put("B10", "Tổng số: 03 người")
    page.put("E12", "Vệ An, ngày 05 tháng 01 năm 2024")
    page.rows(13, (None, "NGƯỜI LẬP BIỂU", None, None, "CHỦ TỊCH"), (None, "(Ký, ghi rõ họ tên)", None, None, "(Ký)"))
    page.rows(18, (None, "Quách Thị Lập", None, None, "Quách Văn Tiến"))


def _recipients(page: Page) -> None:
    page.rows(
        11,
        ("Nơi nhận:", None, None, None, "TM. ỦY BAN NHÂN DÂN"),
        ("- Phòng Nội vụ;", None, None, None, "CHỦ TỊCH"),
        ("- Lưu: VT.",),
    )
    page.put("E16", "Nghiêm Văn Tiến")


def _at_once(page: Page) -> None:
    page.rows(10, (None, "NGƯỜI LẬP BẢNG", None, None, "THỦ TRƯỞNG ĐƠN VỊ"))
    page.rows(11, (None, "(Ký, họ tên)", None, None, "(Ký, đóng dấu)"))
    page.rows(15, (None, "Vương Thị Lập", None, None, "Vương Văn Tiến"))


def _settled(page: Page) -> None:
    page.put("A10", "Ấn định danh sách có 03 người./.")
    page.put("E11", "THỦ TRƯỞNG ĐƠN VỊ")
    page.put("E15", "Tô Văn Tiến")


def _by_order(page: Page) -> None:
    page.put("B10", "Vũ Ninh, ngày 05 tháng 01 năm 2024")
    page.rows(11, (None, "KT. CHỦ TỊCH"), (None, "PHÓ CHỦ TỊCH"))
    page.put("B16", "Giáp Thị Phó")
