"""Keeps the database's units and code lists the same as `data/reference/` with the office's units, and the tallies."""

from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, insert, or_, select, update

import office_register
import reference
from etl import tallies
from etl.planner import refresh_statistics
from models import CodeValue, ReferenceBasis, Roster, Unit
from reference.bodies import bodies, body_on
from reference.tables import digest_of
from reference.units import version_on
from reference.versions import check_register

_UnitKey = tuple[str, str, date | None]


def is_in_step(connection: Connection) -> bool:
    """Tell whether the database was made from today's reference tables; reads no unit and no roster."""
    basis = connection.scalars(select(ReferenceBasis.digest)).all()
    return basis == [_basis(office_register.version(connection))] and tallies.are_in_step(connection)


def _basis(office_version: str) -> str:
    tables = digest_of("units", "bodies", "code_lists")
    return sha256(f"{tables} {office_version}".encode()).hexdigest() if office_version else tables


def sync_reference(connection: Connection) -> None:
    """Make the tables say what `data/reference/` and the office say, once it was checked; writes only what differs.

    Units keep their ids, since rosters refer to them. A unit that is no longer in the file goes, unless a roster
    refers to it: then it stays beside the register. Tallies and the planner's statistics follow.
    """
    check_register()
    basis = _basis(office_register.follow(connection))
    _sync_units(connection)
    _sync_codes(connection)
    if connection.scalars(select(ReferenceBasis.digest)).all() != [basis]:
        connection.execute(delete(ReferenceBasis))
        connection.execute(insert(ReferenceBasis).values(digest=basis))
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
    held = _begun_otherwise(wanted, held)
    moved = False
    for key, values in wanted.items():
        if key in held and any(getattr(held[key], name) != value for name, value in values.items()):
            connection.execute(update(Unit).where(Unit.id == held[key].id).values(values))
            tallies.forget_units(connection, [held[key].id])
            moved = moved or held[key].parent_code != values["parent_code"]
    missing = [values for key, values in wanted.items() if key not in held]
    if missing:
        connection.execute(insert(Unit), missing)
    if any(row.in_register for key, row in held.items() if key not in wanted):
        _part_with(connection, [row.id for key, row in held.items() if key not in wanted and row.in_register])
    if moved:
        place_rosters(connection)


def _begun_otherwise(wanted: dict[_UnitKey, dict[str, Any]], held: dict[_UnitKey, Any]) -> dict[_UnitKey, Any]:
    """Give the held versions by the keys that they are wanted under: a corrected first day makes no other unit."""
    left = {key: row for key, row in held.items() if key not in wanted and row.in_register}
    by_unit: dict[tuple[str, str], list[_UnitKey]] = {}
    for key in left:
        by_unit.setdefault(key[:2], []).append(key)
    renamed = dict(held)
    for key, values in wanted.items():
        for old in by_unit.get(key[:2], ()) if key not in held else ():
            if old in renamed and (left[old].name, left[old].kind) == (values["name"], values["kind"]):
                renamed[key] = renamed.pop(old)
                break
    return renamed


def place_rosters(connection: Connection) -> None:
    """Have each roster name the district and the province that its unit lies in on its date, by the register."""
    ids = {(row.code, row.level, row.valid_from): row.id for row in connection.execute(select(Unit.__table__))}
    query = select(Roster.id, Roster.as_of, Roster.district_id, Roster.province_id, Unit.code).join(
        Unit, Roster.unit_id == Unit.id
    )
    for row in connection.execute(query).all():
        above = _above(row.code, row.as_of)
        placed = {level: ids.get((unit.code, level, unit.valid_from)) for level, unit in above.items()}
        district_id, province_id = placed.get("district"), placed.get("province")
        if province_id is not None and (district_id, province_id) != (row.district_id, row.province_id):
            if province_id != row.province_id:
                tallies.forget_all(connection)
            values = {"district_id": district_id, "province_id": province_id}
            connection.execute(update(Roster).where(Roster.id == row.id).values(values))


def _above(code: str, day: date) -> dict[str, reference.Unit]:
    """Give the units that a unit lies in on a day, by level."""
    above: dict[str, reference.Unit] = {}
    body = body_on(code, day)
    unit = body.unit if body else version_on(code, day)
    while unit is not None and unit.parent_code and (unit := version_on(unit.parent_code, day)):
        above[unit.level] = unit
    return above


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
