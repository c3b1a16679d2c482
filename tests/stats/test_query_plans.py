"""No question about a province reads a table, or a date, of the whole country, as SQLite would plan it there."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

import database
from benchmarks import scale
from migrations.prepare import prepare
from stats.source import StatisticsSource
from tests.people import PROVINCE, World

_STATISTICS = (
    ("units", "ix_units_in_register", "22983 11492"),
    ("units", "ix_units_name", "22983 70 70"),
    ("units", "ix_units_code", "22983 1"),
    ("units", "sqlite_autoindex_units_1", "22983 1 1 1"),
    ("imports", "ix_imports_undone", "3225 1613 1613"),
    ("import_files", "ix_import_files_name", "3225 1 1"),
    ("import_files", "ix_import_files_sha256", "3225 43"),
    ("staff", "ix_staff_place", "2005490 622 38 2 1"),
    ("staff", "ix_staff_roster_id", "2005490 20"),
    ("problems", "ix_problems_file", "53234 17 17"),
    ("tallies", "tallies", "320960 21398 126 26 9 5 1"),
    ("rosters", "ix_rosters_province", "105230 619 413 113 1 1 1"),
    ("rosters", "ix_rosters_district_id", "105230 113"),
    ("rosters", "ix_rosters_unit", "105230 5 1 1 1"),
    ("rosters", "ix_rosters_current", "105230 10523 9567 113"),
    ("rosters", "sqlite_autoindex_rosters_1", "105230 33 1"),
)
"""What ANALYZE finds in the database of `bench scale`: table, index, rows and rows of one key."""
_LARGE = re.compile(
    r"SCAN (units|imports|import_files|staff|problems|tallies|rosters)\b(?! USING INDEX ix_rosters_untall)"
    r"|SEARCH rosters USING (COVERING )?INDEX ix_rosters_current (?!.*province_id)"
)
"""A table from end to end, or the rosters of a date for those of one province. The index of the few rosters that are
not tallied yet may be read from end to end."""

QUESTIONS = dict(scale.questions())


@pytest.fixture
def country(sqlite_world: World) -> Iterator[Connection]:
    """A small database that is planned for as if it were a country's."""
    prepare(sqlite_world.url)
    with database.writing(sqlite_world.url) as connection:
        connection.exec_driver_sql("DELETE FROM sqlite_stat1")
        for row in _STATISTICS:
            connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", row)
    database.engine_for(sqlite_world.url).dispose()
    with database.reading(sqlite_world.url) as connection:
        yield connection


def scans(connection: Connection, ask: Callable[[StatisticsSource], object]) -> list[str]:
    """The large tables that are read from end to end by a question's statements, each with its statement."""
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    ask(StatisticsSource.of_connection(connection, PROVINCE))
    event.remove(connection, "before_cursor_execute", note)
    steps = []
    for statement, parameters in statements:
        if statement.split()[0] in ("SELECT", "WITH", "UPDATE", "DELETE") and not isinstance(parameters, list):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps += [f"{step[3]}: {statement}" for step in plan if _LARGE.match(step[3])]
    assert statements
    return steps


@pytest.mark.parametrize(
    ("name", "ask"), list(scale.questions()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_no_question_about_a_province_reads_a_whole_table(
    country: Connection, name: str, ask: Callable[[StatisticsSource], object]
) -> None:
    assert scans(country, ask) == []


def test_the_guard_finds_a_scan(country: Connection) -> None:
    def everybody(source: StatisticsSource) -> None:
        source.ask(lambda c: c.execute(text("SELECT count(*) FROM staff WHERE gender = 'female'")))

    assert [line.split(":")[0] for line in scans(country, everybody)] == ["SCAN staff"]
