"""Charts of quotas and indicators as files: points are no per cent, and a bar below zero keeps number and name."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import openpyxl
import pytest

import database
from etl.figures import pipeline
from etl.figures.records import FigureOptions
from etl.records import SourceFile
from presentation.charts import Chart, Kind, catalogue
from presentation.charts.lines import tied_ends
from presentation.charts.of_quotas import ENOUGH, OVER, SHORT
from presentation.tables import indicator_table
from reports.excel.workbook import chart_workbook
from reports.pictures.chart_files import chart_file
from reports.web.drawings import drawn
from reports.word.figures import height
from stats.indicators import indicator
from stats.measures import Order
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.etl.figures.workbooks import HEADINGS_OF_766, PARTS_OF_766, PROVINCE, TWO_TIER, workbook
from tests.reports.invented import STAMP
from tests.stats.staffed import codes, staff

FIRST, SECOND = codes(PROVINCE, TWO_TIER)[:2]


@pytest.fixture
def url(sqlite_url: str) -> str:
    """Two communes with rosters, quotas, two weeks of the index, computers."""
    people = {FIRST: [(40, "UBND", None, "cadre")], SECOND: [(30, "UBND", None, "civil_servant")]}
    staff(sqlite_url, PROVINCE, TWO_TIER, people)
    quotas = [["Ngày 31/12/2025"], ["Mã đơn vị", "Biên chế giao"], [FIRST, 45], [SECOND, 28]]
    week = ["Mã đơn vị", *HEADINGS_OF_766, "Máy tính"]
    rows = [
        ("quotas", quotas),
        ("indicators", [["Chỉ số 766, ngày 24/12/2025"], ["Mã đơn vị", "Điểm"], [FIRST, 92], [SECOND, 91]]),
        (
            "indicators",
            [
                ["Chỉ số 766, ngày 31/12/2025"],
                week,
                [FIRST, *PARTS_OF_766, 92.83, 38],
                [SECOND, *PARTS_OF_766, 92.83, 33],
            ],
        ),
    ]
    for catalogue_name, table in rows:
        file = SourceFile("bieu.xlsx", workbook(table).content)
        report = pipeline.load(sqlite_url, catalogue_name, [file], FigureOptions(loaded_by="lan"))
        assert report.status == "loaded", report.problems
    return sqlite_url


def build(url: str, name: str, day: date = TWO_TIER) -> Chart:
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        return catalogue.build(source, name, Selection(day), is_demo=False)


@pytest.mark.parametrize(
    "name",
    ["quota_gap", "indicator_service_index", "indicator_service_index_parts", "indicator_service_index_trend",
     "indicator_computers_beside", "quota_gap_distribution", "quota_gap_distribution_allocated",
     "indicator_service_index_distribution"],
)  # fmt: skip
def test_each_is_drawn_and_written(url: str, name: str) -> None:
    chart = build(url, name)
    assert chart.figure is not None, chart.note
    assert chart.table.rows
    assert chart_workbook(chart, stamp=STAMP)


def test_points_stay_points_in_a_workbook(url: str) -> None:
    chart = build(url, "indicator_service_index")
    assert [column.kind for column in chart.table.columns] == [Kind.TEXT, Kind.NUMBER, Kind.COUNT]
    book = openpyxl.load_workbook(io.BytesIO(chart_workbook(chart, stamp=STAMP)))
    values = {cell.value: cell.number_format for sheet in book for row in sheet.iter_rows() for cell in row}
    assert values[92.83] == "#,##0.00"
    assert 0.9283 not in values
    heads = build(url, "indicator_computers_beside")
    assert heads.table.rows[0][3] == 1.1
    trend = build(url, "indicator_service_index_trend")
    assert [row[1] for row in trend.table.rows] == [91.5, 92.83]
    assert "%" not in trend.table.columns[1].header


def test_a_gap_below_zero_keeps_its_text_and_its_name_at_the_side(url: str) -> None:
    chart = build(url, "quota_gap")
    assert [row[3:] for row in chart.table.rows] == [(-5, None), (None, 2)]
    archive = zipfile.ZipFile(io.BytesIO(chart_workbook(chart, stamp=STAMP)))
    drawing = archive.read(next(name for name in archive.namelist() if "charts/chart" in name)).decode()
    assert 'c:tickLblPos val="low"' in drawing
    assert "−5" in drawing


def test_short_and_over_are_two_series_with_a_legend_on_one_line_in_every_output(url: str) -> None:
    chart = build(url, "quota_gap")
    assert chart.figure is not None
    assert chart.figure["layout"]["showlegend"]
    bars = {trace["name"]: (trace["x"], trace["marker"]["color"]) for trace in chart.figure["data"]}
    assert bars == {"Thiếu (−)": ([-5, None], SHORT), "Thừa (+)": ([None, 2], OVER)}
    for form, part in (("xlsx", "charts/chart"), ("docx", "charts/chart"), ("pptx", "charts/chart")):
        archive = zipfile.ZipFile(io.BytesIO(chart_file(chart, form, STAMP)))
        drawing = archive.read(next(name for name in archive.namelist() if part in name)).decode()
        assert 'c:overlap val="100"' in drawing
        assert [colour in drawing for colour in (SHORT[1:], OVER[1:])] == [True, True]
    page = str(drawn(chart))
    assert page.count("Thiếu (−)") == page.count("Thừa (+)") == 1
    assert [page.count(f"background:{colour}") for colour in (SHORT, OVER)] == [2, 2]


def test_bars_beside_each_other_have_room_for_their_numbers_in_word(url: str) -> None:
    gaps = build(url, "quota_gap")
    many = replace(gaps, table=replace(gaps.table, rows=gaps.table.rows * 5))
    beside = replace(many, native=replace(many.native, is_either=False))
    assert height(beside, 160) - height(many, 160) == pytest.approx(4 * 10)


def test_units_are_counted_by_their_gap_and_by_their_points(url: str) -> None:
    gaps = build(url, "quota_gap_distribution")
    assert {row for row in gaps.table.rows if row[1]} == {("thiếu 5", 1), ("thừa 2", 1)}
    assert [row[0] for row in gaps.table.rows] == [
        *("thiếu 5", "thiếu 4", "thiếu 3", "thiếu 2", "thiếu 1", "đủ", "thừa 1", "thừa 2")
    ]
    assert gaps.native.series[0].point_colours == (SHORT,) * 5 + (ENOUGH,) + (OVER,) * 2
    assert gaps.caption.subtitle == "1 đơn vị thiếu, 0 đơn vị đủ, 1 đơn vị thừa"
    assert build(url, "indicator_service_index_distribution").table.rows == (("92 – dưới 93 điểm", 2),)


def test_the_table_of_a_page_has_points_as_numbers(url: str) -> None:
    with database.reading(url) as connection:
        numbers = indicator(StatisticsSource.of_connection(connection, PROVINCE), "service_index", TWO_TIER)
    frame = indicator_table(numbers)
    assert list(frame["Chỉ số 766"]) == [92.83, 92.83]
    assert list(frame["Hạng"]) == [1, 1]


class _Unit(NamedTuple):
    code: str
    name: str
    gap: int


def _ends(gaps: Sequence[int], order: Order = Order.ENDS) -> tuple[list[tuple[int, int]], str]:
    """Give each line's value and number of units, and the words for the choice."""
    units = [_Unit(str(place), f"Xã {place}", gap) for place, gap in enumerate(sorted(gaps))]
    lines, words = tied_ends(units, order, Order.LOWEST, ("thấp nhất", "cao nhất"), lambda unit: unit.gap)
    return [(line.first.gap, len(line.units)) for line in lines], words


