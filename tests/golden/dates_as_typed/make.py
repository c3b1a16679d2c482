"""Birth dates with times, zones, month's names and signs for what nobody knows, some in cells of type date; the day of
the roster at the end of a period, in a sheet of its own.
"""

import io
import zipfile

from tests.golden.paper import Book, Cell

BIRTHS: dict[str, Cell] = {
    "Ngô Thị Cúc": "1981-04-09T00:00:00.000Z",
    "Ngô Thị Đào": "1982-05-10T00:00:00+07:00",
    "Ngô Thị Hồng": "11-Jun-83",
    "Ngô Thị Huệ": "12-thg 7-1984",
    "Ngô Thị Lan": "13 tháng tám năm 1985",
    "Ngô Thị Lê": "14/IX/1986",
    "Ngô Thị Mai": "15-10-'87",
    "Ngô Thị Mơ": "16111988",
    "Ngô Thị Nhài": 19891217,
    "Ngô Thị Sen": "18/01/1990 (33 tuổi)",
    "Ngô Thị Sim": "19/02/1991 12:00:00 SA",
    "Ngô Thị Thị": "??/03/1992",
    "Ngô Thị Trà": "…/…/1993",
    "Ngô Thị Tre": "Tháng năm 1994",
    "Ngô Thị Vải": 2051995,
    "Ngô Thị Xoan": "06/23/1996",
}
TYPED: dict[str, str] = {"Ngô Thị Bưởi": "1976-01-02T00:00:00.000Z", "Ngô Thị Chanh": "1977-02-03T07:00:00+07:00"}
"""Births in cells of type date, as programs write them that are not Excel."""


def make() -> dict[str, bytes]:
    book = Book()
    cover = book.page("Bìa")
    cover.rows(2, ("BÁO CÁO SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA",), ("Kỳ báo cáo:", "01/01/2023 - 31/12/2023"))
    page = book.page("Danh sách")
    page.rows(1, ("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA",))
    page.rows(3, ("STT", "Họ và tên", "Ngày, tháng, năm sinh", "Giới tính", "Chức vụ"))
    for number, (name, born) in enumerate({**TYPED, **BIRTHS}.items(), start=1):
        page.rows(3 + number, (number, name, born, "Nữ", "Văn phòng - thống kê"))
    for number in range(1, len(TYPED) + 1):
        page.sheet.write(2 + number, 2, 1000 + number)
    return {"roster.xlsx": _with_typed_dates(book.close())}


def _with_typed_dates(content: bytes) -> bytes:
    """The workbook with the numbers 1001 and on as cells of type date; xlsxwriter cannot write any."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            part = source.read(info)
            for number, born in enumerate(TYPED.values(), start=1001):
                part = part.replace(b"><v>%d</v>" % number, b' t="d"><v>%s</v>' % born.encode())
            target.writestr(info, part)
    return file.getvalue()
