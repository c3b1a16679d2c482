"""The ledger of exports, and what was put out under an address."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from models import Export


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


def exports(c: Connection, *, sha256: str | None = None) -> list[ExportRow]:
    """The ledger, newest first; `sha256`: only files with these bytes."""
    query = select(Export).order_by(Export.year.desc(), Export.sequence.desc())
    if sha256 is not None:
        query = query.where(Export.sha256 == sha256)
    names = list(ExportRow.__dataclass_fields__)[1:]
    return [ExportRow(number(row), *(getattr(row, name) for name in names)) for row in c.execute(query)]


def number(row: Any) -> str:
    """«2026-000123», from a row's year and sequence."""
    return f"{row.year}-{row.sequence:06d}"
