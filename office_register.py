"""The bridge from the database to the register: has the office's units stand in this process, whoever changed them.

`reference` holds the register and knows no database; everything that counts or reads opens one. So each way into the
program passes here first: a command in `migrations.prepare`, a page in `dashboard.cached`, a load in `etl.pipeline`.
It costs one small question; the changes are read and laid over the tables only where they are others than last time.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from models import OfficeSuccession, OfficeUnit, UnitChange
from reference import Succession, Unit, office_units
from reference.office_units import Change

_UNIT = ("code", "name", "kind", "level", "parent_code", "valid_from", "valid_to", "resolution")
_STEP = ("on", "old_code", "old_name", "new_code", "new_name", "extent", "resolution")

NUMBER = (select(func.count(UnitChange.id) + func.count(UnitChange.removed_at))).scalar_subquery()
NEWEST = select(func.max(UnitChange.made_at)).scalar_subquery()
"""The parts of a version: the number of changes made and taken back, and the moment of the last one made."""


def version_of(number: int | None, newest: datetime | None) -> str:
    """Name a state of the office's changes: another after each that is made or taken back; empty: there are none."""
    return f"{number}.{newest}" if number else ""


def version(connection: Connection) -> str:
    """Ask for the version of the office's changes that the database holds."""
    number, newest = connection.execute(select(NUMBER, NEWEST)).one()
    return version_of(number, newest)


def follow(connection: Connection) -> str:
    """Have the register stand with the changes that this database holds; give their version."""
    now = version(connection)
    if now != office_units.in_use():
        office_units.use(changes(connection), now)
    return now


def changes(connection: Connection, *, removed: bool = False) -> list[Change]:
    """Read the changes in the order in which they were made; `removed`: also those that were taken back."""
    query = select(UnitChange.id).order_by(UnitChange.id)
    ids = connection.scalars(query if removed else query.where(UnitChange.removed_at.is_(None))).all()
    units: dict[int, list[office_units.OfficeUnit]] = {}
    for row in connection.execute(select(OfficeUnit.__table__).order_by(OfficeUnit.id)):
        unit = Unit(*(getattr(row, name) for name in _UNIT))
        entry = office_units.OfficeUnit(unit, row.replaces, row.identifier)
        units.setdefault(row.change_id, []).append(entry)
    steps: dict[int, list[Succession]] = {}
    for row in connection.execute(select(OfficeSuccession.__table__).order_by(OfficeSuccession.id)):
        steps.setdefault(row.change_id, []).append(_step(row))
    return [Change(number, tuple(units.get(number, ())), tuple(steps.get(number, ()))) for number in ids]


def _step(row: Row[Any]) -> Succession:
    return Succession(row.on, *(getattr(row, name) or "" for name in _STEP[1:]))
