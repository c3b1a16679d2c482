"""The flat table as a file: one row a person, the contract's columns, as CSV or as a workbook."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from reference import catalogue
from reports import delimited, stamping
from reports.stamp import Stamp

_FREE_TEXT = frozenset(field.name for field in catalogue().values() if field.is_text)
"""Columns that somebody typed: a cell of these may begin like a formula."""
_WIDTHS = {"full_name": 26, "unit_name": 22, "district_name": 22, "position": 32, "major": 28, "source": 48}


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Write CSV in UTF-8 with a byte-order mark, so that Excel reads Vietnamese.

    A text that begins like a formula gets a «'».
    """
    cells = ([_harmless(column, _word(value)) for column, value in zip(columns, row, strict=True)] for row in rows)
    return delimited.written(columns, cells)


def _word(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _harmless(column: str, word: str) -> str:
    return delimited.harmless(word) if column in _FREE_TEXT else word


def as_workbook(columns: Sequence[str], rows: Iterable[Sequence[Any]], sheet: str, stamp: Stamp | None = None) -> bytes:
    """An .xlsx with one sheet of that name; every cell is text (never a formula), as in the CSV.

    `stamp` goes into the properties and the page's footer, never into a cell.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet(sheet)
    bold = book.add_format({"bold": True})
    for index, column in enumerate(columns):
        page.set_column(index, index, _WIDTHS.get(column, 14))
        page.write_string(0, index, column, bold)
    number = 0
    for number, row in enumerate(rows, start=1):
        for index, value in enumerate(row):
            if value is not None:
                page.write_string(number, index, _word(value))
    page.autofilter(0, 0, number, len(columns) - 1)
    page.freeze_panes(1, 0)
    if stamp is not None:
        stamping.workbook(book, stamp, {"title": f"{sheet} · {stamp.scope}"})
    book.close()
    return file.getvalue()
