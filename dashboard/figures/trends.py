"""The page «Xu hướng»: the choice of measure and places, the lines over all dates, their table below."""

import streamlit as st

from dashboard import cached
from dashboard.parts import cards, compared, sentences
from dashboard.parts.compared import FEWEST, MEASURE_CHOSEN, MOST
from dashboard.parts.markdown import escape_markdown
from presentation.charts.of_trends import PREFIX, trend_measures
from presentation.sentences.over_time import over_time_sentences
from stats.selection import Selection


def show(selection: Selection) -> None:
    """Show the choice, the lines of the chosen places (of fewer than two: of the page's own), and their numbers."""
    measure, chosen = _choice(selection)
    places = chosen if len(chosen) >= FEWEST else ()
    if not places:
        st.caption(f"Chọn từ {FEWEST} đến {MOST} nơi để xem cạnh nhau; đang vẽ cả phạm vi đang xem.")
    chart = cached.chart(f"{PREFIX}{measure}", selection, places=places)
    cards.card(chart, places=places)
    cards.table(chart.table)
    words = () if places else cached.source().derive(over_time_sentences, selection)
    if notes := [note for note in chart.caption.notes if note not in words]:
        st.caption(escape_markdown(" ".join(notes)))
    if words:
        sentences.copied(words, "trends", selection)


def _choice(selection: Selection) -> tuple[str, tuple[str, ...]]:
    """Ask for the measure and the places; `compared.follow` has settled those of this run."""
    known = trend_measures()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = st.selectbox(
            "Chỉ tiêu", list(known), format_func=lambda code: known[code].label, key=MEASURE_CHOSEN, width=420
        )
        places = compared.choice("Các nơi cạnh nhau", selection)
    return measure, places
