"""Lists in .VnTime of which only the sheets' names tell the units, and those are typed in its letters too."""

from tests.golden.old_letters import tcvn3
from tests.golden.paper import Book, Row

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ")
SHEETS: dict[str, tuple[Row, ...]] = {
    tcvn3("Phường Đáp Cầu"): (
        (1, "Nghiêm Thị Thu", "01/01/1980", "Nữ", "Bí thư Đảng ủy"),
        (2, "Nghiêm Văn Định", "31/02/1981", "Nam", "Chủ tịch UBND"),
    ),
    tcvn3("Hòa Long"): ((1, "Nghiêm Đức Hữu", "03/03/1982", "Nam", "Chủ tịch HĐND"),),
    "Vạn An": ((1, "Nghiêm Thị Mỵ", "04/04/1983", "Nữ", "Tài chính - kế toán"),),
}


def make() -> dict[str, bytes]:
    book = Book()
    book.styles["old"] = book.workbook.add_format({"font_name": ".VnTime"})
    for name, people in SHEETS.items():
        page = book.page(name)
        page.put("A1", tcvn3("Ủy ban nhân dân thành phố Bắc Ninh"), "old")
        page.put("A2", tcvn3("Danh sách cán bộ, công chức (tính đến ngày 31/12/2023)"), "old")
        for number, row in enumerate((HEAD, *people), start=4):
            for letter, value in zip("ABCDE", row, strict=True):
                page.put(f"{letter}{number}", tcvn3(value) if isinstance(value, str) else value, "old")
    return {"roster.xlsx": book.close()}
