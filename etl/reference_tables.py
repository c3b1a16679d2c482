"""Keeps the database's units and code lists the same as `data/reference/`, and the tallies with them."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, insert, or_, select, update

import reference
from etl import tallies
from etl.planner import refresh_statistics
from models import CodeValue, ReferenceBasis, Roster, Unit
from reference.bodies import bodies
from reference.tables import digest_of
from reference.versions import check_register

_UnitKey = tuple[str, str, date | None]


def is_in_step(connection: Connection) -> bool:
    """Tell whether the database was made from today's reference tables; reads no unit and no roster."""
    basis = connection.scalars(select(ReferenceBasis.digest)).all()
    return basis == [_basis()] and tallies.are_in_step(connection)


def _basis() -> str:
    return digest_of("units", "bodies", "code_lists")


def sync_reference(connection: Connection) -> None:
    """Make the tables say what `data/reference/` says, once it was checked; writes nothing where they already do.

    Units keep their ids, since rosters refer to them. A unit that is no longer in the file goes, unless a roster
    refers to it: then it stays beside the register. Tallies and the planner's statistics follow.
    """
    check_register()
    _sync_units(connection)
    _sync_codes(connection)
    if connection.scalars(select(ReferenceBasis.digest)).all() != [_basis()]:
        connection.execute(delete(ReferenceBasis))
        connection.execute(insert(ReferenceBasis).values(digest=_basis()))
    tallies.refresh(connection)
    refresh_statistics(connection)


_COLUMNS = ("code", "name", "kind", "level", "parent_code", "valid_from", "valid_to", "resolution")


def _sync_units(connection: Connection) -> None:
    """Bring the units in step.

    Versions are matched here and not by the database, for which two NULLs in `valid_from` are never the same.
    """
    register = (*reference.units(), *(body.unit for body in bodies()))
    wanted = {_unit_key(unit): _unit_values(unit) | {"in_register": True} for unit in register}
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


def _sync_codes(connection: Connection) -> None:
    names = ("field", "code", "rank", "label")
    values = (value for codes in reference.code_lists().values() for value in codes)
    wanted = {tuple(getattr(value, name) for name in names) for value in values}
    if set(map(tuple, connection.execute(select(*(getattr(CodeValue, name) for name in names))))) != wanted:
        connection.execute(delete(CodeValue))
        connection.execute(insert(CodeValue), [dict(zip(names, row, strict=True)) for row in sorted(wanted)])
