"""Keeps the database's units, successions and code lists the same as `data/reference/`, and the tallies with them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, insert, or_, select, update

import reference
from etl import tallies
from etl.planner import refresh_statistics
from models import Base, CodeValue, Roster, Unit, UnitSuccession

_UnitKey = tuple[str, str, date | None]


def is_in_step(connection: Connection) -> bool:
    """Tell whether the database holds what `data/reference/` says; reads only what the register has, and no roster."""
    held = connection.execute(_UNITS.where(Unit.in_register)).all()
    return (
        set(map(tuple, held)) == {tuple(_unit_values(unit).values()) for unit in reference.units()}
        and all(_held(connection, table, columns) == wanted for table, columns, wanted in _lists())
        and tallies.are_in_step(connection)
    )


def sync_reference(connection: Connection) -> None:
    """Make the three tables say what `data/reference/` says; writes nothing where they already do.

    Units keep their ids, since rosters refer to them. A unit that is no longer in the file goes, unless a roster
    refers to it: then it stays beside the register. Tallies and the planner's statistics follow.
    """
    _sync_units(connection)
    for table, columns, wanted in _lists():
        if _held(connection, table, columns) != wanted:
            connection.execute(delete(table))
            connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in wanted])
    tallies.refresh(connection)
    refresh_statistics(connection)


_COLUMNS = ("code", "name", "kind", "level", "parent_code", "valid_from", "valid_to", "resolution")
_UNITS = select(*(getattr(Unit, name) for name in _COLUMNS))


def _sync_units(connection: Connection) -> None:
    """Bring the units in step.

    Versions are matched here and not by the database, for which two NULLs in `valid_from` are never the same.
    """
    wanted = {_unit_key(unit): _unit_values(unit) | {"in_register": True} for unit in reference.units()}
    held = {_unit_key(row): row for row in connection.execute(select(Unit.__table__))}
    for key, values in wanted.items():
        if key in held and any(getattr(held[key], name) != value for name, value in values.items()):
            connection.execute(update(Unit).where(Unit.id == held[key].id).values(values))
            tallies.forget_units(connection, [held[key].id])
    missing = [values for key, values in wanted.items() if key not in held]
    if missing:
        connection.execute(insert(Unit), missing)
    if any(row.in_register for key, row in held.items() if key not in wanted):
        _part_with(connection, [row.id for key, row in held.items() if key not in wanted and row.in_register])


def _part_with(connection: Connection, ids: list[int]) -> None:
    """Delete units that the register no longer has; those that rosters refer to stay beside it."""
    beside = update(Unit).where(Unit.id == bindparam("gone")).values(in_register=False)
    connection.execute(beside, [{"gone": unit_id} for unit_id in ids])
    refers = or_(*(exists().where(column == Unit.id) for column in _REFERRING))
    connection.execute(delete(Unit).where(~Unit.in_register, ~refers))


_REFERRING = (Roster.unit_id, Roster.district_id, Roster.province_id)


def _unit_key(unit: Any) -> _UnitKey:
    return (unit.code, unit.level, unit.valid_from)


def _unit_values(unit: Any) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in _COLUMNS}


def _lists() -> Iterable[tuple[type[Base], tuple[str, ...], list[tuple[Any, ...]]]]:
    """The tables that nothing refers to: columns, and their rows in order."""
    columns: tuple[str, ...] = ("on", "old_code", "old_name", "new_code", "new_name", "extent", "resolution")
    yield UnitSuccession, columns, _sorted(tuple(getattr(s, c) for c in columns) for s in reference.successions())
    columns = ("field", "code", "rank", "label")
    values = (value for codes in reference.code_lists().values() for value in codes)
    yield CodeValue, columns, _sorted(tuple(getattr(v, c) for c in columns) for v in values)


def _held(connection: Connection, table: type[Base], columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    rows = connection.execute(select(*(getattr(table, column) for column in columns)))
    return _sorted(tuple(row) for row in rows)


def _sorted(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=lambda row: [str(value) for value in row])
