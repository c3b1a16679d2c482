"""The deadline of a date, and when each unit sent its roster first."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, func, or_, select

from models import Deadline, Import, Roster, Unit, Upload


def deadline(c: Connection, as_of: date) -> date | None:
    """Look up the last day on which rosters of a date are in time; None where nobody has set one."""
    return c.scalar(select(Deadline.due_on).where(Deadline.as_of == as_of))


def first_sent(c: Connection, as_of: date) -> Mapping[str, datetime]:
    """Map each unit to the moment (UTC) of its first load of a date that was not taken back, or of its first upload.

    A roster that waits for approval is sent; one that was refused or withdrawn is not. A later correction makes nobody
    late. Invented rosters count while they stand.
    """
    query = select(Unit.code, func.min(Import.loaded_at)).join(Roster, Roster.unit_id == Unit.id)
    query = query.join(Import, Roster.import_id == Import.id).group_by(Unit.code)
    query = query.where(Roster.as_of == as_of, Import.undone_at.is_(None), or_(~Import.is_demo, Roster.is_current))
    sent = {row[0]: row[1] for row in c.execute(query)}
    for unit, moment in _uploads(c, as_of, ("waiting", "approved")):
        sent[unit] = min(moment, sent.get(unit, moment))
    return sent


def waiting_units(c: Connection, as_of: date) -> frozenset[str]:
    """List the units of which a roster of a date waits for approval."""
    return frozenset(unit for unit, _ in _uploads(c, as_of, ("waiting",)))


def _uploads(c: Connection, as_of: date, statuses: tuple[str, ...]) -> list[tuple[str, datetime]]:
    query = select(Upload.units, Upload.sent_at).where(Upload.as_of == as_of, Upload.status.in_(statuses))
    return [(str(unit[0]), row.sent_at) for row in c.execute(query) for unit in row.units]
