"""Into the database and out again: one transaction, and one rule for which rosters are current."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, compress, islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, true, update
from sqlalchemy.orm import aliased

import reference
from etl import tallies
from etl.identities import Identities
from etl.normalising.identity import identity_number
from etl.normalising.places import Place
from etl.planner import refresh_statistics
from etl.problems import Problem, Refused, problem
from etl.records import STAFF_FIELDS, Examination, LoadOptions, People, ReadSheet
from models import HeldPerson, Import, ImportFile, Leaver, Roster, Staff, Unit
from models import Problem as ProblemRow
from reference.spelling import person_digest

_COLUMNS = (
    "roster_id", "file_id", "sheet", "row", "full_name", "birth_date", "birth_number", *STAFF_FIELDS, "party_probation",
    "identity_mark",
)  # fmt: skip

_AT_ONCE = 10_000
"""Rows of people that are written at once."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The kinds of data that stand in the database before a load."""

    has_real: bool
    has_demo: bool


def standing(connection: Connection) -> Standing:
    """Tell which kinds of imports nobody has undone."""
    kinds = select(Import.is_demo).where(Import.undone_at.is_(None)).limit(1)
    first = connection.scalar(kinds.order_by(Import.is_demo))  # in the order of the index, which is not scanned
    last = connection.scalar(kinds.order_by(Import.is_demo.desc()))
    return Standing(has_real=first is False, has_demo=last is True)


def already_loaded(connection: Connection, hashes: Iterable[str], as_of: date) -> int | None:
    """Find the import that holds exactly these files for the date, when all of its rosters still count; else None."""
    digests = sorted(hashes)
    candidates = connection.scalars(
        select(Import.id)
        .join(ImportFile, ImportFile.import_id == Import.id)
        .where(Import.as_of == as_of, Import.undone_at.is_(None), ImportFile.sha256.in_(digests))
        .distinct()
        .order_by(Import.id.desc())
    ).all()
    for import_id in candidates:
        stored = connection.scalars(select(ImportFile.sha256).where(ImportFile.import_id == import_id)).all()
        replaced = select(Roster.id).where(Roster.import_id == import_id, Roster.is_current.is_(False))
        if set(digests) <= set(stored) and connection.scalar(replaced.limit(1)) is None:
            return import_id
    return None


def answers_used(connection: Connection, import_id: int) -> dict[str, list[dict[str, str]]]:
    """Map the SHA-256 of each file of an import to the answers of clerks that it was read by."""
    query = select(ImportFile.sha256, ImportFile.record).where(ImportFile.import_id == import_id)
    return {sha256: record.get("learned", []) for sha256, record in connection.execute(query)}


def store(
    connection: Connection,
    as_of: date,
    options: LoadOptions,
    examinations: Sequence[Examination],
    sizes: Sequence[int],
    problems: Sequence[Problem],
    identities: Identities,
) -> tuple[int, int]:
    """Write an import with its files, rosters, people and problems; give its id and the number of people loaded.

    Of an identity number only the mark is written. People without a name or unit are held back. The caller's
    transaction makes it all or nothing.
    """
    before = standing(connection)
    read = sum(sheet.rows_read for examination in examinations for sheet in examination.sheets)
    loaded = sum(
        _is_loadable(sheet, i)
        for examination in examinations
        for sheet in examination.sheets
        for i in range(len(sheet.people))
    )
    import_id = _insert_id(
        connection,
        Import,
        as_of=as_of,
        loaded_at=datetime.now(UTC).replace(tzinfo=None),
        loaded_by=options.loaded_by[:80],
        is_demo=options.is_demo,
        rows_read=read,
        rows_loaded=loaded,
        rows_held=read - loaded,
    )
    rosters = _add_rosters(connection, import_id, as_of, examinations)
    counts: tallies.Counts = Counter()
    for examination, size in zip(examinations, sizes, strict=True):
        report = examination.report
        file_id = _insert_id(
            connection,
            ImportFile,
            import_id=import_id,
            name=report.file[:255],
            sha256=report.sha256,
            size=size,
            record=report.as_json(),
        )
        people = chain.from_iterable(_people_rows(sheet, rosters, file_id, identities) for sheet in examination.sheets)
        while rows := list(islice(people, _AT_ONCE)):
            _insert_people(connection, rows)
            counts.update(tallies.count(_COLUMNS, rows, as_of))
        leavers = (_leaver_rows(sheet, rosters, file_id, identities) for sheet in examination.sheets)
        if gone := list(chain.from_iterable(leavers)):
            connection.execute(insert(Leaver), gone)
        if held := list(chain.from_iterable(_held_rows(sheet, file_id) for sheet in examination.sheets)):
            connection.execute(insert(HeldPerson), held)
    if problems:
        connection.execute(insert(ProblemRow), [_problem_row(import_id, entry) for entry in problems])
    refresh_current(connection, import_id, before, counts)
    refresh_statistics(connection)
    return import_id, loaded


