"""Reference tables of `data/reference/`, read once and checked when they are read."""

import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from settings import REFERENCE_DIR, program_version


class ReferenceError(ValueError):
    """A reference table contradicts itself; the message names the table and the row."""


def rows(name: str) -> list[dict[str, str]]:
    """All rows of `data/reference/<name>.csv`."""
    with (REFERENCE_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def version() -> str:
    """By which rules numbers were made: the program's version and a digest of all reference tables, «0.1.0+3f9a…».

    Line ends do not count, which another system may write otherwise.
    """
    digest = hashlib.sha256()
    for path in sorted(REFERENCE_DIR.rglob("*.csv")):
        name, content = path.relative_to(REFERENCE_DIR).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"{program_version()}+{digest.hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class CodeValue:
    """One value of a code list."""

    field: str
    code: str
    rank: int
    label: str
    short_label: str


@lru_cache(maxsize=1)
def code_lists() -> dict[str, tuple[CodeValue, ...]]:
    """Code lists by field, each in its official order."""
    lists: dict[str, list[CodeValue]] = {}
    for row in rows("code_lists"):
        value = CodeValue(row["field"], row["code"], int(row["rank"]), row["label"], row["short_label"])
        lists.setdefault(value.field, []).append(value)
    for field, values in lists.items():
        values.sort(key=lambda value: value.rank)
        if len({value.code for value in values}) != len(values):
            raise ReferenceError(f"code_lists.csv: {field} has a code twice")
    return {field: tuple(values) for field, values in lists.items()}


@dataclass(frozen=True, slots=True)
class Unit:
    """One version of an administrative unit; `valid_from`/`valid_to` None: open at that end."""

    code: str
    name: str
    kind: str
    level: str
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None
    resolution: str | None

    def is_valid_on(self, day: date) -> bool:
        """Whether the unit existed in this version on `day`."""
        starts = self.valid_from is None or self.valid_from <= day
        return starts and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """A unit that became (part of) another on a day."""

    on: date
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    extent: str
    resolution: str


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def units() -> tuple[Unit, ...]:
    """Every version of every unit, as `units.csv` has them."""
    return tuple(
        Unit(
            row["code"], row["name"], row["kind"], row["level"], row["parent_code"] or None,
            _date(row["valid_from"]), _date(row["valid_to"]), row["resolution"] or None,
        )
        for row in rows("units")
    )  # fmt: skip


@lru_cache(maxsize=1)
def successions() -> tuple[Succession, ...]:
    """Which unit became which, in the table's order."""
    return tuple(
        Succession(
            date.fromisoformat(row["on"]), row["old_code"], row["old_name"], row["new_code"],
            row["new_name"], row["extent"], row["resolution"],
        )
        for row in rows("unit_successions")
    )  # fmt: skip


@lru_cache(maxsize=64)
def units_on(day: date) -> tuple[Unit, ...]:
    """The units of all levels that existed on `day`."""
    return tuple(unit for unit in units() if unit.is_valid_on(day))


@lru_cache(maxsize=64)
def communes_on(day: date, province_name: str) -> tuple[Unit, ...]:
    """The commune-level units of the province of that name on `day`, in the order of their codes."""
    standing = units_on(day)
    province = next((u for u in standing if u.level == "province" and u.name == province_name), None)
    if province is None:
        return ()
    parents = {u.code for u in standing if u.level == "district" and u.parent_code == province.code}
    parents.add(province.code)
    communes = (u for u in standing if u.level == "commune" and u.parent_code in parents)
    return tuple(sorted(communes, key=lambda unit: unit.code))


@lru_cache(maxsize=1)
def field_labels() -> dict[str, str]:
    """The Vietnamese name of each field of the flat table and of the measures."""
    return {row["field"]: row["label"] for row in rows("fields")}


@lru_cache(maxsize=1)
def problem_labels() -> dict[str, str]:
    """The short Vietnamese name of each kind of problem; the code itself where a row has none yet."""
    return {row["code"]: row["label"] or row["code"] for row in rows("problems")}


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Completed years of age from `first` to `last`, both counted; None: open at that end."""

    code: str
    first: int | None
    last: int | None
    label: str
    short_label: str


@lru_cache(maxsize=4)
def age_bands(name: str = "bm02") -> tuple[AgeBand, ...]:
    """A set of age bands, youngest first; checked to cover every age once."""
    bands = tuple(
        AgeBand(row["code"], _number(row["from"]), _number(row["to"]), row["label"], row["short_label"])
        for row in rows("age_bands")
        if row["set"] == name
    )
    if not bands or bands[0].first is not None or bands[-1].last is not None:
        raise ReferenceError(f"age_bands.csv: {name} leaves an end uncovered")
    for younger, older in pairwise(bands):
        if younger.last is None or older.first != younger.last + 1:
            raise ReferenceError(f"age_bands.csv: {name} has a gap or an overlap before {older.code}")
    return bands


def _number(text: str) -> int | None:
    return int(text) if text else None


@lru_cache(maxsize=32)
def limit(name: str) -> Fraction:
    """A threshold of the checks by its name in `limits.csv`: years, days, a count, or a share such as 1/3.

    Raises ReferenceError when the table has none of that name.
    """
    values = [row["value"] for row in rows("limits") if row["name"] == name]
    if len(values) != 1:
        raise ReferenceError(f"limits.csv: {name} must be there once")
    return Fraction(values[0])
