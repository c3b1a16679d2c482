"""The imports: their files, problems, time and clerk; the data's version; the office's settings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Select, bindparam, func, select

import office_register
from models import Deadline, Erasure, HeldPerson, Import, ImportFile, OfficeSetting, Problem, Roster, Staff
from reference import provinces
from stats.queries.figures import figures_state
from stats.queries.movers import answers_state
from stats.queries.provinces import in_province
from stats.queries.scopes import imports_in, places_of_import
from stats.queries.standing import has_real
from stats.scope import Scope


def data_version(c: Connection) -> str:
    """Give a text that changes with whatever figures are made of, in whatever database: «9.0.3f2a91bc».

    Its parts: the newest import, how many were taken back (and erased: «1-2»), and a hash of the rest: when that import
    came, figures of units, the office's own units, the answers on people between two dates.
    """
    return state_of_data(c, date.max).version


@dataclass(frozen=True, slots=True)
class DataState:
    """The state of the data at the beginning of a page's run."""

    version: str
    """As `data_version`."""
    settings: Mapping[str, str]
    """The keys that were asked for and that the office has chosen, with their values."""
    next_due: tuple[date, date] | None
    """The date whose rosters are due next, and until when; None: no deadline is to come."""


def state_of_data(c: Connection, today: date, *keys: str) -> DataState:
    """Ask for version, settings of these keys and the next deadline from `today` on, all at once."""
    newest, undone, erased, next_as_of, next_due_on, *more = c.execute(_state(keys), {"today": today}).one()
    rest, values = more[: len(more) - len(keys)], more[len(more) - len(keys) :]
    settings = {key: value for key, value in zip(keys, values, strict=True) if value is not None}
    gone = f"{undone}-{erased}" if erased else str(undone)
    due = (next_as_of, next_due_on) if next_as_of and next_due_on else None
    return DataState(f"{newest or 0}.{gone}.{_hash_of(tuple(rest))}", settings, due)


@lru_cache(maxsize=8)
def _hash_of(rest: tuple[object, ...]) -> str:
    return blake2b("|".join(map(str, rest)).encode(), digest_size=4).hexdigest()


@lru_cache(maxsize=8)
def _state(keys: tuple[str, ...]) -> Select[Any]:
    """Write the question that each run of a page begins with; writing it took as long as its answer."""
    last = select(func.max(Import.id)).scalar_subquery()
    loaded_at = select(Import.loaded_at).where(Import.id == last).scalar_subquery()
    gone = select(func.count()).select_from(Import).where(Import.undone_at.is_not(None)).scalar_subquery()
    erased = select(func.count()).select_from(Erasure).scalar_subquery()
    coming = Deadline.due_on >= bindparam("today", type_=Date)
    due = (
        select(column).where(coming).order_by(Deadline.due_on).limit(1).scalar_subquery()
        for column in (Deadline.as_of, Deadline.due_on)
    )
    chosen = (select(OfficeSetting.value).where(OfficeSetting.key == key).scalar_subquery() for key in keys)
    office = (office_register.NUMBER, office_register.NEWEST)
    return select(last, gone, erased, *due, loaded_at, *office, *figures_state(), *answers_state(), *chosen)


def office_settings(c: Connection) -> dict[str, str]:
    """Give the values that the office chose, by key."""
    return {row.key: row.value for row in c.execute(select(OfficeSetting.key, OfficeSetting.value))}


def setting(c: Connection, key: str, default: str) -> str:
    """Give the value that the office chose for the key, or the default."""
    value = c.scalar(select(OfficeSetting.value).where(OfficeSetting.key == key))
    return default if value is None else value


