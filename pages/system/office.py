"""Thiết lập: the office's name, what its documents say around their content, and how shares are rounded."""

from dashboard import cached
from dashboard.system import office_form
from etl import office

state = cached.state()
chosen = office_form.show(state)
if chosen:
    office.save(state.url, chosen)
    office_form.saved()
