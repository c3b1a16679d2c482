"""A chart's finished figure in Streamlit: the same as Plotly makes of it, and safe to share between sessions."""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st
from plotly import io
from plotly.graph_objs import Figure
from streamlit.testing.v1 import AppTest

from dashboard.parts.plotly_json import FinishedFigure
from presentation.charts import CONFIG
from tests.presentation.test_charts_look import CHARTS

THREADS, RENDERINGS = 12, 300
every_chart = pytest.mark.parametrize("name", CHARTS)


@pytest.fixture
def many_switches() -> Iterator[None]:
    """Let threads change places as often as Python lets them."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def _page(name: str, mode: str) -> None:
    """Show a page with one chart, as a card shows it."""
    import streamlit as st

    from dashboard.parts.plotly_json import FinishedFigure
    from tests.presentation.test_charts_look import CHARTS

    st.plotly_chart(
        FinishedFigure(CHARTS[name]),
        theme=None,
        key="chart",
        config={"responsive": True},
        alt=CHARTS[name].alt,
        on_select="rerun" if mode == "picked" else "ignore",
    )


@every_chart
def test_the_browser_gets_what_plotly_itself_would_send(name: str) -> None:
    app = AppTest.from_function(_page, kwargs={"name": name, "mode": "looked at"}).run()
    (chart,) = app.get("plotly_chart")
    sent = json.loads(chart.proto.spec)
    sent["layout"] = {part: value for part, value in sent["layout"].items() if value != []}
    assert sent == json.loads(io.to_json(Figure(**(CHARTS[name].figure or {}))))
    assert json.loads(chart.proto.config) == {"responsive": True}
    assert (chart.proto.alt, chart.proto.theme) == (CHARTS[name].alt, "")


def test_bars_can_be_picked() -> None:
    app = AppTest.from_function(_page, kwargs={"name": "headcount", "mode": "picked"}).run()
    (chart,) = app.get("plotly_chart")
    assert chart.proto.selection_mode
    assert chart.proto.id.endswith("-chart")


@every_chart
def test_sessions_share_a_figure(name: str, many_switches: None) -> None:
    def show(_: int) -> None:
        st.plotly_chart(FinishedFigure(CHARTS[name]), theme=None, config=CONFIG, alt=CHARTS[name].alt)

    with ThreadPoolExecutor(THREADS) as sessions:
        list(sessions.map(show, range(RENDERINGS)))


def test_a_figure_is_encoded_once() -> None:
    chart = CHARTS["levels"]
    assert chart.figure_json is chart.figure_json
    assert json.loads(chart.figure_json) == chart.figure
