"""«/suc-khoe» over a file whose middle is broken: it says so, and is well again when the file is."""

import threading
from pathlib import Path

import pytest
from starlette.requests import Request

import database
from dissemination import health, routes
from tests.people import World


def _answer() -> tuple[int, str]:
    response = routes.health(Request({"type": "http"}))
    return response.status_code, bytes(response.body).decode()


def test_a_page_broken_in_the_middle_is_seen(sqlite_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    url = sqlite_world.url
    monkeypatch.setenv("DATABASE_URL", url)
    assert _answer() == (200, "Tốt")
    database.close(url)
    path = Path(url.removeprefix("sqlite:///"))
    whole = path.read_bytes()
    middle = len(whole) // 8192 * 4096
    path.write_bytes(whole[:middle] + b"\x5a" * 12_288 + whole[middle + 12_288 :])
    watch = health._watches[url]
    watch._took = 0.0  # a look that took no time may be repeated at once
    status, sentence = _answer()
    assert (status, "bị hỏng" in sentence) == (503, True)
    path.write_bytes(whole)
    watch._took = 0.0
    assert _answer() == (200, "Tốt")


@pytest.mark.parametrize("change", ["DROP TABLE named_views", "ALTER TABLE deadlines DROP COLUMN due_on"])
def test_a_table_or_column_that_is_gone_is_seen(
    database_url: str, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """At once, also on a server, and also where nothing asks for that table."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert _answer() == (200, "Tốt")
    with database.writing(database_url) as connection:
        connection.exec_driver_sql(change)
    status, sentence = _answer()
    assert (status, "thiếu một bảng hoặc cột" in sentence) == (503, True)


def test_a_database_that_only_reads_is_seen_and_read_on(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"{postgres_url}{'&' if '?' in postgres_url else '?'}options=-cdefault_transaction_read_only%3Don"
    monkeypatch.setenv("DATABASE_URL", url)
    status, sentence = _answer()
    assert (status, "không có quyền ghi" in sentence) == (503, True)
    assert routes.office_name()


def test_who_asks_does_not_wait_for_a_look_that_takes_long(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look that does not end leaves the last answer; what asks meanwhile begins no second one."""
    go_on = threading.Event()
    looks: list[str] = []

    def endless(url: str, _: float) -> str | None:
        looks.append(url)
        go_on.wait()
        return "hỏng"

    monkeypatch.setattr(database, "damage", endless)
    monkeypatch.setattr(health, "_PATIENCE", 0.01)
    watch = health.Watch(sqlite_world.url)
    try:
        assert [watch.ask(), watch.ask()] == [None, None]
        assert looks == [sqlite_world.url]
    finally:
        go_on.set()
    assert watch._look is not None
    watch._look.join()
    assert watch.ask() == "hỏng"


def test_nothing_is_known_of_a_look_that_was_given_up(sqlite_world: World) -> None:
    assert database.damage(sqlite_world.url, 60) is None
    assert database.damage(sqlite_world.url, -1) is None
    assert database.damage("postgresql://may-chu/thongke", 1) is None