def _insert_id(connection: Connection, table: type[Import] | type[ImportFile], **values: Any) -> int:
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    if key is None:
        raise RuntimeError(f"{table.__tablename__} gave no key")
    return int(key[0])


def _is_loadable(sheet: ReadSheet, person: int) -> bool:
    return sheet.places[person] is not None and bool(sheet.people.full_name[person])


def _add_rosters(
    connection: Connection, import_id: int, as_of: date, examinations: Sequence[Examination]
) -> dict[str, int]:
    """Add a roster for every unit that the files speak of; give roster ids by unit code."""
    places: dict[str, Place] = {}
    for examination in examinations:
        for sheet in examination.sheets:
            places.update({place.code: place for place in sheet.places if place is not None})
    province_of = {unit.code: unit.parent_code or "" for unit in reference.units_on(as_of) if unit.level == "district"}
    parents = {code: _parents(place, province_of) for code, place in sorted(places.items())}
    level_of = {code: place.level for code, place in places.items()}
    ids = _unit_ids(connection, as_of, {*parents, *(code or "" for pair in parents.values() for code in pair)})
    rows = [
        {
            "import_id": import_id,
            "unit_id": ids[(level_of[code], code)],
            "district_id": ids[("district", district)] if district else None,
            "province_id": ids[("province", province)],
            "as_of": as_of,
            "is_current": False,
        }
        for code, (district, province) in parents.items()
    ]
    if rows:
        connection.execute(insert(Roster), rows)
    stored = connection.execute(select(Roster.unit_id, Roster.id).where(Roster.import_id == import_id))
    roster_of = {row.unit_id: row.id for row in stored}
    return {code: roster_of[ids[(level_of[code], code)]] for code in parents}


def _unit_ids(connection: Connection, as_of: date, codes: Iterable[str]) -> dict[tuple[str, str], int]:
    valid = and_(
        (Unit.valid_from.is_(None)) | (Unit.valid_from <= as_of), (Unit.valid_to.is_(None)) | (Unit.valid_to >= as_of)
    )
    query = select(Unit.level, Unit.code, Unit.id).where(Unit.code.in_(list(codes)), valid)
    return {(unit.level, unit.code): unit.id for unit in connection.execute(query)}


def _parents(place: Place, province_of: Mapping[str, str]) -> tuple[str | None, str]:
    """Give district code (None where the unit hangs under the province) and province code."""
    parent = place.parent_code or ""
    return (parent, province_of[parent]) if parent in province_of else (None, parent)


def _people_rows(
    sheet: ReadSheet, rosters: dict[str, int], file_id: int, identities: Identities
) -> Iterable[tuple[Any, ...]]:
    people = sheet.people
    count = len(people)
    blank = [None] * count
    born = {birth: (birth.iso, birth.number) if birth else (None, None) for birth in set(people.birth)}
    dates = [born[birth] for birth in people.birth]
    columns = [
        [rosters.get(place.code) if place else None for place in sheet.places],
        [file_id] * count,
        [people.sheet] * count,
        people.rows,
        people.full_name,
        [iso for iso, _ in dates],
        [number for _, number in dates],
        *(people.fields.get(name, blank) for name in STAFF_FIELDS),
        [value == "yes" for value in people.fields.get("party_probation", blank)],
        _marks_of_identity(people, identities) or blank,
    ]
    return (row for row in zip(*columns, strict=True) if row[0] is not None and row[4])


def _marks_of_identity(people: People, identities: Identities) -> list[str | None]:
    """Give each person's mark; nothing where the sheet has no column of identity numbers."""
    return [identities.mark(identity_number(text)) for text in people.texts.get("identity_number", ())]


