"""Charts without a picture of them: bars of HTML that take the width they are given, lines as a small SVG.

They need no browser to draw, print sharply and are read on a phone; numbers, order and colours are those of the
figure on the page (`Chart.native`).
"""

from collections.abc import Sequence
from decimal import Decimal

from presentation.charts import Cell, Chart, Kind, Series, Shape, ink_on
from presentation.charts.bars import WHOLE_PROVINCE
from presentation.charts.stacks import SHORTEST_LABELLED
from presentation.charts.style import GREY
from reference import vietnamese
from reports.web.lines import lines
from reports.web.markup import element, text
from reports.word.tables import shown

_LABEL_ROOM = 9
"""em that the number at a bar's end may need."""


def drawn(chart: Chart) -> str:
    """The chart as HTML; its note where there is nothing to draw."""
    if chart.figure is None:
        return element("p", text(chart.note), "plain")
    inside = {Shape.BAR: _bars, Shape.STACK: _stacks, Shape.LINE: lines}[chart.native.shape](chart)
    return element("div", inside, "chart", role="img", aria_label=chart.alt)


def _bars(chart: Chart) -> str:
    series = chart.native.series[0]
    colours = series.point_colours or (series.colour,) * len(chart.table.rows)
    top = _top(chart, [[row[series.column]] for row in chart.table.rows])
    rows = []
    for row, colour in zip(chart.table.rows, colours, strict=True):
        bar = _segment(_number(row[series.column]) / top, colour, "", _LABEL_ROOM)
        rows.append(_line(row, bar + element("b", text(_told(chart, series, row)))))
    return element("div", "".join(rows), "bars")


def _told(chart: Chart, series: Series, row: Sequence[Cell]) -> str:
    """«77,98%»; a number of people with its share where the table is of both: «1.845 · 77,98%»."""
    cell = row[series.column]
    if cell is None:
        return ""
    shares = [place for place, column in enumerate(chart.table.columns) if column.kind is Kind.SHARE]
    if shares == [series.column]:
        return f"{shown(cell)}%"
    share = row[shares[0]] if len(shares) == 1 else None
    return f"{shown(cell)} · {shown(share)}%" if share is not None and cell else shown(cell)


def _stacks(chart: Chart) -> str:
    """A bar of several parts for each row; counts carry their sum at the end."""
    native, columns = chart.native, chart.table.columns
    places = [series.column for series in native.series]
    counts = columns[places[0]].kind is Kind.COUNT
    top = _top(chart, [[row[place] for place in places] for row in chart.table.rows])
    rows = []
    for row in chart.table.rows:
        parts = "".join(_part(row[series.column], top, series, counts=counts) for series in native.series)
        total = sum(cell for cell in (row[place] for place in places) if isinstance(cell, int))
        rows.append(_line(row, parts + (element("b", text(vietnamese.number(total))) if counts else "")))
    heads = [columns[place].header.removesuffix(" (%)") for place in places]
    legend = _legend(heads, [series.colour for series in native.series]) if len(places) > 1 else ""
    return legend + element("div", "".join(rows), "bars")


def _part(cell: Cell, top: float, series: Series, *, counts: bool) -> str:
    share = _number(cell) / top
    told = shown(cell) if cell and share * 100 >= SHORTEST_LABELLED else ""
    return _segment(share, series.colour, told, _LABEL_ROOM if counts else 0)


def _line(row: Sequence[Cell], inside: str) -> str:
    css = "name whole" if row[0] == WHOLE_PROVINCE else "name"
    return element("div", text(shown(row[0])), css) + element("div", inside, "line")


def _segment(share: float, colour: str, told: str, room: int) -> str:
    width = f"width:calc((100% - {room}em) * {share:.5f})" if room else f"width:{share:.3%}"
    if share <= 0:
        return ""
    if colour == GREY:
        return element("i", text(told), "hatched", style=width)
    return element("i", text(told), style=f"{width};background:{colour};color:{ink_on(colour)}")


def _legend(names: Sequence[str], colours: Sequence[str]) -> str:
    entries = [element("span", _swatch(colour) + text(name)) for name, colour in zip(names, colours, strict=True)]
    return element("div", "".join(entries), "legend")


def _swatch(colour: str) -> str:
    return element("i", "", "hatched") if colour == GREY else element("i", style=f"background:{colour}")


def _top(chart: Chart, rows: Sequence[Sequence[Cell]]) -> float:
    """Where the axis of numbers ends; rounded shares may add up to 100.01."""
    longest = max((sum(map(_number, cells)) for cells in rows), default=0)
    return max(longest, chart.native.axis[1] if chart.native.axis else 0) or 1


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | Decimal) else 0.0
