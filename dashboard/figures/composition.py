"""The page «Cơ cấu»: the age pyramid, and every field that anybody declares by men and women."""

import streamlit as st

from dashboard import cached
from dashboard.parts import sentences, tracing
from presentation.charts.of_composition import BY_GENDER, FIELDS, PYRAMID
from presentation.sentences.structure import structure_sentences
from reference.counted import AGE_BAND
from stats.selection import Selection

_NO_SENIORITY = (
    "Chưa có cơ cấu theo thâm niên: danh sách không có cột «Ngày tuyển dụng», «Ngày vào ngành», «Thâm niên»."
)
_BESIDES = 130
"""Pixels of a card besides its figure."""


def show(selection: Selection) -> None:
    """Show a card for the pyramid and, in two columns, one for each field; what nobody declares has none."""
    tracing.card(cached.chart(PYRAMID, selection), selection, AGE_BAND)
    charts = [cached.chart(f"{BY_GENDER}{field}", selection) for field in FIELDS if _is_declared(selection, field)]
    columns, heights = st.columns(2), [0, 0]
    for chart in charts:
        shorter = heights.index(min(heights))
        heights[shorter] += _BESIDES + (chart.figure["layout"]["height"] if chart.figure else 0)
        with columns[shorter]:
            tracing.card(chart, selection, chart.name.removeprefix(BY_GENDER))
    sentences.copied(cached.source().derive(structure_sentences, selection), "structure")
    if not _is_declared(selection, "seniority"):
        st.caption(_NO_SENIORITY)


def _is_declared(selection: Selection, field: str) -> bool:
    whole = cached.source().breakdown(selection, field)
    return whole.people > whole.undeclared
