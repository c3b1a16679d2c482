"""The processes that have the database open: a restoration must not pull it away from under a server."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import IO

from sqlalchemy import make_url

import database
from private_files import make_file, make_folder
from safekeeping import snapshots
from safekeeping.errors import SafekeepingError

_IN_USE = (
    "Bảng số liệu (hoặc một lệnh khác) đang dùng cơ sở dữ liệu này. Hãy đóng bảng số liệu bằng Ctrl+C, chờ các lệnh "
    "khác chạy xong rồi làm lại."
)
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"
)


@contextmanager
def serving(url: str) -> Iterator[None]:
    """Tell others that a server has the database open, until the end of the block or of the process.

    Where no lock can be written, nobody can restore either: the server reads on.
    """
    with ExitStack() as open_files:
        if snapshots.kind_of(url) == snapshots.SQLITE and make_url(url).database:
            with suppress(OSError):
                _lock(open_files.enter_context(_lock_file(url)), shared=True)
        yield


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Make sure that nobody else has the database open; raises SafekeepingError."""
    database.engine_for(url).dispose()
    if snapshots.kind_of(url) == snapshots.POSTGRESQL:
        with database.reading(url) as connection:
            if connection.exec_driver_sql(_OTHERS).scalar():
                raise SafekeepingError(_IN_USE)
        database.engine_for(url).dispose()
        yield
        return
    with _lock_file(url) as file:
        try:
            _lock(file, shared=False)
        except OSError:
            raise SafekeepingError(_IN_USE) from None
        _close_the_log(Path(make_url(url).database or ""))
        yield


def _close_the_log(path: Path) -> None:
    """Bring what stands in the write-ahead log into the file; a broken file is let be, its log is kept with it."""
    if not path.is_file():
        return
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise SafekeepingError(_IN_USE) from None
        except sqlite3.DatabaseError:
            pass


@contextmanager
def _lock_file(url: str) -> Iterator[IO[str]]:
    path = Path(f"{make_url(url).database}.lock")
    make_folder(path.parent)
    make_file(path)
    with path.open("a", encoding="ascii") as file:
        yield file


def _lock(file: IO[str], *, shared: bool) -> None:
    """Take the lock, which the system frees when the process ends; on Windows no open file can be replaced anyway."""
    if os.name != "nt":
        import fcntl

        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
