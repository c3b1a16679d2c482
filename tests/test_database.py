"""Connections: what is written is whole or nothing, readers see one moment, writers queue; on both databases."""

import threading
from datetime import date

import pytest
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import IntegrityError

import database
from models import OfficeSetting, Roster


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
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "busy_timeout", "cache_size")
        }
    assert values == {"journal_mode": "wal", "busy_timeout": 30000, "cache_size": -64000}
