"""The native chart of a workbook: same numbers, order and colours as the figure on the page."""

from typing import Any

from presentation.charts import Chart, Kind, Series, Shape, ink_on
from presentation.charts.stacks import SHORTEST_LABELLED
from presentation.charts.style import GREY, GREY_LINE, GRID, HATCH

_FORMS = {
    Shape.BAR: {"type": "bar"},
    Shape.STACK: {"type": "bar", "subtype": "stacked"},
    Shape.LINE: {"type": "line"},
}
_FONT = {"name": "Arial", "size": 10}
_WIDTH = 960
"""Pixels of a chart's width."""
_NUMBERS = {Kind.COUNT: "#,##0", Kind.SHARE: "0.00%"}


def native_chart(book: Any, chart: Chart, sheet: str, header_row: int, date_format: str = "") -> Any:
    """A chart object over the table whose header stands in row `header_row` (from 0) of that sheet, from column A.

    `date_format`: the categories are dates, shown at equal distances in that format.
    """
    native = book.add_chart(_FORMS[chart.native.shape])
    first, last = header_row + 1, header_row + max(1, len(chart.table.rows))
    for series in chart.native.series:
        native.add_series(
            {
                "name": [sheet, header_row, series.column],
                "categories": [sheet, first, 0, last, 0],
                "values": [sheet, first, series.column, last, series.column],
            }
            | _look(chart, series)
        )
    native.set_title({"name": chart.caption.title, "name_font": _FONT | {"size": 13, "bold": True}, "overlay": False})
    _set_axes(native, chart, {"text_axis": True, "num_format": date_format} if date_format else {})
    native.set_legend({"position": "top", "font": _FONT} if len(chart.native.series) > 1 else {"none": True})
    native.show_blanks_as("gap")
    native.set_size({"width": _WIDTH, "height": _height(chart)})
    return native


def _height(chart: Chart) -> int:
    """Give a chart's height in pixels: it grows with the bars, as the figure does."""
    return 420 if chart.native.shape is Shape.LINE else 130 + 32 * max(2, len(chart.table.rows))


def _set_axes(native: Any, chart: Chart, of_names: dict[str, Any]) -> None:
    """Set categories from top to bottom in the table's order, values from zero; `of_names` looks of their axis."""
    unit = chart.table.columns[chart.native.series[0].column].kind
    numbers: dict[str, Any] = {"num_format": "0%" if unit is Kind.SHARE else "#,##0", "num_font": _FONT, "min": 0}
    if chart.native.axis is not None:
        bottom, top = (end / 100 if unit is Kind.SHARE else end for end in chart.native.axis)
        numbers |= {"min": bottom, "max": top}
    names = {"num_font": _FONT, "line": {"color": GREY_LINE}} | of_names
    grid = {"visible": True, "line": {"color": GRID, "width": 0.75}}
    if chart.native.shape is Shape.LINE:
        native.set_x_axis(names)
        native.set_y_axis(numbers | {"major_gridlines": grid, "line": {"none": True}})
        return
    # XlsxWriter names a bar chart's axes by where they stand: y holds the categories.
    native.set_y_axis(names | {"reverse": True, "major_gridlines": {"visible": False}})
    native.set_x_axis(numbers | {"visible": False, "major_gridlines": {"visible": False}})


def _look(chart: Chart, series: Series) -> dict[str, Any]:
    """Colours, gaps and labels of one series."""
    kind = chart.table.columns[series.column].kind
    labels: dict[str, Any] = {"value": True, "num_format": _NUMBERS[kind], "font": _FONT}
    gaps = [{"delete": True} if row[series.column] is None else None for row in chart.table.rows]
    if any(gaps):
        # Where the sheet has a sign instead of a number, the program would draw and label a nought.
        labels["custom"] = gaps
    if chart.native.shape is Shape.LINE:
        marker = {"type": "circle", "size": 7, "fill": {"color": series.colour}, "border": {"color": series.colour}}
        line = {"color": series.colour, "width": 2.25}
        return {"line": line, "marker": marker, "data_labels": labels | {"position": _side(chart, series)}}
    look = _fill(series.colour) | {"gap": 35}
    if chart.native.shape is Shape.STACK:
        ink = {"font": _FONT | {"color": ink_on(series.colour)}, "position": "center"}
        return look | {"overlap": 100, "data_labels": labels | ink | {"custom": _custom(chart, series)}}
    points = [_fill(colour) for colour in series.point_colours]
    return look | {"data_labels": labels | {"position": "outside_end"}} | ({"points": points} if points else {})


def _side(chart: Chart, series: Series) -> str:
    """Choose the side of a line's numbers: below the lowest of several lines, clear of the line above it."""
    last = {each.column: chart.table.rows[-1][each.column] for each in chart.native.series}
    lowest = min(last, key=lambda column: float(last[column] or 0))
    return "below" if len(last) > 1 and series.column == lowest else "above"


def _fill(colour: str) -> dict[str, Any]:
    if colour != GREY:
        return {"fill": {"color": colour}, "border": {"color": "#FFFFFF", "width": 0.75}}
    pattern = {"pattern": "wide_upward_diagonal", "fg_color": HATCH, "bg_color": GREY}
    return {"pattern": pattern, "border": {"color": GREY_LINE, "width": 0.75}}


def _custom(chart: Chart, series: Series) -> list[dict[str, Any] | None]:
    """Delete the label of a segment that is too short for one."""
    least = SHORTEST_LABELLED if chart.table.columns[series.column].kind is Kind.SHARE else 1
    cells = [row[series.column] for row in chart.table.rows]
    return [{"delete": True} if isinstance(cell, str) or not cell or cell < least else None for cell in cells]
