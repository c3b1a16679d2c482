"""Workbooks of the time before .xlsx (.xls): cells, fonts, merges, what is hidden.

xlrd, not calamine: it is as fast here, tells fonts and hidden rows, and raises on a malformed file where the other
ends the process or asks for all the memory there is.
"""

import datetime
import io
import itertools
import struct
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc

from etl.problems import Refused, problem
from etl.reading import xls_names
from etl.reading.fonts import LegacyFont, Runs, SheetFonts, legacy_font
from etl.reading.interning import interned
from etl.reading.limits import Budget
from etl.records import Sheet, SourceFile

_RECORD = struct.Struct("<HH")
"""The beginning of every record of the workbook: its kind and the length of what follows."""
_COSTLY_RECORDS = frozenset((0x0018, 0x0031, 0x00E0, 0x0293, 0x041E))
"""The kinds of names, fonts, cell styles, their names, number formats."""
_MOST_COSTLY_RECORDS = 65_536
_NO_LETTER = "\ufffd"
_NOTHING_TYPED = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
_NOT_AS_STORED = frozenset((xlrd.XL_CELL_DATE, xlrd.XL_CELL_BOOLEAN, xlrd.XL_CELL_ERROR))


def read_sheets(source: SourceFile, budget: Budget) -> tuple[list[Sheet], dict[str, SheetFonts]]:
    """Read every worksheet with its cells; and by sheet name the cells typed in legacy fonts, where there are any.

    Raises Refused for an encrypted, broken or oversized workbook.
    """
    try:
        stream = _stream(source)
        _check_records(stream, source)
        with _open_with_any_names(source.content, stream) as book:
            return _read(book, source, budget)
    except Refused:
        raise
    except Exception as error:
        # Of a malformed file xlrd raises whatever its arithmetic met: a missing key, a division by zero.
        code = "encrypted_workbook" if "encrypted" in str(error) else "broken_workbook"
        raise Refused(problem(code, file=source.name)) from error


def _stream(source: SourceFile) -> bytes:
    """The workbook without its container."""
    container = CompDoc(source.content, logfile=io.StringIO(), ignore_workbook_corruption=True)
    return container.get_named_stream("Workbook") or container.get_named_stream("Book") or b""


def _check_records(stream: bytes, source: SourceFile) -> None:
    """Raise Refused for more styles or names than Excel itself can keep: each costs as much as a hundred cells."""
    count, place = 0, 0
    while place + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, place)
        count += kind in _COSTLY_RECORDS
        place += _RECORD.size + length
    if count > _MOST_COSTLY_RECORDS:
        raise Refused(problem("broken_workbook", file=source.name))


def _open_with_any_names(content: bytes, stream: bytes) -> xlrd.Book:
    """Open a workbook also where a name in it is no text; xlrd takes a stream without its container, too."""
    try:
        return _open(content)
    except UnicodeDecodeError:
        return _open(xls_names.mended(stream))


def _open(content: bytes) -> xlrd.Book:
    """Open a workbook, one sheet in memory at a time; as Excel does, pass over sectors that two streams share."""
    return xlrd.open_workbook(
        file_contents=content,
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
        ignore_workbook_corruption=True,
        logfile=io.StringIO(),
    )


def _read(book: xlrd.Book, source: SourceFile, budget: Budget) -> tuple[list[Sheet], dict[str, SheetFonts]]:
    fonts = [legacy_font(font.name) for font in book.font_list]
    styles = [fonts[style.font_index] if style.font_index < len(fonts) else None for style in book.xf_list]
    struck = {n for n, style in enumerate(book.xf_list) if _is_struck(book, style.font_index)}
    budget.spend("sheets", book.nsheets, source)
    sheets, sheet_fonts = [], {}
    for stored_name in book.sheet_names():
        cells = book.sheet_by_name(stored_name)
        name = stored_name.replace("\0", _NO_LETTER)
        budget.reach(cells.nrows, 0, source, name)
        budget.spend("places", sum(map(cells.row_len, range(cells.nrows))), source, name)
        sheets.append(_sheet(cells, name, book.datemode))
        sheets[-1].struck = _struck_cells(cells, struck) if struck else frozenset()
        if any(fonts):
            sheet_fonts[name] = _sheet_fonts(cells, styles, fonts)
        book.unload_sheet(stored_name)
    return sheets, sheet_fonts


