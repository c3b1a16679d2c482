"""The size that a sheet's XML would have in memory, told before a reader allocates it.

One cell far away makes a reader allocate everything between. What a workbook usually looks like is told by a few
searches for fixed bytes; only what looks otherwise is gone through tag by tag.
"""

import re
from typing import NamedTuple
from xml.parsers import expat

from etl.problems import Refused, problem
from etl.reading.limits import Budget
from etl.records import SourceFile
from reference.addresses import column_index
from settings import Settings

_LAST_COLUMN = 16_384
"""The number of columns of a sheet of Excel: formats may reach so far where no cell does."""
# A cell that begins otherwise than with its address, or lies in a row from 200000 or a column from HA (the 209th) on:
# no roster is that long or wide, so only a sheet that has such a cell, or ends with such a row, is worth a closer look.
_ODD_CELL = re.compile(rb'<c(?! r="[A-G]?[A-Z]1?\d{1,5}")')
_FAR_ROW = re.compile(rb'<row r="(?:[2-9]\d{5}|\d{7})')
_ATTRIBUTES = rb'(?:\s+(?!r=)[\w:]++="[^"<>]*+")*+'
_ANY_CELL = re.compile(
    rb"<(?:\w+:)?c\b(?:" + _ATTRIBUTES + rb'\s+r="([A-Z]{1,3})(\d{1,7})"' + _ATTRIBUTES
    + rb"(\s*(?:/>|>\s*(?:<v\s*/>|<v></v>)?\s*</(?:\w+:)?c>))?)?"
)  # fmt: skip
"""A cell with its column and row, if it tells them as Excel does, and a third group if it is empty."""
_TEXT_OR_DATE = re.compile(rb't="(?:str|d)"')
"""The kinds of cells of which a reader takes an empty value for a text."""
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^<>]*?)(/?)>")
_ODS_REPEATED = re.compile(rb"""repeated\s*=\s*["']\s*\+?(\d+)""")
_LONGEST_NUMBER = 12
_MANY_COLONS = 300_000
_PIECE = 1 << 20
_ROW_TAG = re.compile(rb"<(?:\w+:)?row\b")


def check(xml: bytes, source: SourceFile, sheet: str, budget: Budget) -> None:
    """Raise Refused for a part that holds more, or reaches farther, than a roster can."""
    _refuse_endless_text(xml, source, sheet, budget.limits)
    start, end = xml.find(b"sheetData"), xml.rfind(b"sheetData")
    budget.spend("merges", xml.count(b"mergeCell ", max(end, 0)), source, sheet)
    if start == end:
        budget.spend("cells", xml.count(b"<si") + xml.count(b":si"), source, sheet)
        return
    has_prefixes = _has_prefixes(xml, start, end)
    cells = xml.count(b"<c", start, end) + (xml.count(b":c", start, end) if has_prefixes else 0)
    is_odd = has_prefixes or _FAR_ROW.match(xml, xml.rfind(b"<row", start, end)) or _ODD_CELL.search(xml, start, end)
    content = _content(xml, start, end) if is_odd or cells > budget.left("cells") else None
    if content is not None:
        budget.spend("cells", content.cells, source, sheet)
        _check_reach(content.rows, content.columns, source, sheet, budget.limits)
        return
    budget.spend("cells", cells, source, sheet)
    if is_odd:
        _check_reach(xml.count(b"<row", start, end), 0, source, sheet, budget.limits)
        _check_reach(*_farthest(xml[start:end]), source, sheet, budget.limits)


class _Content(NamedTuple):
    """The cells of a sheet that hold something: how many there are, and the last row and column among them."""

    cells: int
    rows: int
    columns: int


def _content(xml: bytes, start: int, end: int) -> _Content | None:
    """The content of a sheet as a reader sees it, that allocates nothing for rows and cells that have but a format.

    None where a cell does not tell its address: then it depends on the empty ones before it.
    """
    cells = rows = 0
    letters: set[bytes] = set()
    for cell in _ANY_CELL.finditer(xml, start, end):
        column, row, emptiness = cell.groups()
        if column is None:
            return None
        if emptiness is None or (b"v" in emptiness and _TEXT_OR_DATE.search(cell[0])):
            cells += 1
            rows = max(rows, int(row))
            letters.add(column)
    return _Content(cells, rows, max((column_index(word.decode()) + 1 for word in letters), default=0))


