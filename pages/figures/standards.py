"""Chuẩn và nghỉ hưu: the gap to the standard of the day, retirements, posts after them, people to train."""

from dashboard.figures import standards
from dashboard.parts import drilling, selection_row

selection = selection_row.current()
drilling.breadcrumb(selection)
standards.show(selection)
