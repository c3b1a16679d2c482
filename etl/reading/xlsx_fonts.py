"""The cells of an .xlsx that are typed in legacy fonts; and, cheaply, that none is.

The archive's XML is searched as bytes. A sheet is looked through only when a style of the workbook, or a part of a
shared text, names a legacy font; a workbook without one costs a search through its styles and shared texts.
"""

import html
import io
import re
import zipfile

from etl.problems import Refused, problem
from etl.reading import sheet_xml
from etl.reading.fonts import LegacyFont, SheetFonts, legacy_font
from etl.reading.formats import UNPACKING_ERRORS, unpacked
from etl.records import SourceFile
from reference.addresses import column_index


def _inside(name: bytes) -> bytes:
    """The pattern of an element's inside and its end; no further than where another one begins, were it without end."""
    other_tag = rb"<(?!/?(?:\w+:)?" + name + rb"\b)"
    return rb"([^<]*+(?:" + other_tag + rb"[^<]*+)*+)</(?:\w+:)?" + name + rb">"


_LEGACY_FONT = re.compile(rb"""\bval=["']\s*(?:\.vn|vni[- ])""", re.IGNORECASE)
# In UTF-8 TCVN3's ©, ª, ¬, soft hyphen, ®, µ, ¸, ¹, and VNI's ö, ï, ñ, ø, û: letters of every second word there and of
# no Vietnamese word in Unicode. Two patterns, since one of both is ten times slower.
_LEGACY_LETTERS = (
    re.compile(rb"\xc2[\xa9\xaa\xac-\xae\xb5\xb8\xb9]"),
    re.compile(rb"\xc3[\x8f\x91\x96\x98\x9b\xaf\xb1\xb6\xb8\xbb]"),
)
_FONT = re.compile(rb"<(?:\w+:)?font(?:\s[^<>/]*)?(?:/>|>" + _inside(rb"font") + rb")")
_FONT_NAME = re.compile(rb"""<(?:\w+:)?(?:name|rFont)\b[^<>]*?\bval=["']([^"'<]*)["']""")
CELL_STYLE = re.compile(rb"<(?:\w+:)?xf\b([^<>]*)>")
FONT_ID = re.compile(rb"""\bfontId=["'](\d+)["']""")
_SHARED = re.compile(rb"<(?:\w+:)?si\b[^<>]*?(?:/>|>" + _inside(rb"si") + rb")")
_RUN = re.compile(rb"<(?:\w+:)?r(?:\s[^<>]*)?>" + _inside(rb"r"))
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>/]*)?>([^<]*)</(?:\w+:)?t>")
_CELL = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^<>]*?\bt=["'](s|str|inlineStr)["'])(?=[^<>]*?\br=["']([A-Z]{1,3})(\d+)["'])"""
    rb"""(?:(?=[^<>]*?\bs=["'](\d+)["']))?[^<>]*>(?:<(?:\w+:)?v>(\d+)</|<(?:\w+:)?is>""" + _inside(rb"is") + rb")?"
)
_SHARED_TEXTS = re.compile(r"(?i)xl/sharedstrings\.xml")
STYLES = re.compile(r"(?i)xl/styles\.xml")

_NamedRuns = list[tuple[str, LegacyFont | None, bool]]
"""The parts of a text: the part, its legacy font, and whether it names a font at all."""
_SharedRuns = dict[int, _NamedRuns]
"""The index of a shared text -> its parts, where one of them names a legacy font."""


