"""Erasure of personal data: one person's rows on all dates, all imports of a date, or one import that was undone.

The record of it (`models.Erasure`) names no one. Originals are written anew without the person's rows, so that every
other number still leads to its row; a file that cannot be written anew is removed as a whole.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, literal, null, or_, select, update

import database
from etl import loading, originals, redacting, tallies, waiting
from etl.problems import Refused, problem
from etl.unnamed import named_files, remove_files
from models import (
    Erasure,
    HeldPerson,
    Import,
    ImportFile,
    Leaver,
    LeavingReason,
    PersonMatch,
    Problem,
    Roster,
    Staff,
    Unit,
    Upload,
)
from reference.spelling import key, person_digest
from settings import Settings

_AT_ONCE = 500
"""Ids in one statement."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as rosters name them: a unit's code, the name, and the birth date as far as known («» for none)."""

    unit: str
    name: str
    born: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row that names the person, of whatever import; `place` is the file's, for the person and whoever decides."""

    id: int | None
    roster_id: int
    import_id: int
    file_id: int
    as_of: date
    unit_code: str
    unit: str
    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Extent:
    """The extent of an erasure: rows of people, imports with a part in it, and files."""

    people: int
    imports: tuple[int, ...]
    files: int


@dataclass(frozen=True, slots=True)
class Erased:
    """The result of an erasure: rows of people, originals written anew, and originals removed."""

    people: int
    rewritten: int = 0
    removed: int = 0


Witness = Callable[[Connection, Erased], None]
"""The writing down of an erasure in its own transaction, as `database.Witness`."""

_File = tuple[str, str]
"""SHA-256 and name of an original."""


def rows_of(connection: Connection, person: Person, *, everywhere: bool) -> list[PersonRow]:
    """List a person's rows in all imports, also undone ones, by date: of their unit, or of every unit.

    Name and birth date tell people apart: two of one name, birth date and unit are one, and rows of other units may be
    a namesake's; whoever asks for `everywhere` has looked at them. Rows that say that somebody left have no `id`.
    """
    born = Staff.birth_date == person.born if person.born else Staff.birth_date.is_(None)
    named = connection.execute(_rows(Staff, Staff.id, Staff.full_name, born))
    same = [PersonRow(*place) for *place, name in named if key(name) == key(person.name)]
    gone = [PersonRow(*place) for *place, _ in connection.execute(_rows(Leaver, null(), null(), _is(Leaver, person)))]
    own = [row for row in (*same, *gone) if everywhere or row.unit_code == person.unit]
    own += _held_rows(connection, person) if everywhere else []
    return sorted(own, key=lambda row: (row.as_of, row.id or 0))


def _rows(table: type[Staff | Leaver], number: Any, name: Any, theirs: ColumnElement[bool]) -> Select[Any]:
    columns = (
        number, table.roster_id, Roster.import_id, table.file_id, Roster.as_of, Unit.code, Unit.name, ImportFile.name,
        table.sheet, table.row, name,
    )  # fmt: skip
    query = select(*columns).select_from(table).join(Roster, table.roster_id == Roster.id).where(theirs)
    return query.join(Unit, Roster.unit_id == Unit.id).join(ImportFile, table.file_id == ImportFile.id)


def _held_rows(connection: Connection, person: Person) -> list[PersonRow]:
    """List the rows of the person that a load held back: they are of no unit and of no roster."""
    columns: tuple[Any, ...] = (
        null(), literal(0), Import.id, HeldPerson.file_id, Import.as_of, literal(""), literal("chưa rõ đơn vị"),
        ImportFile.name, HeldPerson.sheet, HeldPerson.row,
    )  # fmt: skip
    query = select(*columns).join(ImportFile, HeldPerson.file_id == ImportFile.id).join(Import)
    return [PersonRow(*row) for row in connection.execute(query.where(_is(HeldPerson, person)))]


def _is(table: type[Leaver | HeldPerson], person: Person) -> ColumnElement[bool]:
    return table.person == person_digest(person.name, person.born or None, "")


