"""The part of a long page that is looked at: one of a few, or all of them; in the address, so that links open it."""

from collections.abc import Iterable, Mapping

import streamlit as st

NAME = "part"
"""The query parameter."""
WHOLE = "all"
"""The choice of all parts, one below the other: to be printed, or read from top to bottom."""
_CHOSEN, _WRITTEN, _PAGE, _OFFERED = "page_part", "page_part_in_url", "page_part_of", "page_part_offered"


def follow(page: str) -> None:
    """Forget the part that was chosen on another page; the frame calls it before its page."""
    if st.session_state.get(_PAGE) != page:
        for key in (_CHOSEN, _WRITTEN, _OFFERED):
            st.session_state.pop(key, None)
    st.session_state[_PAGE] = page


def choice(parts: Mapping[str, str]) -> frozenset[str]:
    """Ask which of the parts (name in the address -> label) is shown, the first where nothing is chosen; give it.

    All of them are given where all are asked for.
    """
    names = {**parts, WHOLE: "Tất cả"}
    in_url, first = st.query_params.get(NAME), next(iter(parts))
    if in_url in names and in_url != st.session_state.get(_WRITTEN):
        st.session_state[_CHOSEN] = in_url
    if st.session_state.get(_CHOSEN) not in names:
        st.session_state[_CHOSEN] = first
    part = st.segmented_control(
        "Phần của trang",
        list(names),
        format_func=names.__getitem__,
        key=_CHOSEN,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    part = part or first
    st.session_state[_OFFERED] = first
    if in_url != part and (in_url is not None or part != first):
        st.query_params[NAME] = part
    st.session_state[_WRITTEN] = st.query_params.get(NAME)
    return shown(part, parts)


def shown(part: str, parts: Iterable[str]) -> frozenset[str]:
    """Give the parts that a choice shows."""
    return frozenset(parts) if part == WHOLE else frozenset({part})


def query() -> dict[str, str]:
    """Give what a link to this page carries beside the selection: nothing where its first part is looked at."""
    part = st.session_state.get(_CHOSEN)
    is_usual = part == st.session_state.get(_OFFERED) and not st.session_state.get(_WRITTEN)
    return {} if part is None or is_usual else {NAME: part}
