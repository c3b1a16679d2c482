"""Chỉ tiêu khác: politics, state management, age, gender, Party, ethnic groups, religion, schooling, languages."""

from dashboard.figures import other_fields
from dashboard.parts import drilling, selection_row

selection = selection_row.current()
drilling.breadcrumb(selection)
other_fields.show(selection)
