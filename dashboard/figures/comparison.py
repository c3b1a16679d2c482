"""The page that puts two to six places beside each other and beside the province: one table, and small charts."""

import streamlit as st

from dashboard import cached
from dashboard.parts import cards, compared
from dashboard.parts.compared import FEWEST, MOST
from presentation import labels
from presentation.comparison import side_by_side
from stats.selection import Selection

_COLUMNS = (("headcount", "it_evidence_by_place", "it_by_place"), ("university_by_place", "education_by_place"))
"""The charts of each column, so that cards of unequal heights leave no hole."""


def show(selection: Selection) -> None:
    """Show the choice of places, their table, and a chart for each main figure, in the order of the choice."""
    places = compared.choice("Các nơi được so sánh", selection)
    if len(places) < FEWEST:
        st.info(f"Hãy chọn từ {FEWEST} đến {MOST} nơi để so sánh.")
        return
    with st.container(border=True, gap="xsmall", key="block_figures"):
        st.header("Các chỉ tiêu chính", anchor=False)
        cards.table(cached.source().derive(side_by_side, selection, places))
        st.caption(f"Số người · tỷ lệ trong tổng số của nơi đó. {labels.few_people_note()}")
    for column, names in zip(st.columns(len(_COLUMNS)), _COLUMNS, strict=True):
        with column:
            for name in names:
                cards.card(cached.chart(name, selection, places=places), places=places)
