"""The people that the database holds for other days and the same: a new load is compared with them."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from etl.records import STAFF_FIELDS
from models import Import, Roster, Staff, Unit
from reference.spelling import key

_ROSTERED = ("commune", "body")
"""The levels of units that send rosters."""


def headcounts_before(
    connection: Connection, codes: Iterable[str], as_of: date, days: int, *, is_demo: bool
) -> dict[str, tuple[date, int]]:
    """Find each unit's last day before `as_of`, at most so many days back, with a roster, and its number of people.

    Demonstration is compared with demonstration only, real rosters with real ones.
    """
    query = (
        select(Unit.code, Roster.as_of, func.count(Staff.id))
        .select_from(Roster)
        .join(Unit, Roster.unit_id == Unit.id)
        .join(Import, Roster.import_id == Import.id)
        .outerjoin(Staff, Staff.roster_id == Roster.id)
        .where(Unit.code.in_(set(codes)), Unit.level.in_(_ROSTERED), Roster.is_current, Import.is_demo.is_(is_demo))
        .where(Roster.as_of < as_of, Roster.as_of >= as_of - timedelta(days=days))
        .group_by(Unit.code, Roster.as_of)
        .order_by(Roster.as_of)
    )
    return {code: (day, number) for code, day, number in connection.execute(query)}


def units_on_file(connection: Connection, codes: Iterable[str], as_of: date, *, is_demo: bool) -> set[str]:
    """List those of the units' codes that have a roster for the day already."""
    query = (
        select(Unit.code)
        .join(Roster, Roster.unit_id == Unit.id)
        .join(Import, Roster.import_id == Import.id)
        .where(Unit.code.in_(set(codes)), Roster.is_current, Import.is_demo.is_(is_demo), Roster.as_of == as_of)
    )
    return set(connection.scalars(query))


Person = tuple[str, str]
"""The key of a name, and the birth date as far as the roster says it («» for none)."""
PeopleOnFile = dict[Person, list[tuple[str | None, ...]]]
"""Each person's coded fields, in the order of `etl.records.STAFF_FIELDS`."""


def people_on_file(
    connection: Connection, codes: Iterable[str], as_of: date, *, is_demo: bool
) -> dict[str, PeopleOnFile]:
    """Read the people of each unit's current roster of that day, by unit code; a unit without one is left out."""
    query = (
        select(Unit.code, Staff.full_name, Staff.birth_date, *(getattr(Staff, name) for name in STAFF_FIELDS))
        .join(Roster, Staff.roster_id == Roster.id)
        .join(Unit, Roster.unit_id == Unit.id)
        .join(Import, Roster.import_id == Import.id)
        .where(Roster.is_current, Import.is_demo.is_(is_demo), Roster.as_of == as_of, Unit.code.in_(set(codes)))
    )
    people: dict[str, PeopleOnFile] = {}
    for code, name, born, *values in connection.execute(query):
        people.setdefault(code, {}).setdefault((key(name), born or ""), []).append(tuple(values))
    return people


def namesakes_elsewhere(
    connection: Connection, codes: Iterable[str], as_of: date, births: Collection[str], *, is_demo: bool
) -> dict[Person, str]:
    """Find whom rosters of that day have in these units, of those born on these days; each with the unit's name."""
    query = (
        select(Unit.name, Staff.full_name, Staff.birth_date)
        .join(Roster, Staff.roster_id == Roster.id)
        .join(Unit, Roster.unit_id == Unit.id)
        .join(Import, Roster.import_id == Import.id)
        .where(Roster.is_current, Import.is_demo.is_(is_demo), Roster.as_of == as_of, Unit.code.in_(set(codes)))
    )
    rows = ((name, born or "", unit) for unit, name, born in connection.execute(query))
    return {(key(name), born): unit for name, born, unit in rows if born in births}
