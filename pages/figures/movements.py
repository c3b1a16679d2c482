"""Biến động: who joined, left, moved, rose or was corrected since another date."""

from dashboard.data import movers
from dashboard.figures import movements
from dashboard.parts import drilling, selection_row

selection = selection_row.current()
drilling.breadcrumb(selection)
start_on = movements.choose_start(selection)
if start_on is not None and movements.show(selection, start_on):
    movers.show(selection, start_on)
