"""A clicked bar or point leads to as many people as it counts, on every chart whose numbers know theirs."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

import database
from dashboard.parts import tracing
from presentation.charts import Chart, catalogue
from presentation.charts.crossed import Drawing, crossed
from presentation.charts.picking import leads_anywhere, people_at
from stats.groups import GROUP
from stats.measures.layouts import Layout, Measure
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.tracing import files_behind
from tests.people import PROVINCE, World

DAY = Selection(date(2023, 12, 31))
_PEOPLE = 12
"""Points of a trace that are followed at most."""


def _behind(source: StatisticsSource, where: Any) -> int:
    query = dict(parse_qsl(urlsplit(tracing.address(DAY, where)).query))
    group = ((GROUP, query[GROUP]),) if GROUP in query else ()
    there = Selection.from_query(query, DAY.as_of)
    return sum(people for _, _, people in files_behind(source, there, (*Layout.from_query(query).where, *group)))


def _followed(source: StatisticsSource, chart: Chart) -> int:
    """Follow the points of a figure whose values are people; give how many there were."""
    assert chart.figure is not None
    followed = 0
    for curve, trace in enumerate(chart.figure["data"]):
        values = trace["y"] if trace["type"] == "scatter" else trace["x"]
        for index, value in enumerate(values):
            where = people_at(chart, curve, index)
            if where is not None and followed < _PEOPLE * (1 + curve):
                assert _behind(source, where) == abs(value), (chart.name, curve, index, where)
                followed += 1
    return followed


@pytest.mark.parametrize(
    "name",
    [
        "education",
        "it_detail",
        "gender_by_education",
        "gender_by_department",
        "age_band",
        "pyramid",
        "headcount_trend",
        "movements",
        "movement_series",
        "leavers_by_age",
        "ethnicity",
        "below_standard_by_post",
        "empty_by_field",
        "trend_headcount",
    ],
)
def test_each_point_counts_the_people_of_its_conditions(sqlite_world: World, name: str) -> None:
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        chart = catalogue.build(source, name, DAY, is_demo=False)
        assert leads_anywhere(chart)
        assert _followed(source, chart)


@pytest.mark.parametrize("drawing", list(Drawing))
@pytest.mark.parametrize(
    "layout",
    [
        Layout("education", "gender"),
        Layout("district", "it", "category", where=(("gender", "female"),)),
        Layout("age_band"),
    ],
)
def test_each_bar_of_a_cross_table_counts_its_people(sqlite_world: World, drawing: Drawing, layout: Layout) -> None:
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        assert _followed(source, crossed(source, DAY, layout, drawing, is_demo=False)) > 2
        shares = crossed(source, DAY, Layout(layout.rows, layout.columns, measure=Measure.ROW), drawing, is_demo=False)
        assert leads_anywhere(shares)


def test_bars_that_count_units_lead_nowhere(sqlite_world: World) -> None:
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        chart = catalogue.build(source, "headcount_distribution", DAY, is_demo=False)
    assert not leads_anywhere(chart)
    assert people_at(chart, 0, 0) is None
    assert people_at(chart, 9, 0) is None
