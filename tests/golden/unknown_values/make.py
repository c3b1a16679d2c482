"""Words that no list has: each is a problem at its cell, none is guessed; who cannot be placed waits."""

from tests.golden.paper import Book

HEAD = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Xã, phường, thị trấn", "Chức danh",
    "Trình độ chuyên môn", "Lý luận chính trị", "Tin học",
)  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    page.rows(
        6,
        HEAD,
        (1, "Đinh Văn Sao", "01/01/1980", "Nam", "Kinh", "Xã Tân Lãng", "Bí thư Đảng ủy", "ĐHH", "Cao cấp", "A"),
        (2, "Đinh Văn Trăng", "02/02/1981", "Nam", "Kinhh", "Xã Tân Lãng", "Chủ tịch UBND", "Đại học", "Cao cấpp", "B"),
        (3, "Đinh Thị Mây", "03/03/1982", "Nữu", "Kinh", "Xã Tân Lãng", "Tư pháp - hộ tịch", "Đại học", "Sơ cấp", "zz"),
        (4, "Đinh Văn Gió", "04/04/1983", "Nam", "Kinh", "Xã Tấn Lãng", "Văn hóa - xã hội", "Đại học", "Sơ cấp", "A"),
        (5, None, "05/05/1984", "Nam", "Kinh", "Xã Tân Lãng", "Tài chính - kế toán", "Đại học", "Sơ cấp", "A"),
    )
    return {"roster.xlsx": book.close()}