def home_province(c: Connection, text: str) -> str:
    """Give the code of the office's province: the chosen one, else that of `text`; ReferenceError where none is."""
    return provinces.home(setting(c, "province", ""), text)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import; `status`: `standing`, `replaced`, `undone`, `erased`, `demo_withdrawn` (`labels.import_status`)."""

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


def imports(c: Connection, *, scope: Scope, province: str | None = None) -> list[ImportRow]:
    """List the imports that brought a roster of the scope, newest first.

    Of a province: those that brought rosters of it, with only these as units.
    """
    return _imports(c, () if scope.is_whole else [Import.id.in_(imports_in(scope))], province)


def _imports(c: Connection, conditions: Sequence[ColumnElement[bool]], province: str | None = None) -> list[ImportRow]:
    rosters = select(Roster.import_id, Roster.is_current, func.count()).group_by(Roster.is_current, Roster.import_id)
    if province is not None:
        conditions = [*conditions, Import.id.in_(select(Roster.import_id).where(in_province(c, province)))]
        rosters = rosters.where(in_province(c, province))
    elif conditions:
        rosters = rosters.where(Roster.import_id.in_(select(Import.id).where(*conditions)))
    units: dict[int, tuple[int, int]] = {}
    for import_id, is_current, number in c.execute(rosters):
        every, current = units.get(import_id, (0, 0))
        units[import_id] = every + number, current + is_current * number
    named = select(ImportFile.import_id, ImportFile.name).join(Import, ImportFile.import_id == Import.id)
    files: dict[int, list[str]] = {}
    for import_id, name in c.execute(named.where(*conditions).order_by(ImportFile.id)):
        files.setdefault(import_id, []).append(name)
    real_stands = has_real(c)
    rows = c.execute(select(Import).where(*conditions).order_by(Import.id.desc()))
    return [_import_row(row, units.get(row.id, (0, 0)), tuple(files.get(row.id, ())), real_stands) for row in rows]


def _import_row(row: Any, units: tuple[int, int], files: tuple[str, ...], real_stands: bool) -> ImportRow:
    rosters, current = units
    if row.erased_at is not None:
        status = "erased"
    elif row.undone_at is not None:
        status = "undone"
    elif row.is_demo and real_stands:
        status = "demo_withdrawn"
    else:
        status = "replaced" if rosters and not current else "standing"
    return ImportRow(
        id=row.id,
        as_of=row.as_of,
        loaded_at=row.loaded_at,
        by=row.loaded_by,
        files=files,
        rows=row.rows_loaded,
        rows_read=row.rows_read,
        rows_held=row.rows_held,
        units=rosters,
        units_current=current,
        is_demo=row.is_demo,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
        status=status,
    )


@dataclass(frozen=True, slots=True)
class ImportFileRow:
    """A file of an import; `record` is what was recognised, as `load --json` prints it."""

    name: str
    sha256: str
    size: int
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ImportDetails:
    """One import with its files and the numbers of its problems."""

    row: ImportRow
    files: tuple[ImportFileRow, ...]
    errors: int
    warnings: int
    people_current: int
    """The people of those of its rosters that count now; nothing newer has come for their units."""
    held_known: int
    """Those of the rows held back of whom it is known who they are: none of loads before this was kept."""

    @property
    def vacancies(self) -> dict[tuple[str, str], int]:
        """The vacant posts that the files list, by the names of unit and post."""
        counts: Counter[tuple[str, str]] = Counter()
        for sheet in (sheet for file in self.files for sheet in file.record.get("sheets", ())):
            for vacancy in sheet.get("vacancies", ()):
                counts[vacancy["unit_name"], vacancy["position"]] += vacancy["count"]
        return counts


def import_details(c: Connection, import_id: int, scope: Scope) -> ImportDetails | None:
    """Find an import; None when there is none of that id, or when it has a roster that is not of the scope."""
    rows = _imports(c, [Import.id == import_id])
    if not rows or not scope.covers_all(places_of_import(c, import_id)):
        return None
    files = c.execute(
        select(ImportFile.name, ImportFile.sha256, ImportFile.size, ImportFile.record)
        .where(ImportFile.import_id == import_id)
        .order_by(ImportFile.id)
    )
    severities = c.scalars(select(Problem.severity).where(Problem.import_id == import_id)).all()
    current = select(func.count()).select_from(Staff).join(Roster, Staff.roster_id == Roster.id)
    return ImportDetails(
        rows[0],
        tuple(ImportFileRow(*row) for row in files),
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        people_current=c.scalar(current.where(Roster.import_id == import_id, Roster.is_current)) or 0,
        held_known=c.scalar(_held.where(ImportFile.import_id == import_id)) or 0,
    )


_held = select(func.count()).select_from(HeldPerson).join(ImportFile, HeldPerson.file_id == ImportFile.id)


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


def problems(c: Connection, import_id: int, scope: Scope) -> list[ProblemRow]:
    """List an import's problems in the order in which they were found; none where it is not all of the scope."""
    if not scope.covers_all(places_of_import(c, import_id)):
        return []
    columns = [getattr(Problem, name) for name in ProblemRow.__dataclass_fields__]
    rows = c.execute(select(*columns).where(Problem.import_id == import_id).order_by(Problem.id))
    return [ProblemRow(*row) for row in rows]
