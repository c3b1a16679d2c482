"""The chain of events on real databases: nothing is changed, left out or put in without being seen."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

import database
from access import events
from access.actors import everything
from access.users import Presence
from models import Event

LAN = Presence(everything("lan"), "10.0.0.7")


def fill(url: str) -> None:
    for number in range(1, 6):
        events.record(url, "load", f"Lần nạp số {number}", {"người": number}, LAN)


def open_up(url: str) -> None:
    """Take away what keeps rows as they are, as somebody could who owns the database."""
    sqlite = url.startswith("sqlite")
    names = ("events_no_update", "events_no_delete") if sqlite else ("events_only_added",)
    with database.writing(url) as connection:
        for name in names:
            connection.execute(text(f"DROP TRIGGER {name}" + ("" if sqlite else " ON events")))


def broken_at(url: str) -> int | None:
    with database.reading(url) as connection:
        return events.broken_at(connection)


def test_rows_follow_each_other_and_are_found_again(database_url: str) -> None:
    fill(database_url)
    events.record(database_url, "settings", "Cách làm tròn", {"cũ": "half_up", "mới": "cut_100%"}, LAN)
    with database.reading(database_url) as connection:
        rows = events.events(connection)
        assert [row.id for row in rows] == [6, 5, 4, 3, 2, 1]
        assert {(row.by, row.origin) for row in rows} == {("lan", "10.0.0.7")}
        assert [row.id for row in events.events(connection, words="Số 3")] == [3]
        assert [row.id for row in events.events(connection, words="CUT_100%")] == [6]
        assert [row.id for row in events.events(connection, words="cutx100")] == []
        assert [row.id for row in events.events(connection, act="load", most=2)] == [5, 4]
        assert events.events(connection, by="hoa") == []
        assert (events.count(connection), events.authors(connection)) == (6, ["lan"])
    assert broken_at(database_url) is None


@pytest.mark.parametrize(
    "change", [update(Event).values(by="hoa"), delete(Event), update(Event).where(Event.id == 2).values(details="")]
)
def test_the_database_itself_keeps_rows_as_they_are(database_url: str, change: object) -> None:
    fill(database_url)
    with pytest.raises(DBAPIError), database.writing(database_url) as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert broken_at(database_url) is None


@pytest.mark.parametrize("column", ["at", "by", "origin", "act", "subject", "details", "hash"])
def test_a_changed_value_is_seen(sqlite_url: str, column: str) -> None:
    fill(sqlite_url)
    open_up(sqlite_url)
    value: object = datetime(2020, 1, 1) if column == "at" else "khác"  # noqa: DTZ001  as the column has it
    with database.writing(sqlite_url) as connection:
        connection.execute(update(Event).where(Event.id == 3).values({column: value}))
    assert broken_at(sqlite_url) == 3


def test_a_row_left_out_or_put_in_is_seen(database_url: str) -> None:
    fill(database_url)
    open_up(database_url)
    with database.writing(database_url) as connection:
        row = connection.execute(select(Event.__table__).where(Event.id == 2)).one()._asdict()
        connection.execute(delete(Event).where(Event.id == 2))
    assert broken_at(database_url) == 2
    with database.writing(database_url) as connection:
        connection.execute(insert(Event).values(row | {"subject": "Lần nạp số 7"}))
    assert broken_at(database_url) == 2


def test_a_clock_that_went_back_is_told_and_gives_no_earlier_moment(sqlite_url: str) -> None:
    fill(sqlite_url)
    open_up(sqlite_url)
    with database.writing(sqlite_url) as connection:
        connection.execute(delete(Event))
        tomorrow = datetime.now() + timedelta(days=1)  # noqa: DTZ005  any day that is still to come
        row = {"id": 1, "at": tomorrow, "by": "lan", "origin": "", "act": "load", "subject": "", "details": ""}
        connection.execute(insert(Event).values(row | {"hash": "0" * 64}))
    events.record(sqlite_url, "load", "Lần nạp số 2", None, LAN)
    with database.reading(sqlite_url) as connection:
        newest, clock, first = events.events(connection)
    assert [newest.act, clock.act] == ["load", "clock"]
    assert newest.at == clock.at == first.at == tomorrow
    assert "đồng hồ" in clock.details


def test_an_act_that_is_none_is_refused(sqlite_url: str) -> None:
    with pytest.raises(KeyError):
        events.record(sqlite_url, "something", "")