def test_an_end_of_a_ranking_cuts_through_no_equal_units() -> None:
    lines, words = _ends([-5, *[-4] * 5, *[-3] * 8, *[0] * 80, *[2] * 7, *[3] * 5])
    assert lines == [(-5, 1), *[(-4, 1)] * 5, (-3, 8), (2, 7), *[(3, 1)] * 5]
    assert words == "14 đơn vị thấp nhất và 12 đơn vị cao nhất trong 106 đơn vị"


def test_all_units_that_are_equal_are_one_line() -> None:
    assert _ends([0] * 40) == ([(0, 40)], "")
    assert _ends([0] * 40, Order.ALL) == ([(0, 1)] * 40, "")
    assert _ends([*[0] * 40, 1], Order.HIGHEST)[0] == [(0, 40), (1, 1)]


def test_equal_units_of_a_ranking_of_an_indicator_are_one_line(sqlite_url: str) -> None:
    units = codes(PROVINCE, TWO_TIER)
    rows = [[code, 90 if place < 60 else 40 + place / 10] for place, code in enumerate(units)]
    table = [["Chỉ số 766, ngày 31/12/2025"], ["Mã đơn vị", "Điểm"], *rows]
    file = SourceFile("bieu.xlsx", workbook(table).content)
    report = pipeline.load(sqlite_url, "indicators", [file], FigureOptions(loaded_by="lan"))
    assert report.status == "loaded", report.problems
    chart = build(sqlite_url, "indicator_service_index")
    assert chart.table.rows[0] == ("60 đơn vị, mỗi nơi", 90.0, 1)
    assert len(chart.table.rows) == 11
    assert "60 đơn vị đứng đầu và 10 đơn vị đứng cuối trong 99 đơn vị" in chart.caption.subtitle
    assert chart.figure is not None
    assert chart.figure["data"][0]["hovertext"][0].endswith("… và 54 đơn vị khác")
