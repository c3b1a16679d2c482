"""The first page below its figures: two columns of cards, each card as high as its content, without holes between."""

import streamlit as st

import reference
from dashboard import cached
from dashboard.figures import attention, opening
from dashboard.parts import cards, drilling, register
from presentation.charts import of_places
from stats.selection import Selection

_LONG = 12
"""Places from which on their card is as high as two others."""


def show(selection: Selection) -> None:
    """Show what calls for attention, the day's own breakdowns, the places, the years, the levels.

    The last card fills the shorter column.
    """
    count = cached.source().derive(of_places.place_count, selection)
    fields = opening.fields(selection)
    left, right = st.columns(2)
    with left:
        attention.show(selection)
        for field in fields[:1]:
            cards.card(cached.chart(field, selection))
        _places(selection, count)
    with right:
        for field in fields[1:]:
            cards.card(cached.chart(field, selection))
        cards.card(cached.chart("headcount_trend", selection))
        cards.card(cached.chart("education", selection))
    with right if fields or _LONG <= count < reference.limit("distribution_from") else left:
        cards.card(cached.chart("it", selection))


def _places(selection: Selection, count: int) -> None:
    """Show the size of each place; of very many how many have each size, and a way to all of them."""
    if count < reference.limit("distribution_from"):
        cards.card(cached.chart("headcount", selection), on_pick=drilling.go_to(selection))
        return
    cards.card(cached.chart("headcount_distribution", selection))
    st.page_link(
        register.UNITS.script,
        label="Xem từng đơn vị trên bản đồ và trong bảng",
        query_params=selection.to_query(),
        icon=":material/arrow_forward:",
    )
