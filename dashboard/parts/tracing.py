"""The ways from a number to «Ai, ở đâu?»: links of figures, clicks on bars; for whoever may see people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import cached
from dashboard.parts import cards
from dashboard.parts.register import TRACE
from presentation.charts import Chart
from stats.composition import FEMALE, MALE
from stats.cube import Conditions
from stats.groups import GROUP, joined
from stats.measures.layouts import Layout
from stats.selection import Selection

_OF_SELECTION = ("as_of", "district", "unit")
OF_FORM = ("form", "column")
"""The names of a statutory form's column in the address."""
_BY_THEMSELVES = (*OF_FORM, GROUP)
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
    return f"[{number}]({address(selection, where)})"


@lru_cache(maxsize=256)
def address(selection: Selection, where: Conditions) -> str:
    """Give the way to a number's people; a day, a place, a form's column or a group stand there by themselves."""
    others = tuple(each for each in where if each[0] not in (*_OF_SELECTION, *_BY_THEMSELVES))
    named = {name: code for name, code in where if name in OF_FORM and code}
    named |= {GROUP: groups} if (groups := joined(where)) else {}
    given = {
        "district": selection.district,
        "unit": selection.unit,
        "as_of": selection.as_of.isoformat(),
        **dict(where),
    }
    day = date.fromisoformat(given["as_of"] or "")
    there = replace(selection, as_of=day, district=given["district"], unit=given["unit"])
    query = there.to_query() | Layout("", where=others).to_query()
    return f"{TRACE.slug}?{urlencode(query | named)}"


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
