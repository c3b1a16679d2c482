"""The facts of an .xlsx that calamine does not tell: sizes before reading, hidden rows, formulas without a result.

The sheets' XML is searched as bytes, not parsed: a workbook of 100.000 rows must not be read twice.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from sys import intern
from xml.sax.saxutils import unescape

from etl.problems import Refused, problem
from etl.reading import extent
from etl.reading.formats import UNPACKING_ERRORS, unpacked
from etl.reading.limits import Budget
from etl.records import SourceFile
from reference.addresses import column_index

# Each of them goes over a byte a few times at most, whatever stands there: no two of its parts can share one.
_HIDDEN = re.compile(rb'<(?:row|col)\b[^<>]*\bhidden="(?:1|true)"')
_CELL = rb'<c r="([A-Z]{1,3})(\d{1,7})"'
_OTHER_ATTRIBUTES = rb'(?:\s+(?!t=)[\w:]+="[^"<>]*")*+'
_FORMULA = rb"<f\b[^<>]*(?:/>|>[^<]*</f>)"
_UNCOMPUTED = re.compile(_CELL + rb"[^<>]*+>\s*" + _FORMULA + rb"\s*(?:(?:<v\s*/>|<v>\s*</v>)\s*)?</c>")
_ERROR = re.compile(_CELL + _OTHER_ATTRIBUTES + rb'\s+t="e"[^<>]*+>\s*(?:' + _FORMULA + rb"\s*)?<v>(#[^<]*)</v>")
_DATE = re.compile(_CELL + _OTHER_ATTRIBUTES + rb'\s+t="d"[^<>]*+>\s*(?:' + _FORMULA + rb"\s*)?<v>([^<]*)</v>")
_ODS_TABLE = re.compile(rb'<table:table\s(?:[^<>]*?\s)?table:name="([^"<>]*)"')
_ODS_HIDDEN = re.compile(rb'<table:table-(?:row|column)\b[^<>]*\stable:visibility="(?:collapse|filter)"')
_TOP = 4096
"""The first bytes, among which the outermost element begins."""
_PREFIX = re.compile(rb"<(\w+:)worksheet\b")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_ATTRIBUTE = re.compile(rb"""(?<![\w:])([\w:]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_CATALOGUE = re.compile(r"(?i)xl/(?:workbook|styles|comments)[^/]*|.*\.(?:rels|vml)|styles\.xml|\[content_types\]\.xml")
"""Parts that are read as a whole and of which none is large, unlike sheets and their texts."""


@dataclass(slots=True)
class SheetMarks:
    """The facts that a sheet's XML tells beside its cells."""

    has_hidden: bool = False
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """The texts «#N/A» and its like by row and column from 0; calamine leaves such cells empty."""
    dates: dict[tuple[int, int], datetime] = field(default_factory=dict)
    """The dates of cells of that type likewise; calamine gives most of them as texts."""


def scan(source: SourceFile, budget: Budget) -> dict[str, SheetMarks]:
    """Read the marks of a workbook's sheets, by sheet name.

    Raises Refused for a workbook that unpacks to more than is allowed, or that cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            _check_sizes(archive, source, budget)
            sheets = parts(archive)
            budget.spend("sheets", len(sheets), source)
            sheet_of = {part: name for name, part in sheets}
            marks = {}
            for info in archive.infolist():
                xml = unpacked(archive, info)
                if info.filename.lower().endswith((".xml", ".rels")) or b"sheetData" in xml:
                    extent.check(xml, source, sheet_of.get(info.filename, ""), budget)
                if info.filename in sheet_of:
                    sheet_marks = marks[sheet_of[info.filename]] = _marks(xml)
                    more = len(sheet_marks.uncomputed) + len(sheet_marks.errors) + len(sheet_marks.dates)
                    budget.spend("cells", more, source)
            return marks
    except UNPACKING_ERRORS as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error


def scan_ods(source: SourceFile, budget: Budget) -> dict[str, SheetMarks]:
    """Read the marks of the sheets of an .ods that has hidden rows or columns, by sheet name.

    Raises Refused for one that unpacks to more than is allowed or holds more than a roster can.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            _check_sizes(archive, source, budget)
            xml = unpacked(archive, "content.xml")
            extent.check_ods(xml, source, budget)
            return {name: SheetMarks(has_hidden=True) for name in _with_hidden(xml)}
    except UNPACKING_ERRORS as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error


def parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """List the sheets' names and the archive's parts that hold them."""
    targets = {}
    for tag in _RELATION.findall(unpacked(archive, "xl/_rels/workbook.xml.rels")):
        attributes = _attributes(tag)
        targets[attributes.get("Id", "")] = attributes.get("Target", "")
    stored = set(archive.namelist())
    parts = []
    for tag in _SHEET.findall(unpacked(archive, "xl/workbook.xml")):
        attributes = _attributes(tag)
        target = targets.get(next((v for k, v in attributes.items() if k.endswith(":id")), ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in stored:
            parts.append((attributes.get("name", ""), part))
    return parts


def _attributes(tag: bytes) -> dict[str, str]:
    quotes = {"&quot;": '"', "&apos;": "'"}
    pairs = ((name, double or single) for name, double, single in _ATTRIBUTE.findall(tag))
    return {name.decode(): unescape(value.decode("utf-8"), quotes) for name, value in pairs}


def _check_sizes(archive: zipfile.ZipFile, source: SourceFile, budget: Budget) -> None:
    """Raise Refused for parts that unpack to too much; one that lies about it does not unpack any farther."""
    parts = archive.infolist()
    everything = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if _CATALOGUE.fullmatch(part.filename)), default=0)
    for size, limit in ((everything, budget.limits.max_unpacked_mb), (largest, budget.limits.max_part_mb)):
        if size > limit * 2**20:
            raise Refused(problem("file_too_large", file=source.name, size=size // 2**20, limit=limit))
    budget.spend("bytes", everything, source)


def _marks(xml: bytes) -> SheetMarks:
    prefix = _PREFIX.search(xml[:_TOP])
    if prefix:
        xml = xml.replace(b"<" + prefix[1], b"<").replace(b"</" + prefix[1], b"</")
    marks = SheetMarks(has_hidden=b"hidden=" in xml and _HIDDEN.search(xml) is not None)
    if b"<f" in xml:
        marks.uncomputed = {(int(row) - 1, column_index(column.decode())) for column, row in _UNCOMPUTED.findall(xml)}
    if b't="e"' in xml:
        matches = _ERROR.findall(xml)
        marks.errors = {(int(row) - 1, column_index(c.decode())): intern(text.decode()) for c, row, text in matches}
    if b't="d"' in xml:
        days = ((column, row, _moment(text)) for column, row, text in _DATE.findall(xml))
        marks.dates = {(int(row) - 1, column_index(column.decode())): day for column, row, day in days if day}
    return marks


def _with_hidden(xml: bytes) -> Iterator[str]:
    """The names of an .ods's sheets with rows or columns that are hidden or filtered out."""
    tables = list(_ODS_TABLE.finditer(xml)) if b"table:visibility=" in xml else []
    for table, after in zip_longest(tables, tables[1:]):
        if _ODS_HIDDEN.search(xml, table.end(), after.start() if after else len(xml)):
            yield html.unescape(table[1].decode("utf-8", "replace"))


def _moment(text: bytes) -> datetime | None:
    """The day and time as they are written, whatever the zone; None for a time of day alone."""
    try:
        return datetime.fromisoformat(text.decode().strip()).replace(tzinfo=None)
    except ValueError:
        return None
