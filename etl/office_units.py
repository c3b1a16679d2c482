"""Units and bodies that the office enters, and what it takes back: checked as the register is, in one transaction.

What is refused changes nothing. No roster is left without its unit: a change that would do so names what to undo first.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

import database
import office_register
from etl.problems import Problem, Refused, problem
from etl.reading.entered_rows import Entry
from etl.reference_tables import sync_reference
from etl.unit_entries import change_of
from models import Import, OfficeSuccession, OfficeUnit, Roster, Unit, UnitChange
from reference import office_units, vietnamese
from reference.office_units import Change, Fault
from reference.units import Register, standing, tabled

_UNIT = ("code", "name", "kind", "level", "parent_code", "valid_from", "valid_to", "resolution")
_STEP = ("on", "old_code", "old_name", "new_code", "new_name", "extent", "resolution")


def examine(url: str, entries: Iterable[Entry]) -> tuple[Change, list[Problem]]:
    """Say what would come of entered rows, and what is wrong with them; nothing is written."""
    with database.reading(url) as connection:
        office_register.follow(connection)
        return _examine(connection, entries)


def enter(
    url: str,
    entries: Sequence[Entry],
    note: str,
    by: str,
    witness: Callable[[Connection, int], None] = database.unseen,
) -> int:
    """Add or correct units, all together; give the change's number. Raises Refused with what is wrong."""
    with database.writing(url) as connection:
        office_register.follow(connection)
        change, problems = _examine(connection, entries)
        if problems:
            raise Refused(problems[0], problems[1:])
        change_id = _write(connection, change, vietnamese.printable(note)[:255], by[:80])
        sync_reference(connection)
        witness(connection, change_id)
    return change_id


def _examine(connection: Connection, entries: Iterable[Entry]) -> tuple[Change, list[Problem]]:
    rows = list(entries)
    change, problems = change_of(rows, standing())
    faults = [] if problems else office_units.faults(standing(), change)
    if not (change.units or problems):
        faults = [Fault("Chưa có dòng nào.")]
    if not (problems or faults):
        faults = list(map(Fault, _stranded(connection, standing(), office_units.over(standing(), change))))
    return change, [*problems, *(_problem(fault, rows) for fault in faults)]


def _problem(fault: Fault, rows: Sequence[Entry]) -> Problem:
    """Make a problem of a fault, at the cell that it was entered in, where it is of an entered row of a file."""
    entry = next((row for row in rows if fault.code and row.cells.get("code") == fault.code), None)
    if entry is None:
        return problem("unit_change_wrong", file=rows[0].file if rows else "", sentence=fault.sentence)
    cell = entry.addresses.get(fault.column) or entry.addresses.get("code", "")
    return problem("unit_change_wrong", file=entry.file, sheet=entry.sheet, cell=cell, sentence=fault.sentence)


def _write(connection: Connection, change: Change, note: str, by: str) -> int:
    made = {"note": note, "made_by": by, "made_at": _now()}
    key = connection.execute(insert(UnitChange).values(made)).inserted_primary_key
    if key is None:
        raise RuntimeError("unit_changes gave no key")
    change_id = int(key[0])
    units = [
        {name: getattr(entry.unit, name) for name in _UNIT}
        | {"replaces": entry.replaces, "identifier": entry.identifier, "change_id": change_id}
        for entry in change.units
    ]
    connection.execute(insert(OfficeUnit), units)
    steps = [{name: getattr(step, name) for name in _STEP} | {"change_id": change_id} for step in change.successions]
    if steps:
        connection.execute(insert(OfficeSuccession), steps)
    return change_id


def take_back(url: str, change_id: int, by: str, reason: str, witness: database.Witness = database.unseen) -> bool:
    """Take a change back, with the reason; False where it is none, or was taken back already.

    Raises Refused where a later change needs it, or a roster is of a unit that would be gone.
    """
    standing_change = (UnitChange.id == change_id, UnitChange.removed_at.is_(None))
    with database.writing(url) as connection:
        office_register.follow(connection)
        if connection.scalar(select(UnitChange.id).where(*standing_change)) is None:
            return False
        if change_id not in office_units.set_aside():
            _refuse_needed(connection, change_id)
        removed = {"removed_by": by[:80], "removed_at": _now(), "reason": vietnamese.printable(reason)[:500]}
        connection.execute(update(UnitChange).where(*standing_change).values(removed))
        sync_reference(connection)
        witness(connection)
    return True


def _refuse_needed(connection: Connection, change_id: int) -> None:
    after = tabled()
    for change in office_register.changes(connection):
        if change.id == change_id or change.id in office_units.set_aside():
            continue
        if sentences := office_units.wrong(after, change):
            needed = f"Thay đổi số {change.id} dựa vào thay đổi này, hãy bỏ nó trước. {sentences[0]}"
            raise Refused(problem("unit_change_wrong", sentence=needed))
        after = office_units.over(after, change)
    if stranded := _stranded(connection, standing(), after):
        raise Refused(problem("unit_change_wrong", sentence=stranded[0]))


def _stranded(connection: Connection, before: Register, after: Register) -> list[str]:
    """Name the rosters whose unit stands on their day before a change and no longer after it."""
    query = (
        select(Unit.code, Unit.name, Roster.as_of, Roster.import_id)
        .join(Roster, Roster.unit_id == Unit.id)
        .join(Import, Roster.import_id == Import.id)
        .where(Roster.is_current)
        .distinct()
    )
    return [
        f"«{row.name}» ({row.code}) có danh sách tính đến {vietnamese.day(row.as_of)} mà ngày ấy sẽ không còn đơn vị; "
        f"hãy hoàn tác lần nạp số {row.import_id} trước."
        for row in connection.execute(query)
        if office_units.stands(before, row.code, row.as_of) and not office_units.stands(after, row.code, row.as_of)
    ]


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
