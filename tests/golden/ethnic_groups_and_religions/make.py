"""Other names of ethnic groups and religions stand for the official list's; «Lương» is no religion."""

from tests.golden.paper import Book

GROUPS_AND_RELIGIONS = {
    "Vàng A Một": ("Khmer", "Lương"),
    "Vàng A Hai": ("Cao Lan", "Thiên chúa giáo"),
    "Vàng A Ba": ("H'Mông", "Tin lành"),
    "Vàng A Bốn": ("Kinh (Việt)", "Phật giáo"),
    "Vàng A Năm": ("Sán dìu", "Cao đài"),
    "Vàng A Sáu": ("TÀY", "KHÔNG"),
    "Vàng A Bảy": ("Êđê", "Hồi giáo"),
    "Vàng A Tám": ("Gia Rai", "không"),
}


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Sheet1")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐÔNG PHONG")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Dân tộc", "Tôn giáo", "Chức vụ"))
    for number, (name, (group, religion)) in enumerate(GROUPS_AND_RELIGIONS.items(), start=1):
        page.rows(6 + number, (number, name, 1970 + number, group, religion, "Văn hóa - xã hội"))
    return {"roster.xlsx": book.close()}
