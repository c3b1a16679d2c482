"""Sheets without a header whose rows are people all the same, as where a list goes on on the next sheet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from etl.normalising.dates import read_date
from etl.normalising.values import as_text
from etl.records import Sheet
from reference.spelling import tidy

_FEWEST_WORDS, _MOST_WORDS = 2, 7
"""The numbers of words of a person's name."""


def rows_of_people(sheet: Sheet, day: date) -> list[int]:
    """Find the rows (from 0) that hold a running number, a name right after it and a date of somebody grown up."""
    return [row for row, cells in enumerate(sheet.rows) if _is_somebody(cells, day)]


def _is_somebody(cells: Sequence[Any], day: date) -> bool:
    filled = [value for value in cells if value != ""]
    numbers = (place for place, value in enumerate(filled[:-2]) if _is_running_number(value))
    return any(_is_name(filled[place + 1]) and any(_is_birth(v, day) for v in filled[place + 2 :]) for place in numbers)


def _is_running_number(value: Any) -> bool:
    text = as_text(value).strip(" .")
    return text.isdecimal() and len(text) < len("1000")


def _is_name(value: Any) -> bool:
    words = tidy(value).split() if isinstance(value, str) else []
    is_long_enough = _FEWEST_WORDS <= len(words) <= _MOST_WORDS
    return is_long_enough and all(word.isalpha() and word[0].isupper() for word in words)


def _is_birth(value: Any, day: date) -> bool:
    born = read_date(value, latest=day)
    return born is not None and born.year < day.year
