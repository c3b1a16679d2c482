"""Dates that have data, and the places of the register on a date."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

import reference
from models import Roster, Unit
from reference.bodies import Tier, bodies_on, tier_of
from reference.old_provinces import old_province
from reference.provinces import communes_of, district_names, districts_of, provinces_on
from reference.units import version_on
from stats.queries.provinces import in_province


def as_of_dates(c: Connection, *, province: str | None = None) -> list[date]:
    """List the dates that have current rosters, newest first."""
    query = select(Roster.as_of).distinct().where(Roster.is_current)
    if province is not None:
        query = query.where(in_province(c, province))
    return sorted(c.scalars(query), reverse=True)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A commune, or a body beside the communes, of the register on a date, and whether its people are known."""

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
    old_province: str | None = None
    """The province that all of it lay in before provinces were joined."""
    gap: tuple[str, tuple[str, ...]] = ("", ())
    """The reason why its figures cannot be summed (`split`, `lost`, `missing`), and the names of the units meant."""


def units(c: Connection, as_of: date, province: str, level: Tier = Tier.COMMUNE) -> list[UnitRow]:
    """List the register's units of a level in the province on that date, in the order of their codes."""
    query = select(Unit.code).distinct().join(Roster, Roster.unit_id == Unit.id)
    with_roster = set(c.scalars(query.where(Roster.is_current, Roster.as_of == as_of, in_province(c, province))))
    return level_register(as_of, province, level, with_roster)


def registers(c: Connection, province: str) -> dict[Tier, dict[date, list[UnitRow]]]:
    """Give the register of each level and date that has current rosters, newest first: one question for all.

    `Tier.ALL`: the communes of the dates on which any level has rosters, and the bodies.
    """
    query = select(Roster.as_of, Unit.code, Unit.kind).distinct().join(Unit, Roster.unit_id == Unit.id)
    with_roster: dict[date, dict[Tier, set[str]]] = {}
    for as_of, code, kind in c.execute(query.where(Roster.is_current, in_province(c, province))):
        with_roster.setdefault(as_of, {}).setdefault(tier_of(kind), set()).add(code)
    days = sorted(with_roster, reverse=True)
    tables: dict[Tier, dict[date, list[UnitRow]]] = {tier: {} for tier in Tier}
    for day in days:
        sent = with_roster[day]
        for tier in sent:
            tables[tier][day] = level_register(day, province, tier, sent[tier])
        everybody = set().union(*sent.values())
        levels = [tier for tier in Tier if tier in sent]
        rows = (row for tier in levels for row in level_register(day, province, tier, everybody))
        tables[Tier.ALL][day] = list(rows)
    return tables


def level_register(as_of: date, province: str, tier: Tier, with_roster: Container[str]) -> list[UnitRow]:
    """List the units of a level on a date; `with_roster`: the codes of those whose people are known."""
    if tier is Tier.COMMUNE:
        return _register(as_of, province, with_roster)
    communes = _register(as_of, province, with_roster) if tier is Tier.ALL else []
    return [*communes, *_bodies(as_of, province, tier, with_roster)]


def _bodies(as_of: date, province: str, tier: Tier, with_roster: Container[str]) -> list[UnitRow]:
    """List a level's bodies of the province, and of those that went into it later where they have rosters."""
    homes = {unit.code for unit in provinces_on(province, as_of)}
    rows = []
    for body in bodies_on(as_of, province, tier):
        district = version_on(body.parent_code, as_of) if body.parent_code not in homes else None
        rows.append(
            UnitRow(
                code=body.code,
                name=body.name,
                unit_type=body.kind,
                district_code=district.code if district else None,
                district_name=district_names(as_of).get(district.code, district.name) if district else None,
                has_roster=body.code in with_roster,
                province_code=(district.parent_code or "") if district else body.parent_code,
                old_province=old_province(body.code, as_of),
            )
        )
    own = next(iter(provinces_on(province, as_of)), None)
    sent = {row.province_code for row in rows if row.has_roster} | ({own.code} if own else set())
    return [row for row in rows if row.province_code in sent]


def _register(as_of: date, province: str, with_roster: Container[str]) -> list[UnitRow]:
    """List the units of the province of that name, and of those that went into it later where they have rosters."""
    own, *others = provinces_on(province, as_of) or (None,)
    rows = _units_of(own, as_of, with_roster) if own else []
    for other in others:
        more = _units_of(other, as_of, with_roster) if other else []
        rows += more if any(row.has_roster for row in more) else []
    return rows


def _units_of(province: reference.Unit, as_of: date, with_roster: Container[str]) -> list[UnitRow]:
    names = {unit.code: district_names(as_of)[unit.code] for unit in districts_of(province, as_of)}
    return [
        UnitRow(
            code=unit.code,
            name=unit.name,
            unit_type=unit.kind,
            district_code=unit.parent_code if unit.parent_code in names else None,
            district_name=names.get(unit.parent_code or ""),
            has_roster=unit.code in with_roster,
            province_code=province.code,
            old_province=old_province(unit.code, as_of),
        )
        for unit in communes_of(province, as_of)
    ]
