"""Questions to the database: a Connection in, plain values out; only current rosters are ever seen.

`province` is a province's name («Tỉnh Bắc Ninh»), None for whatever provinces there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    case,
    cast,
    exists,
    extract,
    func,
    literal,
    null,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

import reference
from dashboard.selection import Selection
from models import Import, ImportFile, OfficeSetting, Problem, Roster, Staff, Unit

_District = aliased(Unit, name="districts")
_Province = aliased(Unit, name="provinces")

_Column = ColumnElement[Any] | InstrumentedAttribute[Any]

Counts = dict[tuple[str | None, ...], int]
"""People by codes, one code for each dimension asked for; None: the roster does not say."""

FLAT_COLUMNS = (
    "as_of", "unit_code", "unit_name", "unit_type", "district_code", "district_name", "full_name", "birth_date",
    "gender", "category", "position", "ethnicity", "religion", "party_member", "schooling", "education", "major",
    "political_theory", "state_management", "it", "it_detail", "english", "other_language", "ethnic_language", "source",
)  # fmt: skip
"""The flat table's columns in the contract's order."""

DIMENSIONS = (*FLAT_COLUMNS, "district", "unit", "age_band")
"""What people can be counted by."""


def _age_band() -> ColumnElement[Any]:
    """The code of the band of completed years on the roster's date; NULL where no birth date is known."""
    on = Roster.as_of
    number = extract("year", on) * 10_000 + extract("month", on) * 100 + extract("day", on)
    age = (cast(number, Integer) - Staff.birth_number) // 10_000
    *younger, oldest = reference.age_bands()
    bands = [(age <= band.last, literal(band.code)) for band in younger]
    return case((Staff.birth_number.is_(None), null()), *bands, else_=literal(oldest.code))


def _source() -> ColumnElement[Any]:
    sheet = case((Staff.sheet == "", ""), else_=literal(" › ") + Staff.sheet)
    return ImportFile.name + sheet + literal(" › dòng ") + cast(Staff.row, ImportFile.name.type)


def _columns() -> dict[str, ColumnElement[Any]]:
    own = {name: getattr(Staff, name) for name in FLAT_COLUMNS if hasattr(Staff, name)}
    return own | {
        "as_of": Roster.as_of,
        "unit_code": Unit.code,
        "unit_name": Unit.name,
        "unit_type": Unit.kind,
        "district_code": _District.code,
        "district_name": _District.name,
        "source": _source(),
        "district": _District.code,
        "unit": Unit.code,
        "age_band": _age_band(),
    }


_COLUMNS = _columns()


def _people(columns: Iterable[_Column], province: str | None) -> Select[Any]:
    """SELECT `columns` over the people of current rosters, with their unit, district and file."""
    query = (
        select(*columns)
        .select_from(Staff)
        .join(Roster, Staff.roster_id == Roster.id)
        .join(Unit, Roster.unit_id == Unit.id)
        .outerjoin(_District, Roster.district_id == _District.id)
        .join(ImportFile, Staff.file_id == ImportFile.id)
        .where(Roster.is_current)
    )
    return query if province is None else query.where(_in_province(province))


def _in_province(name: str) -> ColumnElement[bool]:
    return Roster.province_id.in_(select(_Province.id).where(_Province.name == name, _Province.level == "province"))


def _conditions(selection: Selection) -> list[ColumnElement[bool]]:
    """The selection's conditions, but its date."""
    chosen = {name: getattr(selection, name) for name in ("district", "unit", "unit_type", "category")}
    return [_COLUMNS[name] == value for name, value in chosen.items() if value is not None]


