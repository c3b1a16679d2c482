"""The question of «Hỏi số liệu»: a part of its address, so that F5, the way back and a copied link keep it.

Only a question that was answered stands there: each of its words is one of the program's, so that no name of a person
gets into an address.
"""

import streamlit as st

NAME = KEY = "question"
"""The query parameter, and the key of the field."""
_WRITTEN = "question_in_url"


def follow() -> None:
    """Settle the question before its field is drawn: the address's where somebody came by it, else the session's."""
    in_url = st.query_params.get(NAME)
    if in_url is not None and in_url != st.session_state.get(_WRITTEN):
        st.session_state[KEY] = st.session_state[_WRITTEN] = in_url


def keep(text: str, *, is_answered: bool) -> None:
    """Put an answered question into the address; take any other one out of it."""
    st.session_state[_WRITTEN] = text if is_answered else None
    if is_answered:
        st.query_params[NAME] = text
    else:
        st.query_params.pop(NAME, None)


def query() -> dict[str, str]:
    """Give what a link to this page carries beside the selection."""
    in_url = st.query_params.get(NAME)
    return {} if in_url is None else {NAME: in_url}
