"""Cơ cấu: the age pyramid, and every field by men and women."""

from dashboard.figures import composition
from dashboard.parts import drilling, selection_row

selection = selection_row.current()
drilling.breadcrumb(selection)
composition.show(selection)
