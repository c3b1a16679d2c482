"""A question before an act that reaches others: nothing happens before it is answered."""

from collections.abc import Callable

import streamlit as st


def before(title: str, words: str, label: str, act: Callable[[], object], *, key: str) -> None:
    """Ask in a dialog whether to do what `words` tell; `label` names the act on its button."""

    def agree() -> None:
        act()

    def body() -> None:
        st.markdown(words)
        with st.container(horizontal=True):
            agreed = st.button(label, type="primary", on_click=agree, key=f"confirm_{key}")
            refused = st.button("Không", key=f"refuse_{key}")
        if agreed or refused:
            st.rerun()

    st.dialog(title)(body)()


def with_reason(title: str, words: str, label: str, act: Callable[[str], object], *, key: str, longest: int) -> None:
    """Ask like `before`, and for the reason; without one nothing is done."""
    place = f"reason_{key}"

    def act_with_reason() -> None:
        reason = str(st.session_state.get(place) or "").strip()
        if reason:
            act(reason)

    def body() -> None:
        st.markdown(words)
        reason = st.text_area("Lý do", max_chars=longest, height=90, key=place)
        with st.container(horizontal=True):
            agreed = st.button(label, type="primary", on_click=act_with_reason, key=f"confirm_{key}")
            refused = st.button("Không", key=f"refuse_{key}")
        if agreed and not reason.strip():
            st.warning("Hãy ghi lý do.")
        elif agreed or refused:
            st.rerun()

    st.dialog(title)(body)()
