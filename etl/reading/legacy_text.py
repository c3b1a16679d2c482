"""The turning of cells typed in legacy fonts into Unicode, before anything else reads them.

A cell's own font says what its bytes mean. Where no font says it (delimited text, a workbook whose fonts were
changed afterwards) the letters do: over a whole column, and over the sheet where a column is too short to tell. Text
that is in Unicode all the same, as much of what carries the name of a legacy font today, stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from etl.normalising import legacy
from etl.reading.fonts import LegacyFont, Runs, SheetFonts
from etl.records import Sheet

_NO_FONTS: Mapping[str, SheetFonts] = {}
# Letters of every second word in TCVN3 or VNI, and of no word in Vietnamese.
_LEGACY_LETTERS = re.compile("[©ª¬\u00ad®µ¸¹ñöïûøÑÖÏÛØ]")

_Texts = dict[str, list[int]]
"""The distinct texts of a column in one font, and the rows that each stands in."""


@dataclass(slots=True)
class _Typed:
    """A text of a column that may be typed in a legacy font."""

    text: str
    runs: Runs
    encoding: str
    column: int
    rows: list[int]
    is_legacy: bool | None
    """None where it could be Unicode as well."""


def convert(
    sheets: Iterable[Sheet], sheet_fonts: Mapping[str, SheetFonts] = _NO_FONTS, may_hold_more: bool = True
) -> None:
    """Turn what is in legacy fonts into Unicode, in place, and mark the sheets (`legacy_encoding`).

    `sheet_fonts`: what the workbook's fonts say, by sheet name; `may_hold_more`: False where cells without a legacy
    font need not be looked at.
    """
    if sheet_fonts or may_hold_more:
        for sheet in sheets:
            _convert_sheet(sheet, sheet_fonts.get(sheet.name) or SheetFonts())


def _convert_sheet(sheet: Sheet, sheet_fonts: SheetFonts) -> None:
    if not sheet_fonts and not _may_be_legacy(sheet):
        return
    candidates = [*_typed(_texts(sheet, sheet_fonts))]
    encodings = set()
    for typed, rows in _really_legacy(candidates):
        unicode = "".join(_in_unicode(text, cell_font) for text, cell_font in typed.runs)
        for row in rows:
            sheet.rows[row][typed.column] = unicode
        if rows and not typed.text.isascii():
            encodings.add(typed.encoding)
    sheet.legacy_encoding = "+".join(sorted(encodings)) or None
    # No font tells of a sheet's name: it is in an encoding of the sheet's cells where its own letters say so.
    encoding = next((encoding for encoding in sorted(encodings) if legacy.is_in(sheet.name, encoding)), None)
    sheet.name_in_unicode = legacy.to_unicode(sheet.name, encoding) if encoding else ""


def _may_be_legacy(sheet: Sheet) -> bool:
    """Tell whether a text has a letter of a legacy font: most rosters have none, and need no closer look."""
    texts = (value for value in set().union(*sheet.rows) if isinstance(value, str) and not value.isascii())
    return _LEGACY_LETTERS.search("\n".join(texts)) is not None


def _in_unicode(text: str, cell_font: LegacyFont | None) -> str:
    return text if cell_font is None else legacy.to_unicode(text, cell_font.encoding, cell_font.capitals)


def _texts(sheet: Sheet, sheet_fonts: SheetFonts) -> dict[tuple[int, LegacyFont | Runs | None], _Texts]:
    """The sheet's texts by column and font: each is worked on once, however many rows it stands in."""
    texts: dict[tuple[int, LegacyFont | Runs | None], _Texts] = {}
    with_ascii = sheet_fonts.show_capitals
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            if isinstance(value, str) and value and (with_ascii or not value.isascii()):
                cell_font = sheet_fonts.at(row, column) if sheet_fonts else None
                texts.setdefault((column, cell_font), {}).setdefault(value, []).append(row)
    return texts


def _typed(texts: Mapping[tuple[int, LegacyFont | Runs | None], _Texts]) -> Iterator[_Typed]:
    guessed = _guess({column: of_column for (column, cell_font), of_column in texts.items() if cell_font is None})
    for (column, cell_font), of_column in texts.items():
        own = guessed.get(column) if cell_font is None else cell_font
        for text, rows in of_column.items() if own is not None else ():
            runs = _runs(text, own)
            encoding = next((part.encoding for _, part in runs if part is not None), None)
            if encoding is not None:
                yield _Typed(
                    text, runs, encoding=encoding, column=column, rows=rows, is_legacy=legacy.is_in(text, encoding)
                )


def _guess(columns: Mapping[int, _Texts]) -> dict[int, LegacyFont]:
    """Guess the encodings of the columns of which no font says anything."""
    everything = {text for texts in columns.values() for text in texts}
    if not _LEGACY_LETTERS.search("\n".join(everything)):
        return {}
    of_sheet = legacy.guess(everything)
    encodings = {column: legacy.guess(texts) or of_sheet for column, texts in columns.items()}
    return {column: LegacyFont(encoding) for column, encoding in encodings.items() if encoding is not None}


def _runs(text: str, cell_font: LegacyFont | Runs | None) -> Runs:
    """The parts of a text, those of a font as one (a letter of VNI is two); the whole where parts make up another."""
    if cell_font is None or isinstance(cell_font, LegacyFont):
        return ((text, cell_font),)
    if "".join(part for part, _ in cell_font) != text:
        return ((text, next((own for _, own in cell_font if own is not None), None)),)
    return tuple(("".join(part for part, _ in parts), own) for own, parts in groupby(cell_font, key=lambda run: run[1]))


def _really_legacy(candidates: list[_Typed]) -> Iterator[tuple[_Typed, list[int]]]:
    """The texts without those that are in Unicode, each with the rows where it is to be changed.

    Where a text could be both («Cã», «Lý»), its row decides, which one person typed in one go; then its column, then
    the sheet.
    """
    of_rows, of_columns = Counter[int](), Counter[int]()
    for typed in candidates:
        if typed.is_legacy is not None:
            vote = 1 if typed.is_legacy else -1
            of_columns[typed.column] += vote * len(typed.rows)
            for row in typed.rows:
                of_rows[row] += vote
    of_sheet = of_columns.total()
    for typed in candidates:
        if typed.is_legacy:
            yield typed, typed.rows
        elif typed.is_legacy is None:
            otherwise = of_columns[typed.column] or of_sheet
            yield typed, [row for row in typed.rows if (of_rows[row] or otherwise) >= 0]
