"""The search for the header of a sheet: by what it says, wherever it starts, one to five rows, merged or not."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any

from etl.headers.grid import WHOLE_DATE, Column, HeaderGrid, is_label, is_number_row
from etl.headers.vocabulary import PathReading, is_name, levels_of_one_field, may_be_level
from etl.normalising.values import Sets, as_text
from etl.records import Sheet

LAST_ROW_OF_A_HEADER = 200
_MOST_HEADER_ROWS = 6
_FEWEST_FIELDS = 2
NAMES = ("full_name", "given_name")
"""The fields of which a table needs one."""


@dataclass(slots=True)
class Layout:
    """A sheet's header (rows from 0, both ends included) and its columns."""

    first_row: int
    last_row: int
    columns: list[Column]
    number_rows: list[int] = field(default_factory=list)

    @property
    def first_data_row(self) -> int:
        """The first row under the header and its number row."""
        return max([self.last_row, *self.number_rows]) + 1

    def of_field(self, name: str) -> list[Column]:
        """List the columns of a field, from left to right."""
        return [column for column in self.columns if column.field == name]

    @property
    def tells_names(self) -> bool:
        """True where some column is understood as the name."""
        return any(column.field in NAMES for column in self.columns)


def find_layout(sheet: Sheet) -> Layout | None:
    """Find the sheet's first header, None where there is none: a header names people and at least one more thing."""
    rows = range(min(len(sheet.rows), LAST_ROW_OF_A_HEADER))
    return next((layout for row in rows if (layout := layout_at(sheet, row))), None)


def layout_at(sheet: Sheet, row: int, *, climbs: bool = True) -> Layout | None:
    """Read the header with the column of names in that row; it `climbs` to headings above unless people stand there.

    Under a list a heading of names with others beside it is a header, though no other column be known.
    """
    fewest = _FEWEST_FIELDS if climbs else 1
    for column, value in enumerate(sheet.rows[row]):
        if is_label(value) and is_name(value) and not _is_row_of_data(sheet.rows[row], column):
            layout = layout_around(sheet, row, column, climbs=climbs)
            if layout.tells_names and len(_fields(layout.columns)) >= fewest:
                return layout
    return None


def _is_row_of_data(cells: Sequence[Any], name_column: int) -> bool:
    """Tell whether «Họ và tên» stands where somebody's name should: after a number, beside a date."""
    is_numbered = any(as_text(value).strip(" .()").isdigit() for value in cells[:name_column] if value != "")
    return is_numbered or any(isinstance(value, date) or WHOLE_DATE.match(as_text(value)) for value in cells)


def layout_around(sheet: Sheet, row: int, name_column: int, *, climbs: bool) -> Layout:
    """Read the header with that cell over the names, whether it says so or not."""
    grid = HeaderGrid(sheet, row)
    first = row
    while climbs and first > 0 and row - first < _MOST_HEADER_ROWS and grid.is_heading(first - 1):
        first -= 1
    last = grid.last_row_of(first, row, name_column)
    while last - first < _MOST_HEADER_ROWS:
        below = grid.row_below(last)
        if not grid.continues(first, last, row=below, name_column=name_column):
            break
        last = below
    layout = Layout(first, last, [])
    below = grid.row_below(last)
    if is_number_row(sheet.rows[below] if below < len(sheet.rows) else []):
        layout.number_rows.append(below)
    empty = grid.empty_shares(first, last, below=sheet.rows[layout.first_data_row :])
    columns = [grid.column(index, first, last) for index in range(grid.width) if index not in empty]
    columns = [column for column in columns if column.path or column.index == name_column]
    layout.columns = _with_named_levels(_with_bare_levels(columns))
    return layout


def _fields(columns: list[Column]) -> set[str]:
    return {column.field for column in columns} - {"", "ordinal"}


def _with_bare_levels(columns: list[Column]) -> list[Column]:
    """Take levels side by side under «Trình độ» or under nothing for those of the one field that has them all."""
    settled: list[Column] = []
    for (_, bare), together in groupby(columns, key=lambda column: (column.path[:-1], _is_bare_level(column))):
        block = list(together)
        meanings = levels_of_one_field([column.path[-1] for column in block]) if bare else None
        if meanings:
            settled += [replace(c, reading=PathReading(m)) for c, m in zip(block, meanings, strict=True)]
        else:
            settled += [replace(c, reading=PathReading(None, "education")) for c in block] if bare else block
    return settled


def _with_named_levels(columns: list[Column]) -> list[Column]:
    """Take columns that each name another level of one field («UDCNTT cơ bản», «UDCNTT nâng cao») for its levels."""
    named: dict[str, set[Sets]] = {}
    for column in columns:
        meaning = column.reading.meaning
        if meaning is not None and not meaning.sets:
            named.setdefault(meaning.field, set()).add(meaning.marked)
    several = {field for field, marked in named.items() if len(marked) > 1 and all(marked)}
    return [_as_level(column) if column.field in several else column for column in columns]


def _as_level(column: Column) -> Column:
    meaning = column.reading.meaning
    if meaning is None or not meaning.marked:
        return column
    return replace(column, reading=PathReading(replace(meaning, sets=meaning.marked, marked=())))


def _is_bare_level(column: Column) -> bool:
    """Tell whether it is a level of some field under headings without any; alone and at the top it may be anything."""
    reading = column.reading
    return reading.meaning is None and not reading.under and bool(column.path) and may_be_level(column.path)
