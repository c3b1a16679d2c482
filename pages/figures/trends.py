"""Xu hướng: any measure over all dates, of one place or of two to six beside each other."""

from dashboard.figures import trends
from dashboard.parts import selection_row

trends.show(selection_row.current())
