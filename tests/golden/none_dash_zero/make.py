"""«Không», «Chưa qua đào tạo», 0, a dash and an empty cell do not say the same."""

from tests.golden.paper import Book

HEAD = (
    "STT", "Họ và tên", "Năm sinh", "Trình độ chuyên môn", "Lý luận chính trị", "Quản lý nhà nước", "Tin học",
    "Tiếng Anh", "Ngoại ngữ khác", "Tôn giáo",
)  # fmt: skip
NO = "Không"
CUA = "Chưa qua đào tạo"


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐÔNG THỌ")
    page.rows(
        6,
        HEAD,
        (1, "Tạ Văn Không", 1980, NO, NO, NO, NO, NO, NO, NO),
        (2, "Tạ Văn Chưa", 1981, CUA, CUA, CUA, NO, NO, NO, NO),
        (3, "Tạ Văn Số", 1982, 0, 0, 0, 0, 0, 0, NO),
        (4, "Tạ Văn Chữ", 1983, "0", "0", "0", "0", "0", "0", NO),
        (5, "Tạ Văn Gạch", 1984, "-", "-", "-", "-", "-", "-", "-"),
        (6, "Tạ Văn Ngang", 1985, "–", "–", "–", "–", "–", "–", "–"),
        (7, "Tạ Văn Trống", 1986),
        (8, "Tạ Văn Có", 1987, "ĐH", "TC", "CV", "B", "B", "C", "Cao Đài"),
    )
    return {"roster.xlsx": book.close()}
