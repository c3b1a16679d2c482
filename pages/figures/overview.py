"""Tổng quan: how many people, of what kind, how many with a degree, how many with evidence of IT."""

import streamlit as st

from dashboard import cached
from dashboard.figures import answer, attention, opening
from dashboard.parts import cards, drilling, selection_row, sentences

selection = selection_row.current()

answer.show(selection)

attention.show(selection)

opening.show(selection)

left, right = st.columns(2)
with left:
    cards.by_place("headcount", selection, on_pick=drilling.go_to(selection))
with right:
    cards.card(cached.chart("headcount_trend", selection))

left, right = st.columns(2)
with left:
    cards.card(cached.chart("education", selection))
with right:
    cards.card(cached.chart("it", selection))

sentences.show(selection, ["headcount", "coverage", "change", "headcount_by_place"])
