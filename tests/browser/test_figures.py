"""The figures as a browser draws them: no word runs over another, over a dot, or over the edge, on no width."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import plotly
import pytest
from playwright.sync_api import Page

import database
import reference
from etl.figures import pipeline
from etl.figures.records import FigureOptions
from etl.records import SourceFile
from presentation.charts import Chart, catalogue
from stats.measures import Level, Order
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.etl.figures.workbooks import workbook
from tests.people import PROVINCE, World, complete

WIDTHS = (318, 1220)
"""Pixels of a figure on a phone, and on a whole page."""
END_2023, END_2025 = date(2023, 12, 31), date(2025, 12, 31)
SELECTIONS = {
    "districts, most units missing": Selection(END_2023),
    "communes of a district": Selection(END_2023, district="256"),
    "one commune": Selection(END_2023, district="256", unit="09163"),
    "without districts": Selection(END_2025),
    "old districts": Selection(END_2025, territory=View.OLD),
    "moved to the units of today": Selection(END_2023, territory=View.TODAY),
}
_SCRIPTS = (Path(str(plotly.__file__)).parent / "package_data/plotly.min.js", Path(__file__).parent / "collisions.js")


@pytest.fixture
def drawing_page(page: Page) -> Page:
    page.set_content("<!doctype html><html lang='vi'><body style='margin:0'></body></html>")
    for script in _SCRIPTS:
        page.add_script_tag(path=script)
    return page


def _charts(source: StatisticsSource, selection: Selection) -> Iterator[Chart]:
    """Build every chart of the catalogue; those of places whole, by the largest places and by the smallest."""
    for name in catalogue.CHARTS:
        is_of_places = name.endswith("_by_place") or name == "headcount"
        for level in (None, Level.UNIT) if is_of_places and selection.unit is None else (None,):
            order = Order.ALL if is_of_places else Order.ENDS
            yield catalogue.build(source, name, selection, is_demo=False, order=order, level=level)


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_no_word_runs_over_another(sqlite_world: World, drawing_page: Page, selection: Selection) -> None:
    faults = []
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        charts = [chart for chart in _charts(source, selection) if chart.figure is not None]
        assert charts
        for chart in charts:
            figure = json.loads(chart.figure_json)
            for width in WIDTHS:
                words = drawing_page.evaluate("job => collisions(job)", {"figure": figure, "width": width})
                faults += [f"{chart.name}, {width} px: {fault}" for fault in words]
    assert not faults, "\n".join(faults)


def test_lines_over_five_complete_years_keep_their_words_apart(sqlite_world: World, drawing_page: Page) -> None:
    for year in range(2021, 2026):
        complete(sqlite_world.url, date(year, 12, 31))
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        for name in ("headcount_trend", "university_trend", "it_evidence_trend"):
            for selection in (Selection(END_2025), Selection(END_2025, territory=View.TODAY)):
                chart = catalogue.build(source, name, selection, is_demo=False)
                for width in WIDTHS:
                    job = {"figure": json.loads(chart.figure_json), "width": width}
                    assert drawing_page.evaluate("job => collisions(job)", job) == []


def test_charts_of_quotas_two_dates_and_composition_keep_their_words_apart(
    sqlite_world: World, drawing_page: Page
) -> None:
    codes = [unit.code for unit in reference.communes_on(END_2023, PROVINCE)]
    rows = [["Ngày 31/12/2023"], ["Mã đơn vị", "Biên chế giao"], *([code, 12 + n % 9] for n, code in enumerate(codes))]
    file = SourceFile("bien-che.xlsx", workbook(rows).content)
    assert pipeline.load(sqlite_world.url, "quotas", [file], FigureOptions(loaded_by="lan")).status == "loaded"
    faults, drawn = [], set()
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        for name in catalogue.FIGURE_CHARTS:
            chart = catalogue.build(source, name, Selection(END_2023), is_demo=False)
            for width in WIDTHS if chart.figure is not None else ():
                drawn.add(name)
                job = {"figure": json.loads(chart.figure_json), "width": width}
                faults += [
                    f"{name}, {width} px: {fault}" for fault in drawing_page.evaluate("job => collisions(job)", job)
                ]
    wanted = {"quota_gap", "quota_gap_distribution", "pyramid", "trend_headcount"}
    assert wanted <= drawn
    assert not faults, "\n".join(faults)
