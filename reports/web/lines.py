"""Lines over the dates as a small SVG, each point with its number and each line with its name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from presentation.charts import Break, Chart, Series, labels_of
from presentation.charts.native_axes import height_of, stands_below
from presentation.charts.style import GRID, INK, MUTED, WHITE
from reports.contents.writing import shown
from reports.templating import Markup, render

_WIDTH, _HEIGHT = 600, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 40, 42, 38
_SIZE = 12
_MANY, _NAME_ROOM, _LETTER, _GAP = 3, 190, 6.9, 14
"""From so many lines on each is named behind its last point; pixels for that, of a letter, and between two lines."""
_LINE, _BELOW = 15, 5
"""The height of a line of letters, and what stays free below the last one."""
Point = tuple[float, float, str]
"""The place of a number, and its text."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A text in the middle of `x`, on the line `y`; `behind`: so many pixels to the right of it instead."""

    x: str
    y: str
    text: str
    colour: str
    behind: str = ""


@dataclass(frozen=True, slots=True)
class _Curve:
    """A line of the chart: its strokes as paths, its points, and the numbers beside them."""

    name: str
    colour: str
    strokes: Sequence[str]
    points: Sequence[tuple[str, str, str]]
    """Place and ground; a white one stands for a number that is not counted from lists of people."""
    labels: Sequence[_Word]
    last: float | None = None
    """The height of the last point."""


def lines(chart: Chart) -> Markup:
    """The chart's lines under a legend; dates to scale, and a rule with its reason where a line is interrupted."""
    bottom, top = _range(chart)
    places = _places(chart)
    curves = [_curve(chart, series, bottom, top) for series in chart.native.series]
    days = _days(chart, places)
    return render(
        "lines.html",
        alt=chart.alt,
        width=_WIDTH,
        height=_height(days),
        size=_SIZE,
        ground=f"M{_LEFT - 20} {_y(bottom, bottom, top):.1f}H{_WIDTH - _right(chart) + 20}",
        ground_colour=GRID,
        days=days,
        rules=[f"M{_middle(places, each):.1f} {_TOP - 8}V{_HEIGHT - _BOTTOM}" for each in chart.native.breaks],
        rule_colour=MUTED,
        reasons=_reasons(chart, places),
        curves=curves if len(curves) < _MANY else _named(curves),
        has_legend=len(curves) < _MANY,
    )


def _right(chart: Chart) -> int:
    """Give the room behind the last date: for names, where lines are named there."""
    return _RIGHT if len(chart.native.series) < _MANY else _NAME_ROOM


def _named(curves: Sequence[_Curve]) -> list[_Curve]:
    """Put number and name of each line behind its last point, clear of those above it."""
    known = sorted((curve for curve in curves if curve.last is not None), key=lambda curve: curve.last or 0.0)
    heights: list[float] = []
    for curve in known:
        heights.append(max(curve.last or 0.0, heights[-1] + _GAP if heights else 0.0))
    moved = [height - (curve.last or 0.0) for curve, height in zip(known, heights, strict=True)]
    over = sum(moved) / len(moved) if moved else 0.0
    for place in reversed(range(len(heights))):
        below = heights[place + 1] - _GAP if place + 1 < len(heights) else heights[place] - over
        heights[place] = min(heights[place], below)
    placed = {curve.colour: height for curve, height in zip(known, heights, strict=True)}
    return [_behind(curve, placed[curve.colour]) if curve.last is not None else curve for curve in curves]


def _behind(curve: _Curve, height: float) -> _Curve:
    """Put the name behind the last point, and its number before the name."""
    x, y = curve.points[-1][0], f"{height + 4:.1f}"
    *labels, number = curve.labels if curve.labels and curve.labels[-1].x == x else (*curve.labels, None)
    room = len(number.text) * _LETTER + 6 if number else 0
    name = _Word(x, y, curve.name.removesuffix(" (%)"), curve.colour, f"{8 + room:.1f}")
    return replace(curve, labels=[*labels, *([replace(number, y=y, behind="8")] if number else []), name])


def _places(chart: Chart) -> list[float]:
    """Give the places of the rows from left to right; a chart kept from before knows no dates, its rows are even."""
    days, rows = chart.native.days, len(chart.table.rows)
    parts = [float((day - days[0]).days) for day in days] or [float(row) for row in range(rows)]
    return [_LEFT + (_WIDTH - _LEFT - _right(chart)) * (part / parts[-1] if parts[-1] else 0.5) for part in parts]


