"""The record of whoever looks at named people: once for each thing that is looked at, not for each run of a page."""

import streamlit as st

from access import events
from dashboard import cached

_SEEN = "people_seen"


def note(subject: str, **details: object) -> None:
    """Write down that the person at the screen sees people by name; `details` tells the selection."""
    thing = (subject, repr(details))
    if st.session_state.get(_SEEN) != thing:
        events.record(cached.state().url, "people", subject, details)
        st.session_state[_SEEN] = thing
