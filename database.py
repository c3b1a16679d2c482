"""The one place that opens the database: SQLite on one machine, PostgreSQL for a larger office."""

import errno
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from private_files import make_file, make_folder, tighten

# Any constant will do: it only has to be the same in every process that loads.
_LOAD_LOCK = 7_350_126

_PATIENCE = 30
"""Seconds to wait for another's write, or for a server to answer."""

_LEAST_FREE = 1_000_000
"""Bytes without which a disk counts as full: nothing of use can be written."""

_PAGES_OF_A_WRITE, _PAGES_OF_A_READ = "cache_size=-64000", "cache_size=-2000"
"""Kilobytes for the pages of a file that a connection keeps: in SQLite's own two megabytes the largest load writes each
page several times; the connections that read would keep the whole file in memory once each.
"""


def normal_url(url: str) -> str:
    """Name the driver that we install where a PostgreSQL URL names none."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


@lru_cache(maxsize=8)
def engine_for(url: str) -> Engine:
    """Give the engine of a database URL; a SQLite file and its folder are made when missing, for their owner alone."""
    parsed = make_url(normal_url(url))
    if parsed.get_backend_name() != "sqlite":
        patience = {} if "connect_timeout" in parsed.query else {"connect_timeout": _PATIENCE}
        return create_engine(parsed, pool_pre_ping=True, connect_args=patience)
    if parsed.database and parsed.database != ":memory:":
        _make_private(Path(parsed.database))
    engine = create_engine(parsed)
    file = _OpenedFile(Path(parsed.database or ""))
    event.listen(engine, "do_connect", file.require)
    event.listen(engine, "checkout", file.require)
    event.listen(engine, "engine_disposed", file.forget)
    event.listen(engine, "do_connect", _connect_sqlite)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _let_go)
    return engine


class _OpenedFile:
    """The file that an engine has open: what is written after another has its place, or none, would be lost."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[int, int] | None = None

    def require(self, *_: object) -> None:
        """Raise OperationalError where the file is not the opened one any more."""
        if os.name == "nt":  # nobody can take an open file away there
            return
        now = _identity(self._path)
        self._opened = self._opened or now
        if now != self._opened:
            moved = sqlite3.OperationalError("database file moved")
            moved.sqlite_errorcode = sqlite3.SQLITE_READONLY_DBMOVED
            raise OperationalError("stat", None, moved)

    def forget(self, _engine: Engine) -> None:
        """Take the file that is opened next for the right one."""
        self._opened = None


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _make_private(path: Path) -> None:
    make_folder(path.parent)
    make_file(path)
    for ending in ("-wal", "-shm"):  # SQLite gives new ones the file's own mode
        tighten(path.with_name(path.name + ending))


_BARRIER = "barrier"
"""A connection's mark: the error for which it only reads."""

_WRITES = "writes"
"""A connection's mark: it keeps the pages of a write."""


def open_to_read(path: Path, error: sqlite3.Error) -> sqlite3.Connection:
    """Open a file whose disk takes no log beside it, being full or read-only; raises `error` where that is not safe.

    Nobody can be writing there. What stands in a log would be missed, so that it must be empty.
    """
    log = path.with_name(path.name + "-wal")
    known = trouble(error) in (_FULL, _CLOSED, _READ_ONLY)
    if not known or not path.is_file() or not path.stat().st_size or (log.is_file() and log.stat().st_size):
        raise error
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def _connect_sqlite(dialect: Any, record: Any, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
    connection = dialect.connect(*arguments, **options)
    try:
        connection.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
        connection.execute("PRAGMA journal_mode=WAL").fetchone()
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        connection.close()
        connection = open_to_read(Path(arguments[0]), error)
        record.info[_BARRIER] = error
    return connection


def _let_go(connection: Any, record: Any) -> None:
    """Keep no pages of a write, and no connection that only reads: the next may find room, and what others wrote."""
    if record.info.pop(_BARRIER, None) is not None:
        record.invalidate()
    elif connection is not None and record.info.pop(_WRITES, None):
        connection.execute(f"PRAGMA {_PAGES_OF_A_READ}")
        connection.execute("PRAGMA shrink_memory")


def _set_up_sqlite(connection: Any, record: Any) -> None:
    """Let readers go on while a roster is loaded (WAL), and switch off the driver's own BEGIN for ours."""
    connection.isolation_level = None
    if _BARRIER in record.info:
        return
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={_PATIENCE * 1000}",
        "synchronous=NORMAL",
        _PAGES_OF_A_READ,
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    if writes and _BARRIER in connection.info:
        raise OperationalError("BEGIN IMMEDIATE", None, connection.info[_BARRIER])
    if writes:
        connection.info[_WRITES] = True
        connection.exec_driver_sql(f"PRAGMA {_PAGES_OF_A_WRITE}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def close(url: str) -> None:
    """Close this process's connections; what stands in SQLite's write-ahead log goes into the file."""
    engine = engine_for(url)
    if engine.dialect.name == "sqlite":
        with suppress(sqlite3.Error, OperationalError), closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def compact(url: str) -> None:
    """Write over what was removed: SQLite's free pages and its log, and PostgreSQL's dead rows, still hold it."""
    engine = engine_for(url)
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    else:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as session:
            session.exec_driver_sql("VACUUM")


@contextmanager
def reading(url: str) -> Iterator[Connection]:
    """Open a connection whose statements all see the database at one moment."""
    engine = engine_for(url)
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(url: str) -> Iterator[Connection]:
    """Open the one write transaction; a second writer waits for its end instead of failing in the middle."""
    with engine_for(url).connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOAD_LOCK})
        yield connection


