"""Địa bàn: from the province into a district into a commune."""

import streamlit as st

from dashboard import cached
from dashboard.figures import answer, maps
from dashboard.parts import cards, drilling, selection_row, sentences

selection = selection_row.current()

drilling.breadcrumb(selection)
answer.show(selection)

if selection.unit is None:
    pick = drilling.go_to(selection)
    cards.by_place("headcount", selection, on_pick=pick, distribution="headcount_distribution")
    maps.show(selection, pick)
    drilling.heading(selection)
    st.caption("Bấm vào tên để xem riêng đơn vị đó; bấm vào tiêu đề cột để xếp lại.")
    drilling.unit_table(selection, pick)
else:
    for pair in (("education", "it"), ("university_trend", "it_evidence_trend")):
        for column, name in zip(st.columns(2), pair, strict=True):
            with column:
                cards.card(cached.chart(name, selection))
    cards.card(cached.chart("headcount_trend", selection))

sentences.show(selection, ["headcount", "coverage", "composition", "education", "it"])
