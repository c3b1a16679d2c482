"""The office's changes of the register with their rows, also those that were taken back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

import office_register
from models import UnitChange
from reference import office_units
from reference.office_units import Change


@dataclass(frozen=True, slots=True)
class UnitChangeRow:
    """One change: by whom, when, from which file or page; `aside`: why the register stands without it."""

    id: int
    note: str
    by: str
    at: datetime
    removed_by: str | None
    removed_at: datetime | None
    reason: str | None
    aside: str
    change: Change


def unit_changes(c: Connection) -> list[UnitChangeRow]:
    """List the office's changes, newest first."""
    entered = {change.id: change for change in office_register.changes(c, removed=True)}
    rows = c.execute(select(UnitChange.__table__).order_by(UnitChange.id.desc()))
    return [
        UnitChangeRow(
            row.id,
            row.note,
            row.made_by,
            row.made_at,
            removed_by=row.removed_by,
            removed_at=row.removed_at,
            reason=row.reason,
            aside=office_units.set_aside().get(row.id, ""),
            change=entered[row.id],
        )
        for row in rows
    ]
