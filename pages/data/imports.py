"""Lịch sử nạp: every import, and taking one back."""

import streamlit as st

from dashboard import cached
from dashboard.widgets import import_history, states
from etl import pipeline
from settings import user_name

rows = cached.imports()
if not rows:
    states.empty_database()
    st.stop()

row = import_history.chosen_from(rows)
if row is not None:
    chosen = row

    def undo() -> None:
        """A second click finds the import taken back."""
        standing = {each.id for each in cached.imports() if each.undone_at is None}
        if chosen.id in standing:
            pipeline.undo(cached.state().url, chosen.id, user_name())

    import_history.details(chosen, undo)
