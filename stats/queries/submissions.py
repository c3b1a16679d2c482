"""Who has sent a roster for a date, and which units the problems of those rosters belong to."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, exists, func, select

from models import Import, ImportFile, Problem, Roster, Staff, Unit
from stats.queries.people import in_province

_TOLD_ONCE = frozenset({"shared_column", "unread_column_known_values"})
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
    """The current rosters of the province on that date, in the order of the units' codes."""
    query = (
        select(Unit.code, Import.id, Import.loaded_at, func.count(Staff.id))
        .select_from(Roster)
        .join(Unit, Roster.unit_id == Unit.id)
        .join(Import, Roster.import_id == Import.id)
        .outerjoin(Staff, Staff.roster_id == Roster.id)
        .where(Roster.is_current, Roster.as_of == as_of, in_province(province))
        .group_by(Unit.code, Import.id, Import.loaded_at)
        .order_by(Unit.code)
    )
    return [SentRow(*row) for row in c.execute(query)]


def unit_problems(c: Connection, as_of: date, province: str) -> list[UnitProblemRow]:
    """The problems of the imports that brought the current rosters, as far as they concern these rosters.

    A problem's row belongs to the unit of the person on it; a row of nobody's to the unit around it, if it is one
    unit; a column or a title to all units of the sheet, and what has no sheet of people to all units of the file.
    """
    standing = {(row.import_id, row.unit) for row in sent(c, as_of, province)}
    imports = select(Roster.import_id).where(Roster.is_current, Roster.as_of == as_of, in_province(province))
    files = _files(c, imports)
    columns = (Problem.import_id, Problem.code, Problem.severity, Problem.file, Problem.sheet, Problem.cell)
    query = select(*columns).where(Problem.import_id.in_(imports)).order_by(Problem.id)
    found = []
    for import_id, code, severity, file, sheet, cell in c.execute(query):
        people = files.get((import_id, file), _File())
        whose = people.units() if code in _TOLD_ONCE else people.units_at(sheet, cell)
        units = frozenset(unit for unit in whose if (import_id, unit) in standing)
        # Problems of rosters that were replaced since, or of another province, are nobody's here.
        if units or not whose:
            found.append(UnitProblemRow(code, severity, file, sheet, cell, units, len(whose) == 1))
    return found


@dataclass(slots=True)
class _Sheet:
    """The rows of a sheet that are people, ascending, and each one's unit."""

    rows: list[int] = field(default_factory=list)
    units: list[str] = field(default_factory=list)

    def units_at(self, row: int) -> frozenset[str]:
        """Whose a row is: its person's, or that of the people around it where these are of one unit."""
        after = bisect_left(self.rows, row)
        if after < len(self.rows) and self.rows[after] == row:
            return frozenset({self.units[after]})
        around = frozenset(self.units[after - 1 : after + 1]) if 0 < after < len(self.rows) else frozenset()
        return around if len(around) == 1 else frozenset(self.units)


@dataclass(slots=True)
class _File:
    sheets: dict[str, _Sheet] = field(default_factory=dict)

    def units(self) -> frozenset[str]:
        """Every unit that the file brought people of."""
        return frozenset(unit for sheet in self.sheets.values() for unit in sheet.units)

    def units_at(self, sheet: str, cell: str) -> frozenset[str]:
        """The units that a problem at this place concerns."""
        people = self.sheets.get(sheet)
        if people is None:
            return self.units()
        row = re.search(r"\d+$", cell)
        return people.units_at(int(row.group()) if row else 0)


def _files(c: Connection, imports: Select[Any]) -> dict[tuple[int, str], _File]:
    """The people's places of those files of the imports that have problems, by import and name."""
    has_problems = exists().where(Problem.import_id == ImportFile.import_id, Problem.file == ImportFile.name)
    query = (
        select(ImportFile.import_id, ImportFile.name, Staff.sheet, Staff.row, Unit.code)
        .select_from(Staff)
        .join(ImportFile, Staff.file_id == ImportFile.id)
        .join(Roster, Staff.roster_id == Roster.id)
        .join(Unit, Roster.unit_id == Unit.id)
        .where(ImportFile.import_id.in_(imports), has_problems)
        .order_by(ImportFile.id, Staff.sheet, Staff.row)
    )
    files: dict[tuple[int, str], _File] = {}
    for import_id, name, sheet, row, unit in c.execute(query):
        place = files.setdefault((import_id, name), _File()).sheets.setdefault(sheet, _Sheet())
        place.rows.append(row)
        place.units.append(unit)
    return files