def _days(chart: Chart, places: Sequence[float]) -> list[_Word]:
    """The dates below the axis; one that is too close to the one before it stands a line lower.

    What a date's row says beside the date («1/121 đơn vị») stands in lines of its own below all dates.
    """
    cells = [shown(row[0]).partition(" (") for row in chart.table.rows]
    days = [(x, day) for x, (day, _, _) in zip(places, cells, strict=True)]
    notes = [
        (x, note)
        for x, (_, _, more) in zip(places, cells, strict=True)
        for note in more.removesuffix(")").replace(") (", ", ").split(", ")
        if note
    ]
    lines = _lines_of(days, 0)
    below = _lines_of(notes, 1 + max(lines, default=0))
    placed = [*zip(days, lines, strict=True), *zip(notes, below, strict=True)]
    return [_word(_inside(x, text), _day_line(line), text, MUTED) for (x, text), line in placed]


def _lines_of(words: Sequence[tuple[float, str]], first: int) -> list[int]:
    """Give each word the first line, counted from `first`, in which it touches none of those before it."""
    ends: list[float] = []
    taken = []
    for x, text in words:
        middle, half = _inside(x, text), len(text) * _LETTER / 2
        line = next((line for line, end in enumerate(ends) if end <= middle - half), len(ends))
        ends[line : line + 1] = [middle + half]
        taken.append(first + line)
    return taken


def _day_line(line: int) -> float:
    return _HEIGHT - _BOTTOM + 18 + line * _LINE


def _height(days: Sequence[_Word]) -> int:
    """Give the picture's height: more than usual where the words under the axis take more than two lines."""
    return max(_HEIGHT, int(max((float(word.y) for word in days), default=0.0)) + _BELOW)


def _middle(places: Sequence[float], where: Break) -> float:
    return (places[where.row - 1] + places[where.row]) / 2


def _reasons(chart: Chart, places: Sequence[float]) -> list[_Word]:
    """Each reason above the first rule that stands for it, the second one a line higher."""
    firsts = {each.words: each for each in reversed(chart.native.breaks)}
    lines = enumerate(sorted(firsts.values(), key=lambda each: each.row))
    return [
        _word(_inside(_middle(places, each), each.words), _TOP - 12 - line * _LINE, each.words, MUTED)
        for line, each in lines
    ]


def _inside(x: float, text: str) -> float:
    """Move the middle of a text so far that neither end is cut by the picture's."""
    half = len(text) * _LETTER / 2
    return max(half, min(x, _WIDTH - half))


def _curve(chart: Chart, series: Series, bottom: float, top: float) -> _Curve:
    points = _points(chart, series, bottom, top)
    known = [point for point in points if point is not None]
    grounds = [WHITE if row in series.hollow else series.colour for row, point in enumerate(points) if point]
    beside = [18 if stands_below(chart, series, row) else -9 for row, point in enumerate(points) if point]
    return _Curve(
        chart.table.columns[series.column].header,
        series.colour,
        strokes=list(_strokes(points, series.spans(len(points)))),
        points=[(f"{x:.1f}", f"{y:.1f}", ground) for (x, y, _), ground in zip(known, grounds, strict=True)],
        labels=[_word(x, y + down, text, INK) for (x, y, text), down in zip(known, beside, strict=True) if text]
        if series.labelled
        else (),
        last=known[-1][1] if known else None,
    )


def _strokes(points: Sequence[Point | None], spans: Sequence[range]) -> Iterator[str]:
    """The strokes between neighbouring points; none over a date without a number, none from span to span."""
    for span in spans:
        for here, there in pairwise(points[place] for place in span):
            if here is not None and there is not None:
                yield f"M{here[0]:.1f} {here[1]:.1f}L{there[0]:.1f} {there[1]:.1f}"


def _points(chart: Chart, series: Series, bottom: float, top: float) -> list[Point | None]:
    """Give each row's point; None where it has no number."""
    cells = [row[series.column] for row in chart.table.rows]
    texts = labels_of(chart.table, series)
    return [
        (x, _y(float(cell), bottom, top), text) if isinstance(cell, int | float | Decimal) else None
        for x, cell, text in zip(_places(chart), cells, texts, strict=True)
    ]


def _range(chart: Chart) -> tuple[float, float]:
    if chart.native.axis is not None:
        return chart.native.axis
    cells: Sequence[float] = [
        height_of(row[series.column])
        for row in chart.table.rows
        for series in chart.native.series
        if row[series.column] is not None
    ]
    return 0.0, max(cells, default=0.0) or 1.0


def _y(value: float, bottom: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * (value - bottom) / ((top - bottom) or 1)


def _word(x: float, y: float, text: str, colour: str) -> _Word:
    return _Word(f"{x:.1f}", f"{y:.1f}", text, colour)
