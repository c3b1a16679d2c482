"""The page «Cơ cấu»: the age pyramid, and every field that anybody declares by men and women, a group at a time."""

import streamlit as st

from access.users import current_user
from dashboard import cached
from dashboard.parts import cards, page_part, page_tables, sentences
from presentation.charts import Chart
from presentation.charts.of_composition import BY_GENDER, FIELDS, PYRAMID
from presentation.sentences.structure import structure_sentences
from reference.fields import field_groups
from stats.scope import NotToldError
from stats.selection import Selection

_NO_SENIORITY = (
    "Chưa có cơ cấu theo thâm niên: danh sách không có cột «Ngày tuyển dụng», «Ngày vào ngành», «Thâm niên»."
)
_BESIDES = 130
"""Pixels of a card besides its figure."""
MAIN = "main"
_GROUPS = [group for group in field_groups() if group.name != "people"]
PARTS = {MAIN: "Độ tuổi, đối tượng, trình độ", **{group.name: group.label for group in _GROUPS}}
"""The parts of the page: name in the address -> label; the first has what stands in none of the others' groups."""
_PART_OF = {field: group.name for group in _GROUPS for field in group.fields}


def show(selection: Selection) -> None:
    """Show the part that is looked at, its cards in two columns; the page's workbook has the tables of all parts."""
    parts = page_part.choice(PARTS)
    fields = [field for field in FIELDS if _is_told(field) and _declared(selection, field)]
    charts = {field: cached.chart(f"{BY_GENDER}{field}", selection) for field in fields}
    pyramid = cached.chart(PYRAMID, selection)
    if MAIN in parts:
        cards.card(pyramid)
    else:
        _note(pyramid, selection)
    _columns({field: chart for field, chart in charts.items() if _PART_OF.get(field, MAIN) in parts}, selection)
    for field, chart in charts.items():
        if _PART_OF.get(field, MAIN) not in parts:
            _note(chart, selection)
    sentences.copied(cached.source().derive(structure_sentences, selection), "structure", selection)
    if MAIN in parts and "seniority" not in charts:
        st.caption(_NO_SENIORITY)


def _columns(charts: dict[str, Chart], selection: Selection) -> None:
    """Show the cards in two columns, about as high as each other, each in the fields' order."""
    heights = {
        field: _BESIDES + (chart.figure["layout"]["height"] if chart.figure else 0) for field, chart in charts.items()
    }
    sums, columns_of = [0, 0], {}
    for field in sorted(charts, key=heights.__getitem__, reverse=True):
        columns_of[field] = sums.index(min(sums))
        sums[columns_of[field]] += heights[field]
    columns = st.columns(2)
    for field, chart in charts.items():
        with columns[columns_of[field]]:
            cards.card(chart)


def _note(chart: Chart, selection: Selection) -> None:
    page_tables.add(page_tables.Shown(chart, selection, cached.state()))


def _is_told(field: str) -> bool:
    try:
        current_user().people.require_apart((field, "gender"))
    except NotToldError:
        return False
    return True


def _declared(selection: Selection, field: str) -> bool:
    whole = cached.source().breakdown(selection, field)
    return whole.people > whole.undeclared
