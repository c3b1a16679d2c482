"""A cover sheet names the commune and the day; the list behind it says neither, its day stands in a cell of its own."""

from datetime import date

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    cover = book.page("Bìa")
    cover.rows(2, ("ỦY BAN NHÂN DÂN XÃ ĐẠI LAI",), (), ("BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC",))
    page = book.page("DS")
    page.rows(
        1,
        ("DANH SÁCH CÁN BỘ, CÔNG CHỨC",),
        ("Thời điểm tính đến:", None, date(2023, 12, 31)),
        (),
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ"),
        (1, "Kiều Văn Gốc", 1971, "Bí thư Đảng ủy"),
        (2, "Kiều Thị Ngọn", 1983, "Chủ tịch UBND"),
    )
    return {"roster.xlsx": book.close()}
