"""Cells column by column, each distinct value read once."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from etl.normalising import values

_ROWS_AT_ONCE = 512


def turned(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The cells column by column, all of one length; some rows at a time, which stay in the processor's memory."""
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
    """The cells of a column of free text."""
    table = {value: values.text_of(value) for value in set(cells)}
    return [table[value] for value in cells]


def shown(value: Any) -> str:
    """A cell as a message quotes it."""
    return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else str(value)
