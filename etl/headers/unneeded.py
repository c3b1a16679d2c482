"""Headings of what nobody here needs (addresses, salaries, numbers of cards): their columns are left out in silence."""

from collections.abc import Sequence
from functools import lru_cache

import reference
from reference.spelling import Words, words_of

_WHOLE, _START, _PART = "whole", "start", "part"
PLACES = (_WHOLE, _START, _PART)
"""Places in a heading where the words of a row of `unneeded_headings.csv` may stand."""


def is_unneeded(path: Sequence[str]) -> bool:
    """Tell whether a column's heading, or one above it, is of what nobody needs."""
    return any(map(_is_unneeded, path))


@lru_cache(maxsize=1 << 10)
def _is_unneeded(heading: str) -> bool:
    words = words_of(heading)
    rows = _rows()
    runs = {words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    starts = {run for run in runs if words[: len(run)] == run}
    return words in rows[_WHOLE] or not rows[_START].isdisjoint(starts) or not rows[_PART].isdisjoint(runs)


@lru_cache(maxsize=1)
def _rows() -> dict[str, frozenset[Words]]:
    rows = reference.rows("unneeded_headings")
    return {place: frozenset(words_of(row["words"]) for row in rows if row["place"] == place) for place in PLACES}
