"""Counting people: by any dimension of the flat table, on one date or over all of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    case,
    cast,
    extract,
    func,
    literal,
    null,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute

import reference
from models import ImportFile, Roster, Staff, Unit
from reference.ages import age_band
from reference.bodies import Tier, unit_types_of
from reference.counted import AGE_BAND
from reference.fields import dimensions, flat_columns
from reference.old_provinces import units_of_old_province
from stats.queries import tallies
from stats.queries.provinces import province_ids
from stats.queries.scopes import DISTRICT, in_scope
from stats.scope import Scope
from stats.selection import SEVERAL, Selection

_Column = ColumnElement[Any] | InstrumentedAttribute[Any]

Counts = dict[tuple[str | None, ...], int]
"""People by codes, one code for each dimension asked for; None: the roster does not say."""

FLAT_COLUMNS = flat_columns()
"""The flat table's columns in the contract's order."""

DIMENSIONS = dimensions()
"""The names of the dimensions that people can be counted by."""


def _age() -> ColumnElement[Any]:
    """Give the completed years on the roster's date."""
    on = Roster.as_of
    number = extract("year", on) * 10_000 + extract("month", on) * 100 + extract("day", on)
    return (cast(number, Integer) - Staff.birth_number) // 10_000


def _age_band() -> ColumnElement[Any]:
    """Give the code of the band of completed years on the roster's date; NULL where no birth date is known."""
    age = _age()
    *younger, oldest = reference.age_bands()
    bands = [(age <= band.last, literal(band.code)) for band in younger]
    return case((Staff.birth_number.is_(None), null()), *bands, else_=literal(oldest.code))


def _source() -> ColumnElement[Any]:
    sheet = case((Staff.sheet == "", ""), else_=literal(" › ") + Staff.sheet)
    return ImportFile.name + sheet + literal(" › dòng ") + cast(Staff.row, ImportFile.name.type)


def _columns() -> dict[str, ColumnElement[Any]]:
    own = {name: getattr(Staff, name) for name in FLAT_COLUMNS if hasattr(Staff, name)}
    return own | {
        "as_of": Roster.as_of,
        "unit_code": Unit.code,
        "unit_name": Unit.name,
        "unit_type": Unit.kind,
        "district_code": DISTRICT.code,
        "district_name": DISTRICT.name,
        "source": _source(),
        "id": Staff.id,
        "district": DISTRICT.code,
        "unit": Unit.code,
        "age_band": _age_band(),
        "birth_number": Staff.birth_number,
        "party_probation": type_coerce(Staff.party_probation, Integer),
    }


_COLUMNS = _columns()
_KINDS_OF_IT = "it_detail"
_OLDEST = 999
_OF_UNIT = {"unit", "unit_code", "unit_name", "unit_type"}
_OF_DISTRICT = {"district", "district_code", "district_name"}


def _people(columns: Iterable[_Column], names: Iterable[str], provinces: Sequence[int] | None) -> Select[Any]:
    """SELECT `columns` over the people of current rosters; unit, district and file as the dimensions `names` ask."""
    asked = set(names)
    query = select(*columns).select_from(Staff).join(Roster, Staff.roster_id == Roster.id).where(Roster.is_current)
    if asked & _OF_UNIT:
        query = query.join(Unit, Roster.unit_id == Unit.id)
    if asked & _OF_DISTRICT:
        query = query.outerjoin(DISTRICT, Roster.district_id == DISTRICT.id)
    if "source" in asked:
        query = query.join(ImportFile, Staff.file_id == ImportFile.id)
    return query if provinces is None else query.where(Roster.province_id.in_(provinces))


def _chosen(selection: Selection) -> list[tallies.Choice]:
    """List the choices of the selection, but its date."""
    chosen = ((name, getattr(selection, name)) for name in ("district", "unit", "unit_type", "category"))
    kinds = [] if selection.level is Tier.ALL else [("unit_type", unit_types_of(selection.level))]
    if selection.old_province is not None:
        kinds.append(("unit", units_of_old_province(selection.old_province, selection.as_of)))
    return [*((name, value) for name, value in chosen if value is not None), *kinds]


