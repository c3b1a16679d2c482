"""How large a sheet's XML would become in memory: told before a reader allocates it.

One cell far away makes a reader allocate everything between. What a workbook usually looks like is told by a few
searches for fixed bytes; only what looks otherwise is gone through tag by tag.
"""

import re

from etl.addresses import column_index
from etl.problems import Refused, problem
from etl.records import SourceFile
from settings import Settings

# A cell that begins otherwise than with its address, or lies in a row from 200000 or a column from HA (the 209th) on:
# no roster is that long or wide, so only a sheet that has such a cell is worth a closer look.
_ODD_CELL = re.compile(rb'<c(?! r="[A-G]?[A-Z]1?\d{1,5}")')
_FAR_ROW = re.compile(rb'<row r="(?:[2-9]\d{5}|\d{7})')
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d*)""")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_ODS_REPEATED = re.compile(rb"""repeated\s*=\s*["']\s*\+?(\d+)""")
_LONGEST_NUMBER = 12
_ROW_TAG = re.compile(rb"<(?:\w+:)?row\b")


def check(xml: bytes, source: SourceFile, sheet: str, limits: Settings) -> None:
    """Raise Refused for a part that holds more, or reaches farther, than a roster can."""
    if _has_endless_text(xml, limits):
        raise Refused(problem("broken_workbook", file=source.name, sheet=sheet))
    start, end = xml.find(b"sheetData"), xml.rfind(b"sheetData")
    if start == end:
        return
    has_prefixes = _has_prefixes(xml, start, end)
    cells = xml.count(b"<c", start, end) + (xml.count(b":c", start, end) if has_prefixes else 0)
    is_odd = has_prefixes or _ODD_CELL.search(xml, start, end) or _FAR_ROW.search(xml, start, end)
    _hold(cells, limits.max_cells, source, sheet)
    if is_odd:
        check_reach(*_farthest(xml[start:end], limits), source, sheet, limits)


def check_reach(rows: int, columns: int, source: SourceFile, sheet: str, limits: Settings) -> None:
    """Raise Refused for a sheet whose last row, last column, or room between its first cell and its last is too far."""
    _hold(rows, limits.max_rows, source, sheet)
    _hold(columns, limits.max_columns, source, sheet)
    _hold(rows * columns, limits.max_places, source, sheet)


def _hold(size: int, limit: int, source: SourceFile, sheet: str) -> None:
    if size > limit:
        raise Refused(problem("sheet_too_large", file=source.name, sheet=sheet, size=size, limit=limit))


def _has_prefixes(xml: bytes, start: int, end: int) -> bool:
    """Whether tags may carry one; a text with a colon is rare enough."""
    return xml.find(b":", start, end) >= 0 and (b":c" in xml or b":row" in xml)


def check_ods(xml: bytes, source: SourceFile, limits: Settings) -> None:
    """The same for the part of an .ods that holds the cells, where one tag may stand for a million of them."""
    if _has_endless_text(xml, limits):
        raise Refused(problem("broken_workbook", file=source.name))
    for table in xml.split(b"<table:table ")[1:]:
        check_reach(*_ods_reach(table), source, "", limits)


def _ods_reach(table: bytes) -> tuple[int, int]:
    """The last row and column that hold something; what is repeated empty at the ends does not count."""
    rows = columns = passed = 0
    for line in table.split(b"<table:table-row")[1:]:
        passed += _repeated(line.split(b">", 1)[0])
        reach = place = 0
        for attributes, empty in _ODS_CELL.findall(line):
            place += _repeated(attributes)
            reach = reach if empty else place
        if reach:
            rows, columns = passed, max(columns, reach)
    return rows, columns


def _repeated(attributes: bytes) -> int:
    said = _ODS_REPEATED.search(attributes)
    return int(said[1][:_LONGEST_NUMBER]) if said else 1


def _has_endless_text(xml: bytes, limits: Settings) -> bool:
    """Leaps from tag to tag, each time as far as a text may reach."""
    place, longest = 0, limits.max_text_kb * 1000
    while len(xml) - place > longest:
        tag = xml.rfind(b"<", place, place + longest)
        if tag < 0:
            return True
        place = tag + 1
    return False


def _farthest(xml: bytes, limits: Settings) -> tuple[int, int]:
    """The last row and column that the tags reach, be it by their addresses or by their number."""
    lines = _ROW_TAG.split(xml)
    rows, columns = len(lines), max(line.count(b"<c") + line.count(b":c") for line in lines)
    letters: set[bytes] = set()
    for reference in _REFERENCE.finditer(xml):
        if len(reference[1]) > len("XFD") or len(reference[2]) > len("1048576"):
            return rows, limits.max_columns + 1
        letters.add(reference[1])
        rows = max(rows, int(reference[2] or 0))
    return rows, max([columns, *(column_index(word.decode().upper()) + 1 for word in letters)])
