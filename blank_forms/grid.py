"""A sheet as a reader sees it: texts, and which cell a merged range shows."""

import re
from copy import copy
from dataclasses import dataclass

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reference.spelling import tidy

_BLANK = re.compile(r"[.…_\s]*")
_NUMBER = re.compile(r"\(?\s*(?:[A-ZĐ]|\d{1,3})\s*\)?\s*(?:\(?\s*=.*)?")
"""A cell of the row of numbers: «A», «12», «(3)», «4 (=5+6+7)», «11=9+10»."""

_FOOTNOTE = re.compile(r"(?<=\w)\s*(?:\[\d{1,2}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+)")


@dataclass(frozen=True, slots=True)
class Region:
    """A merged range or a single cell, bounds counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Grid:
    """The texts of a sheet; rows and columns are counted from 1."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._regions = {
            (row, column): Region(area.min_row, area.min_col, area.max_row, area.max_col)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }
        self._texts = {
            (cell.row, cell.column): text for row in sheet.iter_rows() for cell in row if (text := _text_of(cell.value))
        }
        self.last_row = max((row for row, _ in self._texts), default=0)
        self.last_column = max((column for _, column in self._texts), default=0)

    def within(self, first: int, last: int, last_row: int) -> "Grid":
        """Give the same sheet with the texts of some columns alone, down to a row."""
        part = copy(self)
        part._texts = {place: text for place, text in self._texts.items() if first <= place[1] <= last}
        part.last_column, part.last_row = min(last, self.last_column), min(last_row, self.last_row)
        return part

    def region(self, row: int, column: int) -> Region:
        """Give the merged range that a cell is part of, or the cell alone."""
        return self._regions.get((row, column), Region(row, column, row, column))

    def own(self, row: int, column: int) -> str:
        """Give the text that is written in a cell itself."""
        return self._texts.get((row, column), "")

    def shown(self, row: int, column: int) -> str:
        """Give the text that a reader sees at a cell: that of its merged range."""
        region = self.region(row, column)
        return self.own(region.top, region.left)

    def texts_in(self, row: int) -> dict[int, str]:
        """List the texts written in a row, by column."""
        return {column: text for column in range(1, self.last_column + 1) if (text := self.own(row, column))}

    def is_number_row(self, row: int, columns: int) -> bool:
        """Tell whether a row numbers the columns: all its texts are numbers or letters, at least half are there."""
        texts = list(self.texts_in(row).values())
        return len(texts) >= max(2, columns // 2) and all(_NUMBER.fullmatch(text) for text in texts)

    def has_border(self, column: int, row: int) -> bool:
        """Tell whether a line is drawn around a cell."""
        border = self.sheet.cell(row, column).border
        return any(side is not None and side.style for side in (border.left, border.right, border.top, border.bottom))


def address(row: int, column: int) -> str:
    """Give a cell's name, «D5»."""
    return f"{get_column_letter(column)}{row}"


def write_text(cell: Cell, text: str) -> None:
    """Write a text that is a text even where it begins with «=»."""
    cell.value = text
    if text:
        cell.data_type = "s"


def is_formula(value: object) -> bool:
    """Tell whether a cell's value is a formula."""
    return (isinstance(value, str) and value.startswith("=") and len(value) > 1) or hasattr(value, "ref")


def is_blank(value: object) -> bool:
    """Tell whether a cell waits for a value: nothing, or dots to write on."""
    return value is None or (isinstance(value, str) and _BLANK.fullmatch(value) is not None)


def _text_of(value: object) -> str:
    """Give a cell's text without the marks of footnotes: «Cán bộ¹», «Đảng viên [2]»."""
    if is_blank(value) or is_formula(value):
        return ""
    if isinstance(value, CellRichText):
        value = "".join(str(part) for part in value if not _is_raised(part))
    return tidy(_FOOTNOTE.sub("", str(value)))


def _is_raised(part: object) -> bool:
    return isinstance(part, TextBlock) and part.font.vertAlign == "superscript"
