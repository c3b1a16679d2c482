"""Dates that have data, and the places of the register on a date."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

import reference
from models import Roster, Unit
from reference.provinces import communes_of, districts_of, provinces_on
from stats.queries.provinces import in_province


def as_of_dates(c: Connection, *, province: str | None = None) -> list[date]:
    """List the dates that have current rosters, newest first."""
    query = select(Roster.as_of).distinct().where(Roster.is_current)
    if province is not None:
        query = query.where(in_province(c, province))
    return sorted(c.scalars(query), reverse=True)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A commune-level unit of the register on a date, and whether its people are known."""

    code: str
    name: str
    unit_type: str
    district_code: str | None
    district_name: str | None
    has_roster: bool
    province_code: str = ""
    """The province that it lay in on that date."""
    origins: tuple[str, ...] = ()
    """The codes of the units that its figures are the sum of, where they are not its own roster's."""
    gap: tuple[str, tuple[str, ...]] = ("", ())
    """The reason why its figures cannot be summed (`split`, `lost`, `missing`), and the names of the units meant."""


def units(c: Connection, as_of: date, province: str) -> list[UnitRow]:
    """List the register's commune-level units of the province on that date, in the order of their codes."""
    query = select(Unit.code).distinct().join(Roster, Roster.unit_id == Unit.id)
    with_roster = set(c.scalars(query.where(Roster.is_current, Roster.as_of == as_of, in_province(c, province))))
    return _register(as_of, province, with_roster)


def registers(c: Connection, province: str) -> dict[date, list[UnitRow]]:
    """Give the register of each date that has current rosters, newest first, as `units`: one question for all dates."""
    query = select(Roster.as_of, Unit.code).distinct().join(Unit, Roster.unit_id == Unit.id)
    with_roster: dict[date, set[str]] = {}
    for as_of, code in c.execute(query.where(Roster.is_current, in_province(c, province))):
        with_roster.setdefault(as_of, set()).add(code)
    return {as_of: _register(as_of, province, with_roster[as_of]) for as_of in sorted(with_roster, reverse=True)}


def _register(as_of: date, province: str, with_roster: Container[str]) -> list[UnitRow]:
    """List the units of the province of that name, and of those that went into it later where they have rosters."""
    own, *others = provinces_on(province, as_of) or (None,)
    rows = _units_of(own, as_of, with_roster) if own else []
    for other in others:
        more = _units_of(other, as_of, with_roster) if other else []
        rows += more if any(row.has_roster for row in more) else []
    return rows


def _units_of(province: reference.Unit, as_of: date, with_roster: Container[str]) -> list[UnitRow]:
    names = {unit.code: unit.name for unit in districts_of(province, as_of)}
    return [
        UnitRow(
            code=unit.code,
            name=unit.name,
            unit_type=unit.kind,
            district_code=unit.parent_code if unit.parent_code in names else None,
            district_name=names.get(unit.parent_code or ""),
            has_roster=unit.code in with_roster,
            province_code=province.code,
        )
        for unit in communes_of(province, as_of)
    ]
