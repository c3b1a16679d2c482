"""Dates that have data, and the places of the register on a date."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

import reference
from dashboard.queries.people import in_province
from models import Roster, Unit


def as_of_dates(c: Connection, *, province: str | None = None) -> list[date]:
    """The dates that have current rosters, newest first."""
    query = select(Roster.as_of).distinct().where(Roster.is_current)
    if province is not None:
        query = query.where(in_province(province))
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
    """The register's commune-level units of the province on that date, in the order of their codes."""
    query = select(Unit.code).distinct().join(Roster, Roster.unit_id == Unit.id)
    with_roster = set(c.scalars(query.where(Roster.is_current, Roster.as_of == as_of, in_province(province))))
    names = {row.code: row.name for row in districts(c, as_of, province)}
    return [
        UnitRow(
            unit.code,
            unit.name,
            unit.kind,
            unit.parent_code if unit.parent_code in names else None,
            names.get(unit.parent_code or ""),
            unit.code in with_roster,
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
    """The register's districts of the province on that date, in the order of their codes; none from 01/07/2025."""
    standing = reference.units_on(as_of)
    codes = {unit.code for unit in standing if unit.level == "province" and unit.name == province}
    found = (unit for unit in standing if unit.level == "district" and unit.parent_code in codes)
    return [DistrictRow(unit.code, unit.name, unit.kind) for unit in sorted(found, key=lambda unit: unit.code)]
