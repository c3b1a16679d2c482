"""Connections: what is written is whole or nothing, readers see one moment, writers queue; on both databases."""

import errno
import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, make_url, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

import database
from commands import dispatch
from models import OfficeSetting, Roster
from settings import SAMPLES_DIR
from tests.serving import free_port


def _put(connection: Connection, key: str) -> None:
    connection.execute(insert(OfficeSetting).values(key=key, value="1"))


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(OfficeSetting)).scalar_one())


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://a:b@c/d", "postgresql+psycopg://a:b@c/d"),
        ("postgres://a@c/d", "postgresql+psycopg://a@c/d"),
        ("postgresql+psycopg://a@c/d", "postgresql+psycopg://a@c/d"),
        ("sqlite:///x.db", "sqlite:///x.db"),
    ],
)
def test_a_postgresql_address_gets_the_driver_that_is_installed(given: str, used: str) -> None:
    assert database.normal_url(given) == used


def test_what_fails_in_the_middle_leaves_nothing(database_url: str) -> None:
    def fail() -> None:
        with database.writing(database_url) as connection:
            _put(connection, "first")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with database.reading(database_url) as connection:
        assert _count(connection) == 0


def test_a_reader_sees_one_moment_and_does_not_hinder_a_writer(database_url: str) -> None:
    with database.reading(database_url) as reader:
        assert _count(reader) == 0
        with database.writing(database_url) as writer:
            _put(writer, "meanwhile")
        assert _count(reader) == 0
    with database.reading(database_url) as reader:
        assert _count(reader) == 1


def test_a_second_writer_waits_for_the_first_to_end(database_url: str) -> None:
    order: list[str] = []
    waiting = threading.Event()

    def second() -> None:
        waiting.set()
        with database.writing(database_url) as connection:
            order.append(f"second sees {_count(connection)}")

    thread = threading.Thread(target=second)
    with database.writing(database_url) as connection:
        thread.start()
        waiting.wait(10)
        thread.join(0.3)  # time enough to overtake us, were there no lock
        _put(connection, "first")
        order.append("first done")
    thread.join(20)
    assert order == ["first done", "second sees 1"]


def test_a_roster_without_its_import_is_refused(database_url: str) -> None:
    orphan = insert(Roster).values(import_id=1, unit_id=1, province_id=1, as_of=date(2023, 12, 31), is_current=True)
    with pytest.raises(IntegrityError), database.writing(database_url) as connection:
        connection.execute(orphan)


def test_sqlite_writes_ahead_and_waits(sqlite_url: str) -> None:
    with database.reading(sqlite_url) as connection:
        values = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "busy_timeout")
        }
    assert values == {"journal_mode": "wal", "busy_timeout": 30000}


def _fails(url: str, statement: str, *, before: str = "SELECT 1") -> str | None:
    """Run a statement that fails, and give the sentence for people."""
    engine = database.engine_for(url)
    with engine.connect() as connection:
        connection.execute(text(before))
        with pytest.raises(DBAPIError) as failure:
            connection.execute(text(statement))
        connection.invalidate()  # what was set before holds for this connection alone
    return database.trouble(failure.value)


_WRITE = "INSERT INTO office_settings VALUES ('x', hex(randomblob(900000)))"


def test_only_a_write_keeps_as_many_pages_as_the_largest_load_needs(sqlite_url: str) -> None:
    def kilobytes(connection: Connection) -> int:
        return -int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())

    with database.writing(sqlite_url) as writer, database.reading(sqlite_url) as reader:
        assert kilobytes(writer) > 10 * kilobytes(reader)
        least = kilobytes(reader)
    with database.reading(sqlite_url) as first, database.reading(sqlite_url) as second:
        assert [kilobytes(first), kilobytes(second)] == [least, least]


def test_a_full_disk_a_read_only_file_and_another_writer_each_have_a_sentence(sqlite_url: str) -> None:
    full = _fails(sqlite_url, _WRITE, before="PRAGMA max_page_count = 1")
    assert full is not None
    assert full.startswith("Ổ đĩa đã đầy")
    read_only = _fails(sqlite_url, _WRITE, before="PRAGMA query_only = 1")
    assert read_only is not None
    assert "không có quyền ghi" in read_only
    with database.writing(sqlite_url):
        busy = _fails(sqlite_url, _WRITE, before="PRAGMA busy_timeout = 1")
    assert busy is not None
    assert "đang ghi cơ sở dữ liệu, đã chờ 30 giây" in busy


