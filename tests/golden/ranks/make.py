"""Ranks by name, short name and code, in one column, in two, under a heading with the pay, and as a block of marks."""

from tests.golden.paper import Book

RANKS = (
    "Chuyên viên", "01.002", 1003, 1.004, "CVCC và TĐ", "Cán sự (01.004)", "NV", "06.031", "Chưa xếp ngạch", None,
    "Giáo viên THCS hạng II", "V.08.01.03", "Điều dưỡng hạng IV (V.08.05.13)", "V.99.01.03", "Tu hành",
)  # fmt: skip


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Ngạch"))
    for number, (rank, name) in enumerate(zip(RANKS, "ABCDĐEGHIKLMNOP", strict=True), start=1):
        page.rows(6 + number, (number, f"Mạc Văn {name}n", 1970 + number, "Tư pháp - hộ tịch", rank))
    page = book.page("Xã Yên Phụ")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.headings({
        "A6:A7": "STT", "B6:B7": "Họ và tên", "C6:C7": "Năm sinh", "D6:G6": "Ngạch công chức", "D7": "Tên ngạch",
        "E7": "Mã số", "F7": "Bậc", "G7": "Hệ số", "H6:H7": "Quản lý nhà nước", "I6:I7": "Chức vụ",
    })  # fmt: skip
    page.rows(
        8,
        (1, "Mạc Văn Tám", 1977, "Chuyên viên", "01.003", 3, 3.0, "Chuyên viên chính", "Chủ tịch UBND"),
        (2, "Mạc Văn Chín", 1987, "Chuyên viên", None, 2, 2.67, "Chuyên viên", "Tài chính - kế toán"),
        (3, "Mạc Văn Mười", 1987, None, "01.004", 1, 1.86, "Chưa qua đào tạo", "Tài chính - kế toán"),
    )
    page = book.page("Xã Tam Giang")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.headings({
        "A6:A7": "STT", "B6:B7": "Họ và tên", "C6:C7": "Năm sinh", "D6:F6": "Chia theo ngạch công chức",
        "D7": "CVC & TĐ", "E7": "CV & TĐ", "F7": "Cán sự & TĐ", "G6:G7": "Chức vụ",
    })  # fmt: skip
    page.rows(
        8,
        (1, "Mạc Văn Một", 1977, "x", None, None, "Chủ tịch UBND"),
        (2, "Mạc Văn Mốt", 1987, None, "x", None, "Tài chính - kế toán"),
        (3, "Mạc Văn Mai", 1988, None, "x", "x", "Tài chính - kế toán"),
        (4, "Mạc Văn Mơ", 1988, None, None, None, "Tài chính - kế toán"),
    )
    return {"roster.xlsx": book.close()}
