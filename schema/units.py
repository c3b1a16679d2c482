"""Units that the office adds or corrects, laid over the register's tables."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


class UnitChange(Base):
    """Rows about units that the office entered together; they are taken back as a whole, and stay here."""

    __tablename__ = "unit_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    note: Mapped[str] = mapped_column(String(255))
    """The file or the page that it came from."""
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]
    removed_by: Mapped[str | None] = mapped_column(String(80))
    removed_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(500))
    """The reason for which it was taken back."""


class OfficeUnit(Base):
    """A version of a unit as the office has it: beside the register's, or in place of one."""

    __tablename__ = "office_units"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("unit_changes.id"), index=True)
    code: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(10))
    parent_code: Mapped[str | None] = mapped_column(String(8))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    resolution: Mapped[str | None] = mapped_column(String(60))
    replaces: Mapped[str] = mapped_column(String(10))
    """The first day of the version that it corrects, `open` for one without; empty: it corrects none."""
    identifier: Mapped[str] = mapped_column(String(30), server_default="")
    """The mã định danh of a body (level `body`); empty: none."""


class OfficeSuccession(Base):
    """A unit that became (part of) another on a day, as the office has it; `extent` `none`: it did not."""

    __tablename__ = "office_successions"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("unit_changes.id"), index=True)
    on: Mapped[date]
    old_code: Mapped[str] = mapped_column(String(8))
    old_name: Mapped[str] = mapped_column(String(120))
    new_code: Mapped[str] = mapped_column(String(8))
    new_name: Mapped[str] = mapped_column(String(120))
    extent: Mapped[str] = mapped_column(String(20))
    resolution: Mapped[str | None] = mapped_column(String(60))
