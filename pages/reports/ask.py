"""Hỏi số liệu: one question in words, its answer, and the page that shows the same."""

from dashboard.parts import selection_row
from dashboard.reports import asking

asking.show(selection_row.current())
