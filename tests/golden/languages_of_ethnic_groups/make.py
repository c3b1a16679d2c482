"""«Tiếng Sán Chay» under «Ngoại ngữ» is no foreign language, «Tiếng Hoa» there is one."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐÔNG TIẾN")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Ngoại ngữ", "Tiếng DTTS"),
        (1, "Bế Văn Một", 1975, "Tư pháp - hộ tịch", "Tiếng Sán Chay", None),
        (2, "Bế Văn Hai", 1976, "Tư pháp - hộ tịch", "Anh B; tiếng Tày", None),
        (3, "Bế Văn Ba", 1977, "Tư pháp - hộ tịch", "Tiếng Hoa", "x"),
        (4, "Bế Văn Tư", 1978, "Tư pháp - hộ tịch", "Tiếng Anh", None),
    )
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ YÊN PHỤ")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Ngoại ngữ, tiếng dân tộc"),
        (1, "Bế Văn Năm", 1979, "Tư pháp - hộ tịch", "Tiếng Mông"),
        (2, "Bế Văn Sáu", 1980, "Tư pháp - hộ tịch", "Tiếng Anh B"),
        (3, "Bế Văn Bảy", 1981, "Tư pháp - hộ tịch", "Tiếng Nga"),
    )
    return {"roster.xlsx": book.close()}
