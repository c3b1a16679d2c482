"""The ways from a number to «Ai, ở đâu?»: links of figures, clicks on charts; for whoever may see people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import cached
from dashboard.parts.markdown import escape_piece
from dashboard.parts.register import TRACE
from presentation.charts import Chart, Table
from presentation.charts.picking import leads_anywhere, people_at
from presentation.prose import runs_of
from stats.cube import Conditions
from stats.groups import GROUP, joined
from stats.measures.layouts import Layout
from stats.selection import PLACES, Selection

_OF_SELECTION = ("as_of", *PLACES)
OF_FORM = ("form", "column")
"""The names of a statutory form's column in the address."""
_BY_THEMSELVES = (*OF_FORM, GROUP)
_OPENED = "traced_number"


def is_offered() -> bool:
    """Tell whether whoever is here may see any people."""
    return cached.state().sees_people


def words(where: Conditions) -> str:
    """Give the conditions as they follow a selection in an address."""
    fields = tuple(each for each in where if each[0] != GROUP)
    return urlencode(Layout("", where=fields).to_query() | _group(where))


def _group(where: Conditions) -> dict[str, str]:
    return {GROUP: groups} if (groups := joined(where)) else {}


def link(selection: Selection, where: Conditions, number: str) -> str:
    """Give a number in Markdown as the way to its people; for whoever may see nobody the number alone."""
    if not is_offered():
        return number
    return f"[{number}]({address(selection, where)})"


def in_prose(selection: Selection, text: str) -> str:
    """Give a text in Markdown, in which the numbers that know their people lead to them."""
    return "".join(
        escape_piece(piece) if where is None else link(selection, where, escape_piece(piece))
        for piece, where in runs_of(text)
    )


def ways(table: Table, selection: Selection) -> tuple[tuple[str, ...], ...]:
    """Give for each cell of a table the way to its people; «» where it has none. Nothing where nobody may be seen."""
    if not is_offered():
        return ()
    return tuple(
        tuple("" if where is None else address(selection, where) for where in wheres)
        for wheres in ([table.people_of(n, place) for place in range(len(row))] for n, row in enumerate(table.rows))
    )


@lru_cache(maxsize=256)
def address(selection: Selection, where: Conditions) -> str:
    """Give the way to a number's people."""
    return f"{TRACE.slug}?{urlencode(_query(selection, where))}"


def _query(selection: Selection, where: Conditions) -> dict[str, str]:
    """Give the parameters of the way; a day, a place, a form's column or a group stand there by themselves."""
    others = tuple(each for each in where if each[0] not in (*_OF_SELECTION, *_BY_THEMSELVES))
    named = {name: code for name, code in where if name in OF_FORM and code}
    named |= _group(where)
    given = {name: getattr(selection, name) for name in PLACES} | dict(where)
    day = date.fromisoformat(given.get("as_of") or selection.as_of.isoformat())
    there = replace(selection, as_of=day, **{name: given[name] for name in PLACES})
    return there.to_query() | Layout("", where=others).to_query() | named


def opener(chart: Chart) -> Callable[[dict[str, Any]], None] | None:
    """Give what a click on a chart does: it leads to the people whom the point counts; None where none is known."""
    if not is_offered() or not leads_anywhere(chart):
        return None

    def opened(point: dict[str, Any]) -> None:
        where = people_at(chart, point["curve_number"], point["point_index"])
        if where is not None:
            st.session_state[_OPENED] = chart.name, where

    return opened


def follow(chart: Chart, selection: Selection) -> None:
    """Leave for the people of the point that was clicked in a chart, if any was: a callback cannot leave a page."""
    name, where = st.session_state.get(_OPENED, ("", ()))
    if name == chart.name:
        del st.session_state[_OPENED]
        st.switch_page(TRACE.script, query_params=_query(selection, where))
