"""Thiết lập: the office's name, what its documents say around their content, and how shares are rounded."""

from access import recorded
from dashboard import cached
from dashboard.system import office_form

state = cached.state()
chosen = office_form.show(state)
if chosen:
    recorded.save_settings(state.url, chosen)
    office_form.saved()
