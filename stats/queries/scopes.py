"""The condition that keeps a question to somebody's places; it needs the unit and its district in the question."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models import ImportFile, Roster, Staff, Unit
from stats.scope import Scope

DISTRICT = aliased(Unit, name="districts")
"""The unit that a roster's district is, beside `Unit`, which is its commune."""

_AT_ONCE = 5_000
"""Rows that are asked for by their numbers in one question."""


def in_scope(scope: Scope) -> list[ColumnElement[bool]]:
    """Choose rosters of the scope's places; no condition for a whole scope."""
    if scope.places is None:
        return []
    return [or_(Unit.code.in_(scope.places), DISTRICT.code.in_(scope.places))]


def imports_in(scope: Scope) -> Select[Any]:
    """SELECT the ids of the imports that brought a roster of the scope's places."""
    rosters = select(Roster.import_id).join(Unit, Roster.unit_id == Unit.id)
    return rosters.outerjoin(DISTRICT, Roster.district_id == DISTRICT.id).where(*in_scope(scope))


def places_of_import(c: Connection, import_id: int) -> Sequence[tuple[str, str | None]]:
    """List the communes of an import's rosters, each with its district."""
    query = select(Unit.code, DISTRICT.code.label("district")).select_from(Roster)
    query = query.join(Unit, Roster.unit_id == Unit.id).outerjoin(DISTRICT, Roster.district_id == DISTRICT.id)
    return [(row.code, row.district) for row in c.execute(query.where(Roster.import_id == import_id))]


def rows_of(
    c: Connection, columns: Sequence[InstrumentedAttribute[Any]], ids: Collection[int], scope: Scope
) -> Iterator[Sequence[Any]]:
    """Find columns of current rows, their units and files by the rows' numbers, as far as they are of the scope."""
    query = (
        select(*columns)
        .join_from(Staff, Roster, Staff.roster_id == Roster.id)
        .join(Unit, Roster.unit_id == Unit.id)
        .outerjoin(DISTRICT, Roster.district_id == DISTRICT.id)
        .join(ImportFile, Staff.file_id == ImportFile.id)
        .where(Roster.is_current, *in_scope(scope))
    )
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        yield from c.execute(query.where(Staff.id.in_(wanted[start : start + _AT_ONCE])))