def _matches(where: Mapping[str, str | None]) -> list[ColumnElement[bool]]:
    """One condition for each dimension; None asks for those who declare nothing."""
    return [
        _COLUMNS[name].is_(None) if value is None else _COLUMNS[name] == (_day(value) if name == "as_of" else value)
        for name, value in where.items()
    ]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def counts(
    c: Connection,
    selection: Selection,
    by: Sequence[str],
    *,
    province: str | None = None,
    where: Mapping[str, str | None] | None = None,
) -> Counts:
    """People of the selection by the dimensions `by` (names of DIMENSIONS; district and unit give codes).

    `where` narrows further, dimension -> value. Combinations without people are left out; without dimensions the
    one key is (). Raises KeyError for a name that is no dimension.
    """
    columns = [_COLUMNS[name] for name in by]
    query = _people([func.count(), *columns], province).where(
        Roster.as_of == selection.as_of, *_conditions(selection), *_matches(where or {})
    )
    rows = c.execute(query.group_by(*columns) if columns else query)
    return {tuple(_text(value) for value in key): number for number, *key in rows}


def _text(value: object) -> str | None:
    """A date is a code like the others: its ISO text."""
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)


def headcount(c: Connection, selection: Selection, *, province: str | None = None) -> int:
    """How many people the selection has."""
    return counts(c, selection, (), province=province)[()]


def trend(
    c: Connection, selection: Selection, by: str, *, province: str | None = None
) -> dict[date, dict[str | None, int]]:
    """People by one dimension on every date that has data, oldest first; the selection's own date does not matter."""
    column = _COLUMNS[by]
    query = _people([Roster.as_of, column, func.count()], province).where(*_conditions(selection))
    dates: dict[date, dict[str | None, int]] = {}
    for as_of, code, number in c.execute(query.group_by(Roster.as_of, column).order_by(Roster.as_of)):
        dates.setdefault(as_of, {})[_text(code)] = number
    return dates


def flat_rows(c: Connection, as_of: date, *, province: str | None = None) -> list[tuple[Any, ...]]:
    """The flat table of one date, columns as FLAT_COLUMNS, sorted by unit code, then by order in the file."""
    query = _people([_COLUMNS[name] for name in FLAT_COLUMNS], province).where(Roster.as_of == as_of)
    return [tuple(row) for row in c.execute(query.order_by(Unit.code, Staff.id))]


# Dates, places


def as_of_dates(c: Connection, *, province: str | None = None) -> list[date]:
    """The dates that have current rosters, newest first."""
    query = select(Roster.as_of).distinct().where(Roster.is_current)
    if province is not None:
        query = query.where(_in_province(province))
    return sorted(c.scalars(query), reverse=True)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A commune-level unit of the register on a date, and whether its people are known."""

    code: str
    name: str
    unit_type: str
    district_code: str | None
    district_name: str | None
    has_roster: bool


def units(c: Connection, as_of: date, province: str) -> list[UnitRow]:
    """The register's commune-level units of the province on that date, in the order of their codes."""
    query = select(Unit.code).distinct().join(Roster, Roster.unit_id == Unit.id)
    with_roster = set(c.scalars(query.where(Roster.is_current, Roster.as_of == as_of, _in_province(province))))
    names = {row.code: row.name for row in districts(c, as_of, province)}
    return [
        UnitRow(
            unit.code,
            unit.name,
            unit.kind,
            unit.parent_code if unit.parent_code in names else None,
            names.get(unit.parent_code or ""),
            unit.code in with_roster,
        )
        for unit in reference.communes_on(as_of, province)
    ]


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district of the register on a date; `kind` is `city`, `town` or `rural_district`."""

    code: str
    name: str
    kind: str


def districts(c: Connection, as_of: date, province: str) -> list[DistrictRow]:
    """The register's districts of the province on that date, in the order of their codes; none from 01/07/2025."""
    standing = reference.units_on(as_of)
    codes = {unit.code for unit in standing if unit.level == "province" and unit.name == province}
    found = (unit for unit in standing if unit.level == "district" and unit.parent_code in codes)
    return [DistrictRow(unit.code, unit.name, unit.kind) for unit in sorted(found, key=lambda unit: unit.code)]


# What was loaded


def data_version(c: Connection) -> str:
    """A text that changes with every load and every undo, in whatever database the URL now names."""
    newest, loaded, undone = c.execute(
        select(func.max(Import.id), func.max(Import.loaded_at), func.count(Import.undone_at))
    ).one()
    return f"{newest or 0}.{undone}.{loaded or ''}"


