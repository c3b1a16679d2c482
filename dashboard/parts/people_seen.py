"""The record of whoever looks at named people: once for each thing that is looked at, not for each run of a page."""

import streamlit as st

from access import events
from dashboard import cached
from presentation import labels
from reference import vietnamese
from stats.selection import Selection

_SEEN = "people_seen"


def note(subject: str, selection: Selection | None = None, **details: object) -> None:
    """Write down that the person at the screen sees people by name.

    The selection stands in the subject in words, by which a person's own views are found again; `details` are named
    in Vietnamese, as «Nhật ký» shows them.
    """
    about = subject if selection is None else f"{subject}. {_words(selection)}"
    thing = (about, repr(details))
    if st.session_state.get(_SEEN) != thing:
        events.record(cached.state().url, "people", about, details)
        st.session_state[_SEEN] = thing


def _words(selection: Selection) -> str:
    people = labels.people(selection, cached.source().names_of(selection))
    return f"{people}, tính đến {vietnamese.day(selection.as_of)}"