Witness = Callable[[Connection], None]
"""The writing down of an act in the transaction that does it: both stand afterwards, or neither."""


def unseen(*_: object) -> None:
    """Write nothing down: of what nobody does by name."""


_CORRUPT = (
    "Cơ sở dữ liệu bị hỏng, có phần không đọc được. Đừng nạp thêm: hãy chạy lệnh check để biết hỏng ở đâu, rồi lấy lại "
    "bản sao lưu gần nhất bằng lệnh restore."
)
_BUSY = (
    f"Một chương trình khác đang ghi cơ sở dữ liệu, đã chờ {_PATIENCE} giây mà chưa xong. Chưa có gì thay đổi; hãy thử "
    "lại sau ít phút."
)
_FULL = "Ổ đĩa đã đầy nên chưa ghi được. Số liệu đã có vẫn nguyên; hãy dọn bớt ổ đĩa rồi làm lại."
_READ_ONLY = (
    "Chương trình không có quyền ghi vào cơ sở dữ liệu hoặc thư mục chứa nó. Số liệu đã có vẫn xem được; hãy nhờ người "
    "quản trị máy cấp quyền ghi rồi làm lại."
)
_CLOSED = (
    "Không mở được tệp cơ sở dữ liệu. Hãy kiểm tra tệp và thư mục còn đó không, chương trình có quyền đọc và ghi ở đó "
    "không, ổ đĩa có đang bị khóa ở chế độ chỉ đọc không."
)
LACKING = (
    "Cơ sở dữ liệu thiếu một bảng hoặc cột mà chương trình cần: có thể đã bị xóa, sửa từ bên ngoài. Đừng nạp thêm: hãy "
    "chạy lệnh check để biết thiếu gì, rồi lấy lại bản sao lưu gần nhất bằng lệnh restore."
)
_MOVED = (
    "Tệp cơ sở dữ liệu đã bị xóa, đổi tên hoặc thay bằng tệp khác trong lúc chương trình đang mở, nên không đọc, không "
    "ghi nữa. Hãy tắt chương trình, đặt lại đúng tệp (hoặc lấy bản sao lưu gần nhất bằng lệnh restore), rồi mở lại."
)
_DISK = "Ổ đĩa báo lỗi khi đọc hoặc ghi cơ sở dữ liệu. Hãy kiểm tra ổ đĩa, rồi chạy lệnh check."
_GONE = (
    "Máy chủ cơ sở dữ liệu không trả lời hoặc không cho kết nối. Hãy thử lại sau ít phút; nếu vẫn vậy, hãy báo người "
    "quản trị kiểm tra máy chủ, tên và mật khẩu ghi trong DATABASE_URL."
)
_TROUBLES: dict[int | str, str] = {
    sqlite3.SQLITE_CORRUPT: _CORRUPT,
    sqlite3.SQLITE_NOTADB: _CORRUPT,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_READONLY_DBMOVED: _MOVED,
    sqlite3.SQLITE_IOERR: _DISK,
    "55P03": _BUSY,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "XX001": _CORRUPT,
    "XX002": _CORRUPT,
    "58P01": _CORRUPT,
    "58030": _DISK,
    "42P01": LACKING,
    "42703": LACKING,
    "3F000": LACKING,
    "57P01": _GONE,
    "57P02": _GONE,
    "57P03": _GONE,
    "53300": _GONE,
    "08006": _GONE,
}
"""SQLite's codes (the whole one before its primary part) and PostgreSQL's states -> the sentence for people."""
_SQLITE_LACKS = re.compile(r"no such (table|column)|table \S+ has no column")
"""SQLite's words where a table or column is gone: the code is that of any wrong statement."""
_DISK_ERRORS = {errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EROFS: _READ_ONLY, errno.EIO: _DISK}


def damage(url: str, seconds: float) -> str | None:
    """Read every page of a SQLite file past all caches and say where it is broken what to do.

    None where it is whole, where `seconds` are over before, or where a server keeps the database and checks it itself.
    """
    place = make_url(normal_url(url))
    if place.get_backend_name() != "sqlite" or not place.database or place.database == ":memory:":
        return None
    end = time.monotonic() + seconds
    try:
        with closing(sqlite3.connect(f"{Path(place.database).absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.set_progress_handler(lambda: time.monotonic() > end, 100_000)
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        sentence = trouble(error)
        return sentence if sentence in (_CORRUPT, _DISK) else None
    return None if verdict == ("ok",) else _CORRUPT


def barrier(url: str) -> str | None:
    """Say why nothing can be written: the database or its place is read-only, or full; None where it can."""
    place = make_url(normal_url(url))
    if place.get_backend_name() == "sqlite":
        path = Path(place.database or "")
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            return _READ_ONLY
        return _FULL if shutil.disk_usage(path.parent).free < _LEAST_FREE else None
    with reading(url) as connection:
        return _READ_ONLY if connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on" else None


def trouble(error: BaseException) -> str | None:
    """Say what is wrong with the database or the disk and what to do; None for an error that is none of theirs."""
    if isinstance(error, OSError):
        return _DISK_ERRORS.get(error.errno or 0)
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        if _SQLITE_LACKS.match(str(cause)):
            return LACKING
        code = getattr(cause, "sqlite_errorcode", 0)
        return _TROUBLES.get(code) or _TROUBLES.get(code & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state is None and isinstance(error, OperationalError | InterfaceError):
        return _GONE
    return _TROUBLES.get(str(state))
