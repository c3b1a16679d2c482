"""Keeps the database's units, successions and code lists the same as `data/reference/`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

import reference
from models import Base, CodeValue, Roster, Unit, UnitSuccession

_UnitKey = tuple[str, str, date | None]


def is_in_step(connection: Connection) -> bool:
    """Whether the database holds what `data/reference/` says; reads only."""
    return not _unit_differences(connection) and not any(
        _held(connection, table, columns) != wanted for table, columns, wanted in _lists()
    )


def sync_reference(connection: Connection) -> None:
    """Make the three tables say what `data/reference/` says; writes nothing where they already do.

    Units keep their ids, since rosters refer to them. A unit that is no longer in the file goes, unless a roster
    refers to it.
    """
    for statement, rows in _unit_differences(connection):
        connection.execute(statement, rows)
    for table, columns, wanted in _lists():
        if _held(connection, table, columns) != wanted:
            connection.execute(delete(table))
            connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in wanted])


def _unit_differences(connection: Connection) -> list[tuple[Any, list[dict[str, Any]] | None]]:
    """The statements that bring the units in step, each with its rows where it has many.

    Versions are matched here and not by the database, for which two NULLs in `valid_from` are never the same.
    """
    wanted = {_unit_key(unit): _unit_values(unit) for unit in reference.units()}
    held = {_unit_key(row): row for row in connection.execute(select(Unit.__table__))}
    changes: list[tuple[Any, list[dict[str, Any]] | None]] = [
        (update(Unit).where(Unit.id == held[key].id).values(values), None)
        for key, values in wanted.items()
        if key in held and _unit_values(held[key]) != values
    ]
    missing = [values for key, values in wanted.items() if key not in held]
    if missing:
        changes.append((insert(Unit), missing))
    gone = _without_rosters(connection, [row.id for key, row in held.items() if key not in wanted])
    if gone:
        changes.append((delete(Unit).where(Unit.id.in_(gone)), None))
    return changes


def _unit_key(unit: Any) -> _UnitKey:
    return (unit.code, unit.level, unit.valid_from)


def _unit_values(unit: Any) -> dict[str, Any]:
    names = ("code", "name", "kind", "level", "parent_code", "valid_from", "valid_to", "resolution")
    return {name: getattr(unit, name) for name in names}


def _without_rosters(connection: Connection, ids: list[int]) -> list[int]:
    if not ids:
        return []
    refers = or_(Roster.unit_id == Unit.id, Roster.district_id == Unit.id, Roster.province_id == Unit.id)
    return list(connection.scalars(select(Unit.id).where(Unit.id.in_(ids), ~exists().where(refers))))


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
