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
from etl.reading import extent
from etl.reading.formats import UNPACKING_ERRORS
from etl.records import SourceFile
from settings import Settings

_HIDDEN = re.compile(rb'<(?:row|col)\b[^>]*\bhidden="(?:1|true)"')
_UNCOMPUTED = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>')
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?\s*<v>([^<]*)</v>')
_SHEET = re.compile(rb"<sheet\b[^>]*>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


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
            named = {part: name for name, part in parts(archive)}
            marks, left = {}, limits.max_unpacked_mb * 2**20
            for part in archive.namelist():
                if part.lower().endswith((".xml", ".rels")):
                    xml = _unpacked(archive, part, left, source, limits)
                    left -= len(xml)
                    extent.check(xml, source, named.get(part, ""), limits)
                    if part in named:
                        marks[named[part]] = _marks(xml)
            return marks
    except UNPACKING_ERRORS as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error


def check_ods(source: SourceFile, limits: Settings) -> None:
    """Raise Refused for an .ods that unpacks to more than is allowed or holds more than a roster can."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            xml = _unpacked(archive, "content.xml", limits.max_unpacked_mb * 2**20, source, limits)
            extent.check_ods(xml, source, limits)
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


def _unpacked(archive: zipfile.ZipFile, part: str, most: int, source: SourceFile, limits: Settings) -> bytes:
    """A part's bytes, counted while they are unpacked: what an archive says of itself need not be true."""
    said = archive.getinfo(part).file_size
    xml = b""
    if said <= most:
        with archive.open(part) as file:
            xml = file.read(most + 1)
    if said > most or len(xml) > most:
        limit = limits.max_unpacked_mb
        size = max(said // 2**20, limit)
        raise Refused(problem("file_too_large", file=source.name, size=size, limit=limit))
    return xml


def _marks(xml: bytes) -> SheetMarks:
    marks = SheetMarks(has_hidden=b"hidden=" in xml and _HIDDEN.search(xml) is not None)
    if b"<f" in xml:
        marks.uncomputed = {(int(row) - 1, column_index(column.decode())) for column, row in _UNCOMPUTED.findall(xml)}
    if b' t="e"' in xml:
        found = _ERROR.findall(xml)
        marks.errors = {(int(row) - 1, column_index(c.decode())): text.decode() for c, row, text in found}
    return marks