def _where(where: Mapping[str, str | None]) -> list[tallies.Choice]:
    return [(name, _wanted(name, value)) for name, value in where.items()]


def _wanted(name: str, value: str | None) -> tallies.Value:
    """Give a condition's value: a day, a code, or several codes of a list («masters|doctorate»)."""
    if name == "as_of" and value:
        return _day(value)
    several = tuple(value.split(SEVERAL)) if value and name in reference.code_lists() else ()
    return several if len(several) > 1 else value


def _matches(chosen: Iterable[tallies.Choice]) -> list[ColumnElement[bool]]:
    return [_match(name, value) for name, value in chosen]


def _match(name: str, value: tallies.Value) -> ColumnElement[bool]:
    """Give a condition; a band of ages may be of any set, not only of the one that people are counted by."""
    if name == AGE_BAND and isinstance(value, str) and (band := age_band(value)):
        return _age().between(band.first or 0, band.last if band.last is not None else _OLDEST)
    column = _COLUMNS[name]
    if isinstance(value, tuple):
        return column.in_(value)
    return column.is_(None) if value is None else column == value


def _day(text: str) -> date:
    return date.fromisoformat(text)


def counts(
    c: Connection,
    selection: Selection,
    by: Sequence[str],
    *,
    province: str | None = None,
    where: Mapping[str, str | None] | None = None,
    dates: Collection[date] = (),
) -> Counts:
    """Count the selection's people by the dimensions `by` (names of DIMENSIONS; district and unit give codes).

    `where` narrows further, dimension -> value. `dates`: the dates to count on instead of the selection's own.
    Combinations without people are left out; without dimensions the one key is (). Raises KeyError for a name that is
    no dimension.
    """
    chosen = [("as_of", tuple(dates) or selection.as_of), *_chosen(selection), *_where(where or {})]
    rows = c.execute(_counting(c, by, chosen, province))
    return {tuple(_text(value) for value in key): number or 0 for number, *key in rows}


def _counting(c: Connection, by: Sequence[str], chosen: Sequence[tallies.Choice], province: str | None) -> Select[Any]:
    """SELECT the number of people and the dimensions `by`, from tallies where they answer it."""
    names = [*by, *(name for name, _ in chosen)]
    provinces = province_ids(c, province)
    field = tallies.field_of(names)
    if field is not None and tallies.are_whole(c, provinces):
        return tallies.tallied(field, by, chosen, provinces)
    columns = [_COLUMNS[name] for name in by]
    query = _people([func.count(), *columns], names, provinces).where(*_matches(chosen))
    return query.group_by(*columns) if columns else query


def _text(value: object) -> str | None:
    """Write a value as a code: a date as its ISO text; None also for the empty code of the tallies."""
    return value.isoformat() if isinstance(value, date) else None if value in (None, "") else str(value)


def headcount(c: Connection, selection: Selection, *, province: str | None = None) -> int:
    """Count the selection's people."""
    return counts(c, selection, (), province=province)[()]


def source_files(
    c: Connection, selection: Selection, *, province: str | None = None, units: Collection[str] | None = None
) -> tuple[str, ...]:
    """List the SHA-256 of the roster files that the selection's people come from, in order.

    `units`: the codes of the units that reported them, in place of the selection's own place.
    """
    if units is not None:
        kinds = selection.everywhere()
        parts = (source_files(c, replace(kinds, unit=unit), province=province) for unit in units)
        return tuple(sorted({file for part in parts for file in part}))
    chosen = _chosen(selection)
    names = ["source", *(name for name, _ in chosen)]
    query = _people([ImportFile.sha256], names, province_ids(c, province)).where(
        Roster.as_of == selection.as_of, *_matches(chosen)
    )
    return tuple(sorted(c.scalars(query.distinct())))


def flat_rows(
    c: Connection, as_of: date, *, scope: Scope, province: str | None = None, level: Tier = Tier.ALL
) -> list[tuple[Any, ...]]:
    """List the flat table's rows of one date and level, columns as FLAT_COLUMNS, in the order of `person_rows`."""
    selection = Selection(as_of, level=level)
    return list(map(tuple, person_rows(c, selection, FLAT_COLUMNS, scope=scope, province=province)))


