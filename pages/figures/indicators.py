"""Chuyển đổi số, cải cách hành chính: indicators of units, their ranks, parts, lines and people beside them."""

from dashboard.figures import indicators
from dashboard.parts import selection_row

indicators.show(selection_row.current())
