"""The one place that opens the database: SQLite on one machine, PostgreSQL for a larger office."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text

from private_files import make_file, make_folder, tighten

# Any constant will do: it only has to be the same in every process that loads.
_LOAD_LOCK = 7_350_126

_CACHE_KB = 64_000
"""Kilobytes for the pages of the largest load: in SQLite's own two megabytes each is written several times."""


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
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        _make_private(Path(parsed.database))
    engine = create_engine(parsed)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(path: Path) -> None:
    make_folder(path.parent)
    make_file(path)
    for ending in ("-wal", "-shm"):  # SQLite gives new ones the file's own mode
        tighten(path.with_name(path.name + ending))


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Let readers go on while a roster is loaded (WAL), and switch off the driver's own BEGIN for ours."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=30000",
        "synchronous=NORMAL",
        f"cache_size=-{_CACHE_KB}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


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
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOAD_LOCK})
        yield connection