@pytest.mark.parametrize("page", [0, 1])
def test_a_broken_file_has_a_sentence_on_every_command(
    sqlite_url: str, page: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Break the first page, so that it is no database any more, or all others."""
    database.engine_for(sqlite_url).dispose()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    whole, length = path.read_bytes(), 4096
    start, end = (0, length) if page == 0 else (length, len(whole))
    path.write_bytes(whole[:start] + b"\x5a" * (end - start) + whole[end:])
    roster = next((SAMPLES_DIR / "2023-12-31").glob("*.xlsx"))
    for words in (
        ("load", str(roster)),
        ("imports", "list"),
        ("imports", "undo", "1"),
        ("export", "--as-of", "2023-12-31"),
        ("run", "--port", str(free_port())),
        ("report", "summary", "--as-of", "2023-12-31", "--output", str(tmp_path / "a.docx")),
    ):
        assert dispatch.run(words[0], [*words[1:], "--database", sqlite_url]) == 3
        assert "Cơ sở dữ liệu bị hỏng" in capsys.readouterr().err


def test_where_no_log_can_be_written_reading_goes_on(sqlite_url: str) -> None:
    """A disk that is full or read-only takes no log beside the file; here a folder stands in its way."""
    with database.writing(sqlite_url) as connection:
        _put(connection, "before")
    database.close(sqlite_url)
    barrier = Path(f"{sqlite_url.removeprefix('sqlite:///')}-wal")
    barrier.mkdir()
    with database.reading(sqlite_url) as connection:
        assert _count(connection) == 1
    with pytest.raises(DBAPIError) as failure, database.writing(sqlite_url):
        pass
    assert "Không mở được tệp" in (database.trouble(failure.value) or "")
    barrier.rmdir()
    with database.writing(sqlite_url) as connection:
        _put(connection, "after")
    with database.reading(sqlite_url) as connection:
        assert _count(connection) == 2


@pytest.mark.parametrize("other", [None, b"khong phai co so du lieu"])
def test_a_file_taken_away_under_the_program_is_neither_read_nor_written(sqlite_url: str, other: bytes | None) -> None:
    """Until the program lets go of it: what went into a removed file would be lost, and nothing would say so."""
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with database.writing(sqlite_url) as connection:
        _put(connection, "before")
    away = path.rename(path.with_name("away.db"))
    if other is not None:
        path.write_bytes(other)
    for door in (database.reading, database.writing):
        with pytest.raises(DBAPIError) as failure, door(sqlite_url):
            pass
        assert "thay bằng tệp khác" in (database.trouble(failure.value) or "")
    assert path.exists() == (other is not None), "no empty file stands there for the next start"
    away.rename(path)
    database.close(sqlite_url)
    with database.reading(sqlite_url) as connection:
        assert _count(connection) == 1


def test_a_log_that_holds_something_is_not_passed_over(sqlite_url: str) -> None:
    database.close(sqlite_url)
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    database.open_to_read(path, full).close()
    path.with_name(f"{path.name}-wal").write_bytes(b"x" * 100)
    with pytest.raises(sqlite3.OperationalError):
        database.open_to_read(path, full)


def test_a_server_that_is_not_there_or_goes_away_has_a_sentence(postgres_url: str) -> None:
    there = make_url(database.normal_url(postgres_url))
    gone = there.set(host="127.0.0.1", port=free_port(), query={"connect_timeout": "2"})
    with pytest.raises(DBAPIError) as failure, database.reading(gone.render_as_string(hide_password=False)):
        pass
    assert "Máy chủ cơ sở dữ liệu không trả lời" in (database.trouble(failure.value) or "")
    ended = _fails(postgres_url, "SELECT pg_terminate_backend(pg_backend_pid())")
    assert ended is not None
    assert "không trả lời" in ended
    with database.reading(postgres_url) as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    with database.writing(postgres_url):
        busy = _fails(postgres_url, "SELECT pg_advisory_xact_lock(7350126)", before="SET lock_timeout = '1ms'")
    assert busy is not None
    assert "đã chờ 30 giây" in busy


@pytest.mark.parametrize(
    "statement", ["SELECT 1 FROM nowhere", "SELECT absent FROM imports", "INSERT INTO imports (absent) VALUES (1)"]
)
def test_a_table_or_column_that_is_gone_has_a_sentence(database_url: str, statement: str) -> None:
    assert "thiếu một bảng hoặc cột" in (_fails(database_url, statement) or "")


def test_an_error_that_is_no_trouble_of_the_database_has_none(database_url: str) -> None:
    assert _fails(database_url, "SELECT FROM WHERE") is None
    assert database.trouble(ValueError("x")) is None
    assert "đầy" in (database.trouble(OSError(errno.ENOSPC, "x")) or "")
