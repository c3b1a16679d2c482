"""Counts of years of which no list of people is left, as statutory tables and articles print them."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


class Aggregate(Base):
    """One printed number of people of a place: of everybody, or of those for whom a counting rule holds.

    The newest standing import's counts. They never become people: `staff` and `tallies` know nothing of them.
    """

    __tablename__ = "aggregates"
    __table_args__ = (Index("ix_aggregates_of", "as_of", "tier"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("figure_imports.id"), index=True)
    as_of: Mapped[date]
    tier: Mapped[str] = mapped_column(String(10))
    """The level of government of the people: `commune`, `district`, `province`."""
    level: Mapped[str] = mapped_column(String(10))
    """The level of the place: `commune`, `district`, `province`; `body` for a body."""
    unit_code: Mapped[str] = mapped_column(String(40))
    unit_name: Mapped[str] = mapped_column(String(160))
    """The name on that day."""
    rule: Mapped[str] = mapped_column(String(255))
    """A counting rule as `reference.forms` writes it: `*`, `education=masters`."""
    label: Mapped[str] = mapped_column(String(255))
    """The headings that were read so."""
    people: Mapped[int]
    sheet: Mapped[str] = mapped_column(String(80))
    cell: Mapped[str] = mapped_column(String(20))
