"""The move of an office's database into another, of the same kind or the other: row by row, all or nothing.

The former database stays as it is. The originals are files of the data folder and stay where they are.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, func, insert, inspect, select
from sqlalchemy.exc import DataError

import database
from access import events
from migrations.upgrade import first_contact, upgrade
from models import Base
from safekeeping import snapshots
from safekeeping.backups import Progress
from safekeeping.errors import SafekeepingError
from safekeeping.presence import alone

_TABLES = Base.metadata.sorted_tables
_DERIVED = {"units", "code_values", "reference_basis", "tallies", "tally_basis"}
"""Tables that have rows before anybody has worked: they are made from the reference tables."""
_IN_PARTS = {"yield_per": 2_000}
"""So many rows are in memory at once."""
_MODULUS = 1 << 256
_NOT_EMPTY = "Cơ sở dữ liệu ở nơi chuyển đến đã có số liệu. Hãy ghi ở --to một cơ sở dữ liệu trống."


@dataclass(frozen=True, slots=True)
class Move:
    """The numbers of rows by table, and the first event that did not fit the chain before already (None: all did)."""

    rows: dict[str, int]
    broken_at: int | None


@dataclass(slots=True)
class _Digest:
    """A number of rows and the sum of their hashes, the same in whatever order they come."""

    rows: int = 0
    total: int = 0

    def add(self, rows: Iterable[Any]) -> None:
        for row in rows:
            content = json.dumps(list(row), ensure_ascii=False, sort_keys=True, default=_plain)
            self.total = (self.total + int.from_bytes(sha256(content.encode()).digest())) % _MODULUS
            self.rows += 1


def _plain(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value.isoformat())


def move(source: str, target: str, progress: Progress) -> Move:
    """Copy a database of the newest revision into an empty one, in one transaction, and compare all rows.

    Raises SafekeepingError where either is in use, the target is not empty, or a row would not arrive as it is: then
    nothing was moved.
    """
    if database.normal_url(source) == database.normal_url(target):
        raise SafekeepingError("Nơi chuyển đến chính là cơ sở dữ liệu đang dùng. Hãy ghi địa chỉ khác ở --to.")
    with alone(source):
        _make_tables(target)
        with alone(target), database.reading(source) as old, database.writing(target) as new:
            _empty(new)
            rows: dict[str, int] = {}
            total = sum(old.scalar(select(func.count()).select_from(table)) or 0 for table in _TABLES)
            for table in _TABLES:
                progress("Đang chép và so lại số liệu", sum(rows.values()), total)
                rows[table.name] = _moved(table, old, new)
            if new.dialect.name == snapshots.POSTGRESQL:
                _go_on_counting(new)
            broken = events.broken_at(old)
            if events.broken_at(new) != broken:
                raise SafekeepingError("Nhật ký sự kiện không liền mạch sau khi chép; chưa có gì được chuyển.")
            new.exec_driver_sql("ANALYZE")
            events.add(new, "settings", "Chuyển cơ sở dữ liệu", {"từ": old.dialect.name, "sang": new.dialect.name})
    return Move(rows, broken)


def _make_tables(target: str) -> None:
    if first_contact(target) is None:
        with database.reading(target) as connection:
            if inspect(connection).get_table_names():
                raise SafekeepingError(_NOT_EMPTY)
    upgrade(target)


def _empty(connection: Connection) -> None:
    """Take away what the reference tables made; raises SafekeepingError where there is anybody's work."""
    for table in reversed(_TABLES):
        if table.name in _DERIVED:
            connection.execute(delete(table))
        elif connection.scalar(select(exists(select(table)))):
            raise SafekeepingError(_NOT_EMPTY)


def _moved(table: Table, old: Connection, new: Connection) -> int:
    """Copy a table, read the copy again and compare; give the number of rows."""
    before, after = _Digest(), _Digest()
    rows = old.execute(select(table).order_by(*table.primary_key), execution_options=_IN_PARTS)
    for part in rows.mappings().partitions():
        try:
            new.execute(insert(table), [dict(row) for row in part])
        except DataError:
            raise SafekeepingError(
                f"Bảng {table.name} có một giá trị mà cơ sở dữ liệu ở nơi chuyển đến không nhận (quá dài, hoặc có "
                "ký tự rỗng); chưa có gì được chuyển. Hãy báo người phụ trách phần mềm."
            ) from None
        before.add(row.values() for row in part)
    after.add(new.execute(select(table), execution_options=_IN_PARTS))
    if before != after:
        raise SafekeepingError(f"Bảng {table.name} sau khi chép không giống bảng cũ; chưa có gì được chuyển.")
    return after.rows


def _go_on_counting(connection: Connection) -> None:
    """Have PostgreSQL number its next rows after those that came with numbers; SQLite does so by itself."""
    for table in _TABLES:
        column = table.autoincrement_column
        if column is not None:
            sequence = select(func.setval(func.pg_get_serial_sequence(table.name, column.name), func.max(column)))
            connection.execute(sequence.select_from(table).having(func.max(column).is_not(None)))
