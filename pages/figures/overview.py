"""Tổng quan: how many people, of what kind, how many with a degree, how many with evidence of IT."""

import streamlit as st

from dashboard import cached
from dashboard.parts import cards, drilling, headlines, selection_row, sentences
from presentation import labels

selection = selection_row.current()
overview = cached.source().overview(selection)

headlines.row(headlines.of_overview(overview, selection.category))
st.caption(labels.compared_with(overview))

left, right = st.columns(2)
with left:
    cards.by_place("headcount", selection, on_pick=drilling.go_to(selection))
with right:
    cards.card(cached.chart("education", selection))

left, right = st.columns(2)
with left:
    cards.card(cached.chart("headcount_trend", selection))
with right:
    cards.card(cached.chart("it", selection))

sentences.show(selection, ["headcount", "coverage", "change", "headcount_by_place"])