def person_rows(
    c: Connection, selection: Selection, names: Sequence[str], *, scope: Scope, province: str | None = None
) -> Sequence[Row[Any]]:
    """List the selection's people of the scope, a value for each of `names`, sorted by unit code, then as in the file.

    `names` are columns of the flat table, `birth_number` or `party_probation` (1 or 0); KeyError for another.
    Raises NotToldError where a field is hidden from the scope.
    """
    scope.require((*names, *(name for name, _ in _chosen(selection))))
    chosen = _chosen(selection)
    asked = ["unit", *names, *(name for name, _ in chosen), *(["district"] if not scope.is_whole else [])]
    query = _people([_COLUMNS[name] for name in names], asked, province_ids(c, province)).where(
        Roster.as_of == selection.as_of, *_matches(chosen), *in_scope(scope)
    )
    return c.execute(query.order_by(Unit.code, Staff.id)).all()


def person_columns(
    c: Connection, selection: Selection, names: Sequence[str], *, province: str | None = None
) -> dict[str, tuple[Any, ...]]:
    """Give columns of the selection's people for whoever counts them: `district_code`, `unit_code` and each of `names`.

    The people stand in no order; `names` as for `person_rows`. Where they are is asked once for each roster, which
    takes two texts and two joins off each person.
    """
    ids = province_ids(c, province)
    of_people, of_rosters = _by_roster(selection, tuple(names), None if ids is None else tuple(ids))
    place_of = {roster: (district, unit) for roster, district, unit in c.execute(of_rosters)}
    rows = c.execute(of_people).all()
    rosters, *values = zip(*rows, strict=True) if rows else [()] * (1 + len(names))
    places = [place_of[roster] for roster in rosters]
    districts, units = (tuple(place[which] for place in places) for which in (0, 1))
    return dict(zip(("district_code", "unit_code", *names), (districts, units, *values), strict=True))


@lru_cache(maxsize=64)
def _by_roster(
    selection: Selection, names: tuple[str, ...], provinces: tuple[int, ...] | None
) -> tuple[Select[Any], Select[Any]]:
    """Write the questions for people by their roster and for the rosters' places; writing took a third of answering."""
    chosen = _chosen(selection)
    asked = {name for name, _ in chosen}
    columns: list[_Column] = [Staff.roster_id, *(_COLUMNS[name] for name in names)]
    people = _people(columns, {*names, *asked}, provinces)
    where: list[_Column] = [Roster.id, DISTRICT.code, Unit.code]
    places = (
        select(*where)
        .join(Unit, Roster.unit_id == Unit.id)
        .outerjoin(DISTRICT, Roster.district_id == DISTRICT.id)
        .where(Roster.is_current, Roster.as_of == selection.as_of)
    )
    if provinces is not None:
        places = places.where(Roster.province_id.in_(provinces))
    return people.where(Roster.as_of == selection.as_of, *_matches(chosen)), places


def chosen_people(
    c: Connection,
    selection: Selection,
    columns: Iterable[Any],
    where: Mapping[str, str | None],
    *,
    province: str,
    units: Collection[str] | None = None,
) -> Select[Any]:
    """SELECT `columns` over the people whom a number counts, with their units, districts and files.

    `units`: the codes of the units that reported them, in place of the selection's own place.
    """
    kinds = selection if units is None else selection.everywhere()
    plain = {name: code for name, code in where.items() if name != _KINDS_OF_IT}
    chosen = [*_chosen(kinds), *_where(plain), *([] if units is None else [("unit", tuple(units))])]
    asked = {"unit", "district", "source", *(name for name, _ in chosen)}
    query = _people(columns, asked, province_ids(c, province)).where(Roster.as_of == selection.as_of)
    query = query.where(*_matches(chosen))
    return query.where(_of_kind(where[_KINDS_OF_IT])) if _KINDS_OF_IT in where else query


def _of_kind(code: str | None) -> ColumnElement[bool]:
    """Match a kind of IT; who has no IT at all has «none», and who says nothing of it declares no kind."""
    if code not in (None, "none"):
        return Staff.it_detail == code
    has_none = Staff.it.is_not_distinct_from("none")
    return Staff.it_detail.is_(None) & (has_none if code else ~has_none)
