"""The rows that a number counts: file, sheet and row of each person, and the same person on other dates."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from models import ImportFile, Roster, Staff, Unit
from reference.fields import staff_fields
from reference.spelling import key
from stats.queries.people import chosen_people
from stats.queries.provinces import province_ids
from stats.queries.scopes import DISTRICT, in_scope, rows_of
from stats.scope import Scope
from stats.selection import Selection


@dataclass(frozen=True, slots=True)
class TracedRow:
    """A person's row: the file with its hash, sheet and row, the file's columns."""

    id: int
    file: str
    sha256: str
    sheet: str
    row: int
    unit: str
    full_name: str
    birth_date: str | None
    columns: Mapping[str, str]
    """Column letter -> field, «field:code» for a column of marks; none where the file's record does not tell."""
    headings: Mapping[str, str]
    """Column letter -> heading as it is written."""

    @property
    def place(self) -> str:
        """The row as people name it: «file › sheet › dòng n»."""
        return " › ".join([self.file, *([self.sheet] if self.sheet else []), f"dòng {self.row}"])


@dataclass(frozen=True, slots=True)
class SameName:
    """A row of somebody of one name and birth date on a date."""

    as_of: date
    unit: str
    position: str | None
    education: str | None
    file: str
    sheet: str
    row: int
    full_name: str


def traced_rows(
    c: Connection,
    selection: Selection,
    where: Mapping[str, str | None],
    *,
    scope: Scope,
    province: str,
    units: Collection[str] | None = None,
) -> list[TracedRow]:
    """List the rows of the people whom a number counts, as far as they are of the scope, by unit and row.

    Raises NotToldError where the number itself tells a field that is hidden from the scope.
    """
    scope.require(where)
    place = [Staff.id, ImportFile.name, ImportFile.sha256, Staff.sheet, Staff.row, Unit.name]
    columns = [Staff.file_id, *place, Staff.full_name, Staff.birth_date]
    query = chosen_people(c, selection, columns, where, province=province, units=units)
    rows = c.execute(query.where(*in_scope(scope)).order_by(Unit.code, Staff.id)).all()
    return _all_traced(c, [tuple(row) for row in rows])


def rows_of_ids(c: Connection, ids: Collection[int], *, scope: Scope) -> list[TracedRow]:
    """List current rows by their numbers, as far as they are of the scope, by unit and row."""
    place = [Staff.file_id, Staff.id, ImportFile.name, ImportFile.sha256, Staff.sheet, Staff.row, Unit.name]
    rows = map(tuple, rows_of(c, [*place, Staff.full_name, Staff.birth_date, Unit.code], ids, scope))
    return _all_traced(c, [row[:-1] for row in sorted(rows, key=lambda row: (row[-1], row[1]))])


def _all_traced(c: Connection, rows: Sequence[Sequence[Any]]) -> list[TracedRow]:
    """Put the columns of their files beside rows that begin with the file's number."""
    files = {row[0] for row in rows}
    records = select(ImportFile.id, ImportFile.record).where(ImportFile.id.in_(files))
    read = {each.id: each.record for each in c.execute(records)} if files else {}
    known = {(file, sheet): _columns(read[file], sheet) for file, sheet in {(row[0], row[4]) for row in rows}}
    return [_traced(about, known[number, about[3]]) for number, *about in rows]


def counts_of_files(
    c: Connection,
    selection: Selection,
    where: Mapping[str, str | None],
    *,
    province: str,
    units: Collection[str] | None = None,
) -> list[tuple[str, str, int]]:
    """Count the people whom a number counts by file and sheet, without naming anybody."""
    columns = [ImportFile.name, Staff.sheet, func.count(Staff.id)]
    query = chosen_people(c, selection, columns, where, province=province, units=units)
    query = query.group_by(ImportFile.name, Staff.sheet).order_by(ImportFile.name, Staff.sheet)
    return [(file, sheet, number) for file, sheet, number in c.execute(query)]


def _traced(about: Sequence[Any], columns: tuple[dict[str, str], dict[str, str]]) -> TracedRow:
    number, file, sha256, sheet, row, unit, name, born = about
    return TracedRow(number, file, sha256, sheet, row, unit, name, born, *columns)


def _columns(record: Mapping[str, Any], sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    columns: dict[str, str] = {}
    headings: dict[str, str] = {}
    for each in record.get("sheets", ()):
        if each.get("sheet") == sheet:
            columns |= each.get("columns", {})
            headings |= each.get("header_paths", {})
    return columns, headings


def rows_of_one(c: Connection, staff_id: int, *, scope: Scope, province: str) -> list[SameName]:
    """List the current rows of all dates with a person's name and birth date; none where no birth date is known."""
    person = c.execute(select(Staff.full_name, Staff.birth_date).where(Staff.id == staff_id)).one_or_none()
    if person is None or person.birth_date is None:
        return []
    query = (
        select(
            Roster.as_of,
            Unit.name,
            Staff.position,
            Staff.education,
            ImportFile.name,
            Staff.sheet,
            Staff.row,
            Staff.full_name,
        )
        .select_from(Staff)
        .join(Roster, Staff.roster_id == Roster.id)
        .join(Unit, Roster.unit_id == Unit.id)
        .outerjoin(DISTRICT, Roster.district_id == DISTRICT.id)
        .join(ImportFile, Staff.file_id == ImportFile.id)
        .where(Roster.is_current, Staff.birth_date == person.birth_date, *in_scope(scope))
    )
    ids = province_ids(c, province)
    query = query if ids is None else query.where(Roster.province_id.in_(ids))
    same = key(person.full_name)
    return [SameName(*row) for row in c.execute(query.order_by(Roster.as_of, Staff.id)) if key(row.full_name) == same]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of somebody in an import, also one that does not count any more; `values`: field -> what it says."""

    as_of: date
    unit: str
    import_id: int
    file: str
    sheet: str
    row: int
    counts: bool
    values: Mapping[str, str | None]


def rows_of_name(c: Connection, name: str, born: str, *, scope: Scope) -> list[PersonRow]:
    """List the rows of a name and birth date («1975-03-02», «» for none) in all imports of the scope, by date."""
    fields = [field for field in staff_fields() if field not in scope.hidden]
    place = (
        Staff.full_name, Roster.as_of, Unit.name, Roster.import_id, ImportFile.name, Staff.sheet, Staff.row,
        Roster.is_current,
    )  # fmt: skip
    query = select(*place, *(getattr(Staff, field) for field in fields)).join(Roster, Staff.roster_id == Roster.id)
    query = query.join(Unit, Roster.unit_id == Unit.id).join(ImportFile, Staff.file_id == ImportFile.id)
    query = query.outerjoin(DISTRICT, Roster.district_id == DISTRICT.id).order_by(Roster.as_of, Staff.id)
    born_then = Staff.birth_date == born if born else Staff.birth_date.is_(None)
    same = key(name)
    rows = c.execute(query.where(born_then, *in_scope(scope)))
    return [
        PersonRow(
            day,
            unit,
            import_id=number,
            file=file,
            sheet=sheet,
            row=row,
            counts=counts,
            values=dict(zip(fields, values, strict=True)),
        )
        for full_name, day, unit, number, file, sheet, row, counts, *values in map(tuple, rows)
        if key(full_name) == same
    ]
