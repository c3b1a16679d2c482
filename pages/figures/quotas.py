"""Biên chế: quota, present, vacancies, over and short by unit and department."""

from dashboard.figures import quotas
from dashboard.parts import drilling, selection_row

selection = selection_row.current()
drilling.breadcrumb(selection)
quotas.show(selection)
