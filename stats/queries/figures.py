"""Figures of units beside people: of each number the newest standing import's, real ones before invented ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, ScalarSelect, func, select

from models import Figure, FigureImport, ImportFile, OwnMeasure, Roster, Unit
from reference.bodies import LEVEL as BODY
from reference.figures import INDICATORS, OWN, Measure, MeasureKind, measures
from reference.territory import is_same_territory
from reference.units import version_on
from stats.queries.provinces import in_province
from stats.queries.standing import has_real

_LEVELS = ("commune", BODY)
"""The levels of units that are given quotas."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number of a unit (or of a department of it) on a day, and the cell that it came from."""

    measure: str
    as_of: date
    level: str
    unit_code: str
    unit_name: str
    department: str
    value: Decimal
    maximum: Decimal | None
    import_id: int
    file: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class FigureRows:
    """All numbers of a catalogue that count; `is_demo`: they are invented."""

    rows: tuple[FigureRow, ...]
    is_demo: bool


def figures(c: Connection, catalogue: str) -> FigureRows:
    """List the numbers of a catalogue («quotas», «indicators») that count, oldest first.

    Invented ones count while no real import of the catalogue stands, and no real roster.
    """
    stands = (FigureImport.catalogue == catalogue, FigureImport.undone_at.is_(None))
    real = select(FigureImport.id).where(*stands, FigureImport.is_demo.is_(False)).limit(1)
    is_real = has_real(c) or c.scalar(real) is not None
    kind = FigureImport.is_demo.is_(not is_real)
    place = (Figure.measure, Figure.as_of, Figure.level, Figure.unit_code, Figure.department)
    newest = select(func.max(Figure.id)).join(FigureImport, Figure.import_id == FigureImport.id)
    newest = newest.where(*stands, kind).group_by(*place)
    columns = (*place[:4], Figure.unit_name, Figure.department, Figure.value, Figure.maximum, Figure.import_id)
    query = select(*columns, FigureImport.file, Figure.sheet, Figure.cell)
    query = query.join(FigureImport, Figure.import_id == FigureImport.id).where(Figure.id.in_(newest))
    rows = tuple(
        FigureRow(
            *row[:6],
            value=Decimal(row.value),
            maximum=None if row.maximum is None else Decimal(row.maximum),
            import_id=row.import_id,
            file=row.file,
            sheet=row.sheet,
            cell=row.cell,
        )
        for row in c.execute(query.order_by(Figure.as_of, Figure.id))
    )
    return FigureRows(rows, is_demo=bool(rows) and not is_real)


def in_force(rows: Iterable[FigureRow], as_of: date) -> dict[str, dict[str, FigureRow]]:
    """Give the newest number of each commune and body that still stands, by department.

    Newer ones of a unit replace all of it; what was given to a unit that has become another is no one's.
    """
    held: dict[str, dict[str, FigureRow]] = {}
    for row in rows:
        if row.as_of > as_of or row.level not in _LEVELS or not is_same_unit(row, as_of):
            continue
        departments = held.setdefault(row.unit_code, {})
        if any(older.as_of < row.as_of for older in departments.values()):
            departments.clear()
        departments[row.department] = row
    return held


def is_same_unit(row: FigureRow, as_of: date) -> bool:
    """Tell whether the code was, on the number's day, the same version of a unit as on this day."""
    if row.level == BODY:
        return is_same_territory(row.unit_code, *sorted((row.as_of, as_of)))
    return version_on(row.unit_code, row.as_of) == version_on(row.unit_code, as_of) is not None


def whole_of(given: Mapping[str, FigureRow]) -> int | None:
    """Give a unit's number, else the sum of its departments'; None where it has neither."""
    if not given:
        return None
    return int(given[""].value) if "" in given else sum(int(row.value) for row in given.values())


def given_numbers(c: Connection, measure: str, as_of: date) -> dict[str, int]:
    """Give the numbers of a measure that are in force on a day, by the code of the commune or body."""
    rows = figures(c, measures()[measure].catalogue).rows
    standing = in_force((row for row in rows if row.measure == measure), as_of)
    return {code: whole_of(given) or 0 for code, given in standing.items()}


def own_measures(c: Connection) -> tuple[Measure, ...]:
    """List the indicators that the office added to the catalogue, in the order of their codes."""
    return tuple(
        Measure(
            row.code,
            INDICATORS,
            row.name,
            row.name,
            row.unit,
            kind=_kind(row.unit, row.maximum),
            maximum=None if row.maximum is None else Decimal(row.maximum),
            higher=row.higher_is_better,
            group=OWN,
            source=row.source,
        )
        for row in c.execute(select(OwnMeasure).order_by(OwnMeasure.code))
    )


def _kind(unit: str, maximum: str | None) -> MeasureKind:
    if unit == "%":
        return MeasureKind.PERCENT
    return MeasureKind.POINTS if maximum is not None or unit == "điểm" else MeasureKind.NUMBER


def figures_state() -> tuple[ScalarSelect[Any], ...]:
    """Give the questions for the state of figures, to be asked at once with that of rosters.

    The last import, how many were undone, when an own indicator was added.
    """
    last = select(func.max(FigureImport.id)).scalar_subquery()
    gone = select(func.count()).select_from(FigureImport).where(FigureImport.undone_at.is_not(None)).scalar_subquery()
    return last, gone, select(func.max(OwnMeasure.added_at)).scalar_subquery()


def vacancies(c: Connection, as_of: date, province: str) -> dict[str, int]:
    """Count the vacant posts that the current rosters of a date list, by the code of their unit."""
    current = (
        select(Roster.import_id, Unit.code)
        .join(Unit, Roster.unit_id == Unit.id)
        .where(Roster.is_current, Roster.as_of == as_of, in_province(c, province))
    )
    units: dict[int, set[str]] = {}
    for import_id, code in c.execute(current):
        units.setdefault(import_id, set()).add(code)
    query = select(ImportFile.import_id, ImportFile.record).where(ImportFile.import_id.in_(list(units)))
    counts: dict[str, int] = {}
    for import_id, record in c.execute(query):
        for sheet in record.get("sheets", []):
            for vacancy in sheet.get("vacancies", []):
                if vacancy["unit_code"] in units[import_id]:
                    counts[vacancy["unit_code"]] = counts.get(vacancy["unit_code"], 0) + vacancy["count"]
    return counts
