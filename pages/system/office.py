"""Thiết lập: the office's name, what its documents say around their content, how shares are rounded; its boundaries."""

from access import recorded
from dashboard import cached
from dashboard.system import boundary_form, office_form
from etl import boundaries

state = cached.state()
chosen = office_form.show(state)
if chosen:
    recorded.save_settings(state.url, chosen)
    office_form.saved()
boundary_form.show(
    lambda content: boundaries.read(content, state.province, state.dates),
    lambda kept: recorded.keep_boundaries(state.url, kept),
    lambda: recorded.forget_boundaries(state.url),
)
