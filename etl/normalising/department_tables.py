"""The tables of departments: `departments.csv`, `department_spellings.csv`, `department_words.csv`.

A department is known by its words: abbreviations are written out, idle words («và», «cơ quan», «Việt Nam») left out,
and the order does not count. So «VP.HĐND-UBND» needs no row beside «Văn phòng HĐND và UBND», and one foreign word makes
another department of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import reference
from etl.normalising import register
from etl.normalising.place_words import is_kind_of
from reference.spelling import Words, words_of
from reference.units import per_register

_MOST_WORDS = 20
"""The most words of a text that may name a department; a longer one is a sentence."""


@dataclass(frozen=True, slots=True)
class Department:
    """A department of a commune, or a heading over several; `body` is what titles call it («Ban CHQS»).

    `heads` is the set of roles of `department_roles.csv` that lead it, `holds` the departments that belong to it.
    """

    name: str
    bloc: str = ""
    body: str = ""
    heads: str = ""
    holds: tuple[str, ...] = ()
    is_kept: bool = True
    """False for a heading that tells whose a post is, and in which nobody works («Lãnh đạo UBND»)."""
    is_known: bool = True
    names_unit: bool = False
    """True where a column of units that names it names no more than the unit («UBND xã Đại Lai»)."""

    @property
    def is_alone(self) -> bool:
        """True where a bare «Bí thư», «Trưởng phòng» under it is its own or nobody's that it could tell."""
        return not self.is_known or (bool(self.heads) and not self.holds)


@lru_cache(maxsize=1)
def departments() -> dict[str, Department]:
    """Give the departments by their names."""
    return {row["name"]: _department(row) for row in reference.rows("departments")}


def _department(row: dict[str, str]) -> Department:
    holds = tuple(filter(None, row["holds"].split("; ")))
    kinds = {"is_kept": row["kept"] != "no", "names_unit": row["kept"] == "not_of_unit"}
    return Department(row["name"], row["bloc"], row["body"], row["heads"], holds, **kinds)


@per_register(maxsize=1 << 12)
def department_of(words: Words) -> Department | None:
    """Find the department that `words` name, its commune behind it or not; None where none or several may be meant."""
    for name in _without_commune(words) if len(words) <= _MOST_WORDS else ():
        candidates = {department.name: department for bag in _bags(name) if (department := _by_words().get(bag))}
        if len(candidates) == 1:
            return next(iter(candidates.values()))
    return None


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """Give the words that names of departments begin with, abbreviations too."""
    names = (row.get("spelling") or row["name"] for row in _named_rows())
    return frozenset({words_of(name)[0] for name in names} | {short[0] for short in _abbreviations()})


def _without_commune(words: Words) -> Iterator[Words]:
    """Give `words`, then without «xã», «phường Kinh Bắc» … behind them."""
    yield words
    for start in range(1, len(words)):
        for end in range(start + 1, len(words) + 1):
            is_kind = is_kind_of("commune", words[start:end])
            if is_kind and (end == len(words) or words[end:] in register.names_of("commune")):
                yield words[:start]


def _bags(words: Words) -> set[Words]:
    return {tuple(sorted(meaning)) for meaning in _meanings(words)}


def _meanings(words: Words) -> Iterator[Words]:
    """Give every way to write the abbreviations of `words` out: «TT» is «trung tâm» or «thường trực»."""
    if not words:
        yield ()
        return
    abbreviations = _abbreviations()
    length = next((n for n in range(_longest_abbreviation(), 0, -1) if words[:n] in abbreviations), 0)
    firsts = abbreviations[words[:length]] if length else _run_together(words[0]) or (words[:1],)
    for rest in _meanings(words[max(length, 1) :]):
        for first in firsts:
            yield (*first, *rest)


@lru_cache(maxsize=1 << 10)
def _run_together(word: str) -> tuple[Words, ...]:
    """Cut a word that is nothing but abbreviations: «KTHTĐT», «TTPVHCC»; nothing for a word of any name."""
    if word in _vocabulary():
        return ()
    abbreviations = _abbreviations()
    cuts = (
        (*first, *rest)
        for end in range(1, len(word))
        for first in abbreviations.get((word[:end],), ())
        for rest in abbreviations.get((word[end:],)) or _run_together(word[end:])
    )
    return tuple(dict.fromkeys(cuts))


def _named_rows() -> list[dict[str, str]]:
    return [*reference.rows("departments"), *reference.rows("department_spellings")]


@lru_cache(maxsize=1)
def _abbreviations() -> dict[Words, tuple[Words, ...]]:
    """The table of abbreviation -> its meanings; idle words mean nothing.

    Raises reference.ReferenceError for a row without a word.
    """
    table: dict[Words, tuple[Words, ...]] = {}
    for row in reference.rows("department_words"):
        short = words_of(row["written"])
        if not short:
            raise reference.wrong_row(row, "cột written trống.")
        table[short] = (*table.get(short, ()), words_of(row["means"]))
    return table


@lru_cache(maxsize=1)
def _longest_abbreviation() -> int:
    return max(map(len, _abbreviations()))


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    meanings = (means for several in _abbreviations().values() for means in several)
    names = (words_of(row.get("spelling") or row["name"]) for row in _named_rows())
    return frozenset(word for words in (*meanings, *names) for word in words)


@lru_cache(maxsize=1)
def _by_words() -> dict[Words, Department]:
    """The table of words, in order of the alphabet -> department; each name spells itself.

    Raises reference.ReferenceError when the words of a spelling are another department's, or none are left.
    """
    table: dict[Words, Department] = {}
    for row in _named_rows():
        spelling = row.get("spelling") or row["name"]
        department = departments().get(row["name"])
        if department is None:
            raise reference.wrong_row(row, f"«{spelling}» dẫn tới «{row['name']}» là tên không có.")
        for bag in _bags(words_of(spelling)):
            if not bag or table.setdefault(bag, department) != department:
                raise reference.wrong_row(row, f"«{spelling}» đã là tên khác ở trên.")
    return table
