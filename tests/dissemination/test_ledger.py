"""The ledger's numbers: each once, none left out, whoever asks at once; and rows that tell what happened."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import database
from dissemination import ledger
from stats import queries

VIET_NAM = timezone(timedelta(hours=7))
ENTRY = ledger.LedgerEntry(
    made_at=datetime(2026, 3, 5, 8, 30, tzinfo=VIET_NAM),
    made_by="lan",
    name="education",
    kind="png",
    file_name="trinh-do_bac-ninh_2023-12-31.png",
    title="Trình độ chuyên môn",
    scope="tỉnh Bắc Ninh",
    query="as_of=2023-12-31",
    as_of=date(2023, 12, 31),
    data_version="3.0.x",
    rule_version="0.1.0+abc",
    rounding="cut",
    is_demo=False,
    is_internal=True,
)


def held(url: str) -> list[queries.ExportRow]:
    with database.reading(url) as connection:
        return queries.exports(connection)


def test_a_row_tells_what_was_asked_for_and_what_came_of_it(database_url: str) -> None:
    number = ledger.reserve(database_url, ENTRY)
    assert number == "2026-000001"
    (row,) = held(database_url)
    values = {name: getattr(row, name) for name in ledger.LedgerEntry.__dataclass_fields__}
    assert values == {name: getattr(ENTRY, name) for name in values} | {"made_at": datetime(2026, 3, 5, 1, 30)}  # noqa: DTZ001
    assert (row.number, row.status, row.sha256, row.size) == (number, "making", None, None)
    ledger.complete(database_url, number, "a" * 64, 7)
    (row,) = held(database_url)
    assert (row.status, row.sha256, row.size, row.reason) == ("done", "a" * 64, 7, "")


def test_a_failure_keeps_its_number_and_says_so(database_url: str) -> None:
    number = ledger.reserve(database_url, ENTRY)
    ledger.fail(database_url, number, "PictureError")
    ledger.complete(database_url, number, "a" * 64, 7)
    assert ledger.reserve(database_url, ENTRY) == "2026-000002"
    second, first = held(database_url)
    assert (first.number, first.status, first.reason, first.sha256) == (number, "failed", "PictureError", None)
    assert second.status == "making"


def test_each_year_on_the_office_s_clock_begins_with_one(database_url: str) -> None:
    just_before = replace(ENTRY, made_at=datetime(2026, 12, 31, 23, 59, tzinfo=VIET_NAM))
    just_after = replace(ENTRY, made_at=datetime(2027, 1, 1, 0, 1, tzinfo=VIET_NAM))
    numbers = [ledger.reserve(database_url, each) for each in (just_before, just_before, just_after)]
    assert numbers == ["2026-000001", "2026-000002", "2027-000001"]


def test_many_at_once_leave_no_gap_and_no_number_twice(database_url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: ledger.reserve(database_url, ENTRY), range(40)))
    assert sorted(numbers) == [f"2026-{place:06d}" for place in range(1, 41)]


def test_long_words_are_cut_to_their_columns(database_url: str) -> None:
    long = replace(ENTRY, title="dài " * 500, scope="dài " * 500, file_name="d" * 400, made_by="h" * 200)
    ledger.reserve(database_url, long)
    (row,) = held(database_url)
    assert (len(row.title), len(row.file_name), len(row.made_by)) == (500, 255, 80)


def test_a_ledger_that_cannot_be_written_is_a_sentence(sqlite_url: str) -> None:
    with database.writing(sqlite_url) as connection:
        connection.exec_driver_sql("CREATE TRIGGER full BEFORE INSERT ON exports BEGIN SELECT RAISE(FAIL, 'full'); END")
    with pytest.raises(ledger.NotIssuedError, match="dung lượng trống"):
        ledger.reserve(sqlite_url, ENTRY)
    assert held(sqlite_url) == []


def test_the_ledger_finds_a_file_by_its_bytes(database_url: str, tmp_path: Path) -> None:
    numbers = [ledger.reserve(database_url, ENTRY) for _ in range(2)]
    ledger.complete(database_url, numbers[0], "a" * 64, 7)
    ledger.complete(database_url, numbers[1], "b" * 64, 7)
    with database.reading(database_url) as connection:
        assert [row.number for row in queries.exports(connection, sha256="b" * 64)] == [numbers[1]]
        assert queries.exports(connection, sha256="c" * 64) == []
