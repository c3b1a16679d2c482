"""Offices of a commune («Phòng Kinh tế»): by their usual names, else by the words that such names begin with."""

import re
from functools import lru_cache

import reference
from etl.normalising.people import read_name
from etl.normalising.place_words import strip_group_numbering
from etl.normalising.text import key

FIELD = "department"
_OF_A_UNIT = re.compile(r"(.+)\s(?:xã|phường|thị trấn|đặc khu)\s.+", re.IGNORECASE)
"""The pattern of «Phòng Kinh tế phường Kinh Bắc»: the name before the last word that a unit's name begins with."""


@lru_cache(maxsize=1 << 12)
def read_department(text: str) -> str | None:
    """Read the office that a text names, without a heading's number: by its usual name, else as written; or None."""
    name = strip_group_numbering(text)
    official = read_name(FIELD, name)
    if official is None and (of_unit := _OF_A_UNIT.fullmatch(name)):
        official = read_name(FIELD, of_unit[1])
    return official or (name if key(name).startswith(_beginnings()) else None)


@lru_cache(maxsize=1)
def _beginnings() -> tuple[str, ...]:
    words = (row["word"] for row in reference.rows("cell_words") if row["kind"] == "department_start")
    return tuple(f"{key(word)} " for word in words)
