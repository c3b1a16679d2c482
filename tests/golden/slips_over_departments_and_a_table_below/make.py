"""Slips over departments, bare posts and levels of which one is wrong; below, a numbered title of two lines and a table
whose columns tell other things in the same places."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ LƯƠNG TÀI", "(Tính đến ngày 31/12/2025)")
    page.rows(
        6,
        ("STT", "Họ và tên", "Năm sinh", "Phòng bam", "Chức vu", "Trinh độ chuyên môn"),
        (1, "Ma Văn Một", 1971, "Văn phòng HĐND và UBND", "Chánh Văn phòng", "ĐH Luật"),
        (2, "Ma Thị Hai", 1983, "P. Kinh tế", "Trưởng phòng", "ThS"),
        (3, "Ma Văn Ba", 1985, "Phòng Kinh tế", "Phó Trưởng phòng", "Đại hok"),
        (4, "Ma Thị Tư", 1987, "Phòng VH-XH", "Trưởng phòng", "Cao đẳng Sư phạm"),
        (5, "Ma Văn Năm", 1990, "Phòng VH-XH", "Phó phòng", "TC"),
        (),
        ("II. DANH SÁCH VIÊN CHỨC",),
        ("(Kèm theo Công văn số 12/UBND-VX)",),
        ("STT", "Họ và tên", "Năm sinh", "Dân tộc", "Tôn giáo", "Trình độ chuyên môn"),
        (1, "Ma Văn Sáu", 1992, "Kinh", "Không", "ĐH"),
    )
    return {"roster.xlsx": book.close()}
