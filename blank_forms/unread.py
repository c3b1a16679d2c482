"""Parts of a sheet that look like tables and could not be read: their cells stay empty, and a reader is told so."""

from collections.abc import Iterator, Sequence

from blank_forms.grid import Grid, address
from blank_forms.outcome import Gap
from blank_forms.tables import Table

_FEWEST = 4
"""The fewest empty cells with lines around them that make a table."""
_WHY = "Không đọc được phần này như một bảng (cần tiêu đề cột và tên các dòng) nên để trống."


def unread_parts(grid: Grid, tables: Sequence[Table]) -> Iterator[Gap]:
    """Give the blocks of empty cells with lines around them that belong to no table, from top to bottom."""
    taken = [(table.top, _end(grid, table), table.columns[0].at, table.columns[-1].at) for table in tables]
    rows = [(row, columns) for row in _rows(grid) if len(columns := list(_free(grid, row, taken))) > 1]
    block: list[tuple[int, list[int]]] = []
    for row, columns in [*rows, (0, [])]:
        if block and row != block[-1][0] + 1:
            yield from _gap(grid, block)
            block = []
        block.append((row, columns))


def _end(grid: Grid, table: Table) -> int:
    """Give a table's last row, empty ones with lines below it among its own."""
    row = table.last
    while not grid.texts_in(row + 1) and grid.has_border(table.columns[0].at, row + 1):
        row += 1
    return row


def _rows(grid: Grid) -> range:
    return range(1, grid.sheet.max_row + 1)


def _free(grid: Grid, row: int, taken: Sequence[tuple[int, int, int, int]]) -> Iterator[int]:
    """List the columns in which a row has an empty cell with lines that no table holds."""
    for column in range(1, grid.sheet.max_column + 1):
        is_held = any(top <= row <= last and left <= column <= right for top, last, left, right in taken)
        if not is_held and grid.sheet.cell(row, column).value is None and grid.has_border(column, row):
            yield column


def _gap(grid: Grid, block: Sequence[tuple[int, list[int]]]) -> Iterator[Gap]:
    cells = [(row, column) for row, columns in block for column in columns]
    if len(cells) < _FEWEST:
        return
    left, right = min(column for _, column in cells), max(column for _, column in cells)
    first, last = block[0][0], block[-1][0]
    texts = (text for row in range(max(1, first - 1), last + 1) for text in grid.texts_in(row).items())
    label = next((text for column, text in texts if left - 1 <= column <= right), "")
    yield Gap(f"{grid.sheet.title} › {address(first, left)}:{address(last, right)}", label, _WHY)
