"""The rosters of imports, also of those that do not count any more: to look one up and to compare two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, null, select

from models import Import, Roster, Staff, Unit
from reference.fields import staff_fields
from stats.queries.scopes import DISTRICT, in_scope
from stats.scope import Scope


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One unit's roster of one import."""

    import_id: int
    as_of: date
    loaded_at: datetime
    unit_id: int
    unit_name: str


def rosters_of_import(c: Connection, import_id: int, scope: Scope) -> list[RosterRow]:
    """List the rosters of the scope that an import brought, by the units' codes."""
    return _rosters(c, scope, Roster.import_id == import_id)


def rosters_of_unit(c: Connection, unit_id: int, scope: Scope) -> list[RosterRow]:
    """List every roster of a unit, the newest import first; none where it is not of the scope."""
    return _rosters(c, scope, Roster.unit_id == unit_id)[::-1]


def _rosters(c: Connection, scope: Scope, condition: Any) -> list[RosterRow]:
    query = (
        select(Roster.import_id, Roster.as_of, Import.loaded_at, Roster.unit_id, Unit.name)
        .join(Import, Roster.import_id == Import.id)
        .join(Unit, Roster.unit_id == Unit.id)
        .outerjoin(DISTRICT, Roster.district_id == DISTRICT.id)
        .where(condition, *in_scope(scope))
        .order_by(Unit.code, Roster.import_id)
    )
    return [RosterRow(*row) for row in c.execute(query)]


def people_of_roster(c: Connection, import_id: int, unit_id: int, scope: Scope) -> Sequence[Row[Any]]:
    """List a roster's people: name, birth date, then the values of `staff_fields`, in the order of the file.

    There are none where the unit is not of the scope; a field that is hidden from it is empty.
    """
    fields = (null().label(name) if name in scope.hidden else getattr(Staff, name) for name in staff_fields())
    columns = (Staff.full_name, Staff.birth_date, *fields)
    query = select(*columns).join(Roster, Staff.roster_id == Roster.id).join(Unit, Roster.unit_id == Unit.id)
    query = query.outerjoin(DISTRICT, Roster.district_id == DISTRICT.id).order_by(Staff.id)
    return c.execute(query.where(Roster.import_id == import_id, Roster.unit_id == unit_id, *in_scope(scope))).all()
