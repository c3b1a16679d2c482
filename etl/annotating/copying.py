"""A new .xlsx with the cells of a file that cannot be changed in places: .csv, .xls, .ods."""

import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter

from etl.records import Sheet

_LETTERS = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_DATE, _MOMENT, _TIME = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm:ss"
_NARROWEST, _WIDEST = 5, 45
_ROWS_FOR_WIDTHS = 3_000
_LONGEST_TEXT = 32_767
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_PLAIN_SHEET = "Danh sách"
_EARLIEST = date(1900, 3, 1)
"""Excel takes 1900 for a leap year, so earlier days have two numbers."""


def sheet_names(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Give names that Excel takes, by those as read (a .csv's sheet has none): short, unique, without signs."""
    names: dict[str, str] = {}
    names_in_use: set[str] = set()
    for sheet in sheets:
        plain = _FORBIDDEN.sub(" ", sheet.name).strip(" '")[:31] or _PLAIN_SHEET
        name, number = plain, 2
        while name.casefold() in names_in_use:
            name, number = f"{plain[:26]} ({number})", number + 1
        names_in_use.add(name.casefold())
        names[sheet.name] = name
    return names


def workbook_of(sheets: Sequence[Sheet], names: Mapping[str, str]) -> bytes:
    """Make an .xlsx with the same cells, merged ranges and hidden sheets; columns as wide as their texts want."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": datetime(*_EARLIEST.timetuple()[:3])})  # noqa: DTZ001 - the same bytes each time
        writer = _Writer(book)
        for sheet in sheets:
            writer.write(sheet, names[sheet.name])
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        self.plain = book.add_format({**_LETTERS, "text_wrap": True})
        self.alone = book.add_format(_LETTERS)
        self.formats = {word: book.add_format({**_LETTERS, "num_format": word}) for word in (_DATE, _MOMENT, _TIME)}

    def write(self, sheet: Sheet, name: str) -> None:
        page = self.book.add_worksheet(name)
        inside = self._merge(page, sheet)
        merged = {(top, left) for top, left, _, _ in sheet.merges}
        for row, cells in enumerate(sheet.rows):
            is_alone = _is_alone(cells)
            for column, value in enumerate(cells):
                if value != "" and (row, column) not in inside:
                    self._cell(page, row, column, value, is_alone and (row, column) not in merged)
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
        if sheet.is_hidden:
            page.hide()
        # Numbers typed as text are what the file holds; Excel need not point at each of them.
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _merge(self, page: Any, sheet: Sheet) -> set[tuple[int, int]]:
        """Merge what was merged; the cells that lie inside and hold nothing are returned."""
        inside: set[tuple[int, int]] = set()
        for top, left, bottom, right in sheet.merges:
            cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            if len(cells) > 1 and inside.isdisjoint(cells):
                page.merge_range(top, left, bottom, right, "", self.plain)
                inside |= cells - {(top, left)}
        return inside

    def _cell(self, page: Any, row: int, column: int, value: Any, is_alone: bool) -> None:
        if isinstance(value, bool):
            page.write_boolean(row, column, value, self.plain)
        elif isinstance(value, int | float) and math.isfinite(value):
            page.write_number(row, column, value, self.plain)
        elif isinstance(value, time | timedelta):
            page.write_datetime(row, column, value, self.formats[_TIME])
        elif isinstance(value, date) and _as_date(value) >= _EARLIEST:
            has_time = isinstance(value, datetime) and value.time() != time()
            page.write_datetime(row, column, value, self.formats[_MOMENT if has_time else _DATE])
        else:
            text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
            # A title runs on over the empty cells beside it; in a table a text keeps to its column.
            page.write_string(row, column, text[:_LONGEST_TEXT], self.alone if is_alone else self.plain)


def _is_alone(cells: Sequence[Any]) -> bool:
    """Tell whether a row holds one text only."""
    return len([value for value in cells if value != ""]) == 1


def _as_date(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _widths(sheet: Sheet) -> Iterable[int]:
    """The width of each column: that of the longest line that stands in it alone."""
    spanned = {(top, left) for top, left, _, right in sheet.merges if right > left}
    longest: dict[int, int] = {}
    for row, cells in enumerate(sheet.rows[:_ROWS_FOR_WIDTHS]):
        is_alone = _is_alone(cells)
        for column, value in enumerate(cells):
            if value != "" and not is_alone and (row, column) not in spanned:
                length = 10 if isinstance(value, date) else max(map(len, str(value).split("\n")))
                longest[column] = max(longest.get(column, 0), length)
    width = max((len(cells) for cells in sheet.rows), default=0)
    return [min(max(longest.get(column, 0) + 2, _NARROWEST), _WIDEST) for column in range(width)]
