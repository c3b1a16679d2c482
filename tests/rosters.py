"""A small roster as an office would send it, made by the test that loads it."""

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Phân loại", "Trình độ chuyên môn", "Tin học")
_NAMES = ("Nguyễn Thị Bưởi", "Trần Văn Cam", "Lê Thị Đào", "Phạm Văn Lê", "Hoàng Thị Mận", "Vũ Văn Ổi", "Đỗ Thị Quýt")


def people(number: int, unit: str, first: int = 0) -> list[tuple[str, ...]]:
    """Invent so many people of one unit, every second one a cán bộ; other ones for another `first`."""
    return [
        (
            f"{_NAMES[index % len(_NAMES)]} {index}",
            f"{1 + index % 28:02d}/03/{1975 + index % 20}",
            unit,
            "Cán bộ" if index % 2 == 0 else "Công chức",
            "Thạc sĩ" if index == first else "Đại học",
            "Chứng chỉ",
        )
        for index in range(first, first + number)
    ]


def roster(rows: Sequence[Sequence[str]], as_of: date | None, header: Sequence[str] = HEADER) -> bytes:
    """Make an .xlsx with title, date line, header and those rows; without a date line where `as_of` is None."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ"])
    sheet.append([f"(Tính đến ngày {as_of:%d/%m/%Y})" if as_of else ""])
    sheet.append([])
    sheet.append(header)
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
