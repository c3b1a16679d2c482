"""Chỉ tiêu khác: politics, state management, age, gender, Party, ethnic groups, religion, schooling, languages."""

from dashboard.widgets import choice, drilling, other_fields

selection = choice.current()
drilling.breadcrumb(selection)
other_fields.show(selection)
