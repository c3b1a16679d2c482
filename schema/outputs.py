"""Outputs of the house: files with their numbers, and publications."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


class Export(Base):
    """A file that left the house, or was to: written when its number is taken, before the file is made."""

    __tablename__ = "exports"
    __table_args__ = (UniqueConstraint("year", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    """The year on the office's clock; with `sequence` it is the number that the file bears, «2026-000123»."""
    sequence: Mapped[int]
    """A number from 1 in each year, without a gap: a file that came to nothing keeps its row."""
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(60))
    """The chart's, report's or list's name on the command line: `education`, `summary`, `export`."""
    kind: Mapped[str] = mapped_column(String(20))
    """`png`, `xlsx`, `docx` …; `publication` for what was put out under an address."""
    file_name: Mapped[str] = mapped_column(String(255))
    title: Mapped[str] = mapped_column(String(500))
    scope: Mapped[str] = mapped_column(String(500))
    """The selection in words, as the file's title says it."""
    query: Mapped[str] = mapped_column(String(500))
    """The selection as a link's parameters."""
    as_of: Mapped[date | None]
    data_version: Mapped[str] = mapped_column(String(80))
    rule_version: Mapped[str] = mapped_column(String(40))
    rounding: Mapped[str] = mapped_column(String(30))
    is_demo: Mapped[bool]
    is_internal: Mapped[bool]
    status: Mapped[str] = mapped_column(String(10))
    """`making`, then `done` or `failed`; one that stays `making` was broken off."""
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    size: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(255))
    """The reason of a failure, without values; empty otherwise."""


class Publication(Base):
    """A report put out under an address of this server, frozen: later loads change nothing of it."""

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(primary_key=True)
    export_id: Mapped[int] = mapped_column(ForeignKey("exports.id"), unique=True)
    token: Mapped[str] = mapped_column(String(64))
    """The address's secret part. Kept as it is, because the office shows the QR code again and again."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the token: what is looked up, so that the time of an answer tells nothing of a token's letters."""
    content_hash: Mapped[str] = mapped_column(String(64), index=True)
    """SHA-256 of the frozen report and its data version: the same content is put out once."""
    report: Mapped[dict[str, Any]]
    """The report as `dissemination.freezing` writes it."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("publications.id"), unique=True)
    """The publication that this one corrects."""
    changes: Mapped[list[str]]
    """The differences from the corrected one, in sentences."""
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(80))
    withdrawn_reason: Mapped[str | None] = mapped_column(String(500))
    """The reason, as its address tells it."""


class PublicationFile(Base):
    """A file that can be had from a publication's page, kept as it was on the day."""

    __tablename__ = "publication_files"
    __table_args__ = (UniqueConstraint("publication_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"))
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
