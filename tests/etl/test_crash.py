"""A load that is killed leaves the database as before or as after; two at once both land; readers see whole states."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

import database
from benchmarks.loading import write_workbook
from models import Import, Roster, Staff
from settings import ROOT
from tests.etl.rosters import ELSEWHERE, ELSEWHERE_CODE, current_names, roster, run

PEOPLE = 1500
BEFORE = (1, 3)
"""Imports, and people on current rosters: those of a demonstration."""
AFTER = (2, PEOPLE)
MOMENTS = (
    "Đang đọc", "Đang kiểm tra", "Đang ghi", "INSERT INTO imports", "INSERT INTO rosters", "INSERT INTO staff",
    "UPDATE rosters", "COMMIT",
)  # fmt: skip

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster of many people."""
    path = tmp_path_factory.mktemp("rosters") / "province.xlsx"
    write_workbook(path, PEOPLE)
    return path


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a load; it has reached its moment when this returns, or is on its way where the moment is `never`."""
    processes: list[subprocess.Popen[str]] = []

    def begin(url: str, path: Path, moment: str = "never") -> subprocess.Popen[str]:
        command = [sys.executable, "-X", "utf8", "-m", "tests.etl.loading_process", url, str(path), moment]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        process = subprocess.Popen(command, cwd=ROOT, text=True, encoding="utf-8", **pipes)  # type: ignore[call-overload]
        processes.append(process)
        if moment != "never":
            assert process.stdout.readline().strip() == moment
        return process  # type: ignore[no-any-return]

    yield begin
    for process in processes:
        process.kill()
        process.communicate()


def _state(url: str) -> tuple[int, int]:
    with database.reading(url) as connection:
        people = select(func.count()).select_from(Staff).join(Roster).where(Roster.is_current)
        return connection.scalar(select(func.count()).select_from(Import)) or 0, connection.scalar(people) or 0


def _end(process: subprocess.Popen[str]) -> tuple[str, int]:
    """Let it go on, and take its answer."""
    output, _ = process.communicate("\n", timeout=60)
    status, loaded = output.split()
    return status, int(loaded)


def _check_whole(url: str) -> None:
    with database.reading(url) as connection:
        if connection.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.scalar(select(func.count()).select_from(Staff)) == sum(
            connection.scalars(select(Import.rows_loaded))
        )


def _kill_and_look(start: Start, url: str, path: Path, moment: str) -> None:
    run(url, roster(), is_demo=True)
    assert _state(url) == BEFORE
    database.engine_for(url).dispose()
    process = start(url, path, moment)
    process.kill()
    process.wait()
    _check_whole(url)
    assert _state(url) == (AFTER if moment == "COMMITTED" else BEFORE)


@pytest.mark.parametrize("moment", [*MOMENTS, "COMMITTED"])
def test_a_killed_load_leaves_all_or_nothing(moment: str, sqlite_url: str, province: Path, start: Start) -> None:
    _kill_and_look(start, sqlite_url, province, moment)


@pytest.mark.parametrize("moment", ["INSERT INTO staff", "COMMIT"])
def test_a_killed_load_leaves_all_or_nothing_on_a_server(
    moment: str, postgres_url: str, province: Path, start: Start
) -> None:
    _kill_and_look(start, postgres_url, province, moment)


def test_after_a_kill_the_same_file_loads(database_url: str, province: Path, start: Start) -> None:
    _kill_and_look(start, database_url, province, "UPDATE rosters")
    assert _end(start(database_url, province)) == ("loaded", PEOPLE)
    assert _state(database_url) == AFTER


def test_readers_see_the_state_before_until_the_load_is_done(database_url: str, province: Path, start: Start) -> None:
    run(database_url, roster(), is_demo=True)
    process = start(database_url, province, "COMMIT")
    assert _state(database_url) == BEFORE
    assert _end(process) == ("loaded", PEOPLE)
    assert _state(database_url) == AFTER


def test_readers_see_whole_states_all_the_while(sqlite_url: str, province: Path, start: Start) -> None:
    run(sqlite_url, roster(), is_demo=True)
    process = start(sqlite_url, province, "INSERT INTO imports")
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    seen = {_state(sqlite_url)}
    while process.poll() is None:
        seen.add(_state(sqlite_url))
    assert seen <= {BEFORE, AFTER}
    assert _state(sqlite_url) == AFTER


def test_the_second_of_two_loads_of_one_file_waits_and_says_so(database_url: str, province: Path, start: Start) -> None:
    first = start(database_url, province, "INSERT INTO staff")
    second = start(database_url, province, "Đang ghi")
    assert second.stdin is not None
    second.stdin.write("\n")
    second.stdin.flush()
    assert _end(first) == ("loaded", PEOPLE)
    assert _end(second) == ("already_loaded", 0)
    assert _state(database_url) == (1, PEOPLE)


def test_two_loads_at_once_both_land(database_url: str, tmp_path: Path, province: Path, start: Start) -> None:
    small = tmp_path / "small.xlsx"
    small.write_bytes(roster(2, "Mạc", unit=ELSEWHERE, day="(Tính đến ngày 31/12/2023)").content)
    first = start(database_url, province, "INSERT INTO staff")
    second = start(database_url, small, "Đang ghi")
    assert second.stdin is not None
    second.stdin.write("\n")
    second.stdin.flush()
    assert _end(first) == ("loaded", PEOPLE)
    assert _end(second) == ("loaded", 2)
    assert current_names(database_url, ELSEWHERE_CODE) == ["Mạc Thị An", "Mạc Thị Bình"]
    _check_whole(database_url)
