"""The loads of a date's rosters: the imports of each unit's roster, and the answers of clerks that it was read by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, or_, select

from models import Import, ImportFile, Roster, Staff, Unit
from stats.queries.provinces import in_province


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A unit's roster of one import: when it was loaded (UTC), whether it counts, the answers of its current file."""

    unit: str
    import_id: int
    loaded_at: datetime
    is_current: bool
    answers: int


def loads_of_rosters(c: Connection, as_of: date, province: str) -> list[LoadRow]:
    """List every roster of a date that was not taken back, the oldest import of a unit first.

    Invented rosters count while they stand: a real one in their place is no second load.
    """
    query = (
        select(Roster.id, Unit.code, Import.id, Import.loaded_at, Roster.is_current)
        .join(Unit, Roster.unit_id == Unit.id)
        .join(Import, Roster.import_id == Import.id)
        .where(Roster.as_of == as_of, Import.undone_at.is_(None), or_(~Import.is_demo, Roster.is_current))
        .where(in_province(c, province))
        .order_by(Unit.code, Import.loaded_at, Import.id)
    )
    answers = _answers(c, as_of)
    return [LoadRow(code, load, at, now, answers.get(roster, 0)) for roster, code, load, at, now in c.execute(query)]


def _answers(c: Connection, as_of: date) -> Mapping[int, int]:
    """Count the answers that the files of each roster were read by."""
    query = select(Staff.roster_id, ImportFile.id).join(ImportFile, Staff.file_id == ImportFile.id)
    query = query.join(Roster, Roster.id == Staff.roster_id).where(Roster.as_of == as_of, Roster.is_current).distinct()
    places = c.execute(query).all()
    records = select(ImportFile.id, ImportFile.record).where(ImportFile.id.in_({file for _, file in places}))
    numbers = {file: len(record.get("learned", ())) for file, record in c.execute(records)} if places else {}
    counts: dict[int, int] = {}
    for roster, file in places:
        counts[roster] = counts.get(roster, 0) + numbers.get(file, 0)
    return counts
