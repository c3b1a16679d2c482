"""A database as one file of one moment, taken while others write, and the file's way back.

SQLite copies itself by its own backup interface; PostgreSQL's own programs, `pg_dump` and `psql`, do it for theirs.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, make_url

import database
from safekeeping.errors import SafekeepingError

Ask = Callable[[str], Sequence[Any]]
"""A function that runs a statement in the snapshot's moment and gives its rows."""
SQLITE, POSTGRESQL = "sqlite", "postgresql"


def kind_of(url: str) -> str:
    """Give the kind of database, `sqlite` or `postgresql`."""
    return make_url(database.normal_url(url)).get_backend_name()


def file_of(url: str) -> Path:
    """Give the file of a SQLite database; SafekeepingError where there is none."""
    path = Path(make_url(url).database or "")
    if not path.is_file() or not path.stat().st_size:
        raise SafekeepingError(f"Chưa có cơ sở dữ liệu ở «{path}».")
    return path


@contextmanager
def taken(url: str, target: Path) -> Iterator[Ask]:
    """Write the database to `target`; inside the block questions are answered from the same moment."""
    with _taken_sqlite(file_of(url), target) if kind_of(url) == SQLITE else _taken_postgresql(url, target) as ask:
        yield ask


@contextmanager
def _taken_sqlite(path: Path, target: Path) -> Iterator[Ask]:
    with closing(_source(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole by itself
    with opened(target) as ask:
        yield ask


def _source(path: Path) -> sqlite3.Connection:
    """Open what is copied, also from a disk that is full or read-only: just then somebody wants a copy elsewhere."""
    source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
    try:
        source.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        source.close()
        return database.open_to_read(path, error)
    return source


@contextmanager
def _taken_postgresql(url: str, target: Path) -> Iterator[Ask]:
    with database.reading(url) as connection:
        moment = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar()
        _run(url, "pg_dump", "--format=custom", "--no-owner", f"--snapshot={moment}", f"--file={target}", _at(url))
        yield lambda statement: connection.exec_driver_sql(statement).all()


@contextmanager
def opened(path: Path) -> Iterator[Ask]:
    """Open a copy of a SQLite database for questions alone."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        yield lambda statement: connection.execute(statement).fetchall()


def check_dump(url: str, dump: Path, script: Path) -> None:
    """Have PostgreSQL's own program read a dump to its end: it becomes the script that would restore it."""
    _run(url, "pg_restore", "--no-owner", f"--file={script}", str(dump))


def replace_postgresql(url: str, script: Path, note: str = "") -> None:
    """Put the script's database in the place of what is there, all or nothing; `note` stands in it then."""
    anew = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
    mark = "COMMENT ON SCHEMA public IS '{}'".format(note.replace("'", "''"))
    _run(
        url,
        "psql",
        "--quiet",
        "--set=ON_ERROR_STOP=1",
        "--single-transaction",
        f"--command={anew}",
        f"--file={script}",
        *([f"--command={mark}"] if note else []),
        _at(url),
    )


def note_in(connection: Connection) -> str:
    """Read the note that `replace_postgresql` left, «» where there is none."""
    if connection.dialect.name != POSTGRESQL:
        return ""
    note = connection.exec_driver_sql("SELECT obj_description('public'::regnamespace, 'pg_namespace')").scalar()
    return str(note or "")


def remove_note(connection: Connection) -> None:
    """Take that note out again."""
    connection.exec_driver_sql("COMMENT ON SCHEMA public IS NULL")


def _run(url: str, program: str, *words: str) -> None:
    """Run a program of PostgreSQL's on a database; the password goes by the environment, which others do not see."""
    path = shutil.which(program)
    if path is None:
        raise SafekeepingError(
            f"Máy này chưa có chương trình {program} của PostgreSQL. Hãy cài gói postgresql-client cùng phiên bản với "
            "máy chủ rồi làm lại."
        )
    password = make_url(database.normal_url(url)).password
    ended = subprocess.run(  # noqa: S603  PostgreSQL's own program, with our words
        [path, *words],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | ({"PGPASSWORD": str(password)} if password else {}),
    )
    if ended.returncode:
        reason = "; ".join(ended.stderr.strip().splitlines()[:2]) or "không rõ lý do"
        raise SafekeepingError(f"Chương trình {program} của PostgreSQL không làm được: {reason}")


def _at(url: str) -> str:
    parsed = make_url(database.normal_url(url))
    bare = URL.create("postgresql", parsed.username, None, parsed.host, parsed.port, parsed.database, parsed.query)
    return f"--dbname={bare.render_as_string(hide_password=False)}"