def _has_prefixes(xml: bytes, start: int, end: int) -> bool:
    """Tell whether tags may have prefixes. Colons are few, one in each row's `spans`: it is a leap to the next."""
    if xml.count(b":", start, end) > _MANY_COLONS:
        return b":c" in xml or b":row" in xml
    colon = xml.find(b":", start, end)
    while colon >= 0 and not xml.startswith((b":c", b":row"), colon):
        colon = xml.find(b":", colon + 1, end)
    return colon >= 0


def _check_reach(rows: int, columns: int, source: SourceFile, sheet: str, limits: Settings) -> None:
    """Raise Refused for a sheet that reaches too far; empty cells take no room, so its reach is checked again later."""
    for size, limit in ((rows, limits.max_rows), (columns, _LAST_COLUMN), (rows * columns, limits.max_places)):
        if size > limit:
            raise Refused(problem("sheet_too_large", file=source.name, sheet=sheet, size=size, limit=limit))


def check_ods(xml: bytes, source: SourceFile, budget: Budget) -> None:
    """Check the part of an .ods that holds the cells likewise; one tag may stand for a million of them."""
    _refuse_endless_text(xml, source, "", budget.limits)
    _refuse_unclosed(xml, source)
    tables = xml.split(b"<table:table ")[1:]
    budget.spend("sheets", len(tables), source)
    for table in tables:
        tags = table.count(b"<table:table-cell")
        budget.spend("cells", tags, source)
        rows, columns, filled = _ods_reach(table)
        _check_reach(rows, columns, source, "", budget.limits)
        budget.spend("cells", max(0, filled - tags), source)


def _refuse_unclosed(xml: bytes, source: SourceFile) -> None:
    """Raise Refused for a part that is cut off: calamine would wait for ever for the end of a table or of a note."""
    parser = expat.ParserCreate()
    try:
        if b"<!DOCTYPE" in xml:
            raise Refused(problem("broken_workbook", file=source.name))
        for start in range(0, len(xml), _PIECE):
            parser.Parse(xml[start : start + _PIECE], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error


def _ods_reach(table: bytes) -> tuple[int, int, int]:
    """The last row and column that hold something, and how many cells do; what is repeated empty does not count.

    A reader makes a text of its own for each repetition.
    """
    rows = columns = filled = passed = 0
    for line in table.split(b"<table:table-row")[1:]:
        times = _repeated(line.split(b">", 1)[0])
        passed += times
        reach = place = 0
        for attributes, empty in _ODS_CELL.findall(line):
            repeated = _repeated(attributes)
            place += repeated
            if not empty:
                reach = place
                filled += times * repeated
        if reach:
            rows, columns = passed, max(columns, reach)
    return rows, columns, filled


def _repeated(attributes: bytes) -> int:
    match = _ODS_REPEATED.search(attributes)
    return int(match[1][:_LONGEST_NUMBER]) if match else 1


def _refuse_endless_text(xml: bytes, source: SourceFile, sheet: str, limits: Settings) -> None:
    """Leap from tag to tag, each time as far as a text may reach; raise Refused for a text without end."""
    place, longest = 0, limits.max_text_kb * 1000
    while len(xml) - place > longest:
        tag = xml.rfind(b"<", place, place + longest)
        if tag < 0:
            raise Refused(problem("text_too_long", file=source.name, sheet=sheet, limit=limits.max_text_kb))
        place = tag + 1


def _farthest(xml: bytes) -> tuple[int, int]:
    """The last row and column that the tags reach, be it by their addresses or by their number."""
    lines = _ROW_TAG.split(xml)
    rows, columns = len(lines), max(line.count(b"<c") + line.count(b":c") for line in lines)
    letters: set[bytes] = set()
    for reference in _REFERENCE.finditer(xml):
        if len(reference[1]) > len("XFD") or len(reference[2]) > len("1048576"):
            return rows, _LAST_COLUMN + 1
        letters.add(reference[1])
        rows = max(rows, int(reference[2] or 0))
    return rows, max([columns, *(column_index(word.decode().upper()) + 1 for word in letters)])
