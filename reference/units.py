"""Administrative units in all their versions, and what became of them."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reference.tables import day_in, rows


class Unit(NamedTuple):
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
        """Tell whether the unit existed in this version on `day`."""
        starts = self.valid_from is None or self.valid_from <= day
        return starts and (self.valid_to is None or day <= self.valid_to)


class Succession(NamedTuple):
    """A unit that became (part of) another on a day.

    `extent`: `whole`; `all_people` (all its people, not all its land); `part`; `people_only` (some of its people and
    no land); `area_only` (land where nobody lives).
    """

    on: date
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    extent: str
    resolution: str


@lru_cache(maxsize=1)
def units() -> tuple[Unit, ...]:
    """Every version of every unit, as `units.csv` has them."""
    return tuple(
        Unit(
            row["code"],
            row["name"],
            kind=row["kind"],
            level=row["level"],
            parent_code=row["parent_code"] or None,
            valid_from=day_in(row, "valid_from"),
            valid_to=day_in(row, "valid_to"),
            resolution=row["resolution"] or None,
        )
        for row in rows("units")
    )


@lru_cache(maxsize=1)
def successions() -> tuple[Succession, ...]:
    """List which unit became which, in the table's order."""
    return tuple(
        Succession(
            day_in(row, "on") or date.max,
            row["old_code"],
            old_name=row["old_name"],
            new_code=row["new_code"],
            new_name=row["new_name"],
            extent=row["extent"],
            resolution=row["resolution"],
        )
        for row in rows("unit_successions")
    )


@lru_cache(maxsize=64)
def units_on(day: date) -> tuple[Unit, ...]:
    """The units of all levels that existed on `day`."""
    return tuple(unit for unit in units() if unit.is_valid_on(day))


def versions_of(code: str) -> tuple[Unit, ...]:
    """List all versions of the units that ever had a code, as the table has them; none for a code that it lacks."""
    return _by_code().get(code, ())


def version_on(code: str, day: date) -> Unit | None:
    """Find the unit that has a code on a day."""
    return next((unit for unit in versions_of(code) if unit.is_valid_on(day)), None)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, tuple[Unit, ...]]:
    table: dict[str, list[Unit]] = {}
    for unit in units():
        table.setdefault(unit.code, []).append(unit)
    return {code: tuple(versions) for code, versions in table.items()}
