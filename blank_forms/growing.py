"""More rows for a table that leaves too few: what stands below moves down, with its look, merges and formulas."""

import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass

from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from blank_forms.grid import is_formula
from blank_forms.tables import Table

_PLACE = re.compile(r"(\$?([A-Z]{1,3})\$?)(\d+)")
_END = 1_048_576
_ALL = (1, 16_384)


@dataclass(frozen=True, slots=True)
class Shift:
    """The rows behind `after`, down to `until`, of some columns, which stand `more` rows lower now.

    `first`: where the block begins that grew; a range from there that ends at `after` took the new rows in.
    """

    after: int
    more: int
    columns: tuple[int, int] = _ALL
    until: int = _END
    first: int = _END

    @property
    def is_whole(self) -> bool:
        """True where whole rows moved, not the cells of some columns."""
        return self.columns == _ALL

    def row(self, at: int, column: int) -> int:
        """Give the row in which a cell stands now."""
        return at + self.more if self.after < at <= self.until and self.has(column) else at

    def has(self, column: int) -> bool:
        """Tell whether the cells of a column moved."""
        return self.columns[0] <= column <= self.columns[1]

    def holds(self, area: CellRange) -> bool:
        """Tell whether a range is within the columns that moved."""
        return self.has(area.min_col) and self.has(area.max_col)


def row_now(shifts: Iterable[Shift], row: int, column: int) -> int:
    """Give the row in which a cell of the blank form stands after all shifts."""
    for shift in shifts:
        row = shift.row(row, column)
    return row


@dataclass(frozen=True, slots=True)
class Block:
    """The free rows of a table, `first` to `last`, none where `last` is less.

    `columns`, `bottom`: of a table that stands beside another its own columns, and the last row of all of them.
    """

    first: int
    last: int
    columns: tuple[int, int] = _ALL
    bottom: int = 0


def block_of(table: Table, shifts: Sequence[Shift]) -> Block:
    """Give the free rows of a table where they stand after all shifts."""
    free, beside, left = table.free, table.beside, table.columns[0].at
    last = row_now(shifts, free[-1] if free else table.bottom, left)
    first = row_now(shifts, free[0], left) if free else last + 1
    if beside is None:
        return Block(first, last)
    return Block(first, last, (beside.first, beside.last), row_now(shifts, beside.bottom + 1, left) - 1)


def grow(book: Workbook, sheet: Worksheet, block: Block, more: int) -> list[Shift]:
    """Put `more` rows under a block, which look as its last row does; gives what moved, in its order.

    Without any the row below shows the look. References below move down; a range that ends at the block's last row
    takes the new rows in. Beside another table
    the block's own columns alone move, and whole rows below both tables where they would not hold it.
    """
    if more < 1:
        return []
    need, until = 0, _END
    if block.columns != _ALL:
        need = max(0, _reach(sheet, block) + more - block.bottom)
        until = block.bottom + need
    own = Shift(block.last, more, block.columns, until, first=block.first)
    shifts = [Shift(block.bottom, need), own] if need else [own]
    for shift in shifts:
        _move(book, sheet, shift)
    like = block.last if block.first <= block.last else block.last + more + 1
    for row in range(block.last + 1, block.last + more + 1):
        _copy_row(sheet, like, row, own)
    return shifts


def _reach(sheet: Worksheet, block: Block) -> int:
    """Find the last row down to the block's `bottom` in which its columns have something, be it a line."""
    rows = range(block.bottom, block.last, -1)
    columns = range(block.columns[0], min(block.columns[1], sheet.max_column) + 1)
    cells = ((row, sheet.cell(row, column)) for row in rows for column in columns)
    taken = (row for row, cell in cells if cell.value is not None or cell.border.left.style or cell.border.bottom.style)
    return next(taken, block.last)


def _move(book: Workbook, sheet: Worksheet, shift: Shift) -> None:
    _move_cells(sheet, shift)
    if shift.is_whole:
        _move_heights(sheet, shift)
    _move_merges(sheet, shift)
    for other in book.worksheets:
        _move_references(other, sheet, shift)
    _move_settings(sheet, shift)


def _move_cells(sheet: Worksheet, shift: Shift) -> None:
    bottom = min(sheet.max_row, shift.until - (0 if shift.is_whole else shift.more))
    right = min(shift.columns[1], sheet.max_column)
    if bottom > shift.after:
        area = CellRange(min_row=shift.after + 1, max_row=bottom, min_col=shift.columns[0], max_col=right)
        sheet.move_range(area.coord, rows=shift.more)


