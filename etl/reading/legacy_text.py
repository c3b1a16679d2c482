"""Cells typed in legacy fonts become Unicode, before anything else reads them.

A cell's own font says what its bytes mean. Where no font says it (delimited text, .ods, a workbook whose fonts were
changed afterwards) the letters do: over a whole column, and over the sheet where a column is too short to tell. Text
that is in Unicode all the same, as much of what carries the name of a legacy font today, stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from etl.normalising import legacy
from etl.reading.faces import CellFaces, Face, Runs
from etl.records import Sheet

_NO_FACES: Mapping[str, CellFaces] = {}
_LEGACY_LETTERS = re.compile("[©ª¬\u00ad®µ¸¹ñöïûøäåëüæîÑÖÏÛØÄÅËÜÆÎ]")


@dataclass(slots=True)
class _Cell:
    """A text that may be typed in a legacy font."""

    row: int
    column: int
    text: str
    runs: Runs
    encoding: str


def convert(sheets: Iterable[Sheet], faces: Mapping[str, CellFaces] = _NO_FACES, may_hold_more: bool = True) -> None:
    """Turn what is in legacy fonts into Unicode, in place, and mark the sheets (`legacy_encoding`).

    `faces`: what the workbook's fonts say, by sheet name; `may_hold_more`: False where cells without a legacy font
    need not be looked at.
    """
    if faces or may_hold_more:
        for sheet in sheets:
            _convert_sheet(sheet, faces.get(sheet.name, {}))


def _convert_sheet(sheet: Sheet, faces: CellFaces) -> None:
    cells = [*_typed_in_legacy_fonts(sheet, faces), *_guessed(sheet, faces)]
    encodings = set()
    for cell in _really_legacy(cells):
        sheet.rows[cell.row][cell.column] = "".join(_in_unicode(text, face) for text, face in cell.runs)
        if not cell.text.isascii():
            encodings.add(cell.encoding)
    sheet.legacy_encoding = "+".join(sorted(encodings)) or None


def _in_unicode(text: str, face: Face | None) -> str:
    return text if face is None else legacy.to_unicode(text, face.encoding, face.capitals)


def _typed_in_legacy_fonts(sheet: Sheet, faces: CellFaces) -> Iterator[_Cell]:
    for (row, column), face in faces.items():
        text = _text_at(sheet, row, column)
        runs = _runs(text, face)
        first = next((own for part, own in runs if own is not None and part), None)
        if first is not None and (not text.isascii() or any(own and own.capitals for _, own in runs)):
            yield _Cell(row, column, text, runs, first.encoding)


def _text_at(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    value = cells[column] if column < len(cells) else ""
    return value if isinstance(value, str) else ""


def _runs(text: str, face: Face | Runs) -> Runs:
    """Parts of one font as one, since a letter of VNI is two; the whole text where the parts do not make it up."""
    if isinstance(face, Face):
        return [(text, face)]
    if "".join(part for part, _ in face) != text:
        return [(text, next((own for _, own in face if own is not None), None))]
    return [("".join(part for part, _ in parts), own) for own, parts in groupby(face, key=lambda run: run[1])]


def _guessed(sheet: Sheet, faces: CellFaces) -> Iterator[_Cell]:
    """The texts of which no font says anything, each with the encoding that its column or sheet seems to be in."""
    columns: dict[int, list[tuple[int, str]]] = {}
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            if isinstance(value, str) and not value.isascii() and (row, column) not in faces:
                columns.setdefault(column, []).append((row, value))
    texts = {column: {text for _, text in cells} for column, cells in columns.items()}
    everything = set().union(*texts.values())
    if not _LEGACY_LETTERS.search("\n".join(everything)):
        return
    of_sheet = legacy.guess(everything)
    for column, found in columns.items():
        encoding = legacy.guess(texts[column]) or of_sheet
        if encoding is not None:
            yield from (_Cell(row, column, text, [(text, Face(encoding))], encoding) for row, text in found)


def _really_legacy(cells: Sequence[_Cell]) -> list[_Cell]:
    """The cells without those that are in Unicode.

    Where a text could be both («Cã», «Lý»), its row decides, which one person typed in one go; then its column, then
    the sheet.
    """
    verdicts = [legacy.is_in(cell.text, cell.encoding) for cell in cells]
    rows, columns = Counter[int](), Counter[int]()
    for cell, verdict in zip(cells, verdicts, strict=True):
        vote = 0 if verdict is None else 1 if verdict else -1
        rows[cell.row] += vote
        columns[cell.column] += vote
    total = rows.total()
    return [
        cell
        for cell, verdict in zip(cells, verdicts, strict=True)
        if verdict or (verdict is None and (rows[cell.row] or columns[cell.column] or total) >= 0)
    ]
