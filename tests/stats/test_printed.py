"""Trends over days without lists: which places printed counts tell of, beside rosters, under every view, published."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

import database
from etl.figures import pipeline
from etl.figures.records import FigureOptions
from presentation.charts import catalogue
from reference.figures import AGGREGATES
from reference.provinces import communes_on
from stats.disclosure import SIGN, Secrecy
from stats.measures import Trend
from stats.protected import protected
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.etl.figures.workbooks import PROVINCE, workbook
from tests.people import World, complete, fill

DAY, NOW = date(2020, 12, 31), date(2023, 12, 31)
UNITS = communes_on(DAY, PROVINCE)
HEAD = ["Tên đơn vị", "Tổng số", "Cán bộ", "Công chức", "Thạc sĩ", "Đại học", "Cao đẳng"]


def _numbers(place: int) -> tuple[int, ...]:
    """Invent a commune's row: everybody, cán bộ, công chức, three levels; the rest has another level."""
    return 20 + place % 3, 11 + place % 3, 9, place % 4, 14, 2


def _load(url: str, rows: list[list[Any]]) -> None:
    report = pipeline.load(url, AGGREGATES, [workbook(rows)], FigureOptions(loaded_by="lan"))
    assert report.status == "loaded", [each.message for each in report.errors]


@pytest.fixture
def world(sqlite_url: str) -> World:
    """Rosters of 2021 to 2025, and of 2020 a table of all communes under their districts."""
    world = fill(sqlite_url)
    complete(sqlite_url, NOW)
    rows: list[list[Any]] = [["Cấp xã, tính đến 31/12/2020"], HEAD]
    for number, unit in enumerate(UNITS):
        rows.append([f"{unit.code} - {unit.name}", *_numbers(number)])
    _load(sqlite_url, rows)
    return world


@contextmanager
def _source(url: str) -> Iterator[StatisticsSource]:
    with database.reading(url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def _sums(units: set[str]) -> list[int]:
    rows = [_numbers(place) for place, unit in enumerate(UNITS) if unit.code in units]
    return [sum(column) for column in zip(*rows, strict=True)]


def _first(trend: Trend) -> Any:
    point = trend.points[0]
    assert (point.as_of, point.is_printed) == (DAY, True)
    return point


def test_a_province_s_line_begins_with_the_printed_day(world: World) -> None:
    with _source(world.url) as source:
        trend = source.trend(Selection(NOW), "education")
        people = source.trend(Selection(NOW), "category")
    point, sums = _first(trend), _sums({unit.code for unit in UNITS})
    counts = {part.code: part.count for part in point.breakdown.parts}
    assert [counts["masters"], counts["bachelors"], counts["college"]] == sums[3:]
    assert counts[None] == sums[0] - sum(sums[3:])
    assert (point.breakdown.base, point.coverage.is_complete) == (sums[0], True)
    assert [p.is_printed for p in trend.points] == [True] + [False] * (len(trend.points) - 1)
    assert [_first(people).breakdown.part(code).count for code in ("cadre", "civil_servant")] == sums[1:3]


def test_a_district_and_a_commune_have_their_own(world: World) -> None:
    here = {unit.code for unit in UNITS if unit.parent_code == "264"}
    code = sorted(here)[0]
    with _source(world.url) as source:
        district = source.trend(Selection(NOW, district="264"), "education")
        commune = source.trend(Selection(NOW, district="264", unit=code), "education")
    assert _first(district).breakdown.base == _sums(here)[0]
    assert _first(commune).breakdown.base == _sums({code})[0]


def test_every_view_has_the_same_people_in_the_province(world: World) -> None:
    day = date(2025, 12, 31)
    with _source(world.url) as source:
        bases = {view: _first(source.trend(Selection(day, territory=view), "category")).breakdown.base for view in View}
        units = [row.code for row in source.register(day, View.TODAY)]
        parts = [source.trend(Selection(day, unit=unit, territory=View.TODAY), "category").points for unit in units]
    assert set(bases.values()) == {_sums({unit.code for unit in UNITS})[0]}
    known = [points[0] for points in parts if points and points[0].is_printed]
    assert 0 < sum(point.breakdown.base for point in known) <= bases[View.REPORTED]
    assert any(point.summed > 1 for point in known)


def test_rosters_go_before_counts_that_tell_no_more(world: World) -> None:
    _load(
        world.url, [["Cấp xã tỉnh Bắc Ninh, tính đến 31/12/2023"], ["Trình độ chuyên môn", "Số lượng"], ["Đại học", 5]]
    )
    with _source(world.url) as source:
        last = source.trend(Selection(NOW), "education").points[-1]
    assert (last.as_of, last.is_printed) == (NOW, False)
    assert last.breakdown.base == len(world.on(NOW))


def test_a_table_without_the_field_gives_no_point(world: World) -> None:
    with _source(world.url) as source:
        assert not any(point.is_printed for point in source.trend(Selection(NOW), "it").points)


def test_a_measure_over_time_marks_them_as_well(world: World) -> None:
    with _source(world.url) as source:
        chart = catalogue.build(source, "trend_headcount", Selection(NOW), is_demo=False)
    assert chart.native.series[0].hollow == {0}
    assert chart.table.rows[0][0] == "31/12/2020 (số tổng hợp)"
    assert any("hình thoi rỗng (ngày 31/12/2020)" in note for note in chart.caption.notes)


def test_the_chart_says_which_days_are_printed(world: World) -> None:
    with _source(world.url) as source:
        chart = catalogue.build(source, "university_trend", Selection(NOW), is_demo=False)
    assert chart.caption.source.endswith(" · Số liệu tổng hợp, không có danh sách: ngày 31/12/2020")
    assert any("hình thoi rỗng (ngày 31/12/2020)" in note for note in chart.caption.notes)
    assert chart.table.rows[0][0] == "31/12/2020 (số tổng hợp)"
    assert chart.figure is not None
    symbols = [symbol for trace in chart.figure["data"] for symbol in trace["marker"].get("symbol", [])]
    assert symbols.count("diamond") == 1
    assert "số tổng hợp" in chart.figure["layout"]["xaxis"]["ticktext"][0]
    assert chart.native.series[0].hollow == {0}


def test_published_counts_are_whole_provinces_without_small_ones(world: World) -> None:
    rows = [["Cấp xã tỉnh Bắc Ninh, tính đến 31/12/2019"], ["Trình độ chuyên môn", "Số lượng"]]
    _load(world.url, [*rows, ["Tiến sĩ", 1], ["Thạc sĩ", 150], ["Đại học", 2000], ["Tổng số", 2151]])
    with _source(world.url) as source:
        public = protected(source, Secrecy(3))
        whole = public.trend(Selection(NOW), "education").points[0]
        place = public.trend(Selection(NOW, district="264"), "education").points
    shown = {part.code: str(part.count) for part in whole.breakdown.parts if part.count}
    assert (whole.as_of.year, whole.is_printed, shown["doctorate"]) == (2019, True, SIGN)
    assert SIGN in {shown["masters"], shown["bachelors"]}
    assert not any(point.is_printed for point in place)
