"""Figures of units that are no people: quotas, indicators; what a workbook said of a unit on a day, and where."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


class FigureImport(Base):
    """One workbook of figures, loaded at once; files that were loaded together are an import each."""

    __tablename__ = "figure_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    catalogue: Mapped[str] = mapped_column(String(20))
    """The part of the catalogue that it has figures of: `quotas`, `indicators`."""
    file: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    loaded_at: Mapped[datetime]
    loaded_by: Mapped[str] = mapped_column(String(80))
    is_demo: Mapped[bool]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(String(80))
    problems: Mapped[list[str]]
    """The sentences of what was accepted or only noted."""


class Figure(Base):
    """One number of one unit: of the whole unit, or of a department of it. The newest standing import's counts."""

    __tablename__ = "figures"
    __table_args__ = (Index("ix_figures_of", "measure", "as_of"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("figure_imports.id"), index=True)
    measure: Mapped[str] = mapped_column(String(40))
    """A code of `figure_measures.csv`, or of `own_measures`."""
    as_of: Mapped[date]
    level: Mapped[str] = mapped_column(String(10))
    """The level of the unit: `commune`, `district`; `body` for a body of the register of bodies."""
    unit_code: Mapped[str] = mapped_column(String(40))
    unit_name: Mapped[str] = mapped_column(String(160))
    """The name on that day."""
    department: Mapped[str] = mapped_column(String(160))
    """A department of the unit; "" for the whole unit."""
    value: Mapped[str] = mapped_column(String(24))
    """A decimal as text, exact in either database."""
    maximum: Mapped[str | None] = mapped_column(String(24))
    """The highest points that this unit can have, where they are not everybody's."""
    sheet: Mapped[str] = mapped_column(String(80))
    cell: Mapped[str] = mapped_column(String(20))


class OwnMeasure(Base):
    """An indicator that the office added to the catalogue, by a workbook's sheet or by a command."""

    __tablename__ = "own_measures"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(40))
    """The unit of measure: «điểm», «người», «%»."""
    maximum: Mapped[str | None] = mapped_column(String(24))
    higher_is_better: Mapped[bool]
    source: Mapped[str] = mapped_column(String(255))
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(80))
