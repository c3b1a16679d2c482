"""Equal cells as one object: 100.000 cells of a column hold a dozen words, and each is looked at many times."""

from collections.abc import Iterable
from typing import Any


def interned(rows: Iterable[list[Any]]) -> list[list[Any]]:
    """Give the rows with equal cells as one object; taken one by one, so that what is not kept makes room at once.

    Numbers that are equal (1, 1.0, True) become one too: as a text they are the same.
    """
    first_of = dict[Any, Any]().setdefault
    return [list(map(first_of, row, row)) for row in rows]
