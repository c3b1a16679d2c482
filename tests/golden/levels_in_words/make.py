"""Levels in several words: with a field of study, a year, a decree, several at once, and one that is still studied."""

from tests.golden.paper import Book

HEAD = (
    "STT", "Họ và tên", "Năm sinh", "Trình độ chuyên môn", "Chuyên ngành", "Lý luận chính trị", "Quản lý nhà nước",
    "Tin học", "Chức vụ",
)  # fmt: skip
ROWS = (
    ("Vi Văn Một", "Cử nhân Kế toán; Thạc sĩ QTKD", None, "TC, đang học cao cấp", "CV (2014)", "Tin học A (2007)"),
    ("Vi Văn Hai", "KS. Lâm nghiệp", None, "Cao cấp LLCT (2020)", "BD ngạch chuyên viên chính 2021", "CNTT NC; MOS"),
    ("Vi Văn Ba", "Trung cấp (Địa chính)", "Quản lý đất đai", "Tương đương sơ cấp", "CVC; CV", "Trung cấp CNTT; B"),
    ("Vi Văn Bốn", "Luật - ĐH VLVH", None, "Xác nhận tương đương trung cấp", "QLNN ngạch CV và TĐ", "Chứng chỉ B, C"),
    ("Vi Văn Năm", "CĐ Sư phạm Huế, loại khá", None, "CC", None, "Chứng chỉ UDCNTT nâng cao (TT 03/2014/TT-BTTTT)"),
    ("Vi Văn Sáu", "Đang học đại học", None, "Đang học TC", "Đang học CVC", "Thạo máy tính"),
    ("Vi Văn Bảy", "TC Kế toán - ĐH Kinh tế", None, "Cử nhân Luật", "Sơ cấp", "Kỹ sư cầu đường"),
    ("Vi Văn Tám", "Sơ cấp lý luận", None, "Trung - cao cấp", "CV", "B"),
    ("Vi Văn Chín", "Trung học phổ thông", None, "SC", "CV", "B"),
)  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TRI PHƯƠNG")
    page.rows(6, HEAD)
    for number, (name, *levels) in enumerate(ROWS, start=1):
        page.rows(6 + number, (number, name, 1970 + number, *levels, "Văn hóa - xã hội"))
    return {"roster.xlsx": book.close()}
