"""Figures into the database and out again: one transaction; the newest standing import of a number counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import Connection, and_, delete, insert, select, update
from sqlalchemy.orm import aliased

from etl.figures.numbers import as_written
from etl.figures.records import FigureCell, FigureOptions, FigureReading, OwnMeasureRow
from etl.problems import Refused, problem
from models import Aggregate, Figure, FigureImport, Import, OwnMeasure, Roster, Unit
from reference.figures import AGGREGATES


@dataclass(frozen=True, slots=True)
class FigureImportLine:
    """An import of figures as it is listed; `is_withdrawn`: it is invented, and something real stands in its place."""

    id: int
    catalogue: str
    file: str
    loaded_at: datetime
    loaded_by: str
    is_demo: bool
    undone_at: datetime | None
    undone_by: str | None
    is_withdrawn: bool


def already_loaded(connection: Connection, catalogue: str, sha256: str, days: Iterable[date]) -> int | None:
    """Find the standing import of a file's bytes for the same days whose numbers nothing newer replaced; else None."""
    standing = select(FigureImport.id).where(
        FigureImport.sha256 == sha256, FigureImport.catalogue == catalogue, FigureImport.undone_at.is_(None)
    )
    for import_id in connection.scalars(standing.order_by(FigureImport.id.desc())):
        table = _table(catalogue)
        stored = connection.scalars(select(table.as_of).distinct().where(table.import_id == import_id))
        if sorted(stored) == sorted(days) and not _is_replaced(connection, import_id, table):
            return import_id
    return None


_KEYS = ("measure", "as_of", "level", "unit_code", "department")
_KEYS_OF_COUNTS = ("rule", "as_of", "tier", "level", "unit_code")
"""The columns that say of what a number is."""


def _table(catalogue: str) -> type[Figure] | type[Aggregate]:
    """Give the table of a catalogue's numbers."""
    return Aggregate if catalogue == AGGREGATES else Figure


def _is_replaced(connection: Connection, import_id: int, table: type[Figure] | type[Aggregate]) -> bool:
    own, newer = aliased(table), aliased(table)
    keys = _KEYS if table is Figure else _KEYS_OF_COUNTS
    same = and_(*(getattr(newer, name) == getattr(own, name) for name in keys), newer.import_id > own.import_id)
    query = (
        select(newer.id)
        .select_from(own)
        .join(newer, same)
        .join(FigureImport, FigureImport.id == newer.import_id)
        .where(own.import_id == import_id, FigureImport.undone_at.is_(None))
    )
    return connection.scalar(query.limit(1)) is not None


def store(connection: Connection, catalogue: str, reading: FigureReading, size: int, options: FigureOptions) -> int:
    """Write one workbook's numbers, and the indicators that it adds; give the import's id."""
    now = datetime.now(UTC).replace(tzinfo=None)
    key = connection.execute(
        insert(FigureImport).values(
            catalogue=catalogue,
            file=reading.file[:255],
            sha256=reading.sha256,
            size=size,
            loaded_at=now,
            loaded_by=options.loaded_by[:80],
            is_demo=options.is_demo,
            problems=[problem.message[:1000] for problem in reading.problems],
        )
    ).inserted_primary_key
    if key is None:
        raise RuntimeError("figure_imports gave no key")
    row = _count_row if catalogue == AGGREGATES else _row
    rows = [row(int(key[0]), cell) for cell in reading.figures]
    if rows:
        connection.execute(insert(_table(catalogue)), rows)
    for own in reading.own:
        add_own(connection, own, options.loaded_by)
    return int(key[0])


def _row(import_id: int, cell: FigureCell) -> dict[str, object]:
    return {
        "import_id": import_id,
        "measure": cell.measure,
        "as_of": cell.as_of,
        "level": cell.unit.level,
        "unit_code": cell.unit.code,
        "unit_name": cell.unit.name[:160],
        "department": cell.department[:160],
        "value": as_written(cell.value),
        "maximum": None if cell.maximum is None else as_written(cell.maximum),
        "sheet": cell.sheet[:80],
        "cell": cell.cell,
    }


def _count_row(import_id: int, cell: FigureCell) -> dict[str, object]:
    return {
        "import_id": import_id,
        "as_of": cell.as_of,
        "tier": cell.tier,
        "level": cell.unit.level,
        "unit_code": cell.unit.code,
        "unit_name": cell.unit.name[:160],
        "rule": cell.measure,
        "label": cell.label,
        "people": int(cell.value),
        "sheet": cell.sheet[:80],
        "cell": cell.cell,
    }


def units_with_roster(connection: Connection, days: Iterable[date]) -> dict[tuple[str, date], bool]:
    """List the units that have a current roster on one of these days, each with its day; True: invented people."""
    query = select(Unit.code, Roster.as_of, Import.is_demo).join(Unit, Roster.unit_id == Unit.id)
    query = query.join(Import, Roster.import_id == Import.id).where(Roster.is_current, Roster.as_of.in_(sorted(days)))
    return {(code, day): is_demo for code, day, is_demo in connection.execute(query)}


def undo(connection: Connection, catalogue: str, import_id: int, by: str) -> None:
    """Take an import of figures back; what it had replaced counts again.

    Raises Refused where the catalogue has no such import, or it was undone before.
    """
    chosen = select(FigureImport.undone_at).where(FigureImport.id == import_id, FigureImport.catalogue == catalogue)
    row = connection.execute(chosen).one_or_none()
    if row is None:
        raise Refused(problem("import_not_found", value=str(import_id)))
    if row.undone_at is not None:
        raise Refused(problem("import_already_undone", value=str(import_id)))
    now = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(
        update(FigureImport).where(FigureImport.id == import_id).values(undone_at=now, undone_by=by[:80])
    )


def imports(connection: Connection, catalogue: str) -> list[FigureImportLine]:
    """List the imports of a catalogue, newest first."""
    table = FigureImport
    columns = (
        table.id, table.catalogue, table.file, table.loaded_at, table.loaded_by, table.is_demo, table.undone_at,
        table.undone_by,
    )  # fmt: skip
    rows = connection.execute(select(*columns).where(table.catalogue == catalogue).order_by(table.id.desc())).all()
    real = select(Import.id).where(Import.undone_at.is_(None), Import.is_demo.is_(False)).limit(1)
    is_real = connection.scalar(real) is not None or any(not row.is_demo and row.undone_at is None for row in rows)
    return [FigureImportLine(*row, is_withdrawn=row.is_demo and is_real) for row in rows]


def own_measures(connection: Connection) -> list[OwnMeasureRow]:
    """List the indicators that the office added, in the order of their codes."""
    rows = connection.execute(select(OwnMeasure).order_by(OwnMeasure.code)).all()
    return [
        OwnMeasureRow(
            row.code,
            row.name,
            row.unit,
            maximum=None if row.maximum is None else Decimal(row.maximum),
            higher_is_better=row.higher_is_better,
            source=row.source,
        )
        for row in rows
    ]


def add_own(connection: Connection, row: OwnMeasureRow, by: str) -> None:
    """Add an indicator of the office's, or change the one of that code."""
    connection.execute(delete(OwnMeasure).where(OwnMeasure.code == row.code))
    connection.execute(
        insert(OwnMeasure).values(
            code=row.code,
            name=row.name[:200],
            unit=row.unit[:40],
            maximum=None if row.maximum is None else as_written(row.maximum),
            higher_is_better=row.higher_is_better,
            source=row.source[:255],
            added_at=datetime.now(UTC).replace(tzinfo=None),
            added_by=by[:80],
        )
    )
