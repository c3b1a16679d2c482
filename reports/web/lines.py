"""Lines over the dates as a small SVG, each point with its number and each line with its name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from presentation.charts import Chart, Kind, Series
from presentation.charts.style import GRID, INK, MUTED
from reports.contents.writing import shown
from reports.templating import Markup, render

_WIDTH, _HEIGHT = 600, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 40, 24, 24
_SIZE = 12
Point = tuple[float, float, str]
"""The place of a number, and its text."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A text in the middle of `x`, on the line `y`."""

    x: str
    y: str
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class _Curve:
    """A line of the chart: its strokes as paths, its points, and the numbers beside them."""

    name: str
    colour: str
    strokes: Sequence[str]
    points: Sequence[tuple[str, str]]
    labels: Sequence[_Word]


def lines(chart: Chart) -> Markup:
    """The chart's lines under a legend; its dates at equal distances, as a spreadsheet draws them."""
    bottom, top = _range(chart)
    days = [shown(row[0]) for row in chart.table.rows]
    return render(
        "lines.html",
        alt=chart.alt,
        width=_WIDTH,
        height=_HEIGHT,
        size=_SIZE,
        ground=f"M{_LEFT - 20} {_y(bottom, bottom, top):.1f}H{_WIDTH - _RIGHT + 20}",
        ground_colour=GRID,
        days=[_word(_x(place, len(days)), _HEIGHT - 6, day, MUTED) for place, day in enumerate(days)],
        curves=[_curve(chart, series, bottom, top) for series in chart.native.series],
    )


def _curve(chart: Chart, series: Series, bottom: float, top: float) -> _Curve:
    points = list(_points(chart, series, bottom, top))
    above = -9 if not _is_lowest(chart, series) else 18
    return _Curve(
        chart.table.columns[series.column].header,
        series.colour,
        [f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" for (x, y, _), (to_x, to_y, _) in pairwise(points)],
        [(f"{x:.1f}", f"{y:.1f}") for x, y, _ in points],
        [_word(x, y + above, text, INK) for x, y, text in points] if series.labelled else (),
    )


def _points(chart: Chart, series: Series, bottom: float, top: float) -> Iterator[Point]:
    sign = "%" if chart.table.columns[series.column].kind is Kind.SHARE else ""
    for place, row in enumerate(chart.table.rows):
        cell = row[series.column]
        if isinstance(cell, int | Decimal):
            yield _x(place, len(chart.table.rows)), _y(float(cell), bottom, top), shown(cell) + sign


def _is_lowest(chart: Chart, series: Series) -> bool:
    """Tell whether a line is the lowest of several: its numbers stand below, clear of the line above it."""
    last = chart.table.rows[-1]
    ends = {each.column: float(last[each.column] or 0) for each in chart.native.series}
    return len(ends) > 1 and min(ends, key=lambda column: ends[column]) == series.column


def _range(chart: Chart) -> tuple[float, float]:
    if chart.native.axis is not None:
        return chart.native.axis
    cells: Sequence[float] = [
        float(row[series.column] or 0)
        for row in chart.table.rows
        for series in chart.native.series
        if row[series.column] is not None
    ]
    return 0.0, max(cells, default=0.0) or 1.0


def _x(place: int, places: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (place / (places - 1) if places > 1 else 0.5)


def _y(value: float, bottom: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * (value - bottom) / ((top - bottom) or 1)


def _word(x: float, y: float, text: str, colour: str) -> _Word:
    return _Word(f"{x:.1f}", f"{y:.1f}", text, colour)
