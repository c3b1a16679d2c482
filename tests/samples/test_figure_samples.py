"""The invented figures of 31/12/2025: they say so, name the communes of their day, load without a problem, add up."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

import database
from commands.run import load_demonstration
from etl.figures.reading import read_figures
from etl.figures.vocabulary import vocabulary
from etl.reading import read_workbook
from etl.records import SourceFile
from reference.provinces import communes_on
from settings import SAMPLES_DIR, from_environment
from stats.queries.figures import figures

FOLDER = SAMPLES_DIR / "so-lieu-don-vi"
BOOKS = sorted(FOLDER.glob("*.xlsx"))
DAY = date(2025, 12, 31)


def _quiet(_what: str, _done: int, _total: int) -> None:
    pass


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_each_says_that_it_is_invented_and_is_read_without_a_problem(path: Path) -> None:
    texts = [str(cell.value) for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row if cell.value]
    assert any(text.startswith("Số liệu minh họa") for text in texts)
    catalogue, default = ("quotas", "allocated") if path.stem.startswith("Bien-che") else ("indicators", "")
    book = read_workbook(SourceFile(path.name, path.read_bytes()), from_environment())
    reading = read_figures(book, vocabulary(catalogue, default), "24")
    assert reading.problems == []
    assert {cell.unit.code for cell in reading.figures} == {unit.code for unit in communes_on(DAY, "24")}
    assert {cell.as_of for cell in reading.figures} == {DAY}


def test_they_are_loaded_once_and_only_where_nothing_is_real(sqlite_url: str, tmp_path: Path) -> None:
    assert len(BOOKS) == 3
    folder = tmp_path / "so-lieu-don-vi"
    folder.mkdir()
    for path in BOOKS:
        (folder / path.name).write_bytes(path.read_bytes())
    for _ in range(2):
        load_demonstration(sqlite_url, tmp_path, _quiet)
    with database.reading(sqlite_url) as connection:
        quotas, indicators = figures(connection, "quotas"), figures(connection, "indicators")
    assert quotas.is_demo
    assert len({row.import_id for row in (*quotas.rows, *indicators.rows)}) == 3
