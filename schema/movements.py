"""Answers of clerks about people between two dates: who is whom, and why somebody left."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


class PersonMatch(Base):
    """A clerk's answer on two rows of a doubtful pair: one person, or two."""

    __tablename__ = "person_matches"

    earlier: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the person's name, birth date and unit as the earlier roster has them; see `stats.matching`."""
    later: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(String(500))
    """The two rows as the clerk saw them."""
    earlier_unit: Mapped[str] = mapped_column(String(8))
    later_unit: Mapped[str] = mapped_column(String(8))
    is_same: Mapped[bool]
    answered_by: Mapped[str] = mapped_column(String(80))
    answered_at: Mapped[datetime]


class LeavingReason(Base):
    """A clerk's answer on why somebody is on no later roster."""

    __tablename__ = "leaving_reasons"

    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 as in `person_matches`."""
    title: Mapped[str] = mapped_column(String(500))
    unit: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(30))
    """A code of `leaving_reasons.csv`."""
    decided_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    answered_by: Mapped[str] = mapped_column(String(80))
    answered_at: Mapped[datetime]


class Leaver(Base):
    """A roster's word that somebody has left its unit, or will; the name itself is in the original file alone."""

    __tablename__ = "leavers"

    id: Mapped[int] = mapped_column(primary_key=True)
    roster_id: Mapped[int] = mapped_column(ForeignKey("rosters.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("import_files.id"), index=True)
    sheet: Mapped[str] = mapped_column(String(80))
    row: Mapped[int]
    person: Mapped[str] = mapped_column(String(64), index=True)
    """SHA-256 of name and birth date, without a unit."""
    reason: Mapped[str] = mapped_column(String(30))
    """A code of `leaving_reasons.csv`; "" where the roster gives none."""
    since: Mapped[str | None] = mapped_column(String(10))
    """The day since when, as `staff.birth_date` is written."""
    identity_mark: Mapped[str | None] = mapped_column(String(64), index=True)
    """The mark of the identity number, as `staff.identity_mark`."""
