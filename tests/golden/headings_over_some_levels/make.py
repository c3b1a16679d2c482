"""Five rows of header: headings such as «Đại học, cao đẳng» stand between a field and some of its levels."""

from tests.golden.paper import Book


def make() -> dict[str, bytes]:
    book = Book()
    page = book.page("Danh sách")
    page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI LAI")
    page.headings(
        {
            "A6:A10": "STT",
            "B6:B10": "Họ và tên",
            "C6:C10": "Năm sinh",
            "D6:L6": "Chất lượng đội ngũ",
            "D7:L7": "Trình độ đào tạo",
            "D8:J8": "Chuyên môn",
            "D9:E9": "Sau đại học",
            "F9:G9": "Đại học, cao đẳng",
            "H9:J9": "Còn lại",
            "K8:L9": "Lý luận chính trị",
            "D10": "TS",
            "E10": "ThS",
            "F10": "ĐH",
            "G10": "CĐ",
            "H10": "TC",
            "I10": "SC",
            "J10": "Chưa qua ĐT",
            "K10": "CC",
            "L10": "TC",
        }
    )
    for number, column in enumerate("DEFGHIJ", start=1):
        page.rows(10 + number, (number, f"Kiều Văn {column}", 1970 + number))
        page.put(f"{column}{10 + number}", "x")
        page.put(f"{'KL'[number % 2]}{10 + number}", "x")
    return {"roster.xlsx": book.close()}
