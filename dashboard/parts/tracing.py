"""The ways from a number to «Ai, ở đâu?»: links of figures, clicks on bars; for whoever may see people."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import cached
from dashboard.parts import cards
from dashboard.parts.register import TRACE
from presentation.charts import Chart
from stats.composition import FEMALE, MALE
from stats.cube import Conditions
from stats.measures.layouts import Layout
from stats.selection import Selection

_OPENED = "traced_number"
_UNDECLARED = ("undeclared", "unknown")
"""The keys of bars that stand for people of whom the rosters do not say."""
_GENDERS = (MALE, FEMALE)


def is_offered() -> bool:
    """Tell whether whoever is here may see any people."""
    return cached.state().sees_people


def words(where: Conditions) -> str:
    """Give the conditions as they follow a selection in an address."""
    return urlencode(Layout("", where=where).to_query())


def link(selection: Selection, where: Conditions, number: str) -> str:
    """Give a number in Markdown as the way to its people; for whoever may see nobody the number alone."""
    if not is_offered():
        return number
    query = urlencode(selection.to_query() | Layout("", where=where).to_query())
    return f"[{number}]({TRACE.slug}?{query})"


def card(chart: Chart, selection: Selection, field: str) -> None:
    """Show a chart of a field's values, by gender in two series, whose bars lead to the people that they count."""
    where: Conditions | None = st.session_state.pop(f"{_OPENED}_{chart.name}", None)
    if where is not None:
        st.switch_page(TRACE.script, query_params=selection.to_query() | Layout("", where=where).to_query())
    cards.card(chart, on_point=_opener(chart, field) if is_offered() else None)


def _opener(chart: Chart, field: str) -> Callable[[dict[str, Any]], None]:
    is_by_gender = chart.figure is not None and len(chart.figure["data"]) == len(_GENDERS)

    def opened(point: dict[str, Any]) -> None:
        code = None if point["y"] in _UNDECLARED else str(point["y"])
        gender = (("gender", _GENDERS[point["curve_number"]]),) if is_by_gender else ()
        st.session_state[f"{_OPENED}_{chart.name}"] = ((field, code), *gender)

    return opened
