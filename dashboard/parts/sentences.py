"""The sentences of a page or of a chart, to be read and to be copied into a report."""

from collections.abc import Sequence

import streamlit as st

from dashboard import cached
from dashboard.parts import copying
from dashboard.parts.markdown import escape_markdown
from presentation import labels
from presentation.charts import Chart
from stats.selection import Selection

_BY_PLACE = "_by_place"


def show(selection: Selection, names: Sequence[str]) -> None:
    """The sentences of those names (keys of `reports.sentences.CATALOGUE`); nothing where there is nothing to say."""
    # Loaded by the pages that show figures, not by each page.
    from presentation.sentences import sentences_of

    found = cached.source().derive(sentences_of, selection, tuple(names))
    if not found:
        return
    is_demo = cached.state().is_demo
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader("Câu văn cho báo cáo", anchor=False, width="content")
            copying.button(_told(found.text, is_demo), key=f"copy_{names[0]}")
        for sentence in found:
            st.markdown(escape_markdown(sentence.text))
        if is_demo:
            st.caption(f"{labels.DEMO_NOTE}: câu văn sao chép ra có ghi điều này.")


def of_chart(chart: Chart, selection: Selection) -> None:
    """The chart's own sentence in its menu; a chart of places may show communes, where the sentence tells districts."""
    from presentation.sentences import CATALOGUE, sentences_of

    if chart.name not in CATALOGUE or chart.name.endswith(_BY_PLACE):
        return
    text = cached.source().derive(sentences_of, selection, (chart.name,)).text
    with st.container(horizontal=True, vertical_alignment="center"):
        copying.button(_told(text, chart.caption.is_demo), key=f"copy_of_{chart.name}")
        st.markdown(escape_markdown(text), width="stretch")


def _told(text: str, is_demo: bool) -> str:
    return f"{text} ({labels.DEMO_NOTE})" if is_demo else text
