"""A clicked bar becomes the conditions of its people: a level, a level and a gender, those of whom nothing is told."""

from datetime import date

import pytest
import streamlit as st

import database
from dashboard.parts import tracing
from presentation.charts import catalogue
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.tracing import people_behind
from tests.people import PROVINCE, World

DAY = Selection(date(2023, 12, 31))


@pytest.mark.parametrize(
    "name", ["education", "it_detail", "gender_by_education", "gender_by_department", "age_band", "pyramid"]
)
def test_each_bar_counts_the_people_of_its_conditions(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        chart = catalogue.build(source, name, DAY, is_demo=False)
        assert chart.figure is not None
        opened = tracing._opener(chart, "age_band" if name == "pyramid" else name.removeprefix("gender_by_"))
        for number, trace in enumerate(chart.figure["data"]):
            for code, value in zip(trace["y"], trace["x"], strict=True):
                opened({"y": code, "curve_number": number})
                (where,) = state.values()
                assert len(people_behind(source, DAY, where, EVERYBODY)) == abs(value), (name, where)  # type: ignore[arg-type]
                state.clear()
