"""Rosters of communes that wait for the province's approval, and the days until which rosters are to be sent."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


class Upload(Base):
    """Files that a commune's clerk handed in together; no figure knows of them before they are approved."""

    __tablename__ = "uploads"

    id: Mapped[int] = mapped_column(primary_key=True)
    as_of: Mapped[date]
    sent_at: Mapped[datetime]
    sent_by: Mapped[str] = mapped_column(String(80))
    status: Mapped[str] = mapped_column(String(10), index=True)
    """`waiting`, then `approved`, `refused` or `withdrawn`."""
    options: Mapped[dict[str, Any]]
    """The decisions of the clerk as `etl.waiting` reads them: days, unit, what is left out, the clerk's places."""
    units: Mapped[list[Any]] = mapped_column(JSON)
    """Code, district's code, name and number of people of each unit."""
    people: Mapped[int]
    errors: Mapped[int]
    warnings: Mapped[int]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(String(500))
    """The reason of a refusal; empty otherwise."""
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"), index=True)


class UploadFile(Base):
    """A file of an upload; its bytes are kept among the originals while it waits, or because it was loaded."""

    __tablename__ = "upload_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("uploads.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]


class Deadline(Base):
    """The last day on which rosters of a date are sent in time."""

    __tablename__ = "deadlines"

    as_of: Mapped[date] = mapped_column(primary_key=True)
    due_on: Mapped[date]
    set_by: Mapped[str] = mapped_column(String(80))
    set_at: Mapped[datetime]
