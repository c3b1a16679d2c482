"""Views of the register's units on a date: those of a selection, how many have a roster, how far each one is."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from reference import code_label, code_lists, vietnamese
from reference.old_provinces import old_province_names
from reference.provinces import district_names, districts_of, provinces_on
from reference.territory import last_day_of_districts
from reference.units import Unit, version_on
from reference.vietnamese import NO_DISTRICT, NO_UNIT, SEVERAL_DISTRICTS
from stats import measures, queries
from stats.cube import Coverage, Key
from stats.selection import Selection, View


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district of the register on a date; `kind` is one of `reference.vietnamese.DISTRICT_KINDS`."""

    code: str
    name: str
    kind: str


def districts_in(register: Iterable[queries.UnitRow], as_of: date) -> list[DistrictRow]:
    """List the districts of a register in the order of their codes; on a date without districts those of before."""
    codes = {row.district_code for row in register if row.district_code}
    units = (version_on(code, min(as_of, last_day_of_districts())) for code in sorted(codes))
    return [_row_of(unit, as_of) for unit in units if unit]


def _row_of(district: Unit, as_of: date) -> DistrictRow:
    names = district_names(min(as_of, last_day_of_districts()))
    return DistrictRow(district.code, names.get(district.code, district.name), district.kind)


def old_provinces_in(
    register: Sequence[queries.UnitRow], province: str, day: date
) -> tuple[dict[str, str], dict[str, str]]:
    """Name the provinces of before that units of a register lie in, where they are several; and that of each place."""
    names = old_province_names(province, day)
    homes = {row.old_province for row in register} & names.keys()
    if len(homes) < 2:
        return {}, {}
    places = ((code, row.old_province) for row in register for code in (row.district_code, row.code))
    return (
        {code: name for code, name in names.items() if code in homes},
        {code: home for code, home in places if code and home},
    )


def homes_of(register: Iterable[queries.UnitRow], province: str, as_of: date) -> list[Unit]:
    """List the provinces of a date that a register's units lay in, and that are the province of today by now."""
    codes = {row.province_code for row in register}
    return [unit for unit in provinces_on(province, as_of) if unit.code in codes]


def districts_of_whole(register: Sequence[queries.UnitRow], province: str, as_of: date) -> list[DistrictRow]:
    """List all districts of the register's provinces: also one without communes, as islands were («Huyện Lý Sơn»)."""
    known = districts_in(register, as_of)
    if not known or as_of > last_day_of_districts():
        return known
    districts = (unit for home in homes_of(register, province, as_of) for unit in districts_of(home, as_of))
    return [_row_of(unit, as_of) for unit in districts]


PLACE_OF: dict[str, Callable[[queries.UnitRow], str | None]] = {
    "old_province": lambda row: row.old_province,
    "unit": lambda row: row.code,
    "unit_code": lambda row: row.code,
    "unit_name": lambda row: row.name,
    "unit_type": lambda row: row.unit_type,
    "district": lambda row: row.district_code,
    "district_code": lambda row: row.district_code,
    "district_name": lambda row: row.district_name,
}
"""Names of dimensions that are places -> the code or name that a unit has there."""


def gathered(
    communes: Iterable[measures.Group], register: Iterable[queries.UnitRow], by: str
) -> tuple[measures.Group, ...]:
    """Put communes together by their type, in the official order, or by their size; who is in none comes last."""
    groups = list(communes)
    known, nowhere = ([g for g in groups if bool(g.code) is is_known] for is_known in (True, False))
    if by == measures.Level.SIZE:
        return (*measures.by_size(known), *nowhere)
    kinds = {row.code: row.unit_type for row in register}
    order = [value.code for value in code_lists()["unit_type"]]
    known.sort(key=lambda group: order.index(kinds[group.code or ""]))
    by_kind = measures.gathered(known, lambda g: (kinds[g.code or ""], code_label("unit_type", kinds[g.code or ""])))
    return (*by_kind, *nowhere)


def submissions_of(
    register: Iterable[queries.UnitRow], sent: Mapping[str, queries.SentRow], rows: Iterable[queries.UnitProblemRow]
) -> tuple[tuple[measures.Submission, ...], tuple[measures.UnitProblem, ...]]:
    """Say of each unit how far it is, and list the problems; `sent`: unit code -> what it sent."""
    names = ("file", "sheet", "cell", "units", "is_own")
    problems = tuple(
        measures.UnitProblem(row.code, row.severity, **{name: getattr(row, name) for name in names}) for row in rows
    )
    by_unit: dict[str, list[measures.UnitProblem]] = {}
    for problem in problems:
        for unit in problem.units:
            by_unit.setdefault(unit, []).append(problem)
    units = (_submission(row, sent.get(row.code), by_unit.get(row.code, ())) for row in register)
    return tuple(units), problems


def _submission(
    row: queries.UnitRow, sent: queries.SentRow | None, problems: Sequence[measures.UnitProblem]
) -> measures.Submission:
    """Say how far a unit is: what it sent (None: nothing), and which problems concern it."""
    unit = measures.Submission(
        row.code, row.name, row.unit_type, row.district_code, row.district_name, old_province=row.old_province
    )
    if sent is None:
        return unit
    own = [problem.severity for problem in problems if problem.is_own]
    return replace(
        unit,
        people=sent.people,
        loaded_at=sent.loaded_at,
        import_id=sent.import_id,
        errors=own.count("error"),
        warnings=own.count("warning"),
        shared=len(problems) - len(own),
        kinds=frozenset(problem.code for problem in problems),
    )


