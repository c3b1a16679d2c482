"""The rosters that have been sent for a date, and the units that the problems of those rosters belong to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Subquery, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from models import Import, ImportFile, Problem, Roster, Staff, Unit
from stats.queries.provinces import in_province

_OF_ANOTHER_UNIT = frozenset({"unknown_unit", "unit_not_then"})
"""Kinds of people who were held back because their unit is unclear; `suggestion` is the unit that they may be of."""
_REPORTED_ONCE = frozenset({"shared_column", "unread_column_known_values"})
"""Kinds that the write side tells at a file's first sheet only, though they hold for all of its sheets."""


@dataclass(frozen=True, slots=True)
class SentRow:
    """A unit's current roster on a date: which import brought it, when (UTC), how many people."""

    unit: str
    import_id: int
    loaded_at: datetime
    people: int


@dataclass(frozen=True, slots=True)
class UnitProblemRow:
    """A problem of rosters that count, and the codes of the units that it concerns.

    `is_own`: it is one unit's. Else it stands for a whole sheet or file, and `units` are those of it that still count;
    they are empty where the file brought nobody at all.
    """

    code: str
    severity: str
    file: str
    sheet: str
    cell: str
    units: frozenset[str]
    is_own: bool


def sent(c: Connection, as_of: date, province: str) -> list[SentRow]:
    """List the current rosters of the province on that date, in the order of the units' codes."""
    query = (
        select(Unit.code, Import.id, Import.loaded_at, func.count(Staff.id))
        .select_from(Roster)
        .join(Unit, Roster.unit_id == Unit.id)
        .join(Import, Roster.import_id == Import.id)
        .outerjoin(Staff, Staff.roster_id == Roster.id)
        .where(*_current(c, as_of, province))
        .group_by(Unit.code, Import.id, Import.loaded_at)
        .order_by(Unit.code)
    )
    return [SentRow(*row) for row in c.execute(query)]


def unit_problems(c: Connection, as_of: date, province: str) -> list[UnitProblemRow]:
    """List the problems of the imports that brought the current rosters, as far as they concern these rosters.

    A problem's row belongs to the unit of the person on it; a row of nobody's to the unit around it, if it is one
    unit; a column or a title to all units of the sheet, and what has no sheet of people to all units of the file.
    """
    current = _current(c, as_of, province)
    query = select(Roster.id, Unit.code).join(Unit, Roster.unit_id == Unit.id).where(*current)
    ours = {row.id: row.code for row in c.execute(query)}
    files = _Files(c, ours, _places(c, current))
    concerned: dict[int, set[int]] = {}
    heads = {}
    for row in c.execute(_problems(current, files.ids)):
        heads[row.id] = (row.code, row.severity, row.file, row.sheet, row.cell)
        concerned.setdefault(row.id, set()).update(files.rosters_of(row))
    rows = []
    for problem_id, head in heads.items():
        rosters = concerned[problem_id]
        units = frozenset(ours[roster_id] for roster_id in rosters if roster_id in ours)
        # Problems of rosters that were replaced since, or of another province, are nobody's here.
        if units or not rosters:
            rows.append(UnitProblemRow(*head, units, len(rosters) == 1))
    return rows


def _current(c: Connection, as_of: date, province: str) -> tuple[Any, ...]:
    return Roster.is_current, Roster.as_of == as_of, in_province(c, province)


def _places(c: Connection, current: Sequence[Any]) -> dict[tuple[int, str], set[int]]:
    """Map file and sheet to the current rosters whose people are on it."""
    query = select(Staff.file_id, Staff.sheet, Staff.roster_id).join(Roster, Staff.roster_id == Roster.id).distinct()
    places: dict[tuple[int, str], set[int]] = {}
    for file_id, sheet, roster_id in c.execute(query.where(*current)):
        places.setdefault((file_id, sheet), set()).add(roster_id)
    return places


_ANOTHER = 0
"""A sign among ids of rosters for one that is not ours."""


