"""The page of the fields beside education and IT: who the people are, and the levels of one group of fields."""

import streamlit as st

from dashboard import cached
from dashboard.parts import cards, headlines, sentences
from presentation import labels
from reference.fields import field_groups
from stats.cube import Conditions
from stats.measures.level_groups import merged
from stats.selection import Selection

GROUPS = {group.name: (group.label, group.fields) for group in field_groups()}
"""The reader's choices: a group's words and its fields, each of which is a chart and a sentence."""
_CHOSEN = "other_fields"
_IN_A_ROW = 2
_WHERE: dict[str, Conditions] = {"Nữ": (("gender", "female"),), "Đảng viên": (("party_member", "yes"),)}
"""The conditions of the figures that lead to their people."""


def show(selection: Selection) -> None:
    """Show the headlines, the choice of a group, its charts two in a row, and its sentences."""
    headlines.row(_figures(selection), cached.source().missing(selection).coverage)
    st.caption(labels.compared_with(cached.source().overview(selection)))
    fields = GROUPS[_group_name()][1]
    for start in range(0, len(fields), _IN_A_ROW):
        columns = st.columns(_IN_A_ROW)
        for column, field in zip(columns, fields[start : start + _IN_A_ROW], strict=False):
            with column:
                cards.card(cached.chart(field, selection))
    sentences.show(selection, ["composition", *fields])


def _figures(selection: Selection) -> list[headlines.Headline]:
    """Give the headlines: everybody, women, members of the Party, ethnic minorities, the young."""
    young, *_ = cached.source().breakdown(selection, "age_band").parts
    named = {
        "Nữ": cached.source().breakdown(selection, "gender").part("female"),
        "Đảng viên": cached.source().breakdown(selection, "party_member").part("yes"),
        "Dân tộc thiểu số": merged(cached.source().breakdown(selection, "ethnicity")).part("minority"),
        "Từ 30 tuổi trở xuống": young,
    }
    return [
        headlines.total(cached.source().overview(selection)),
        *(headlines.of_part(part, label, where=_WHERE.get(label)) for label, part in named.items()),
    ]


def _group_name() -> str:
    """Ask for the group to look at: a key of GROUPS."""
    st.session_state.setdefault(_CHOSEN, next(iter(GROUPS)))
    group = st.segmented_control(
        "Nhóm chỉ tiêu",
        list(GROUPS),
        format_func=lambda name: GROUPS[name][0],
        key=_CHOSEN,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return str(group)
