"""Departments of a commune («Phòng Kinh tế») in texts: known ones by their words, others by how they begin."""

import re
from functools import lru_cache

from etl.normalising.department_tables import Department, department_of
from etl.normalising.place_words import strip_group_numbering
from reference.cell_words import cell_words
from reference.spelling import key, words_of
from reference.units import per_register

FIELD = "department"
_JOINT = re.compile(r"[-–—,;/&+]|\bvà\b", re.IGNORECASE)
_NUMERAL = re.compile(r"[ivx]+|[a-gđ]|\d{1,2}")


@per_register(maxsize=1 << 12)
def find_department(text: str) -> Department | None:
    """Find the department of the tables that a text names, or several joined, without a heading's number."""
    name = strip_group_numbering(text)
    words = words_of(name)
    known = department_of(words)
    if known is None and len(words) > 1 and _NUMERAL.fullmatch(words[0]):
        known = department_of(words[1:])
    return known or _joint(name)


def _joint(text: str) -> Department | None:
    """A heading over several departments, «Thường trực HĐND, Lãnh đạo UBND»: nobody works in all of them."""
    members = [department_of(words_of(part)) for part in _JOINT.split(text)]
    known = [member for member in members if member is not None]
    if len(known) < 2 or len(known) < len(members):
        return None
    names = (name for member in known for name in (member.name, *member.holds))
    return Department(text, holds=tuple(dict.fromkeys(names)), is_kept=False)


@per_register(maxsize=1 << 12)
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
    return tuple(f"{key(word)} " for word in cell_words(kind))