class _Files:
    """The files that the current rosters came in, and the places in them of each roster's people."""

    def __init__(self, c: Connection, ours: Mapping[int, str], places: Mapping[tuple[int, str], set[int]]) -> None:
        self._connection, self._ours, self._places = c, ours, places
        self._rosters: dict[tuple[int, str | None], set[int]] = {}

    @property
    def ids(self) -> set[int]:
        """The files' ids."""
        return {file_id for file_id, _ in self._places}

    def rosters_of(self, row: Any) -> Collection[int]:
        """Give the rosters that a row of `_problems` concerns; empty where nobody is in its file, or of its unit."""
        rosters = self._around(row) if row.has_people else ()
        meant = row.suggestion if row.code in _OF_ANOTHER_UNIT and row.after_row != row.row else ""
        return () if meant and meant not in {self._ours.get(each) for each in rosters} else rosters

    def _around(self, row: Any) -> Collection[int]:
        if row.code in _REPORTED_ONCE or row.after is row.before is None:
            return self._all(row.file_id, None)
        if row.after_row == row.row or row.after == row.before:
            return (row.after,)
        return self._all(row.file_id, row.sheet)

    def _all(self, file_id: int, sheet: str | None) -> set[int]:
        """Give the rosters of a sheet, or (None) of a whole file; others than ours are one."""
        if (file_id, sheet) not in self._rosters:
            here = (ids for (file, name), ids in self._places.items() if file == file_id and sheet in (None, name))
            rosters = set().union(*here)
            there = [Staff.file_id == file_id, *([Staff.sheet == sheet] if sheet is not None else [])]
            others = select(exists().where(*there, Staff.roster_id.not_in(list(self._ours))))
            if len(rosters) <= 1 and self._connection.scalar(others):
                rosters.add(_ANOTHER)
            self._rosters[file_id, sheet] = rosters
        return self._rosters[file_id, sheet]


def _problems(current: Sequence[Any], ids: Collection[int]) -> Select[Any]:
    """SELECT the problems of these files, and of files without people, with the rosters of the people around them.

    `after` is the roster of the first person on the problem's row or below it, `before` that of the last one above.
    """
    files = _files(current, ids)
    row = _row_of(Problem.cell)
    on_sheet = select(Staff.roster_id).where(Staff.file_id == files.c.file_id, Staff.sheet == Problem.sheet)
    after = on_sheet.where(Staff.row >= row).order_by(Staff.row, Staff.roster_id).limit(1)
    before = on_sheet.where(Staff.row < row).order_by(Staff.row.desc(), Staff.roster_id.desc()).limit(1)
    is_its_file = and_(Problem.import_id == files.c.import_id, Problem.file == files.c.file)
    return (
        select(
            *(
                Problem.id,
                Problem.code,
                Problem.severity,
                Problem.file,
                Problem.sheet,
                Problem.cell,
                Problem.suggestion,
            ),
            files.c.file_id,
            files.c.has_people,
            row.label("row"),
            after.with_only_columns(Staff.row).scalar_subquery().label("after_row"),
            after.scalar_subquery().label("after"),
            before.scalar_subquery().label("before"),
        )
        .join(files, is_its_file)
        .order_by(Problem.id)
    )


def _files(current: Sequence[Any], ids: Collection[int]) -> Subquery:
    """SELECT the files of the imports that have problems, as far as they have one of these ids, or no people.

    An import may be of many provinces: its files are looked at before their problems.
    """
    imports = select(Roster.import_id).where(*current)
    named = select(Problem.import_id, Problem.file).where(Problem.import_id.in_(imports)).distinct().subquery()
    is_it = and_(ImportFile.import_id == named.c.import_id, ImportFile.name == named.c.file)
    has_people = exists().where(Staff.file_id == ImportFile.id)
    query = select(named.c.import_id, named.c.file, ImportFile.id.label("file_id"), has_people.label("has_people"))
    return query.outerjoin(ImportFile, is_it).where(or_(ImportFile.id.in_(ids), ~has_people)).subquery()


def _row_of(cell: InstrumentedAttribute[str]) -> ColumnElement[int]:
    """Read the row's number of an address, 0 where there is none."""
    digits = func.ltrim(cell, _LETTERS)
    is_number = and_(digits != "", func.rtrim(digits, _DIGITS) == "")
    return case((is_number, cast(digits, Integer)), else_=0)


_LETTERS, _DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