def is_demo(c: Connection) -> bool:
    """Whether the data that are shown now are invented ones."""
    query = select(exists().where(Roster.is_current, Roster.import_id == Import.id, Import.is_demo))
    return bool(c.scalar(query))


def setting(c: Connection, key: str, default: str) -> str:
    """What the office chose, or the default."""
    value = c.scalar(select(OfficeSetting.value).where(OfficeSetting.key == key))
    return default if value is None else value


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import; `status` is `standing`, `replaced`, `undone` or `demo_withdrawn` (`labels.import_status`)."""

    id: int
    as_of: date
    loaded_at: datetime
    by: str
    files: tuple[str, ...]
    rows: int
    rows_read: int
    rows_held: int
    units: int
    units_current: int
    is_demo: bool
    undone_at: datetime | None
    undone_by: str | None
    status: str


def imports(c: Connection) -> list[ImportRow]:
    """Every import, newest first."""
    return _imports(c, ())


def _imports(c: Connection, conditions: Iterable[ColumnElement[bool]]) -> list[ImportRow]:
    current = func.coalesce(func.sum(case((Roster.is_current, 1), else_=0)), 0)
    query = (
        select(Import, func.count(Roster.id), current)
        .outerjoin(Roster, Roster.import_id == Import.id)
        .where(*conditions)
        .group_by(Import.id)
        .order_by(Import.id.desc())
    )
    files: dict[int, list[str]] = {}
    for import_id, name in c.execute(select(ImportFile.import_id, ImportFile.name).order_by(ImportFile.id)):
        files.setdefault(import_id, []).append(name)
    is_real = exists().where(Import.undone_at.is_(None), ~Import.is_demo)
    real_stands = bool(c.scalar(select(is_real)))
    return [_import_row(row, tuple(files.get(row.id, ())), real_stands) for row in c.execute(query)]


def _import_row(row: Any, files: tuple[str, ...], real_stands: bool) -> ImportRow:
    *_, rosters, current = row
    if row.undone_at is not None:
        status = "undone"
    elif row.is_demo and real_stands:
        status = "demo_withdrawn"
    else:
        status = "replaced" if rosters and not current else "standing"
    return ImportRow(
        row.id, row.as_of, row.loaded_at, row.loaded_by, files, row.rows_loaded, row.rows_read, row.rows_held,
        rosters, int(current), row.is_demo, row.undone_at, row.undone_by, status,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportFileRow:
    """A file of an import; `record` is what was recognised, as `load --json` prints it."""

    name: str
    sha256: str
    size: int
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ImportDetails:
    """One import with its files and how many problems it had."""

    row: ImportRow
    files: tuple[ImportFileRow, ...]
    errors: int
    warnings: int


def import_details(c: Connection, import_id: int) -> ImportDetails | None:
    """One import; None when there is none of that id."""
    found = _imports(c, [Import.id == import_id])
    if not found:
        return None
    files = c.execute(
        select(ImportFile.name, ImportFile.sha256, ImportFile.size, ImportFile.record)
        .where(ImportFile.import_id == import_id)
        .order_by(ImportFile.id)
    )
    severities = c.scalars(select(Problem.severity).where(Problem.import_id == import_id)).all()
    return ImportDetails(
        found[0], tuple(ImportFileRow(*row) for row in files), severities.count("error"), severities.count("warning")
    )


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem of an import, as `etl.problems.Problem`."""

    code: str
    severity: str
    file: str
    sheet: str
    cell: str
    field: str
    value: str
    message: str
    suggestion: str


def problems(c: Connection, import_id: int) -> list[ProblemRow]:
    """An import's problems in the order in which they were found."""
    columns = [getattr(Problem, name) for name in ProblemRow.__dataclass_fields__]
    rows = c.execute(select(*columns).where(Problem.import_id == import_id).order_by(Problem.id))
    return [ProblemRow(*row) for row in rows]