def inspect(source: SourceFile) -> tuple[dict[str, SheetFonts], bool]:
    """Find the cells typed in legacy fonts, by name of the sheets that have any; and tell whether other texts may be in
    a legacy encoding: False where that can be told without looking at the cells.

    Raises Refused for a workbook whose styles or texts cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            texts = read_part(archive, _SHARED_TEXTS)
            sheet_fonts = _cell_fonts(archive, _legacy_styles(read_part(archive, STYLES)), _legacy_runs(texts))
    except UNPACKING_ERRORS as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error
    # A workbook without shared texts keeps its texts in the cells.
    return sheet_fonts, not texts or any(letters.search(texts) for letters in _LEGACY_LETTERS)


def _cell_fonts(archive: zipfile.ZipFile, styles: dict[int, LegacyFont], shared: _SharedRuns) -> dict[str, SheetFonts]:
    if not styles and not shared:
        return {}
    sheets = {name: unpacked(archive, part) for name, part in sheet_xml.parts(archive)}
    fonts = {name: _fonts_of_sheet(xml, styles, shared) for name, xml in sheets.items()}
    return {name: sheet_fonts for name, sheet_fonts in fonts.items() if sheet_fonts}


def read_part(archive: zipfile.ZipFile, name: re.Pattern[str]) -> bytes:
    """Unpack the part of that name; empty where there is none."""
    part = next((part for part in archive.namelist() if name.fullmatch(part)), None)
    return unpacked(archive, part) if part is not None else b""


def _legacy_styles(xml: bytes) -> dict[int, LegacyFont]:
    """The index of a cell style -> its legacy font."""
    fonts = element(xml, b"fonts")
    if not _LEGACY_FONT.search(fonts):
        return {}
    sheet_fonts = [_font_of(font[1] or b"") for font in _FONT.finditer(fonts)]
    legacy = {}
    for index, style in enumerate(CELL_STYLE.finditer(element(xml, b"cellXfs"))):
        font_id = FONT_ID.search(style[1])
        number = int(font_id[1]) if font_id else 0
        cell_font = sheet_fonts[number] if number < len(sheet_fonts) else None
        if cell_font is not None:
            legacy[index] = cell_font
    return legacy


def element(xml: bytes, name: bytes) -> bytes:
    """Give the first element of a name with all that is in it; empty where there is none."""
    start = re.search(rb"<(?:\w+:)?" + name + rb"\b", xml)
    end = re.compile(rb"</(?:\w+:)?" + name + rb">").search(xml, start.end()) if start else None
    return xml[start.start() : end.end()] if start and end else b""


def _font_of(xml: bytes) -> LegacyFont | None:
    name = _FONT_NAME.search(xml)
    return legacy_font(_unescaped(name[1])) if name else None


def _legacy_runs(xml: bytes) -> _SharedRuns:
    """The shared texts of which a part names a legacy font."""
    if b"rFont" not in xml or not _LEGACY_FONT.search(xml):
        return {}
    legacy = {}
    for index, shared in enumerate(_SHARED.finditer(xml)):
        body = shared[1] or b""
        runs = _runs(body)
        if runs is not None:
            legacy[index] = runs
    return legacy


def _runs(xml: bytes) -> _NamedRuns | None:
    return [_run(run[1]) for run in _RUN.finditer(xml)] if _LEGACY_FONT.search(xml) else None


def _run(xml: bytes) -> tuple[str, LegacyFont | None, bool]:
    text = "".join(_unescaped(part) for part in _TEXT.findall(xml))
    return text, _font_of(xml), _FONT_NAME.search(xml) is not None


def _unescaped(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "replace"))


def _fonts_of_sheet(xml: bytes, styles: dict[int, LegacyFont], shared: _SharedRuns) -> SheetFonts:
    sheet_fonts = SheetFonts()
    # Each column's letters are worked out once, not at each of its cells.
    columns: dict[bytes, int] = {}
    for cell in _CELL.finditer(xml):
        kind, letters, row, style, number, own_text = cell.groups()
        cell_font = styles.get(int(style or 0))
        runs = _runs(own_text) if own_text else shared.get(int(number)) if kind == b"s" and number and shared else None
        if cell_font is None and runs is None:
            continue
        if letters not in columns:
            columns[letters] = column_index(letters.decode())
        font = (
            cell_font if runs is None else tuple((text, own if is_named else cell_font) for text, own, is_named in runs)
        )
        if font is not None:
            sheet_fonts.put(int(row) - 1, columns[letters], font)
    return sheet_fonts
