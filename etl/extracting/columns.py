"""Cells column by column, each distinct value read once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from etl.extracting.body import Body
from etl.headers.grid import Column
from etl.normalising import values

_FAULTS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
"""The texts of cells whose formula failed."""
_ROWS_AT_ONCE = 512


def turned(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Turn rows into columns, all of one length; some rows at a time, which stay in the processor's memory."""
    columns: list[list[Any]] = [[] for _ in range(max(map(len, rows), default=0))]
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        part = rows[start : start + _ROWS_AT_ONCE]
        width = max(map(len, part))
        for column, cells in zip(columns, zip_longest(*part, fillvalue=""), strict=False):
            column.extend(cells)
        for column in columns[width:]:
            column.extend([""] * len(part))
    return columns


def texts(cells: Sequence[Any]) -> list[str]:
    """Read the cells of a column of free text; those whose formula failed are empty."""
    table = {value: "" if is_fault(value) else values.text_of(value) for value in set(cells)}
    return [table[value] for value in cells]


def is_fault(value: Any) -> bool:
    """Tell whether a cell holds the failure of its formula."""
    return isinstance(value, str) and value.strip().upper() in _FAULTS


def faults(columns: Sequence[tuple[Column, Sequence[Any]]]) -> Iterator[tuple[Column, int, Any]]:
    """Find every cell whose formula failed: its column, its place, its text."""
    for column, cells in columns:
        if any(map(is_fault, set(cells))):
            yield from ((column, place, value) for place, value in enumerate(cells) if is_fault(value))


def quote(value: Any) -> str:
    """Give a cell as a message quotes it."""
    return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else values.as_text(value)


def is_ditto(value: Any) -> bool:
    """Tell whether a cell says no more than that it is as the one above."""
    return values.word_kind(value) == values.DITTO


def fill_dittos(column: list[Any], index: int, body: Body, rows: Sequence[Sequence[Any]]) -> None:
    """Put what stands above in the place of ditto marks; rows without a name count there, vacant posts do not."""
    vacant = set(body.vacancies)
    held = [row for row, _, _ in body.nameless]
    above, before = "", -1
    for person, row in enumerate(body.people):
        between = [rows[other] for other in held[bisect_right(held, before) : bisect_left(held, row)]]
        cells = [cells[index] for cells in between if index < len(cells) and not is_ditto(cells[index])]
        above = cells[-1] if cells else above
        if (person or cells) and is_ditto(column[person]):
            column[person] = above
        above = above if row in vacant and column[person] == "" else column[person]
        before = row