def _leaver_rows(
    sheet: ReadSheet, rosters: Mapping[str, int], file_id: int, identities: Identities
) -> Iterable[dict[str, Any]]:
    """Give what is kept of those who left; of a unit without a roster nothing is."""
    for leaver in sheet.leavers:
        roster = rosters.get(leaver.place.code) if leaver.place else None
        if roster is not None:
            person = person_digest(leaver.full_name, leaver.birth_date, "")
            mark = identities.mark(identity_number(leaver.identity))
            about = {"person": person, "identity_mark": mark, "reason": leaver.reason, "since": leaver.since}
            yield {"roster_id": roster, "file_id": file_id, "sheet": sheet.people.sheet, "row": leaver.row} | about


def _held_rows(sheet: ReadSheet, file_id: int) -> Iterable[dict[str, Any]]:
    """Give what is kept of people whose unit is unclear, so that whoever is loaded later is not missed any more."""
    people = sheet.people
    for row, name, birth, place in zip(people.rows, people.full_name, people.birth, sheet.places, strict=True):
        if place is None and name:
            person = person_digest(name, birth.iso if birth else None, "")
            yield {"file_id": file_id, "sheet": people.sheet, "row": row, "person": person}


def _insert_people(connection: Connection, people: list[tuple[Any, ...]]) -> None:
    """Insert by the driver itself: SQLAlchemy's handling of 100.000 rows of parameters takes longer than the insert.

    Columns that nobody has anything in are left out; each of them would cost every row a parameter.
    """
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    used = [any(value is not None for value in column) for column in zip(*people, strict=True)]
    columns = list(compress(_COLUMNS, used))
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f"INSERT INTO {Staff.__tablename__} ({names}) VALUES ({', '.join([mark] * len(columns))})"  # noqa: S608
    connection.exec_driver_sql(statement, [tuple(compress(person, used)) for person in people])


def _problem_row(import_id: int, entry: Problem) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "code": entry.code,
        "severity": entry.severity,
        "file": entry.file[:255],
        "sheet": entry.sheet,
        "cell": entry.cell,
        "field": entry.field,
        "value": entry.value[:255],
        "message": entry.message[:1000],
        "suggestion": entry.suggestion,
    }


def refresh_current(
    connection: Connection, import_id: int, before: Standing, just_written: tallies.Counts | None = None
) -> None:
    """Make the newest standing import's roster current for each unit and date of an import that came or went.

    Demonstration counts only while nothing is real: where that changed since `before`, all units and dates are
    looked at. The tallies follow, without reading again the rosters that are counted in `just_written`.
    """
    has_real = standing(connection).has_real
    of_import = None if has_real != before.has_real else import_id
    stands = and_(Import.undone_at.is_(None), Import.is_demo.is_(not has_real))
    rival = aliased(Roster)
    newest = select(func.max(rival.id)).join(Import, rival.import_id == Import.id).where(stands)
    newest = newest.where(_same_units(rival, of_import)).group_by(rival.unit_id, rival.as_of)
    places = _same_units(Roster, of_import)  # said of both: SQLite would look at all that is replaced in the country
    fallen, risen = and_(Roster.is_current, Roster.id.not_in(newest)), and_(~Roster.is_current, Roster.id.in_(newest))
    connection.execute(update(Roster).where(places, fallen).values(is_current=False))
    connection.execute(update(Roster).where(places, risen).values(is_current=True))
    tallies.refresh(connection, just_written)


def _same_units(table: type[Roster], import_id: int | None) -> ColumnElement[bool]:
    """Choose the rosters of an import's units for its date, from whichever import; without an import all rosters."""
    if import_id is None:
        return true()
    own = aliased(Roster)
    units = select(own.unit_id).where(own.import_id == import_id)
    day = select(Import.as_of).where(Import.id == import_id).scalar_subquery()
    return and_(table.unit_id.in_(units), table.as_of == day)


def undo(connection: Connection, import_id: int, by: str) -> None:
    """Take an import back; what it had replaced counts again.

    Raises Refused when there is no such import or it was undone before.
    """
    before = standing(connection)
    row = connection.execute(select(Import.id, Import.undone_at).where(Import.id == import_id)).one_or_none()
    if row is None:
        raise Refused(problem("import_not_found", value=str(import_id)))
    if row.undone_at is not None:
        raise Refused(problem("import_already_undone", value=str(import_id)))
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(update(Import).where(Import.id == import_id).values(undone_at=now, undone_by=by))
    refresh_current(connection, import_id, before)


__all__ = ["Standing", "already_loaded", "answers_used", "refresh_current", "standing", "store", "undo"]
