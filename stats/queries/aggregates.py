"""Counts of years of which no list of people is left: of each number the newest standing import's."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from models import Aggregate, FigureImport
from reference.figures import AGGREGATES


@dataclass(frozen=True, slots=True)
class AggregateRow:
    """A printed number of people: of which place, level of government and day, by which counting rule; its cell."""

    as_of: date
    tier: str
    level: str
    unit_code: str
    unit_name: str
    rule: str
    label: str
    people: int
    file: str
    sheet: str
    cell: str


def aggregates(c: Connection) -> tuple[AggregateRow, ...]:
    """List the printed counts that stand, oldest first."""
    stands = (FigureImport.catalogue == AGGREGATES, FigureImport.undone_at.is_(None))
    place = (Aggregate.as_of, Aggregate.tier, Aggregate.level, Aggregate.unit_code, Aggregate.rule)
    newest = select(func.max(Aggregate.id)).join(FigureImport, Aggregate.import_id == FigureImport.id)
    newest = newest.where(*stands).group_by(*place)
    columns = (*place[:4], Aggregate.unit_name, Aggregate.rule, Aggregate.label, Aggregate.people)
    query = select(*columns, FigureImport.file, Aggregate.sheet, Aggregate.cell)
    query = query.join(FigureImport, Aggregate.import_id == FigureImport.id).where(Aggregate.id.in_(newest))
    return tuple(AggregateRow(*row) for row in c.execute(query.order_by(Aggregate.as_of, Aggregate.id)))