def _move_heights(sheet: Worksheet, shift: Shift) -> None:
    heights = {row: copy(each) for row, each in sheet.row_dimensions.items() if row > shift.after}
    for row in heights:
        del sheet.row_dimensions[row]
    for row, dimension in heights.items():
        sheet.row_dimensions[row + shift.more].height = dimension.height
        sheet.row_dimensions[row + shift.more].hidden = dimension.hidden


def _move_merges(sheet: Worksheet, shift: Shift) -> None:
    below = [area for area in sheet.merged_cells.ranges if _is_below(area, shift)]
    for area in below:
        sheet.merged_cells.remove(area)
    for area in below:
        area.shift(row_shift=shift.more)
        sheet.merged_cells.add(area)


def _is_below(area: CellRange, shift: Shift) -> bool:
    return shift.after < area.min_row and area.max_row <= shift.until and shift.holds(area)


def _move_references(sheet: Worksheet, grown: Worksheet, shift: Shift) -> None:
    own = sheet is grown
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and is_formula(cell.value):
                cell.value = _moved(cell.value, grown.title, own, shift)


def _moved(formula: str, title: str, own: bool, shift: Shift) -> str:
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            where, mark, place = token.value.rpartition("!")
            is_here = where.strip("'") == title if mark else own
            if is_here:
                token.value = f"{where}{mark}{_moved_range(place, shift)}"
    return str(tokens.render())


def _moved_range(place: str, shift: Shift) -> str:
    parts = [_PLACE.fullmatch(part) for part in place.split(":")]
    if not all(parts):
        return place
    ends = [(match[1], column_index_from_string(match[2]), int(match[3])) for match in parts if match]
    rows = [shift.row(row, column) for _, column, row in ends]
    if len(ends) > 1 and ends[1][2] == shift.after and ends[0][2] >= shift.first - 1 and shift.has(ends[1][1]):
        rows[1] += shift.more
    return ":".join(f"{column}{row}" for (column, _, _), row in zip(ends, rows, strict=True))


def _move_settings(sheet: Worksheet, shift: Shift) -> None:
    """Stretch the print area, and the ranges of data validations and colours that reach the block's end."""
    if sheet.print_area and shift.is_whole:
        left, top, right, bottom = range_boundaries(sheet.print_area.split("!")[-1].replace("$", "").split(",")[0])
        if bottom and bottom >= shift.after:
            sheet.print_area = CellRange(min_row=top, max_row=bottom + shift.more, min_col=left, max_col=right).coord
    for validation in sheet.data_validations.dataValidation:
        for area in validation.sqref.ranges:
            _stretch(area, shift)
    coloured = [(list(each.sqref.ranges), each.rules) for each in sheet.conditional_formatting]
    sheet.conditional_formatting = ConditionalFormattingList()
    for areas, rules in coloured:
        for area in areas:
            _stretch(area, shift)
        for rule in rules:
            sheet.conditional_formatting.add(" ".join(area.coord for area in areas), rule)


def _stretch(area: CellRange, shift: Shift) -> None:
    if _is_below(area, shift):
        area.shift(row_shift=shift.more)
    elif area.min_row <= shift.after <= area.max_row and shift.holds(area):
        grows = area.max_row > shift.after or shift.first < _END
        area.expand(down=shift.more if grows else 0)


def _copy_row(sheet: Worksheet, source: int, target: int, shift: Shift) -> None:
    """Give a row the look of another; of one that stood there before its merges and formulas, too."""
    is_own = source <= shift.after
    if shift.is_whole or target not in sheet.row_dimensions:
        sheet.row_dimensions[target].height = sheet.row_dimensions[source].height
    for area in [each for each in sheet.merged_cells.ranges if each.min_row == each.max_row == source]:
        if is_own and shift.holds(area):
            sheet.merge_cells(start_row=target, end_row=target, start_column=area.min_col, end_column=area.max_col)
    for column in range(shift.columns[0], min(shift.columns[1], sheet.max_column) + 1):
        cell, copied = sheet.cell(source, column), sheet.cell(target, column)
        if isinstance(copied, MergedCell):
            continue
        if cell.has_style:
            copied._style = copy(cell._style)
        if is_own and isinstance(cell.value, str) and is_formula(cell.value):
            copied.value = Translator(cell.value, cell.coordinate).translate_formula(copied.coordinate)
