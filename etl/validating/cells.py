"""Cells of many people in one sentence."""

from collections.abc import Sequence

_SHOWN = 5


def first_cells(cells: Sequence[str]) -> str:
    """Name the first of the cells, «…» for more: «B7, B8, B9, B10, B11, …»."""
    return ", ".join(cells[:_SHOWN]) + (", …" if len(cells) > _SHOWN else "")
