"""What calamine does not tell of an .xlsx: sizes before reading, hidden rows, formulas without a result.

The sheets' XML is searched as bytes, not parsed: a workbook of 100.000 rows must not be read twice.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import unescape

from etl.addresses import column_index
from etl.problems import Refused, problem
from etl.reading.formats import UNPACKING_ERRORS
from etl.records import SourceFile
from settings import Settings

_MOST_UNPACKED_BYTES = 500 * 2**20
_MOST_CELLS = 20_000_000
_HIDDEN = re.compile(rb'<(?:row|col)\b[^>]*\bhidden="(?:1|true)"')
_UNCOMPUTED = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>')
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?\s*<v>([^<]*)</v>')
_SHEET = re.compile(rb"<sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_ROW = re.compile(rb'<row [^>]*?r="(\d+)"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"')
# Rows from 200000 and columns from HA (the 209th) on: no roster is that long or wide, so only a sheet that has such a
# cell is worth the closer look of the two patterns above.
_FAR_CELL = re.compile(rb'<c r="(?:[A-Z]{3}|[H-Z][A-Z]|[A-Z]{1,3}(?:[2-9]\d{5}|\d{7}))')
_FAR_ROW = re.compile(rb'<row r="(?:[2-9]\d{5}|\d{7})')


@dataclass(slots=True)
class SheetMarks:
    """What a sheet's XML says beside its cells."""

    has_hidden: bool = False
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """«#N/A» and its like by row and column from 0; calamine leaves such cells empty."""


def scan(source: SourceFile, limits: Settings) -> dict[str, SheetMarks]:
    """Marks by sheet name.

    Raises Refused for a workbook that unpacks to more than is allowed, or that cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
            if unpacked > _MOST_UNPACKED_BYTES:
                size, limit = unpacked // 2**20, _MOST_UNPACKED_BYTES // 2**20
                raise Refused(problem("file_too_large", file=source.name, size=size, limit=limit))
            return {name: _marks(archive.read(part), source, name, limits) for name, part in parts(archive)}
    except UNPACKING_ERRORS as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error


def parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Sheet names and the archive's parts that hold them."""
    targets = {}
    for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        attributes = _attributes(tag)
        targets[attributes.get("Id", "")] = attributes.get("Target", "")
    known = set(archive.namelist())
    parts = []
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        attributes = _attributes(tag)
        target = targets.get(next((v for k, v in attributes.items() if k.endswith(":id")), ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in known:
            parts.append((attributes.get("name", ""), part))
    return parts


def _attributes(tag: bytes) -> dict[str, str]:
    pairs = _ATTRIBUTE.findall(tag)
    return {name.decode(): unescape(value.decode("utf-8"), {"&quot;": '"', "&apos;": "'"}) for name, value in pairs}


def _marks(xml: bytes, source: SourceFile, sheet: str, limits: Settings) -> SheetMarks:
    _check_extent(xml, source, sheet, limits)
    marks = SheetMarks(has_hidden=b"hidden=" in xml and _HIDDEN.search(xml) is not None)
    if b"<f" in xml:
        marks.uncomputed = {(int(row) - 1, column_index(column.decode())) for column, row in _UNCOMPUTED.findall(xml)}
    if b' t="e"' in xml:
        found = _ERROR.findall(xml)
        marks.errors = {(int(row) - 1, column_index(c.decode())): text.decode() for c, row, text in found}
    return marks


def _check_extent(xml: bytes, source: SourceFile, sheet: str, limits: Settings) -> None:
    """One cell far away makes a reader allocate everything between; look at the farthest row and column before."""
    if not (_FAR_CELL.search(xml) or _FAR_ROW.search(xml)):
        return
    cells_at = set(_CELL.findall(xml))
    rows = max((int(number) for number in (*_ROW.findall(xml), *(row for _, row in cells_at))), default=1)
    columns = max((column_index(letters.decode()) + 1 for letters in {letters for letters, _ in cells_at}), default=1)
    cells = rows * columns
    if cells > _MOST_CELLS or rows > limits.max_rows:
        raise Refused(
            problem("sheet_too_large", file=source.name, sheet=sheet, size=max(rows, cells), limit=limits.max_rows)
        )
