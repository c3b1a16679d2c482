"""The map of communes: which share colours it, and the way into a commune."""

from collections.abc import Callable

import streamlit as st

from dashboard import cached
from dashboard.parts import cards
from stats.selection import Selection

_SHARES = {"university_map": "Đại học trở lên", "it_evidence_map": "Tin học"}
_CHOSEN = "map_of"


def show(selection: Selection, on_pick: Callable[[str], None]) -> None:
    """Show the map of the share that the reader chooses; `on_pick` is given the code of a clicked commune."""
    st.session_state.setdefault(_CHOSEN, next(iter(_SHARES)))
    name = st.segmented_control(
        "Tô màu bản đồ theo",
        list(_SHARES),
        format_func=_SHARES.__getitem__,
        key=_CHOSEN,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    cards.card(cached.chart(name or next(iter(_SHARES)), selection), on_pick=on_pick)