def erase_person(
    settings: Settings,
    person: Person,
    *,
    everywhere: bool,
    by: str,
    reason: str,
    witness: Witness = database.unseen,
) -> Erased:
    """Remove a person's rows and what was said of them, and take them out of the originals.

    Raises Refused where nobody is found, or where a load changed their rows meanwhile.
    """
    with database.reading(settings.database_url) as connection:
        waiting.refuse_while_waiting(connection)
        rows = rows_of(connection, person, everywhere=everywhere)
        if not rows:
            raise Refused(problem("person_not_found"))
        files = _files(connection, {row.file_id for row in rows})
        new = _rewritten(settings, files, rows, _places(connection, files), person)
    with database.writing(settings.database_url) as connection:
        if rows != rows_of(connection, person, everywhere=everywhere):
            raise Refused(problem("person_changed"))
        old = _files(connection, {row.file_id for row in rows})
        _remove_problems(connection, rows, person)
        _remove_answers(connection, {row.unit_code for row in rows}, person)
        _remove_rows(connection, rows, person)
        _count_less(connection, rows)
        _replace_originals(connection, new)
        gone = set(old.values()) - named_files(connection)
        rewritten = sum(content is not None for content in new.values())
        erased = Erased(len(rows), rewritten, removed=len(gone) - rewritten)
        _write_down(connection, "person", subject="", erased=erased, by=by, reason=reason)
        witness(connection, erased)
    remove_files(settings.database_url, settings, gone)
    return erased


def _files(connection: Connection, ids: Collection[int]) -> dict[int, _File]:
    query = select(ImportFile.id, ImportFile.sha256, ImportFile.name)
    query = query.where(ImportFile.id.in_(ids), ImportFile.released_at.is_(None))
    return {row.id: (row.sha256, row.name) for row in connection.execute(query)}


_Places = dict[int, dict[str, set[int]]]
"""Rows by the file's id and the sheet."""


def _places(connection: Connection, files: Collection[int]) -> _Places:
    """Find the rows of all people whom these files brought."""
    places: _Places = defaultdict(lambda: defaultdict(set))
    for table in (Staff, Leaver, HeldPerson):
        query = select(table.file_id, table.sheet, table.row).where(table.file_id.in_(files))
        for file_id, sheet, row in connection.execute(query):
            places[file_id][sheet].add(row)
    return places


