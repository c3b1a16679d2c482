"""Whether somebody was trained in digital skills, in words: who says nothing is no «no»."""

from tests.golden.paper import Book

SAID = ("Đã hoàn thành", "không", "Chưa", "Đã xác nhận", None, "Chưa được bồi dưỡng.", "-", "ĐẠT", "giỏi")


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Xã Đông Tiến")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    page.rows(6, ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Bồi dưỡng kỹ năng số"))
    for number, (said, name) in enumerate(zip(SAID, "ABCDĐEGHI", strict=True), start=1):
        page.rows(6 + number, (number, f"Mạc Văn {name}n", 1970 + number, "Tư pháp - hộ tịch", said))
    return {"roster.xlsx": book.close()}
