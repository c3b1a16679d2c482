"""The cells of an .xlsx that are struck through, as people mark who has left.

The archive's XML is searched as bytes, its sheets only where a style of the workbook strikes through.
"""

import io
import re
import zipfile

from etl.problems import Refused, problem
from etl.reading import sheet_xml
from etl.reading.formats import UNPACKING_ERRORS, unpacked
from etl.reading.xlsx_fonts import CELL_STYLE, FONT_ID, STYLES, element, read_part
from etl.records import SourceFile
from reference.addresses import column_index

_FONT_BEGINS = re.compile(rb"<(?:\w+:)?font\b")
_STRIKE = re.compile(rb"""<(?:\w+:)?strike\b(?![^<>]*\bval=["'](?:0|false)["'])""")
_FILLED_CELL = rb"""<(?:\w+:)?c\b(?=[^<>]*\br=["']([A-Z]{1,3})(\d{1,7})["'])(?=[^<>]*\bs=["'](?:%s)["'])[^<>]*(?<!/)>"""


def struck_cells(source: SourceFile) -> dict[str, frozenset[tuple[int, int]]]:
    """Find the struck cells by name of the sheets that have any: row and column, counted from 0.

    Raises Refused for a workbook whose parts cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            styles = _struck_styles(read_part(archive, STYLES))
            if not styles:
                return {}
            cells = re.compile(_FILLED_CELL % b"|".join(styles))
            sheets = {name: _cells(cells, unpacked(archive, part)) for name, part in sheet_xml.parts(archive)}
    except UNPACKING_ERRORS as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error
    return {name: struck for name, struck in sheets.items() if struck}


def _struck_styles(xml: bytes) -> list[bytes]:
    """List the indices of the cell styles whose font strikes through."""
    fonts = element(xml, b"fonts")
    if not _STRIKE.search(fonts):
        return []
    struck = {n for n, font in enumerate(_FONT_BEGINS.split(fonts)[1:]) if _STRIKE.search(font)}
    numbered = enumerate(CELL_STYLE.findall(element(xml, b"cellXfs")))
    return [b"%d" % n for n, style in numbered if (font := FONT_ID.search(style)) and int(font[1]) in struck]


def _cells(pattern: re.Pattern[bytes], xml: bytes) -> frozenset[tuple[int, int]]:
    return frozenset((int(row) - 1, column_index(letters.decode())) for letters, row in pattern.findall(xml))
