"""Departments of a commune («Phòng Kinh tế») in texts: known ones by their words, others by how they begin."""

import re
from functools import lru_cache

import reference
from etl.normalising.department_tables import Department, department_of
from etl.normalising.place_words import strip_group_numbering
from etl.normalising.text import key, words_of

FIELD = "department"
_NUMERAL = re.compile(r"[ivx]+|[a-gđ]|\d{1,2}")


@lru_cache(maxsize=1 << 12)
def find_department(text: str) -> Department | None:
    """Find the department of the tables that a text names, without a heading's number."""
    words = words_of(strip_group_numbering(text))
    known = department_of(words)
    if known is None and len(words) > 1 and _NUMERAL.fullmatch(words[0]):
        return department_of(words[1:])
    return known


@lru_cache(maxsize=1 << 12)
def read_department(text: str) -> Department | None:
    """Read the department that a text names; one that no table has by its beginning, as written; or None."""
    name = strip_group_numbering(text)
    looks_so = key(name).startswith(_words("department_start")) and not key(name).startswith(_words("no_department"))
    return find_department(text) or (unknown_department(name) if looks_so else None)


def unknown_department(name: str) -> Department:
    """Make a department of a name that no table has."""
    return Department(name, is_known=False)


@lru_cache(maxsize=2)
def _words(kind: str) -> tuple[str, ...]:
    words = (row["word"] for row in reference.rows("cell_words") if row["kind"] == kind)
    return tuple(f"{key(word)} " for word in words)
