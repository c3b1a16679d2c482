"""Dates that have data, and the places of the register on a date."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

import reference
from models import Roster, Unit
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
    names = {row.code: row.name for row in _districts(as_of, province)}
    return [
        UnitRow(
            code=unit.code,
            name=unit.name,
            unit_type=unit.kind,
            district_code=unit.parent_code if unit.parent_code in names else None,
            district_name=names.get(unit.parent_code or ""),
            has_roster=unit.code in with_roster,
        )
        for unit in reference.communes_on(as_of, province)
    ]


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district of the register on a date; `kind` is `city`, `town` or `rural_district`."""

    code: str
    name: str
    kind: str


def districts(c: Connection, as_of: date, province: str) -> list[DistrictRow]:
    """List the register's districts of the province on that date, in the order of their codes; none from 01/07/2025."""
    return _districts(as_of, province)


def _districts(as_of: date, province: str) -> list[DistrictRow]:
    standing = reference.units_on(as_of)
    codes = {unit.code for unit in standing if unit.level == "province" and unit.name == province}
    of_province = (unit for unit in standing if unit.level == "district" and unit.parent_code in codes)
    return [DistrictRow(unit.code, unit.name, unit.kind) for unit in sorted(of_province, key=lambda unit: unit.code)]