def _rewritten(
    settings: Settings, files: Mapping[int, _File], rows: Sequence[PersonRow], everybody: _Places, person: Person
) -> dict[int, bytes | None]:
    """Write the originals anew without these rows, by the file's id, and keep them; None: it cannot be done."""
    theirs: _Places = defaultdict(lambda: defaultdict(set))
    for row in rows:
        theirs[row.file_id][row.sheet].add(row.row)
    # One workbook loaded twice is two files of one content: all rows of both are the person's.
    shared: dict[_File, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    others: dict[_File, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, file in files.items():
        for sheet, numbers in everybody[number].items():
            shared[file][sheet] |= theirs[number][sheet]
            others[file][sheet] |= numbers - theirs[number][sheet]
    contents: dict[_File, bytes | None] = {}
    for file, places in shared.items():
        read = originals.reader(settings.originals_dir, *file)
        content = redacting.without_rows(read(), places, others[file], _speaks_of(person)) if read else None
        contents[file] = content
        if content is not None:
            originals.keep(settings.originals_dir, sha256(content).hexdigest(), file[1], content)
    return {number: contents[file] for number, file in files.items()}


def _speaks_of(person: Person) -> redacting.IsTheirs:
    """Give the test for rows that were never loaded: the whole name in a cell, and the year of birth in the row."""
    name, year = key(person.name), person.born[:4]
    return lambda texts: bool(year) and any(key(text) == name for text in texts) and any(year in each for each in texts)


def _remove_problems(connection: Connection, rows: Sequence[PersonRow], person: Person) -> None:
    """Remove the problems of the person's rows, and those elsewhere that tell their name («trùng với …»)."""
    places = {(row.import_id, row.file, row.sheet, str(row.row)) for row in rows}
    name = key(person.name)
    problems = select(Problem).where(Problem.import_id.in_({row.import_id for row in rows}))
    ids = [
        each.id
        for each in connection.execute(problems)
        if (each.import_id, each.file, each.sheet, each.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) in places
        or name in key(f"{each.value} {each.message}")
    ]
    for part in _parts(ids):
        connection.execute(delete(Problem).where(Problem.id.in_(part)))


def _remove_answers(connection: Connection, units: Set[str], person: Person) -> None:
    """Remove what clerks answered about the person: their rows of two dates, and why they left."""
    name = key(person.name)
    for match in connection.execute(select(PersonMatch)).all():
        if name in key(match.title) and units & {match.earlier_unit, match.later_unit}:
            pair = (PersonMatch.earlier == match.earlier, PersonMatch.later == match.later)
            connection.execute(delete(PersonMatch).where(*pair))
    for reason in connection.execute(select(LeavingReason)).all():
        if name in key(reason.title) and reason.unit in units:
            connection.execute(delete(LeavingReason).where(LeavingReason.person == reason.person))


def _count_less(connection: Connection, rows: Sequence[PersonRow]) -> None:
    """Bring the numbers of the imports and the tallies in step with the people who are left."""
    loaded = Counter(row.import_id for row in rows if row.id is not None)
    held = Counter(row.import_id for row in rows if not row.roster_id)
    for import_id in loaded | held:
        fewer = {Import.rows_loaded: loaded[import_id], Import.rows_held: held[import_id]}
        fewer[Import.rows_read] = fewer[Import.rows_loaded] + fewer[Import.rows_held]
        values = {column.key: column - number for column, number in fewer.items()}
        connection.execute(update(Import).where(Import.id == import_id).values(values))
    touched = Roster.id.in_({row.roster_id for row in rows})
    connection.execute(update(Roster).where(touched, Roster.is_current).values(is_tallied=False))
    tallies.refresh(connection)


def _remove_rows(connection: Connection, rows: Sequence[PersonRow], person: Person) -> None:
    """Remove the rows of a person who was there, and what the same lists say of their leaving."""
    for ids in _parts([row.id for row in rows if row.id is not None]):
        connection.execute(delete(Staff).where(Staff.id.in_(ids)))
    lists = {row.roster_id for row in rows}
    connection.execute(delete(Leaver).where(_is(Leaver, person), Leaver.roster_id.in_(lists)))
    held = {row.file_id for row in rows if not row.roster_id}
    connection.execute(delete(HeldPerson).where(_is(HeldPerson, person), HeldPerson.file_id.in_(held)))


def _replace_originals(connection: Connection, new: Mapping[int, bytes | None]) -> None:
    for number, content in new.items():
        values: dict[str, Any] = {"released_at": _now()}
        if content is not None:
            values = {"sha256": sha256(content).hexdigest(), "size": len(content)}
        connection.execute(update(ImportFile).where(ImportFile.id == number).values(values))


# A date, an import


def extent_of_date(connection: Connection, day: date) -> Extent:
    """Count what an erasure of all imports of a date would remove. Raises Refused where there is none."""
    ids = connection.scalars(select(Import.id).where(Import.as_of == day, Import.erased_at.is_(None))).all()
    if not ids:
        raise Refused(problem("nothing_on_date", value=f"{day:%d/%m/%Y}"))
    return _extent(connection, ids)


def extent_of_import(connection: Connection, import_id: int) -> Extent:
    """Count what an erasure of an import would remove. Raises Refused where there is none, or it was not undone."""
    row = connection.execute(select(Import.undone_at, Import.erased_at).where(Import.id == import_id)).one_or_none()
    if row is None:
        raise Refused(problem("import_not_found", value=str(import_id)))
    if row.erased_at is not None:
        raise Refused(problem("import_already_erased", value=str(import_id)))
    if row.undone_at is None:
        raise Refused(problem("import_still_counts", value=str(import_id)))
    return _extent(connection, [import_id])


def _extent(connection: Connection, ids: Sequence[int]) -> Extent:
    people = select(func.count(Staff.id)).join(Roster, Staff.roster_id == Roster.id).where(Roster.import_id.in_(ids))
    files = select(func.count(ImportFile.id)).where(ImportFile.import_id.in_(ids), ImportFile.released_at.is_(None))
    return Extent(connection.scalar(people) or 0, tuple(ids), connection.scalar(files) or 0)


def erase_date(settings: Settings, day: date, *, by: str, reason: str, witness: Witness = database.unseen) -> Erased:
    """Take back and empty all imports of a date, with their originals. Raises Refused where there is none."""
    with database.writing(settings.database_url) as connection:
        waiting.refuse_while_waiting(connection, Upload.as_of == day)
        extent = extent_of_date(connection, day)
        standing = select(Import.id).where(Import.id.in_(extent.imports), Import.undone_at.is_(None))
        for import_id in connection.scalars(standing).all():
            loading.undo(connection, import_id, by)
        erased, gone = _empty(connection, extent)
        _write_down(connection, "date", subject=day.isoformat(), erased=erased, by=by, reason=reason)
        witness(connection, erased)
    remove_files(settings.database_url, settings, gone)
    return erased


def erase_import(
    settings: Settings, import_id: int, *, by: str, reason: str, witness: Witness = database.unseen
) -> Erased:
    """Empty an import that was undone, with its originals. Raises Refused where it cannot be."""
    with database.writing(settings.database_url) as connection:
        erased, gone = _empty(connection, extent_of_import(connection, import_id))
        _write_down(connection, "import", subject=str(import_id), erased=erased, by=by, reason=reason)
        witness(connection, erased)
    remove_files(settings.database_url, settings, gone)
    return erased


def _empty(connection: Connection, extent: Extent) -> tuple[Erased, set[_File]]:
    """Remove everything of imports but their numbers; give the originals that nobody names any more."""
    rosters = select(Roster.id).where(Roster.import_id.in_(extent.imports))
    files = select(ImportFile.id).where(ImportFile.import_id.in_(extent.imports))
    before = named_files(connection, ImportFile.import_id.in_(extent.imports))
    for people in (Staff, Leaver):
        connection.execute(delete(people).where(or_(people.roster_id.in_(rosters), people.file_id.in_(files))))
    connection.execute(delete(HeldPerson).where(HeldPerson.file_id.in_(files)))
    for table in (Problem, Roster, ImportFile):
        connection.execute(delete(table).where(table.import_id.in_(extent.imports)))
    connection.execute(update(Import).where(Import.id.in_(extent.imports)).values(erased_at=_now()))
    _remove_answers_on_nobody(connection)
    gone = before - named_files(connection)
    return Erased(extent.people, removed=len(gone)), gone


def _remove_answers_on_nobody(connection: Connection) -> None:
    """Remove the answers about rows that no list has any more: of a pair, where either is gone."""
    pairs = connection.execute(select(PersonMatch.earlier, PersonMatch.later)).all()
    left = connection.scalars(select(LeavingReason.person)).all()
    if not pairs and not left:
        return
    query = select(Staff.full_name, Staff.birth_date, Unit.code).join(Roster, Staff.roster_id == Roster.id)
    rows = connection.execute(query.join(Unit, Roster.unit_id == Unit.id).distinct())
    there = {person_digest(*row) for row in rows}
    for earlier, later in pairs:
        if not {earlier, later} <= there:
            connection.execute(delete(PersonMatch).where(PersonMatch.earlier == earlier, PersonMatch.later == later))
    for person in left:
        if person not in there:
            connection.execute(delete(LeavingReason).where(LeavingReason.person == person))


# Originals alone


def release_originals(
    settings: Settings, file_ids: Collection[int], *, by: str, reason: str, witness: Witness = database.unseen
) -> int:
    """Remove originals whose time of keeping is over; the people whom they brought stay. Gives their number."""
    with database.writing(settings.database_url) as connection:
        before = set(_files(connection, file_ids).values())
        for ids in _parts(sorted(file_ids)):
            connection.execute(update(ImportFile).where(ImportFile.id.in_(ids)).values(released_at=_now()))
        gone = before - named_files(connection)
        if gone:
            erased = Erased(0, removed=len(gone))
            _write_down(connection, "originals", subject="", erased=erased, by=by, reason=reason)
            witness(connection, erased)
    remove_files(settings.database_url, settings, gone)
    return len(gone)


def _write_down(connection: Connection, kind: str, subject: str, erased: Erased, by: str, reason: str) -> None:
    files = erased.rewritten + erased.removed
    values = {"kind": kind, "subject": subject, "people": erased.people, "files": files, "reason": reason[:255]}
    connection.execute(insert(Erasure).values(values | {"at": _now(), "by": by[:80]}))


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
