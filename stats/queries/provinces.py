"""A province's rows: found by its ids, so that the database's planner knows how few they are."""

from sqlalchemy import ColumnElement, Connection, select

from models import Roster, Unit


def province_ids(c: Connection, name: str | None) -> list[int] | None:
    """List the ids of all versions of a province by its name, [] where there is none; None for whatever provinces."""
    if name is None:
        return None
    return list(c.scalars(select(Unit.id).where(Unit.name == name, Unit.level == "province")))


def in_province(c: Connection, name: str) -> ColumnElement[bool]:
    """Choose rosters of the units that belonged to the province of that name on the roster's date."""
    return Roster.province_id.in_(province_ids(c, name) or ())
