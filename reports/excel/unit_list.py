"""The office's units as a file that is read again: one sheet, every cell a text, or CSV."""

from collections.abc import Iterable, Sequence

from reference.office_units import COLUMNS
from reports import delimited
from reports.excel.flat import as_workbook

_SHEET = "Đơn vị của cơ quan"


def as_file(rows: Iterable[Sequence[str]], ending: str) -> bytes:
    """Write rows under the headings of `COLUMNS`; `ending`: `.xlsx` or `.csv`."""
    heads = tuple(COLUMNS.values())
    if ending == ".xlsx":
        return as_workbook(heads, rows, _SHEET)
    return delimited.written(heads, ([delimited.harmless(cell) for cell in row] for row in rows))
