"""The ledger of exports, and what was put out under an address."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from models import Export, Publication, PublicationFile


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One export as `models.Export`; `made_at` is UTC, `status` is `making`, `done` or `failed`."""

    number: str
    made_at: datetime
    made_by: str
    name: str
    kind: str
    file_name: str
    title: str
    scope: str
    query: str
    as_of: date | None
    data_version: str
    rule_version: str
    rounding: str
    is_demo: bool
    is_internal: bool
    status: str
    sha256: str | None
    size: int | None
    reason: str


def exports(c: Connection, *, sha256: str | None = None, most: int | None = None) -> list[ExportRow]:
    """List the ledger, newest first, at most so many rows.

    `sha256`: only what a file with these bytes is, as it was given out or lies beside a publication.
    """
    query = select(Export).order_by(Export.year.desc(), Export.sequence.desc()).limit(most)
    if sha256 is not None:
        beside = select(Publication.export_id).join(PublicationFile).where(PublicationFile.sha256 == sha256)
        query = query.where((Export.sha256 == sha256) | Export.id.in_(beside))
    return [_export_row(row) for row in c.execute(query)]


def export_count(c: Connection) -> int:
    """Count the rows of the ledger."""
    return c.scalar(select(func.count(Export.id))) or 0


def _export_row(row: Any) -> ExportRow:
    names = list(ExportRow.__dataclass_fields__)[1:]
    return ExportRow(f"{row.year}-{row.sequence:06d}", *(getattr(row, name) for name in names))


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A publication without its content. `replaces` and `replaced_by` are publications' ids."""

    id: int
    export: ExportRow
    token: str
    content_hash: str
    changes: tuple[str, ...]
    replaces: int | None
    replaced_by: int | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_reason: str
    files: tuple[tuple[str, int], ...]
    """Name and size of what can be had from its page."""

    @property
    def stands(self) -> bool:
        """True where it is what its address should be read for: neither withdrawn nor corrected."""
        return self.withdrawn_at is None and self.replaced_by is None


def publications(c: Connection) -> list[PublicationRow]:
    """List all publications, newest first."""
    return _publications(c)


def publication(c: Connection, publication_id: int) -> PublicationRow | None:
    """Find a publication; None when there is none of that id."""
    return next(iter(_publications(c, Publication.id == publication_id)), None)


def publication_by_token(c: Connection, token: str) -> PublicationRow | None:
    """Find the publication of an address; None for a token that was never given out.

    Looked up by the token's hash, so that the database's time to answer says nothing about the token itself.
    """
    hashed = sha256(token.encode(errors="replace")).hexdigest()
    match = next(iter(_publications(c, Publication.token_hash == hashed)), None)
    is_it = match is not None and hmac.compare_digest(match.token.encode(), token.encode(errors="replace"))
    return match if is_it else None


def published_report(c: Connection, publication_id: int) -> dict[str, Any]:
    """Give the frozen report as `dissemination.freezing` wrote it; KeyError when there is no such publication."""
    report = c.scalar(select(Publication.report).where(Publication.id == publication_id))
    if report is None:
        raise KeyError(publication_id)
    return dict(report)


def published_file(c: Connection, publication_id: int, name: str) -> bytes | None:
    """Give the bytes of a publication's file; None where it has none of that name."""
    return c.scalar(
        select(PublicationFile.content).where(
            PublicationFile.publication_id == publication_id, PublicationFile.name == name
        )
    )


def _publications(c: Connection, *conditions: ColumnElement[bool]) -> list[PublicationRow]:
    columns = [column for column in Publication.__table__.columns if column.name != "report"]
    rows = c.execute(select(*columns).where(*conditions).order_by(Publication.id.desc())).all()
    of_these = select(Export).where(Export.id.in_([row.export_id for row in rows]))
    export_rows = {row.id: _export_row(row) for row in c.execute(of_these)}
    pairs = select(Publication.replaces_id, Publication.id).where(Publication.replaces_id.is_not(None))
    replaced = {row.replaces_id: row.id for row in c.execute(pairs)}
    files: dict[int, list[tuple[str, int]]] = {}
    held = select(PublicationFile.publication_id, PublicationFile.name, PublicationFile.size)
    for row in c.execute(held.order_by(PublicationFile.id)):
        files.setdefault(row.publication_id, []).append((row.name, row.size))
    return [
        PublicationRow(
            id=row.id,
            export=export_rows[row.export_id],
            token=row.token,
            content_hash=row.content_hash,
            changes=tuple(row.changes),
            replaces=row.replaces_id,
            replaced_by=replaced.get(row.id),
            withdrawn_at=row.withdrawn_at,
            withdrawn_by=row.withdrawn_by,
            withdrawn_reason=row.withdrawn_reason or "",
            files=tuple(files.get(row.id, ())),
        )
        for row in rows
    ]
