"""The move between databases: every row arrives on the other kind, work goes on there, or nothing was moved."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, Table, create_engine, insert, inspect, select, text

import database
from access import events
from commands import dispatch
from migrations.prepare import prepare
from models import Base, OfficeSetting
from safekeeping import presence
from settings import Settings
from tests.people import fill
from tests.safekeeping.conftest import OTHER, filled, load, state

_VALUES = {
    str: "Nguyễn «ô»\n'\\",
    int: 7,
    bool: True,
    bytes: bytes(range(256)),
    date: date(2024, 2, 29),
    datetime: datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC).replace(tzinfo=None),
    object: {"z": [1, None], "a": "ế"},
}


def _row(connection: Connection, table: Table) -> dict[str, Any]:
    """Invent a row: of each column a value of its type, or one that the table above it has."""
    values: dict[str, Any] = {}
    for column in table.columns:
        above = next(iter(column.foreign_keys), None)
        if above is not None and above.column.table is not table:
            values[column.name] = connection.scalar(select(above.column).limit(1))
        elif above is None and column is not table.autoincrement_column:
            value = _VALUES[column.type.python_type]
            values[column.name] = value[: getattr(column.type, "length", None)] if isinstance(value, str) else value
    return values


def _fill_all(url: str) -> None:
    """Put a row into each table that has none, two events, and people of five dates."""
    fill(url)
    with database.writing(url) as connection:
        for table in Base.metadata.sorted_tables:
            if table.name != "events" and connection.execute(select(table).limit(1)).first() is None:
                connection.execute(insert(table).values(_row(connection, table)))
    for number in (1, 2):
        events.record(url, "load", f"Lần nạp số {number}", {"người": number})
    prepare(url)


def _tables(url: str) -> dict[str, list[str]]:
    """Read all tables in pandas' own way, each row as its words, sorted."""
    engine = create_engine(database.normal_url(url))
    try:
        names = sorted(set(inspect(engine).get_table_names()) - {"alembic_version"})
        frames = {name: pd.read_sql_table(name, engine) for name in names}
    finally:
        engine.dispose()
    return {name: sorted("|".join(map(str, row)) for row in frame.to_numpy()) for name, frame in frames.items()}


def test_every_row_arrives_there_and_back(
    sqlite_url: str, empty_postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(sqlite_url, monkeypatch)
    _fill_all(sqlite_url)
    before = _tables(sqlite_url)
    assert all(before.values()), "a table without a row proves nothing"
    back = f"sqlite:///{(tmp_path / 'back.db').as_posix()}"
    assert dispatch.run("move", ["--to", empty_postgres_url]) == 0
    assert dispatch.run("move", ["--to", back, "--database", empty_postgres_url]) == 0
    assert _tables(sqlite_url) == before
    for url, moves in ((empty_postgres_url, 1), (back, 2)):
        after = _tables(url)
        assert len(after.pop("events")) == len(before["events"]) + moves
        assert after == {name: rows for name, rows in before.items() if name != "events"}
        with database.reading(url) as connection:
            assert events.broken_at(connection) is None
            assert events.events(connection)[0].subject == "Chuyển cơ sở dữ liệu"


def test_work_goes_on_in_the_new_place(
    sqlite_url: str, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(sqlite_url, monkeypatch)
    assert dispatch.run("move", ["--to", postgres_url]) == 0
    out = capsys.readouterr().out
    assert "1 lần nạp, 5 dòng người" in out
    assert "DATABASE_URL=postgresql" in out
    load(postgres_url, OTHER)
    assert state(postgres_url) == (14, "Sở Nội vụ thử")
    assert state(sqlite_url) == (5, "Sở Nội vụ thử")
    monkeypatch.setenv("DATABASE_URL", postgres_url)
    assert dispatch.run("imports", ["undo", "2"]) == 0
    assert dispatch.run("check", []) == 0


def test_nothing_is_moved_onto_somebodys_work_or_out_of_a_database_in_use(
    data: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, other = data.database_url, f"sqlite:///{(tmp_path / 'other.db').as_posix()}"
    assert dispatch.run("move", ["--to", url]) == 3
    assert "chính là cơ sở dữ liệu đang dùng" in capsys.readouterr().err
    with closing(sqlite3.connect(tmp_path / "foreign.db")) as foreign:
        foreign.execute("CREATE TABLE somebody (id INTEGER)")
    assert dispatch.run("move", ["--to", f"sqlite:///{tmp_path / 'foreign.db'}"]) == 3
    assert dispatch.run("move", ["--to", other]) == 0
    assert dispatch.run("move", ["--to", other]) == 3
    assert capsys.readouterr().err.count("Hãy ghi ở --to một cơ sở dữ liệu trống") == 2
    with presence.serving(other):
        assert dispatch.run("move", ["--to", f"{other}2", "--database", other]) == 3
    assert "đang dùng cơ sở dữ liệu này" in capsys.readouterr().err
    assert state(other) == state(url)


@pytest.mark.parametrize("value", ["Sở\0Nội vụ", "ă" * 2001])
def test_a_value_that_the_other_kind_does_not_take_moves_nothing(
    value: str, sqlite_url: str, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(sqlite_url, monkeypatch)
    with database.writing(sqlite_url) as connection:
        connection.execute(insert(OfficeSetting).values(key="long", value=value))
    assert dispatch.run("move", ["--to", postgres_url]) == 3
    err = capsys.readouterr().err
    assert "Bảng office_settings có một giá trị" in err
    assert value[:9] not in err
    assert state(postgres_url) == (0, "")


def test_a_row_that_arrives_changed_moves_nothing(
    sqlite_url: str, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(sqlite_url, monkeypatch)
    with database.writing(postgres_url) as connection:
        connection.execute(
            text(
                "CREATE FUNCTION shorter() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN NEW.full_name := left(NEW.full_name, 5); RETURN NEW; END $$"
            )
        )
        connection.execute(
            text("CREATE TRIGGER shorter BEFORE INSERT ON staff FOR EACH ROW EXECUTE FUNCTION shorter()")
        )
    assert dispatch.run("move", ["--to", postgres_url]) == 3
    assert "Bảng staff sau khi chép không giống bảng cũ" in capsys.readouterr().err
    assert state(postgres_url) == (0, "")


def test_a_chain_that_was_broken_before_is_told(
    sqlite_url: str, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(sqlite_url, monkeypatch)
    for number in (1, 2):
        events.record(sqlite_url, "load", f"Lần nạp số {number}")
    with database.writing(sqlite_url) as connection:
        connection.execute(text("DROP TRIGGER events_no_update"))
        connection.execute(text("UPDATE events SET subject = 'khác' WHERE id = 2"))
    assert dispatch.run("move", ["--to", postgres_url]) == 0
    assert "từ sự kiện số 2" in capsys.readouterr().out