def _is_struck(book: xlrd.Book, font: int) -> bool:
    return font < len(book.font_list) and bool(book.font_list[font].struck_out)


def _struck_cells(cells: xlrd.sheet.Sheet, styles: set[int]) -> frozenset[tuple[int, int]]:
    """Find the filled cells of these styles: row and column, counted from 0."""
    return frozenset(
        (row, column)
        for row in range(cells.nrows)
        for column, kind in enumerate(cells.row_types(row))
        if kind not in _NOTHING_TYPED and cells.cell_xf_index(row, column) in styles
    )


def _sheet(cells: xlrd.sheet.Sheet, name: str, datemode: int) -> Sheet:
    rows = interned(_values(cells, row, datemode) for row in range(cells.nrows))
    while rows and not any(value != "" for value in rows[-1]):
        rows.pop()
    lines = (info for number, info in cells.rowinfo_map.items() if number < len(rows))
    columns = (info for number, info in cells.colinfo_map.items() if number < max(map(len, rows), default=0))
    return Sheet(
        name,
        rows,
        [(top, left, end_row - 1, end_column - 1) for top, end_row, left, end_column in cells.merged_cells],
        bool(cells.visibility),
        any(info.hidden for info in itertools.chain(lines, columns)),
    )


def _values(cells: xlrd.sheet.Sheet, row: int, datemode: int) -> list[Any]:
    values: list[Any] = cells.row_values(row)
    kinds = cells.row_types(row)
    if not _NOT_AS_STORED.isdisjoint(kinds):
        for column, kind in enumerate(kinds):
            if kind == xlrd.XL_CELL_DATE:
                values[column] = _date(values[column], datemode)
            elif kind == xlrd.XL_CELL_BOOLEAN:
                values[column] = bool(values[column])
            elif kind == xlrd.XL_CELL_ERROR:
                values[column] = xlrd.error_text_from_code.get(values[column], "#N/A")
    return values


def _date(number: float, datemode: int) -> datetime.date | datetime.time | float:
    """A day, a time of day, or both; the number itself where the calendar has no such day."""
    try:
        moment: datetime.datetime = xlrd.xldate_as_datetime(number, datemode)
    except (OverflowError, ValueError):
        return number
    if 0 <= number < 1:
        return moment.time()
    return moment if moment.time() != datetime.time.min else moment.date()


def _sheet_fonts(
    cells: xlrd.sheet.Sheet, styles: list[LegacyFont | None], fonts: list[LegacyFont | None]
) -> SheetFonts:
    sheet_fonts = SheetFonts()
    for row in range(cells.nrows):
        for column, kind in enumerate(cells.row_types(row)):
            if kind == xlrd.XL_CELL_TEXT:
                cell_font = styles[cells.cell_xf_index(row, column)]
                parts = cells.rich_text_runlist_map.get((row, column))
                if parts and any(fonts[font] for _, font in parts):
                    sheet_fonts.put(row, column, _runs(cells.cell_value(row, column), cell_font, parts, fonts))
                elif cell_font is not None:
                    sheet_fonts.put(row, column, cell_font)
    return sheet_fonts


def _runs(
    text: str, cell_font: LegacyFont | None, parts: list[tuple[int, int]], fonts: list[LegacyFont | None]
) -> Runs:
    """The parts with their fonts: the cell's own reaches up to the first part; each part names its start and font."""
    starts = [(0, cell_font), *((start, fonts[font]) for start, font in parts), (len(text), None)]
    return tuple((text[start:end], own) for (start, own), (end, _) in itertools.pairwise(starts) if start < end)
