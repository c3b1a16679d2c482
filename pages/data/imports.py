"""Lịch sử nạp: every import, and taking one back."""

import streamlit as st

import settings
from access import recorded
from dashboard import cached
from dashboard.data import import_history
from dashboard.parts import states
from etl import originals

rows = cached.imports()
if not rows:
    states.empty_database(cached.state().province)
    st.stop()

row = import_history.chosen_from(rows)
if row is not None:
    chosen = row

    def undo() -> None:
        """Take the import back; a second click finds that done."""
        standing = {each.id for each in cached.imports() if each.undone_at is None}
        if chosen.id in standing:
            recorded.undo(cached.state().url, chosen.id)

    folder = settings.from_environment().originals_dir
    may_undo = not recorded.waits(cached.state().url)
    import_history.details(
        chosen, undo if may_undo else None, lambda file: originals.reader(folder, file.sha256, file.name)
    )
