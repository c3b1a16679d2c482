"""The register of units, ready for comparing: the units that a text can name, and those that one became later."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date

import reference
from etl.normalising.place_words import (
    LEVEL_OF_KIND,
    kinds_and_rests,
    without_head_count,
    without_offices,
)
from reference.provinces import meet, units_of
from reference.spelling import Words, key, with_digits, words_of
from reference.units import per_register, versions_of

_CODE = {"commune": re.compile(r"(\d{4,5})(?:\.0)?"), "district": re.compile(r"(\d{3})(?:\.0)?")}
_CODE_LENGTH = {"commune": 5, "district": 3}
COUNTRY = ""
"""In place of a province's code: the whole country."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of the register; `level` is `commune`, `district`, `province` or `body`."""

    code: str
    name: str
    kind: str
    level: str
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a unit as the register has it, ready to be compared."""

    unit: reference.Unit
    name: Words
    """The words of the name without the kind: («đáp», «cầu»)."""
    parents: frozenset[str]
    """The code of its district, and the names that its province had meanwhile; a province's own name."""

    @property
    def place(self) -> Place:
        """The unit as callers get it."""
        unit = self.unit
        return Place(unit.code, unit.name, unit.kind, unit.level, unit.parent_code)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text: a name, perhaps its kind, perhaps parents, one of each set."""

    name: Words
    kind: str | None
    parents: tuple[frozenset[str], ...]

    def allows(self, entry: Entry) -> bool:
        """Tell whether `entry` has one parent of each set."""
        return all(entry.parents & parents for parents in self.parents)


def meanings(text: str, level: str, home: str, *, any_parents: bool = False) -> list[tuple[Entry, Reading]]:
    """List every version of every unit that `text` can name, with the way it was read.

    `home`: the code of a province of today whose units are meant, with those of the provinces that went into it; «»:
    the whole country's. `any_parents`: also units of that name whose parents are not those that the text says.
    """
    code = _CODE[level].fullmatch(key(text))
    if code:
        number = code[1].zfill(_CODE_LENGTH[level])
        entries = (entry for entry in entries_of(level, home) if entry.unit.code == number)
        return [(entry, Reading(entry.name, None, ())) for entry in entries]
    readings = _readings(without_offices(words_of(without_head_count(text))), level, home)
    pairs = ((entry, reading) for reading in readings for entry in _by_name(level, home)[reading.name])
    return [(entry, reading) for entry, reading in pairs if any_parents or reading.allows(entry)]


def _readings(words: Words, level: str, home: str) -> list[Reading]:
    """All ways to cut `words` into a unit's name, with or without its kind, and names of its parents."""
    readings = []
    for kind, rest in ((None, words), *_kinds_of({level}, words)):
        for cut in range(1, len(rest) + 1):
            name = _name(kind, rest[:cut])
            parents = parents_of(rest[cut:]) if name in _by_name(level, home) else None
            if parents is not None:
                readings.append(Reading(name, kind, parents))
    return readings


def _name(kind: str | None, words: Words) -> Words:
    """Give a name with its number in digits; «I» alone is the number of a row, «Phường I» a ward."""
    return with_digits(words) if kind or len(words) > 1 else words


def parents_of(words: Words) -> tuple[frozenset[str], ...] | None:
    """Read the parents that «…, huyện Y, tỉnh Z» after a name says; None when it is something else."""
    if not words:
        return ()
    for kind, rest in ((None, words), *_kinds_of({"district", "province"}, words)):
        levels = [LEVEL_OF_KIND[kind]] if kind else ["district", "province"]
        for cut in range(len(rest), 0, -1):
            name = _name(kind, rest[:cut])
            entries = [entry for level in levels for entry in _by_name(level, COUNTRY).get(name, ())]
            more = parents_of(rest[cut:]) if entries else None
            if more is not None:
                codes = (entry.unit.name if entry.unit.level == "province" else entry.unit.code for entry in entries)
                return (frozenset(codes), *more)
    return None


def _kinds_of(levels: set[str], words: Words) -> list[tuple[str, Words]]:
    return [(kind, rest) for kind, rest in kinds_and_rests(words) if LEVEL_OF_KIND[kind] in levels]


