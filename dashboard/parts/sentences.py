"""The sentences of a page or of a chart, to be read and to be copied into a report."""

from collections.abc import Sequence

import streamlit as st

from dashboard import cached
from dashboard.parts import copying, tracing
from dashboard.parts.markdown import escape_markdown
from presentation import labels
from presentation.charts import Chart
from presentation.prose import joined
from stats.selection import Selection

_BY_PLACE = "_by_place"
_ABOUT_DEMO = f"{labels.DEMO_NOTE}: câu văn sao chép ra có ghi điều này."


def show(selection: Selection, names: Sequence[str]) -> None:
    """Show the sentences of names (keys of `presentation.sentences.CATALOGUE`); nothing where they say nothing."""
    # Loaded by the pages that show figures, not by each page.
    from presentation.sentences import sentences_of

    sentences = cached.source().derive(sentences_of, selection, tuple(names))
    copied([sentence.text for sentence in sentences], names[0], selection)


def copied(texts: Sequence[str], key: str, selection: Selection) -> None:
    """Show sentences, one paragraph each, with a button that copies them; nothing where there are none.

    On the page the numbers lead to their people; the copy is plain text.
    """
    if not texts:
        return
    is_demo = cached.state().is_demo
    with st.container(border=True, gap="xsmall", key="card_sentences"):
        note = f":small[{escape_markdown(_ABOUT_DEMO)}]" if is_demo else ""
        lines = "\n\n".join(filter(None, [note, *(tracing.in_prose(selection, text) for text in texts)]))
        st.header(f"Câu văn cho báo cáo\n{lines}", anchor=False)  # the sentences in the heading's element
        copying.button(_with_note("\n".join(texts), is_demo), key=f"copy_{key}")  # at the heading's right: look.css


def of_chart(chart: Chart, selection: Selection, state: cached.State) -> None:
    """Show a chart's sentence, of the data that the chart was drawn from.

    Charts of places have none: they may show communes, the sentence would name districts.
    """
    from presentation.sentences import CATALOGUE, sentences_of

    if chart.name not in CATALOGUE or chart.name.endswith(_BY_PLACE):
        return
    sentences = cached.source(state).derive(sentences_of, selection, (chart.name,))
    text = joined((sentence.text for sentence in sentences), "\n")
    with st.container(horizontal=True, vertical_alignment="center"):
        copying.button(_with_note(text, chart.caption.is_demo), key=f"copy_of_{chart.name}")
        st.markdown(tracing.in_prose(selection, text), width="stretch")


def _with_note(text: str, is_demo: bool) -> str:
    return f"{text} ({labels.DEMO_NOTE})" if is_demo else text
