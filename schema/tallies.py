"""People counted as they are loaded."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


class Tally(Base):
    """The number of a province's people with a code of a field on a date, by type of unit and category.

    Only current rosters count. Derived from `staff` and written with it: `etl/tallies.py`. Empty codes and categories:
    the roster does not say.
    """

    __tablename__ = "tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    field: Mapped[str] = mapped_column(String(30), primary_key=True)
    """A field of `reference.tallied.tallied_fields()`; empty: everybody."""
    province_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    unit_type: Mapped[str] = mapped_column(String(20), primary_key=True)
    category: Mapped[str] = mapped_column(String(20), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    people: Mapped[int]


class TallyBasis(Base):
    """The fields and age bands that `tallies` were counted by: one row."""

    __tablename__ = "tally_basis"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