@per_register(maxsize=16)
def entries_of(level: str, home: str) -> tuple[Entry, ...]:
    """Give all versions of the units of a level: those of a province of today (its code), or of the whole country.

    Raises reference.ReferenceError for a unit whose name does not begin with its kind.
    """
    register = units_of(home) if home else reference.units()
    return tuple(entry_of(unit) for unit in register if unit.level == level)


@per_register(maxsize=16)
def _by_name(level: str, home: str) -> dict[Words, list[Entry]]:
    """Give the units by their names, numbers at the end in digits."""
    entries: dict[Words, list[Entry]] = {}
    for entry in entries_of(level, home):
        for name in (entry.name, *_variants().get((entry.unit.code, entry.name), ())):
            entries.setdefault(with_digits(name), []).append(entry)
    return entries


@per_register(maxsize=1)
def _variants() -> dict[tuple[str, Words], list[Words]]:
    """Give the other spellings of a name in official lists, by code and name: «Đắk Ơ» for «Đăk Ơ»."""
    table: dict[tuple[str, Words], list[Words]] = {}
    for row in reference.rows("unit_name_variants"):
        name, variant = words_of(row["name"]), words_of(row["variant"])
        for kind, rest in kinds_and_rests(name):
            spelled = [other for other_kind, other in kinds_and_rests(variant) if other_kind == kind]
            table.setdefault((row["code"], rest), []).extend(spelled)
    return table


@per_register(maxsize=4)
def names_of(level: str) -> Set[Words]:
    """Give the names, without kinds, that units of a level ever had in the country."""
    names = {(unit.name, unit.kind) for unit in reference.units() if unit.level == level}
    return {rest for name, kind in names for other, rest in kinds_and_rests(words_of(name)) if other == kind}


def entry_of(unit: reference.Unit) -> Entry:
    """Make a version of a unit ready to be compared; ReferenceError where its name does not begin with its kind."""
    name = next((rest for kind, rest in kinds_and_rests(words_of(unit.name)) if kind == unit.kind), None)
    if name is None:
        raise reference.ReferenceError(f"units.csv: tên «{unit.name}» ({unit.code}) không mở đầu bằng loại đơn vị.")
    return Entry(unit, name, frozenset(_codes_above(unit)))


def _codes_above(unit: reference.Unit) -> Iterator[str]:
    """Give the names of the provinces and the codes of the districts that a unit lay in; a province's own name."""
    if unit.level == "province":
        yield unit.name
        return
    above = [other for other in versions_of(unit.parent_code or "") if meet(other, unit)]
    if not above:
        raise reference.ReferenceError(f"units.csv: «{unit.name}» ({unit.code}) không có đơn vị cấp trên cùng thời.")
    for parent in above:
        if parent.level == "district":
            yield parent.code
        yield from _codes_above(parent)


def kinds_ever(entry: Entry) -> set[str | None]:
    """Give the kinds that the unit has had under its name and code."""
    versions = (entry_of(unit) for unit in versions_of(entry.unit.code))
    return {version.unit.kind for version in versions if version.name == entry.name}


@per_register(maxsize=1 << 10)
def parents_ever(code: str, home: str, day: date) -> frozenset[str]:
    """Give the districts and provinces that a commune of a day lay in, itself or as those that went into it.

    They are written as `Entry.parents`.
    """
    earlier = (entry for entry in entries_of("commune", home) if code in codes_on(entry.unit, day))
    return frozenset().union(*(entry.parents for entry in earlier))


def codes_on(unit: reference.Unit, day: date) -> set[str]:
    """Give the codes that a unit of another day had become by `day`, or had come from."""
    codes = {unit.code}
    if unit.valid_to is not None and unit.valid_to < day:
        later = [step for step in reference.successions() if unit.valid_to < step.on <= day]
        for on in sorted({step.on for step in later}):
            codes = _followed(codes, [(step.old_code, step.new_code) for step in later if step.on == on])
    elif unit.valid_from is not None:
        earlier = [step for step in reference.successions() if day < step.on <= unit.valid_from]
        for on in sorted({step.on for step in earlier}, reverse=True):
            codes = _followed(codes, [(step.new_code, step.old_code) for step in earlier if step.on == on])
    return codes


def _followed(codes: set[str], steps: list[tuple[str, str]]) -> set[str]:
    """The codes to which `steps` lead from `codes`; a code without a step stays."""
    return {goal for code in codes for goal in ({goal for start, goal in steps if start == code} or {code})}
