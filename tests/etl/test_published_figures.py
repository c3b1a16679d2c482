"""The demonstration of 31/12/2023, read like anybody's roster, gives the published figures."""

from collections import Counter
from pathlib import Path

import database
from etl.records import LoadReport, SourceFile
from settings import SAMPLES_DIR
from stats.queries import FLAT_COLUMNS, flat_rows
from stats.scope import EVERYBODY
from tests.etl.rosters import LAST_DAY, codes, run


def _load(url: str, folder: Path, **options: bool) -> LoadReport:
    files = [SourceFile(path.name, path.read_bytes()) for path in sorted(folder.glob("*.xlsx"))]
    return run(url, *files, **options)


def test_the_published_figures_of_2023(sqlite_url: str) -> None:
    report = _load(sqlite_url, SAMPLES_DIR / "2023-12-31", is_demo=True)
    assert (report.status, report.rows_loaded, codes(report)) == ("loaded", 2366, [])
    with database.reading(sqlite_url) as connection:
        rows = flat_rows(connection, LAST_DAY, scope=EVERYBODY)
    counts = {name: Counter(row[FLAT_COLUMNS.index(name)] for row in rows) for name in ("category", "education", "it")}
    assert counts["category"] == {"cadre": 1263, "civil_servant": 1103}
    assert counts["education"] == {
        "doctorate": 2,
        "masters": 274,
        "bachelors": 1845,
        "college": 61,
        "intermediate": 184,
    }
    assert (counts["it"]["degree"], counts["it"]["certificate"]) == (37, 2184)
    units = {(row[FLAT_COLUMNS.index("unit_code")], row[FLAT_COLUMNS.index("unit_type")]) for row in rows}
    assert Counter(kind for _, kind in units) == {"commune": 70, "ward": 52, "township": 4}
    assert len({row[FLAT_COLUMNS.index("district_code")] for row in rows}) == 8


def test_the_other_years_and_layouts_are_read_without_an_error(sqlite_url: str) -> None:
    for folder in (SAMPLES_DIR / "2021-12-31", SAMPLES_DIR / "2022-12-31"):
        report = _load(sqlite_url, folder, is_demo=True)
        assert (report.status, report.errors, len(report.units)) == ("loaded", [], 126)
        assert all(total.says == total.counted for file in report.files for total in file.totals)
