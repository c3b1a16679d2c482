"""Sentences and charts of movements on small rosters whose comings and goings are known."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

import openpyxl
import pytest

import database
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from presentation.charts import catalogue
from presentation.sentences.movements import movement_sentences
from reports.excel.page_workbook import charts_workbook
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.reports.invented import STAMP
from tests.rosters import people, roster

FIRST, SECOND, THIRD = date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30)
NAMES = ["Xã An Lạc", "Xã Bảo Đài", "Xã Biển Động", "Xã Dương Hưu", "Xã Hiệp Hòa", "Xã Lạng Giang", "Xã Yên Thế"]


def _load(url: str, sizes: Mapping[date, Mapping[str, int]]) -> None:
    """Load rosters of so many people a unit; the first of a unit's people are the same on all dates."""
    for day, units in sizes.items():
        rows = [row for name, size in units.items() for row in people(size, name, 100 * NAMES.index(name))]
        file = SourceFile(f"{day}.xlsx", roster(rows, day))
        report = pipeline.load(url, [file], LoadOptions(loaded_by="lan", accept=True))
        assert report.status == "loaded", [problem.message for problem in report.problems]


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        ((3, 2, 2, 1, 0, 0, 0), "{0} (−3), {1} (−2), {2} (−2)"),
        ((3, 1, 1, 1, 0, 0, 0), "{0} (−3), {1} (−1), {2} (−1), {3} (−1)"),
        ((3, 1, 1, 1, 1, 1, 0), "{0} (−3) và 5 đơn vị (mỗi đơn vị −1)"),
        ((1, 1, 1, 1, 1, 1, 1), "7 đơn vị (mỗi đơn vị −1)"),
    ],
)
def test_none_of_equal_places_is_left_out_of_the_foremost(sqlite_url: str, lost: Sequence[int], words: str) -> None:
    fewer = {name: 9 - few for name, few in zip(NAMES, lost, strict=True)}
    _load(sqlite_url, {FIRST: dict.fromkeys(NAMES, 9), SECOND: fewer})
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, "24")
        text = " ".join(map(str, movement_sentences(source, Selection(SECOND), FIRST)))
    names = [name[0].lower() + name[1:] for name in NAMES]
    assert f"Giảm nhiều nhất là {words.format(*names)}." in text


def test_the_first_point_of_comings_and_goings_is_cut_off_from_nothing(sqlite_url: str) -> None:
    some = dict.fromkeys(NAMES[:2], 9)
    _load(sqlite_url, {FIRST: dict.fromkeys(NAMES, 9), SECOND: some, THIRD: some})
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, "24")
        chart = catalogue.build(source, "movement_series", Selection(THIRD), is_demo=False)
    assert [row[0] for row in chart.table.rows] == ["31/03/2026", "30/06/2026"]
    assert all(each.row for each in chart.native.breaks)
    book = openpyxl.load_workbook(io.BytesIO(charts_workbook("Biến động", [chart], STAMP)))
    assert any(sheet._charts for sheet in book)


def test_many_units_without_a_list_are_named_without_their_lists(sqlite_url: str) -> None:
    _load(sqlite_url, {FIRST: dict.fromkeys(NAMES, 9), SECOND: dict.fromkeys(NAMES[4:], 9)})
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, "24")
        text = " ".join(map(str, movement_sentences(source, Selection(SECOND), FIRST)))
    assert f"Không tính 4 đơn vị thiếu danh sách ở một trong hai ngày: {', '.join(NAMES[:4])}." in text
