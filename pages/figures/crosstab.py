"""Bảng chéo: people by any fields in rows, columns and panels, with shares, another date, files and a chart."""

from dashboard.figures import crosstab
from dashboard.parts import drilling, selection_row

selection = selection_row.current()
drilling.breadcrumb(selection)
crosstab.show(selection)
