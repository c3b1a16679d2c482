"""The cells of an .ods that are typed in legacy fonts; and, cheaply, that none is.

The archive's XML is searched as bytes. Only its styles, which stand before the cells, are unpacked and searched; the
cells are gone through only when a style names a legacy font.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice, pairwise, repeat

from etl.problems import Refused, problem
from etl.reading.fonts import LegacyFont, Runs, SheetFonts
from etl.reading.formats import UNPACKING_ERRORS, unpacked
from etl.reading.limits import Budget
from etl.reading.ods_styles import Styles, attributes
from etl.records import Sheet, SourceFile

_CONTENT, _STYLES = "content.xml", "styles.xml"
_BODY = b"<office:body"
_PIECE = 1 << 16
_LEGACY_FONT = re.compile(
    rb"""font-(?:family|name)\s*=\s*["'](?:&apos;|&quot;|["'\s])*(?:\.vn|vni[- ])""", re.IGNORECASE
)
_TABLE = re.compile(rb"<table:table ")
_ROW = re.compile(rb"<table:table-row\b(?!-)")
_COLUMN = re.compile(rb"<table:table-column\b(?!-)([^<>]*)>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b")
_IN_TEXT = re.compile(rb"<(/?)(text:p|text:span|text:s|text:tab|text:line-break)\b(?!-)([^<>]*)>|([^<]+)|<[^<>]*>")
_PART = b"<text:span"
_NOTE = re.compile(rb"<office:annotation\b(?!-)[^<]*+(?:<(?!/?office:annotation\b)[^<]*+)*+</office:annotation>")
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_LONGEST_NUMBER = 7
_LONGEST_TEXT = 1 << 18
"""The most bytes of a cell whose parts are told apart: one of more is nobody's name."""
_WEIGHT = 10
"""The number of cells that take as much memory as a style, or as a part of a text."""
_DEFAULT = "Default"
"""The style of cells for which neither they nor their row or column name one."""


def inspect(source: SourceFile, sheets: Sequence[Sheet], budget: Budget) -> dict[str, SheetFonts]:
    """Find the cells typed in legacy fonts, by sheet name, no farther than the `sheets` read from the file reach.

    Raises Refused for a workbook whose styles cannot be unpacked, or whose texts have more parts than there is room.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            parts = [unpacked(archive, _STYLES)] if _STYLES in archive.namelist() else []
            parts.append(_before_cells(archive, source, budget))
            if not any(map(_LEGACY_FONT.search, parts)):
                return {}
            budget.spend("cells", _WEIGHT * sum(part.count(b"<style:") for part in parts), source)
            styles = Styles()
            for part in parts:
                styles.add(part)
            content = unpacked(archive, _CONTENT) if styles.has_legacy_fonts else b""
    except UNPACKING_ERRORS as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error
    # The parts of a text are kept as long as its cell is read, once for each cell that it is repeated in.
    budget.spend("cells", _WEIGHT * content.count(_PART), source)
    sheet_of = {sheet.name: sheet for sheet in sheets}
    fonts_of_sheets = {}
    for start, end in _spans(_TABLE, content, 0, len(content)):
        name = attributes(_tag(content, start, end)).get("table:name", "")
        if name in sheet_of and (
            sheet_fonts := _fonts_of_sheet(
                content, start, end, styles=styles, sheet=sheet_of[name], source=source, budget=budget
            )
        ):
            fonts_of_sheets[name] = sheet_fonts
    return fonts_of_sheets


def _before_cells(archive: zipfile.ZipFile, source: SourceFile, budget: Budget) -> bytes:
    """The beginning of the content, with the styles of its cells; no more is unpacked."""
    content, limit = bytearray(), budget.limits.max_part_mb
    with archive.open(_CONTENT) as file:
        while piece := file.read(_PIECE):
            start = max(0, len(content) - len(_BODY))
            content += piece
            if (end := content.find(_BODY, start)) >= 0:
                return bytes(content[:end])
            if len(content) > limit * 2**20:
                raise Refused(problem("file_too_large", file=source.name, size=len(content) // 2**20, limit=limit))
    return bytes(content)


def _spans(opening: re.Pattern[bytes], xml: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places where each element of a kind begins, and where the next of them does; nothing is copied."""
    starts = (match.end() for match in opening.finditer(xml, start, end))
    return pairwise(chain(starts, (end,)))


def _tag(xml: bytes, start: int, end: int) -> bytes:
    """The attributes of the element that begins at `start`."""
    close = xml.find(b">", start, end)
    return xml[start : close if close >= 0 else end]


