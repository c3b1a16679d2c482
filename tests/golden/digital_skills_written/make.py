"""Training in digital skills, in words: who says nothing is no «no»."""

from tests.golden.paper import Book

SKILLS = ("Đã hoàn thành", "không", "Chưa", "Đã xác nhận", None, "Chưa được bồi dưỡng.", "-", "ĐẠT", "giỏi")


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Bồi dưỡng kỹ năng số"))
    for number, (skill, name) in enumerate(zip(SKILLS, "ABCDĐEGHI", strict=True), start=1):
        page.rows(6 + number, (number, f"Mạc Văn {name}n", 1970 + number, "Tư pháp - hộ tịch", skill))
    return {"roster.xlsx": book.close()}
