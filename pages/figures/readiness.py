"""Mức sẵn sàng số: the four difficulties of digital transformation, with the figures that exist and those that lack."""

from dashboard.figures import readiness
from dashboard.parts import drilling, selection_row

selection = selection_row.current()
drilling.breadcrumb(selection)
readiness.show(selection)
