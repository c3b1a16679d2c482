"""Several tables on one sheet: two side by side, or one under another with a header of its own."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from etl.headers.grid import Column
from etl.headers.layout import Layout
from etl.records import Sheet

_ONCE_ENOUGH = frozenset({"", "full_name", "family_name", "given_name", "ordinal", "note"})
_SHARED_FIELDS = 2
"""The least number of other fields told twice as well where two columns of names begin two tables."""


def side_by_side(sheet: Sheet, layout: Layout) -> list[tuple[Sheet, Layout]]:
    """Part tables whose headers stand in the same rows, from left to right; nearly always the one that was given."""
    starts = _starts(layout)
    if not starts:
        return [(sheet, layout)]
    edges = [0, *starts, max(map(len, sheet.rows))]
    return [_cut(sheet, layout, left, right) for left, right in pairwise(edges)]


def _starts(layout: Layout) -> list[int]:
    """The columns where further tables begin: at the running number before a further column of names, or at that."""
    names = layout.of_field("full_name") or layout.of_field("family_name")
    starts = []
    for before, name in pairwise(names):
        numbers = [c.index for c in layout.of_field("ordinal") if before.index < c.index < name.index]
        starts.append(numbers[-1] if numbers else name.index)
    blocks = [_fields(layout, left, right) for left, right in zip([0, *starts], [*starts, 10**6], strict=True)]
    is_repeated = all(len(blocks[0] & block) >= _SHARED_FIELDS for block in blocks[1:])
    return starts if is_repeated else []


def _fields(layout: Layout, left: int, right: int) -> set[str]:
    return {column.field for column in layout.columns if left <= column.index < right} - _ONCE_ENOUGH


def _cut(sheet: Sheet, layout: Layout, left: int, right: int) -> tuple[Sheet, Layout]:
    """The columns `left` to `right` where they are; what stands above the header speaks of all tables."""

    def part(cells: list[Any]) -> list[Any]:
        return [*[""] * left, *cells[left:right]]

    rows = [cells if row < layout.first_row else part(cells) for row, cells in enumerate(sheet.rows)]
    uncomputed = {(row, column) for row, column in sheet.uncomputed if left <= column < right}
    columns: list[Column] = [column for column in layout.columns if left <= column.index < right]
    return replace(sheet, rows=rows, uncomputed=uncomputed), replace(layout, columns=columns)
