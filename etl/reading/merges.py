"""Merged ranges as far as a sheet has cells: whole columns may be merged, and a broken file merges what is merged."""

from etl.records import Sheet
from settings import Settings


def bound(sheet: Sheet, limits: Settings) -> None:
    """Cut the ranges to the cells in use, in place; drop those outside and those that overlap earlier ones."""
    height = len(sheet.rows)
    width = max(map(len, sheet.rows), default=0) if sheet.merges else 0
    cells_in_use: set[tuple[int, int]] = set()
    steps = 0
    ranges = []
    for top, left, last_row, last_column in sheet.merges:
        bottom, right = min(last_row, height - 1), min(last_column, width - 1)
        cells = _free_cells(cells_in_use, (top, left, bottom, right), limits.max_merged_cells)
        steps += max(len(cells), 1)
        if steps > limits.max_merged_cells:
            break
        if len(cells) == (bottom - top + 1) * (right - left + 1) and cells:
            cells_in_use.update(cells)
            ranges.append((top, left, bottom, right))
    sheet.merges = ranges


def _free_cells(
    cells_in_use: set[tuple[int, int]], merge: tuple[int, int, int, int], most: int
) -> list[tuple[int, int]]:
    """The range's cells up to the first that is in use."""
    top, left, bottom, right = merge
    cells: list[tuple[int, int]] = []
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) in cells_in_use or len(cells) > most:
                return cells
            cells.append((row, column))
    return cells