def axis_of(
    register: Iterable[queries.UnitRow],
    name: str,
    position: int,
    counts: Mapping[Key, int],
    where: Mapping[str, str | None],
) -> measures.Axis:
    """Order a dimension's values; places by codes: as the first dimension all with a roster, else those with people."""
    if name not in PLACE_OF or measures.is_listed(name):
        return measures.axis(name, position, counts)
    rows = [row for row in register if row.has_roster]
    for dimension in where.keys() & PLACE_OF.keys():
        rows = [row for row in rows if PLACE_OF[dimension](row) == where[dimension]]
    rows.sort(key=lambda row: (row.district_code or "", row.code) if name.startswith("district") else (row.code,))
    known = [PLACE_OF[name](row) for row in rows]
    other = sorted({key[position] or "" for key in counts} - set(known))
    values = dict.fromkeys(value for value in [*known, *other] if value)
    return measures.Axis(name, tuple(values), is_whole=position == 0)


def coverage_of(rows: Iterable[queries.UnitRow]) -> Coverage:
    """Count units and those that have a roster."""
    known = [row.has_roster for row in rows]
    return Coverage(sum(known), len(known))


def coverages_of(rows: Iterable[queries.UnitRow], by: str) -> dict[str | None, Coverage]:
    """Count the units of each `district`, or of each `unit` itself, and those that have a roster."""
    places: dict[str | None, list[queries.UnitRow]] = {}
    for row in rows:
        places.setdefault(PLACE_OF[by](row), []).append(row)
    return {code: coverage_of(members) for code, members in places.items()}


def places_with_roster(
    units: Iterable[queries.UnitRow], territory: View, by: str, present: Iterable[str | None]
) -> list[tuple[str | None, str]]:
    """List code and name of the places with a roster in the order of their codes; no district last.

    `present`: the codes that people were counted by.
    """
    names, counted = _names((row for row in units if row.has_roster), by), set(present)
    nowhere = NO_UNIT if territory is View.TODAY else SEVERAL_DISTRICTS
    if territory is not View.REPORTED and None in {*names, *counted}:
        names[None] = nowhere
    names |= {code: code or NO_DISTRICT for code in counted if code not in names}
    return sorted(names.items(), key=lambda place: (place[0] is None, place[0] or ""))


def places_without_roster(
    units: Iterable[queries.UnitRow], by: str, known: Container[tuple[str | None, str]] = ()
) -> list[tuple[str | None, str]]:
    """List code and name of the places none of whose units has a roster, in the order of their names; no `known` one.

    `known`: places of which people were counted.
    """
    rows = list(units)
    sent = _names((row for row in rows if row.has_roster), by)
    places = [place for place in _names(rows, by).items() if place[0] and place[0] not in sent and place not in known]
    return sorted(places, key=lambda place: vietnamese.collation_key(place[1]))


def _names(rows: Iterable[queries.UnitRow], by: str) -> dict[str | None, str]:
    if by == "unit":
        return {row.code: row.name for row in rows}
    return {row.district_code: row.district_name or NO_DISTRICT for row in rows}


class _Placed(Protocol):
    """A unit with its places."""

    @property
    def code(self) -> str: ...
    @property
    def unit_type(self) -> str: ...
    @property
    def district_code(self) -> str | None: ...
    @property
    def old_province(self) -> str | None: ...


_Row = TypeVar("_Row", bound=_Placed)


def within(register: Iterable[_Row], selection: Selection) -> list[_Row]:
    """List the units that the selection's place and unit type leave."""
    return [
        row
        for row in register
        if selection.old_province in (None, row.old_province)
        and selection.district in (None, row.district_code)
        and selection.unit in (None, row.code)
        and selection.unit_type in (None, row.unit_type)
    ]


def codes_with_roster(rows: Iterable[queries.UnitRow]) -> set[str]:
    """Collect the codes of the units that have a roster."""
    return {row.code for row in rows if row.has_roster}


def interrupted(
    points: Sequence[measures.TrendPoint], units_on: Callable[[date], Iterable[queries.UnitRow]]
) -> Iterator[measures.TrendPoint]:
    """Give each point the reason why no line may join it to the one before it; `units_on`: the place's units."""
    yield from points[:1]
    for then, now in pairwise(points):
        yield replace(now, interruption=_interruption(then, now, units_on))


def _interruption(
    then: measures.TrendPoint, now: measures.TrendPoint, units_on: Callable[[date], Iterable[queries.UnitRow]]
) -> measures.Interruption | None:
    if then.is_comparable != now.is_comparable:
        return measures.Interruption.TERRITORY
    if then.coverage.is_complete and now.coverage.is_complete:
        return None
    is_same = codes_with_roster(units_on(then.as_of)) == codes_with_roster(units_on(now.as_of))
    return None if is_same else measures.Interruption.UNITS
