"""Charts without a picture of them: bars of HTML that take the width they are given, lines as a small SVG.

They need no browser to draw, print sharply and are read on a phone; numbers, order and colours are those of the
figure on the page (`Chart.native`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from presentation.charts import Cell, Chart, Kind, Series, Shape, ink_on
from presentation.charts.bars import WHOLE_PROVINCE
from presentation.charts.stacks import SHORTEST_LABELLED
from presentation.charts.style import GREY, WHITE, outline_of
from reference import vietnamese
from reports.contents.writing import shown
from reports.templating import Markup, render
from reports.web.dots import dots
from reports.web.lines import lines

_LABEL_ROOM = 9
"""em that the number at a bar's end may need."""
_ROOM_BEFORE = 4
"""em that the number before a bar may need that goes to the left of zero."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A coloured part of a bar."""

    text: str
    style: str
    is_hatched: bool


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar: its parts, and the number at the end, None where none stands there; `is_left`: it is below zero."""

    parts: Sequence[_Part]
    number: str | None
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the chart: its name and a bar for each series, of a stack one."""

    name: str
    is_whole: bool
    bars: Sequence[_Bar]


@dataclass(frozen=True, slots=True)
class _Swatch:
    """An entry of the legend."""

    name: str
    colour: str
    is_hatched: bool


def drawn(chart: Chart) -> Markup:
    """The chart as HTML; its note where there is nothing to draw."""
    if chart.figure is None:
        return render("no_figure.html", note=chart.note)
    if chart.native.is_of_dots:
        return dots(chart)
    return {Shape.BAR: _bars, Shape.STACK: _stacks, Shape.LINE: lines}[chart.native.shape](chart)


def substitute(chart: Chart) -> Markup:
    """The chart with a sentence that no picture of it could be made."""
    return render("substitute.html", drawing=drawn(chart))


def _bars(chart: Chart) -> Markup:
    """Draw a bar for each series of a row, below each other; where any is below zero, from one line to both sides."""
    native, rows = chart.native, chart.table.rows
    numbers = [_signed(chart, series, place) for place in range(len(rows)) for series in native.series]
    top, bottom = _top(chart, [[number] for number in numbers]), max(0.0, -min(numbers, default=0.0))
    drawn_rows = [
        _row(row, [_single(chart, each, place, top, bottom) for each in _series_of(chart, row)])
        for place, row in enumerate(rows)
    ]
    left = f"calc({_ROOM_BEFORE}em + (100% - {_ROOM_BEFORE + _LABEL_ROOM}em) * {bottom / (top + bottom):.5f})"
    return render(
        "bars.html",
        alt=chart.alt,
        legend=_legend(chart),
        rows=drawn_rows,
        left=left if bottom > 0 else "",
        is_two_sided=native.is_two_sided,
    )


def _signed(chart: Chart, series: Series, place: int) -> float:
    """Give a row's number of a series: below zero where its bars go to the left of one line."""
    number = _number(chart.table.rows[place][series.column])
    return -number if _goes_left(chart, series) else number


def _goes_left(chart: Chart, series: Series) -> bool:
    return chart.native.is_two_sided and series == chart.native.series[0]


def _series_of(chart: Chart, row: Sequence[Cell]) -> list[Series]:
    """List the series that have a bar in a row: all, or the one that has a number there."""
    if not chart.native.is_either:
        return list(chart.native.series)
    return [series for series in chart.native.series if row[series.column] is not None]


def _single(chart: Chart, series: Series, place: int, top: float, bottom: float) -> _Bar:
    """Make a row's bar of one series; `top`, `bottom`: how far bars go to the right and to the left of zero."""
    number = _signed(chart, series, place)
    colour = series.point_colours[place] if series.point_colours else series.colour
    share, room = (number / top, _LABEL_ROOM) if number >= 0 else (-number / bottom, _ROOM_BEFORE)
    is_left = number < 0 or _goes_left(chart, series)
    return _Bar(_parts(share, colour, "", room), _label(chart, series, place), is_left=is_left)


def _legend(chart: Chart) -> list[_Swatch]:
    """Name the series by their columns; one alone needs no name."""
    native, columns = chart.native, chart.table.columns
    swatches = [
        _Swatch(columns[series.column].header.removesuffix(" (%)"), series.colour, series.colour == GREY)
        for series in native.series
    ]
    return swatches if len(swatches) > 1 else []


def _label(chart: Chart, series: Series, place: int) -> str:
    """The figure's text; of a chart kept from before «77,98%», «1.845 · 77,98%» where the table is of both."""
    if series.labels:
        return series.labels[place]
    row = chart.table.rows[place]
    cell = row[series.column]
    if cell is None:
        return ""
    shares = [place for place, column in enumerate(chart.table.columns) if column.kind is Kind.SHARE]
    if shares == [series.column]:
        return f"{shown(cell)}%"
    share = row[shares[0]] if len(shares) == 1 else None
    return f"{shown(cell)} · {shown(share)}%" if share is not None and cell else shown(cell)


def _stacks(chart: Chart) -> Markup:
    """A bar of several parts for each row; counts carry their sum at the end."""
    native, columns = chart.native, chart.table.columns
    places = [series.column for series in native.series]
    counts = columns[places[0]].kind is Kind.COUNT
    top = _top(chart, [[row[place] for place in places] for row in chart.table.rows])
    rows = []
    for place, row in enumerate(chart.table.rows):
        parts = [part for series in native.series for part in _stacked(row, place, top, series, counts=counts)]
        total = sum(cell for cell in (row[place] for place in places) if isinstance(cell, int))
        rows.append(_row(row, [_Bar(parts, vietnamese.number(total) if counts else None)]))
    return render("bars.html", alt=chart.alt, legend=_legend(chart), rows=rows, left="", is_two_sided=False)


def _stacked(row: Sequence[Cell], place: int, top: float, series: Series, *, counts: bool) -> list[_Part]:
    cell = row[series.column]
    share = _number(cell) / top
    text = series.labels[place] if series.labels else shown(cell)
    text = text if cell and share * 100 >= SHORTEST_LABELLED else ""
    return _parts(share, series.colour, text, _LABEL_ROOM if counts else 0)


def _row(row: Sequence[Cell], bars: Sequence[_Bar]) -> _Row:
    return _Row(shown(row[0]), str(row[0]).startswith(WHOLE_PROVINCE), bars)


def _parts(share: float, colour: str, text: str, room: int) -> list[_Part]:
    """The one part of a bar, none where it has no length; `room` em stay free behind a whole bar."""
    if share <= 0:
        return []
    width = f"width:calc((100% - {room}em) * {share:.5f})" if room else f"width:{share:.3%}"
    if colour == GREY:
        return [_Part(text, width, is_hatched=True)]
    line = outline_of(colour)
    edge = "" if line == WHITE else f";box-shadow:inset 0 0 0 1px {line}"
    return [_Part(text, f"{width};background:{colour};color:{ink_on(colour)}{edge}", is_hatched=False)]


def _top(chart: Chart, rows: Sequence[Sequence[Cell]]) -> float:
    """Give the end of the axis of numbers; rounded shares may add up to 100.01."""
    longest = max((sum(map(_number, cells)) for cells in rows), default=0)
    return max(longest, chart.native.axis[1] if chart.native.axis else 0) or 1


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float | Decimal) else 0.0
