"""Rosters of communes that wait for approval, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, case, select

from models import Upload, UploadFile
from stats.scope import Scope


@dataclass(frozen=True, slots=True)
class UploadRow:
    """Files that were sent together; `units`: code, district's code, name and people of each; moments in UTC."""

    id: int
    as_of: date
    sent_at: datetime
    sent_by: str
    status: str
    units: tuple[tuple[str, str | None, str, int], ...]
    people: int
    errors: int
    warnings: int
    decided_at: datetime | None
    decided_by: str | None
    reason: str
    import_id: int | None
    files: tuple[tuple[str, str, int], ...]
    """Name, SHA-256 and bytes of each."""


def uploads(c: Connection, scope: Scope) -> list[UploadRow]:
    """List the uploads of which all units belong to the scope: those that wait first, then the newest."""
    order = case((Upload.status == "waiting", 0), else_=1)
    rows = c.execute(select(Upload.__table__).order_by(order, Upload.id.desc())).all()
    files: dict[int, list[tuple[str, str, int]]] = {}
    for row in c.execute(select(UploadFile.__table__).order_by(UploadFile.id)):
        files.setdefault(row.upload_id, []).append((row.name, row.sha256, row.size))
    names = [name for name in UploadRow.__dataclass_fields__ if name not in ("units", "files")]
    written = (
        UploadRow(
            **{name: getattr(row, name) for name in names},
            units=tuple(tuple(unit) for unit in row.units),
            files=tuple(files.get(row.id, ())),
        )
        for row in rows
    )
    return [row for row in written if scope.covers_all((code, district) for code, district, _, _ in row.units)]


__all__ = ["UploadRow", "uploads"]
