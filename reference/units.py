"""Administrative units in all their versions, and what became of them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reference.tables import day_in, rows


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
        """Tell whether the unit existed in this version on `day`."""
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
