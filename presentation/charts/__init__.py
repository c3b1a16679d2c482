"""Figures as pure functions: measures in, plain Plotly dictionaries with Vietnamese words out."""

from presentation.charts.bars import WHOLE_PROVINCE, Subset, distribution, headcount, levels, part_colour
from presentation.charts.dots import compared
from presentation.charts.maps import places_map
from presentation.charts.model import Break, Caption, Cell, Chart, Column, Kind, Line, Native, Series, Shape, Table
from presentation.charts.stacks import by_place
from presentation.charts.standalone import standalone
from presentation.charts.style import Figure, ink_on
from presentation.charts.trends import over_time
from presentation.charts.words import labels_of

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}
"""Plotly's options for the page: no mode bar, nothing that moves under a thumb that only wants to scroll."""

__all__ = [
    "CONFIG",
    "WHOLE_PROVINCE",
    "Break",
    "Caption",
    "Cell",
    "Chart",
    "Column",
    "Figure",
    "Kind",
    "Line",
    "Native",
    "Series",
    "Shape",
    "Subset",
    "Table",
    "by_place",
    "compared",
    "distribution",
    "headcount",
    "ink_on",
    "labels_of",
    "levels",
    "over_time",
    "part_colour",
    "places_map",
    "standalone",
]
