"""A province's rows: found by its ids, so that the database's planner knows how few they are."""

from sqlalchemy import ColumnElement, Connection, select

from models import Roster, Unit
from reference.provinces import lineage


def province_ids(c: Connection, code: str | None) -> list[int] | None:
    """List the ids of all versions of a province of today and of those that went into it; None for whatever provinces.

    A code alone does not do: 24 was Bắc Giang's before it was Bắc Ninh's.
    """
    if code is None:
        return None
    versions = {(unit.code, unit.valid_from) for unit in lineage(code)}
    codes = {code for code, _ in versions}
    rows = c.execute(select(Unit.id, Unit.code, Unit.valid_from).where(Unit.code.in_(codes), Unit.level == "province"))
    return [row.id for row in rows if (row.code, row.valid_from) in versions]


def in_province(c: Connection, code: str) -> ColumnElement[bool]:
    """Choose rosters of the units that lay, on the roster's date, in the province of today or in one it was made of."""
    return Roster.province_id.in_(province_ids(c, code) or ())
