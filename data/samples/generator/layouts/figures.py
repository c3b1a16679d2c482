"""A table of figures, one commune a row, as a department signs it."""

from collections.abc import Sequence
from datetime import date, timedelta

from data.samples.generator.sheets import Book, Heading

_NOTICE = "Số liệu minh họa – các con số trong biểu này do máy đặt ra"


def table(
    title: str,
    as_of: date,
    heads: Sequence[Sequence[str]],
    rows: Sequence[Sequence[str | int | float]],
    unit: str,
    *,
    province: str = "Bắc Ninh",
    notice: str = _NOTICE,
) -> bytes:
    """The workbook: letterhead, title, day, notice, header, rows numbered from 1, signatures."""
    signed = as_of + timedelta(days=12)
    book = Book(title.capitalize(), signed)
    sheet = book.sheet("Biểu", [6, 26, *[14] * (len(heads) - 2)])
    sheet.heading(
        Heading((f"UBND TỈNH {province.upper()}", "SỞ NỘI VỤ"), title, as_of, notice_text=notice, counted_in=unit)
    )
    sheet.header(heads, (24, 48) if len(heads[0]) > 1 else (48,))
    styles = ["centre", "left", *["centre"] * (len(heads) - 2)]
    for number, row in enumerate(rows, start=1):
        sheet.cells([number, *row], styles)
    sheet.out.freeze_panes(sheet.row - len(rows), 2)
    sheet.signatures(province, signed, "NGƯỜI LẬP BIỂU", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"])
    return book.close()
