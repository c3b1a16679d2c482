"""The ledger of exports: every file that leaves the house takes a number first and says afterwards what it was.

The number is counted in a write transaction, of which there is one at a time: no number is given twice and none is
left out. A program that dies over its file leaves a row that says `making`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update
from sqlalchemy.exc import DBAPIError

import database
from access import events
from models import Export

PUBLICATION = "publication"
"""The kind of export that is put out under an address."""
MAKING, DONE, FAILED = "making", "done", "failed"


class NotIssuedError(Exception):
    """The ledger cannot be written, so nothing is given out; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """A file that somebody asks for, before it has a number.

    `name` is the chart's or report's name on the command line, `kind` the file's ending without its dot, `title` what
    people call it; `scope` the selection in words, `query` the same as a link's parameters. `data_version` and
    `is_demo` are those of the data that the file will show, which is not always those of this moment.
    """

    name: str
    kind: str
    file_name: str
    title: str
    scope: str
    query: str
    as_of: date | None
    data_version: str
    rounding: str
    is_demo: bool
    is_internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry(ExportRecord):
    """The same once somebody makes it: `made_at` on the office's clock, whose year is that of the number."""

    made_at: datetime
    made_by: str
    rule_version: str


def reserve(url: str, entry: LedgerEntry) -> str:
    """Write the export's row and give its number, «2026-000123»; the row is kept whatever becomes of the file.

    Raises NotIssuedError.
    """
    with writing(url) as connection:
        # A clock that went back gives no earlier number.
        year = max(entry.made_at.year, connection.scalar(select(func.max(Export.year))) or 0)
        newest = connection.scalar(select(func.max(Export.sequence)).where(Export.year == year))
        sequence = (newest or 0) + 1
        number = f"{year}-{sequence:06d}"
        connection.execute(insert(Export).values(_columns(entry) | {"sequence": sequence, "year": year}))
        act = "publication" if entry.kind == PUBLICATION else "export"
        more = {"tên": entry.name, "dạng": entry.kind, "phạm vi": entry.scope, "lựa chọn": entry.query}
        more |= {"lưu hành nội bộ": "có"} if entry.is_internal else {}
        events.add(connection, act, f"{number} · {entry.title}", more)
    return number


def complete(url: str, number: str, sha256: str, size: int) -> None:
    """Write down that the file of that number is made and handed over. Raises NotIssuedError."""
    with writing(url) as connection:
        close(connection, number, status=DONE, sha256=sha256, size=size)


def fail(url: str, number: str, reason: str) -> None:
    """Write down that nothing came of the file of that number; `reason` holds no values, only the kind of the error.

    Raises NotIssuedError.
    """
    with writing(url) as connection:
        close(connection, number, status=FAILED, reason=reason[:255])


@contextmanager
def writing(url: str) -> Iterator[Connection]:
    """Open a write transaction; a database that cannot be written is told in a sentence (NotIssuedError)."""
    try:
        with database.writing(url) as connection:
            yield connection
    except DBAPIError as error:
        raise NotIssuedError(
            "Chưa ghi được sổ xuất báo cáo nên chưa xuất tệp. Hãy kiểm tra quyền ghi và dung lượng trống của nơi đặt "
            "cơ sở dữ liệu; nếu đang nạp số liệu, hãy đợi nạp xong rồi thử lại."
        ) from error


def close(connection: Connection, number: str, **values: object) -> None:
    """Say what became of the export of that number; one that was closed before stays as it is."""
    connection.execute(update(Export).where(is_number(number), Export.status == MAKING).values(**values))


def is_number(number: str) -> ColumnElement[bool]:
    """Give the condition for the row of that number."""
    year, sequence = (int(part) for part in number.split("-"))
    return (Export.year == year) & (Export.sequence == sequence)


def _columns(entry: LedgerEntry) -> dict[str, object]:
    """Give the row's values, with texts cut to what their columns hold: PostgreSQL refuses longer ones."""
    limits = {"made_by": 80, "file_name": 255, "title": 500, "scope": 500, "query": 500}
    values = {name: getattr(entry, name) for name in LedgerEntry.__dataclass_fields__}
    values |= {name: values[name][:limit] for name, limit in limits.items()}
    made_at = entry.made_at.astimezone(UTC).replace(tzinfo=None)
    return values | {"made_at": made_at, "year": entry.made_at.year, "status": MAKING, "reason": ""}
