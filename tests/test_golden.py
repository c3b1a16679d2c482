"""Golden rosters: every folder of `tests/golden/` holds one quirk and what a careful clerk reads in it.

A folder with `make.py`, `people.csv` and `problems.csv` is a test. Columns that an expected file does not name are
not compared. `totals.csv` (cell, says, counted) and `options.json` (as_of, unit, rows_read, rows_held) may be added.
Where `problems.csv` has an error, the roster must be refused first, and is then loaded with `accept`.
"""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import database
from etl.pipeline import load
from etl.records import LoadOptions, LoadReport, SourceFile
from models import Import, Roster, Staff
from stats.queries import FLAT_COLUMNS, flat_rows
from stats.scope import EVERYBODY
from tests.archives import members
from tests.golden import make_workbooks

FOLDERS = sorted(path.parent for path in make_workbooks.FOLDER.glob("*/people.csv"))
AS_OF = date(2023, 12, 31)

Table = list[tuple[str, ...]]


def _table(path: Path) -> tuple[list[str], Table]:
    """Read the header and the rows of an expected file."""
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    return header, [tuple(row) for row in rows]


def _options(folder: Path) -> dict[str, Any]:
    path = folder / "options.json"
    options: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return options


def _load(folder: Path, url: str, *, accept: bool) -> LoadReport:
    roster = next(folder.glob("roster.*"))
    words = _options(folder)
    as_of = date.fromisoformat(words["as_of"]) if "as_of" in words else None
    options = LoadOptions(as_of=as_of, unit_code=words.get("unit"), accept=accept)
    return load(url, [SourceFile(roster.name, roster.read_bytes())], options)


def _people(url: str, header: list[str], as_of: date | None) -> Table:
    with database.reading(url) as connection:
        rows = list(flat_rows(connection, as_of or AS_OF, scope=EVERYBODY))
    picked = [FLAT_COLUMNS.index(column) for column in header]
    return [tuple("" if row[index] is None else str(row[index]) for index in picked) for row in rows]


def _problems(report: LoadReport, header: list[str]) -> Table:
    return sorted(tuple(str(getattr(problem, column)) for column in header) for problem in report.problems)


def _count(url: str) -> tuple[int, ...]:
    with database.reading(url) as connection:
        return tuple(
            connection.scalar(select(func.count()).select_from(table)) or 0 for table in (Import, Roster, Staff)
        )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_people_are_read_as_a_careful_clerk_would(folder: Path, sqlite_url: str) -> None:
    header, expected = _table(folder / "people.csv")
    report = _load(folder, sqlite_url, accept=True)
    assert report.status == "loaded", report.problems
    assert _people(sqlite_url, header, report.as_of) == expected
    options = _options(folder)
    held = options.get("rows_held", 0)
    rows_read = options.get("rows_read", len(expected) + held)
    assert (report.rows_read, report.rows_loaded, report.rows_held) == (rows_read, len(expected), held)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_doubt_is_a_problem_at_its_cell(folder: Path, sqlite_url: str) -> None:
    header, expected = _table(folder / "problems.csv")
    report = _load(folder, sqlite_url, accept=False)
    assert _problems(report, header) == sorted(expected)
    if "error" in {row[header.index("severity")] for row in expected}:
        assert report.status == "refused"
        assert _count(sqlite_url) == (0, 0, 0)
    else:
        assert report.status == "loaded"


WITH_TOTALS = [folder for folder in FOLDERS if (folder / "totals.csv").exists()]


@pytest.mark.parametrize("folder", WITH_TOTALS, ids=lambda folder: folder.name)
def test_printed_totals_are_held_against_the_count(folder: Path, sqlite_url: str) -> None:
    _, expected = _table(folder / "totals.csv")
    report = _load(folder, sqlite_url, accept=False)
    totals = {(total.cell, str(total.says), str(total.counted)) for file in report.files for total in file.totals}
    assert totals >= set(expected)
    unlisted = totals - set(expected)
    assert [total for total in unlisted if total[1] != total[2]] == []


@pytest.mark.parametrize("quirk", make_workbooks.quirks())
def test_workbooks_are_what_their_recipes_make(quirk: str) -> None:
    folder = make_workbooks.FOLDER / quirk
    made = make_workbooks.files_of(quirk)
    kept = {path.name: members(path.read_bytes()) for path in folder.glob("roster.*")}
    assert {name: members(content) for name, content in made.items()} == kept
