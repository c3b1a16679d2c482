"""More rows for a table that leaves too few: what stands below moves down, with its look, merges and formulas."""

import re
from copy import copy

from openpyxl.cell.cell import MergedCell
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.formula.translate import Translator
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from blank_forms.grid import is_formula

_PLACE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)")


def grow(book: Workbook, sheet: Worksheet, last: int, more: int, *, first: int) -> None:
    """Put `more` rows under row `last`, which look as it does; `first` is where the block begins that grows.

    References below move down; a range that ends at the block's last row takes the new rows in.
    """
    if more < 1:
        return
    _move_cells(sheet, last, more)
    _move_merges(sheet, last, more)
    for other in book.worksheets:
        _move_references(other, sheet, (first, last), more)
    _move_settings(sheet, (first, last), more)
    for row in range(last + 1, last + more + 1):
        _copy_row(sheet, last, row)


def _move_cells(sheet: Worksheet, last: int, more: int) -> None:
    bottom, right = sheet.max_row, sheet.max_column
    heights = {
        row: copy(sheet.row_dimensions[row]) for row in range(last + 1, bottom + 1) if row in sheet.row_dimensions
    }
    if bottom > last:
        sheet.move_range(CellRange(min_row=last + 1, max_row=bottom, min_col=1, max_col=right).coord, rows=more)
    for row in heights:
        del sheet.row_dimensions[row]
    for row, dimension in heights.items():
        sheet.row_dimensions[row + more].height = dimension.height
        sheet.row_dimensions[row + more].hidden = dimension.hidden


def _move_merges(sheet: Worksheet, last: int, more: int) -> None:
    below = [area for area in sheet.merged_cells.ranges if area.min_row > last]
    for area in below:
        sheet.merged_cells.remove(area)
    for area in below:
        area.shift(row_shift=more)
        sheet.merged_cells.add(area)


def _move_references(sheet: Worksheet, grown: Worksheet, block: tuple[int, int], more: int) -> None:
    own = sheet is grown
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and is_formula(cell.value):
                cell.value = _moved(cell.value, grown.title, own, block, more)


def _moved(formula: str, title: str, own: bool, block: tuple[int, int], more: int) -> str:
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            where, mark, place = token.value.rpartition("!")
            is_here = where.strip("'") == title if mark else own
            if is_here:
                token.value = f"{where}{mark}{_moved_range(place, block, more)}"
    return str(tokens.render())


def _moved_range(place: str, block: tuple[int, int], more: int) -> str:
    first, last = block
    parts = place.split(":")
    is_range = len(parts) == 2

    def moved(at: int, part: str) -> str:
        match = _PLACE.fullmatch(part)
        if match is None:
            return part
        row = int(match[2])
        grows = is_range and at == 1 and row == last and _row_of(parts[0]) >= first - 1
        return f"{match[1]}{row + more}" if row > last or grows else part

    return ":".join(moved(at, part) for at, part in enumerate(parts))


def _row_of(part: str) -> int:
    match = _PLACE.fullmatch(part)
    return int(match[2]) if match else 0


def _move_settings(sheet: Worksheet, block: tuple[int, int], more: int) -> None:
    """Stretch the print area, and the ranges of data validations that reach the block's end."""
    if sheet.print_area:
        left, top, right, bottom = range_boundaries(sheet.print_area.split("!")[-1].replace("$", "").split(",")[0])
        if bottom and bottom >= block[1]:
            sheet.print_area = CellRange(min_row=top, max_row=bottom + more, min_col=left, max_col=right).coord
    for validation in sheet.data_validations.dataValidation:
        for area in validation.sqref.ranges:
            if area.min_row > block[1]:
                area.shift(row_shift=more)
            elif area.max_row >= block[1]:
                area.expand(down=more)


def _copy_row(sheet: Worksheet, source: int, target: int) -> None:
    sheet.row_dimensions[target].height = sheet.row_dimensions[source].height
    for area in [each for each in sheet.merged_cells.ranges if each.min_row == each.max_row == source]:
        sheet.merge_cells(start_row=target, end_row=target, start_column=area.min_col, end_column=area.max_col)
    for column in range(1, sheet.max_column + 1):
        cell, copied = sheet.cell(source, column), sheet.cell(target, column)
        if isinstance(copied, MergedCell):
            continue
        if cell.has_style:
            copied._style = copy(cell._style)
        if isinstance(cell.value, str) and is_formula(cell.value):
            copied.value = Translator(cell.value, cell.coordinate).translate_formula(copied.coordinate)