def _fonts_of_sheet(
    content: bytes, start: int, end: int, styles: Styles, sheet: Sheet, source: SourceFile, budget: Budget
) -> SheetFonts:
    """Walk over the sheet's own rows and cells at most, however often the file says that they repeat."""
    sheet_fonts = SheetFonts()
    first = _ROW.search(content, start, end)
    head = content[start : first.start()] if first else b""
    width = max(map(len, sheet.rows), default=0)
    of_columns = [*islice(chain(_column_styles(head), repeat(_DEFAULT)), width)]
    row = 0
    for line_start, line_end in _spans(_ROW, content, start, end):
        line = content[line_start:line_end]
        tag = attributes(_tag(line, 0, len(line)))
        rows = range(row, min(row + _repeated(tag, "rows"), len(sheet.rows)))
        of_row = tag.get("table:default-cell-style-name")
        defaults = [of_row] * width if of_row else of_columns
        for column, cell_font in _cells(line, defaults, styles) if rows else ():
            if not isinstance(cell_font, LegacyFont):
                budget.spend("cells", _WEIGHT * len(rows), source, sheet.name)
            for place in rows:
                sheet_fonts.put(place, column, cell_font)
        row = max(row, rows.stop)
    return sheet_fonts


def _column_styles(head: bytes) -> Iterator[str]:
    for column in _COLUMN.findall(head):
        tag = attributes(column)
        yield from repeat(tag.get("table:default-cell-style-name", _DEFAULT), _repeated(tag, "columns"))


def _cells(line: bytes, defaults: list[str], styles: Styles) -> Iterator[tuple[int, LegacyFont | Runs]]:
    """The cells of a row that have a text in a legacy font, or in several fonts."""
    column = 0
    for cell in _CELL.split(line)[1:]:
        tag, _, inside = cell.partition(b">")
        style, count = _cell_style(tag)
        columns = range(column, min(column + count, len(defaults)))
        fonts: dict[LegacyFont | None, LegacyFont | Runs | None] = {}
        for place in columns if not tag.endswith(b"/") else ():
            own = styles.of_cell(style or defaults[place])
            if own not in fonts:
                fonts[own] = _typed(inside, own, styles)
            if cell_font := fonts[own]:
                yield place, cell_font
        column = max(column, columns.stop)


@lru_cache(maxsize=256)
def _cell_style(tag: bytes) -> tuple[str, int]:
    """A cell's own style, or "", and how many cells it stands for; most cells of a sheet begin alike."""
    words = attributes(tag)
    return words.get("table:style-name", ""), _repeated(words, "columns")


def _typed(inside: bytes, cell_font: LegacyFont | None, styles: Styles) -> LegacyFont | Runs | None:
    """The one font of a cell's text, or its parts with theirs; None for a Unicode font."""
    if _PART not in inside or len(inside) > _LONGEST_TEXT:
        return cell_font
    parts = groupby(_runs(_NOTE.sub(b"", inside), cell_font, styles), key=lambda part: part[1])
    runs = tuple(("".join(text for text, _ in part), own) for own, part in parts)
    return runs if len(runs) > 1 else runs[0][1] if runs else cell_font


def _runs(inside: bytes, cell_font: LegacyFont | None, styles: Styles) -> Iterator[tuple[str, LegacyFont | None]]:
    around, paragraphs = [cell_font], 0
    for closing, tag, inner, text in _IN_TEXT.findall(inside.split(b"</table:", 1)[0]):
        name = tag.decode()
        if text and paragraphs:
            yield html.unescape(text.decode("utf-8", "replace")), around[-1]
        elif name == "text:span" and closing:
            del around[max(1, len(around) - 1) :]
        elif name == "text:span" and not inner.endswith(b"/"):
            around.append(styles.of_part(attributes(inner).get("text:style-name", ""), around[-1]))
        elif name == "text:p" and not closing:
            paragraphs += 1
            if paragraphs > 1:
                yield "\n", around[-1]
        elif name == "text:s":
            yield " " * _number(attributes(inner).get("text:c", "1")[:3]), around[-1]
        elif name in _SIGNS and not closing:
            yield _SIGNS[name], around[-1]


def _repeated(words: dict[str, str], of: str) -> int:
    return _number(words.get(f"table:number-{of}-repeated", "1"))


def _number(text: str) -> int:
    digits = text.strip(" +")[:_LONGEST_NUMBER]
    return int(digits) if digits.isdecimal() else 1
