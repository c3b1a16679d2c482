"""The department that a sheet as a whole is about: by its title, else by its name."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from etl.extracting.row_words import is_title
from etl.normalising.department_tables import Department
from etl.normalising.departments import find_department
from reference.cell_words import cell_words
from reference.spelling import Words, key, words_of

_LIST = words_of("danh sách")
_MOST_BEFORE = 5
_BRACKETS = re.compile(r"\([^()]*\)?")


def department_of_sheet(title: Sequence[str], name: str) -> Department | None:
    """Find the one department that a list's title, or else the sheet's name, names; None where it is not sure.

    Sure is a title of nothing but the list's people and the department, its commune and the day behind it or not:
    «Danh sách công chức Phòng Kinh tế phường Từ Sơn năm 2025», also in two lines. «Danh sách do Văn phòng HĐND và UBND
    lập» is none, nor is a department that has others under it («Đảng ủy»).
    """
    of_title, of_name = _of_title(title), _alone(name)
    return (of_title or of_name) if None in (of_title, of_name) or of_title == of_name else None


def _of_title(title: Sequence[str]) -> Department | None:
    """Find the department that the first line «Danh sách …», or that line with the one below it, names."""
    line = next((number for number, text in enumerate(title) if is_title(text) and _begin(_words_of(text))), None)
    if line is None:
        return None
    return _after(title[line]) or _after(" ".join(title[line : line + 2]))


def _words_of(text: str) -> Words:
    return words_of(_BRACKETS.sub(" ", text))


def _after(text: str) -> Department | None:
    words = _words_of(text)
    rest = words[_people(words) :]
    end = next((place for place, word in enumerate(rest) if (word,) in _words("department_after")), len(rest))
    return _alone(" ".join(rest[:end])) or _alone(" ".join(_without_committee(rest[:end])))


def _without_committee(words: Words) -> Words:
    """Take «UBND phường Từ Sơn», «thuộc UBND …» off a department's name."""
    place = max((place for place, word in enumerate(words) if (word,) in _words("department_of")), default=0)
    before = words[place - 1] if place else ""
    return () if before == "và" else words[: place - 1] if before == "thuộc" else words[:place]


def _alone(name: str) -> Department | None:
    department = find_department(name) if name.strip() else None
    is_sure = department is not None and department.is_known and department.is_kept and not department.holds
    return department if is_sure else None


def _people(words: Words) -> int:
    """Count the words from «Danh sách» on that tell of people alone."""
    place = _begin(words)
    while place < len(words) and (step := _longest(words[place:], _words("department_before"))):
        place += step
    return place


def _begin(words: Words) -> int:
    """Give the place behind «danh sách», which «Biểu số 1» may stand before; 0 where it is not there."""
    begins = range(min(_MOST_BEFORE, len(words) - 1))
    return next((place + 2 for place in begins if words[place : place + 2] == _LIST), 0)


def _longest(words: Words, phrases: Iterable[Words]) -> int:
    return max((len(phrase) for phrase in phrases if words[: len(phrase)] == phrase), default=0)


@lru_cache(maxsize=3)
def _words(kind: str) -> tuple[Words, ...]:
    return tuple(words_of(key(word)) for word in cell_words(kind))
