"""The native chart of a workbook: same numbers, order and colours as the figure on the page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from presentation.charts import Cell, Chart, Kind, Series, Shape, ink_on, labels_of
from presentation.charts.native_axes import (
    BESIDE_DOTS,
    COUNTS,
    DAYS,
    ENDS,
    round_ends,
    stands_below,
    time_step,
    with_room,
)
from presentation.charts.stacks import SHORTEST_LABELLED
from presentation.charts.style import GREY, GREY_LINE, GRID, HATCH, WHITE, outline_of

PIECES = "Các đoạn so sánh được của đường"

_FORMS = {
    Shape.BAR: {"type": "bar"},
    Shape.STACK: {"type": "bar", "subtype": "stacked"},
    Shape.LINE: {"type": "line"},
}
_FONT = {"name": "Arial", "size": 10}
_LETTER = 6.5
"""Pixels of a name's letter."""
_DOT = 8
"""Points of a dot's width."""
_PIECE_WIDTH = 16
"""Letters in a column of a span's numbers."""
_WIDTH = 960
"""Pixels of a chart's width."""
_NUMBERS = {Kind.COUNT: "#,##0", Kind.SHARE: "0.00%", Kind.NUMBER: "#,##0.00"}


@dataclass(frozen=True, slots=True)
class Cells:
    """A place in the workbook: a sheet, and a row and a column from 0."""

    sheet: str
    row: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A series, or the span of an interrupted line, and the column that its numbers stand in."""

    series: Series
    span: range
    values: list[Any]

    def numbers(self, chart: Chart) -> list[int | float | None]:
        """Give each row's number as the sheet has it; None outside of the span, and where there is none."""
        cells = [row[self.series.column] if place in self.span else None for place, row in enumerate(chart.table.rows)]
        return [_number(cell) for cell in cells]


def native_chart(book: Any, chart: Chart, table: Cells, pieces: Cells) -> Any:
    """A chart object over the table whose header stands at `table`.

    The spans of interrupted lines have columns of their own, whose headers begin at `pieces` (`write_pieces`).
    """
    native = book.add_chart(_FORMS[chart.native.shape])
    first, last = table.row + 1, table.row + max(1, len(chart.table.rows))
    drawn = list(_pieces(chart, table, pieces))
    for piece in drawn:
        native.add_series(
            {
                "name": [table.sheet, table.row, piece.series.column],
                "categories": [table.sheet, first, 0, last, 0],
                "values": piece.values,
                # Blank cells would be noughts in what programs show that do not count the workbook anew.
                "values_data": piece.numbers(chart),
            }
            | _look(chart, piece.series, piece.span)
        )
    later = [place for place, piece in enumerate(drawn) if piece.span.start]
    if chart.native.totals:
        native.add_series(_ends(chart, table, pieces))
    if chart.native.totals or chart.native.is_of_dots:
        native.show_hidden_data()
    if chart.native.is_of_dots:
        native.set_plotarea({"layout": _place_of_dots(chart)})
    native.set_title({"name": chart.caption.title, "name_font": _FONT | {"size": 13, "bold": True}, "overlay": False})
    _set_axes(native, chart)
    legend = {"position": "top", "font": _FONT, "delete_series": later}
    native.set_legend(legend if len(chart.native.series) > 1 else {"none": True})
    native.show_blanks_as("gap")
    native.set_size({"width": _WIDTH, "height": _height(chart)})
    return native


def _ends(chart: Chart, table: Cells, pieces: Cells) -> dict[str, Any]:
    """Give the series that bears the totals at the ends of stacked bars: without length, in a column of noughts."""
    last, column = max(1, len(chart.table.rows)), pieces.column + 1
    bold = _FONT | {"bold": True}
    texts = [{"value": text, "font": bold} if text else {"delete": True} for text in chart.native.totals]
    return {
        "name": [pieces.sheet, pieces.row, column],
        "categories": [table.sheet, table.row + 1, 0, table.row + last, 0],
        "values": [pieces.sheet, pieces.row + 1, column, pieces.row + last, column],
        "values_data": [0] * len(chart.table.rows),
        "fill": {"none": True},
        "border": {"none": True},
        "gap": 35,
        "overlap": 100,
        "data_labels": {"value": True, "custom": texts, "font": bold, "position": "inside_base"},
    }


def _place_of_dots(chart: Chart) -> dict[str, float]:
    """Give the plot's place in parts of the chart: numbers at the scale's end need room to the right of it."""
    longest = max((len(str(row[0])) for row in chart.table.rows), default=1)
    left, height = min(0.4, (longest * _LETTER + 24) / _WIDTH), _height(chart)
    above, below = 50 / height, 80 / height
    return {"x": left, "y": above, "width": 1 - left - 110 / _WIDTH, "height": 1 - above - below}


def _pieces(chart: Chart, table: Cells, pieces: Cells) -> Iterator[_Piece]:
    """List what is drawn: each series from the table, an interrupted line's spans from columns of their own."""
    rows, free = len(chart.table.rows), pieces.column + 1
    for series in chart.native.series:
        spans = series.spans(rows)
        for span in spans:
            place = table if len(spans) == 1 else Cells(pieces.sheet, pieces.row, free)
            column = series.column if len(spans) == 1 else free
            yield _Piece(series, span, [place.sheet, place.row + 1, column, place.row + max(1, rows), column])
            free += len(spans) > 1


def write_pieces(sheet: Any, chart: Chart, table: Cells, pieces: Cells, formats: Mapping[Kind, Any]) -> None:
    """Repeat the spans of interrupted lines, a column each, beside the dates; nothing where no line is interrupted.

    The cells follow the table's, so that a number that somebody corrects there moves its point.
    """
    if chart.native.totals:
        _write_ends(sheet, chart, pieces, formats)
        return
    broken = [piece for piece in _pieces(chart, table, pieces) if piece.values[0] == pieces.sheet]
    if not broken:
        return
    sheet.write_string(pieces.row - 1, pieces.column, PIECES, formats[Kind.TEXT])
    sheet.write_string(pieces.row, pieces.column, chart.table.columns[0].header, formats[Kind.TEXT])
    sheet.set_column(pieces.column, broken[-1].values[2], _PIECE_WIDTH)
    for row, cells in enumerate(chart.table.rows):
        sheet.write_string(pieces.row + 1 + row, pieces.column, str(cells[0]), formats[Kind.TEXT])
    for piece in broken:
        column = chart.table.columns[piece.series.column]
        sheet.write_string(pieces.row, piece.values[2], column.header, formats[Kind.TEXT])
        for row in piece.span:
            value = _number(chart.table.rows[row][piece.series.column])
            if value is not None:
                cell = xl_rowcol_to_cell(table.row + 1 + row, piece.series.column)
                place = pieces.row + 1 + row, piece.values[2]
                sheet.write_formula(*place, f"='{table.sheet}'!{cell}", formats[column.kind], value)
    if chart.native.is_of_dots:
        _hide(sheet, range(pieces.row - 1, pieces.row + 1 + len(chart.table.rows)))


def _write_ends(sheet: Any, chart: Chart, pieces: Cells, formats: Mapping[Kind, Any]) -> None:
    """Write the noughts below the chart, in rows that nobody sees."""
    sheet.write_string(pieces.row, pieces.column + 1, ENDS, formats[Kind.TEXT])
    rows = range(pieces.row, pieces.row + 1 + len(chart.table.rows))
    for row in rows[1:]:
        sheet.write_number(row, pieces.column + 1, 0, formats[Kind.COUNT])
    _hide(sheet, rows)


def _hide(sheet: Any, rows: Iterable[int]) -> None:
    for row in rows:
        sheet.set_row(row, None, None, {"hidden": True})


def _height(chart: Chart) -> int:
    """Give a chart's height in pixels: it grows with the bars, as the figure does."""
    return 420 if chart.native.shape is Shape.LINE else 130 + 32 * max(2, len(chart.table.rows))


def _set_axes(native: Any, chart: Chart) -> None:
    """Set categories from top to bottom in the table's order, dates to scale, values from zero."""
    kind = chart.table.columns[chart.native.series[0].column].kind
    numbers: dict[str, Any] = {"num_format": "0%" if kind is Kind.SHARE else COUNTS, "num_font": _FONT, "min": 0}
    if chart.native.axis is not None:
        scale = 100 if kind is Kind.SHARE else 1
        bottom, top = chart.native.axis
        numbers |= {"min": bottom / scale, "max": top / scale}
    names: dict[str, Any] = {"num_font": _FONT, "line": {"color": GREY_LINE}}
    grid = {"visible": True, "line": {"color": GRID, "width": 0.75}}
    if chart.native.shape is Shape.LINE:
        if chart.native.days:
            step, unit = time_step(chart.native.days)
            names |= {"date_axis": True, "num_format": DAYS, "major_unit": step, "major_unit_type": unit}
            numbers["num_format"] = with_room(numbers["num_format"])
        native.set_x_axis(names)
        native.set_y_axis(numbers | {"major_gridlines": grid, "line": {"none": True}})
        return
    if chart.native.axis is not None and chart.native.axis[0] < 0:
        names["label_position"] = "low"  # beside the bars, not upon those below zero
    # XlsxWriter names a bar chart's axes by where they stand: y holds the categories.
    names |= {"reverse": True, "interval_unit": 1}
    native.set_y_axis(names | {"major_gridlines": grid if chart.native.is_of_dots else {"visible": False}})
    if chart.native.is_of_dots:
        # The rows are turned round: the numbers that stand high are below.
        distance = round_ends(bottom, top)[2] / scale
        words = {"name": chart.native.scale, "name_font": _FONT | {"bold": False}, "label_position": "high"}
        native.set_x_axis(
            numbers | words | {"major_unit": distance, "line": {"none": True}, "major_gridlines": {"visible": False}}
        )
    else:
        native.set_x_axis(numbers | {"visible": False, "major_gridlines": {"visible": False}})


def _number(cell: Cell) -> int | float | None:
    if isinstance(cell, Decimal):
        return float(cell / 100)
    return cell if isinstance(cell, int | float) else None


def _look(chart: Chart, series: Series, span: range) -> dict[str, Any]:
    """Colours, gaps and labels of one series."""
    kind = chart.table.columns[series.column].kind
    labels: dict[str, Any] = {"value": True, "num_format": _NUMBERS[kind], "font": _FONT}
    labels["custom"] = _texts(chart, series, span)
    if chart.native.shape is Shape.LINE:
        marker = {"type": "circle", "size": 7, "fill": {"color": series.colour}, "border": {"color": series.colour}}
        line = {"color": series.colour, "width": 2.25}
        side = "below" if stands_below(chart, series, span[-1]) else "above"
        # A point with the other marker: only its ground can differ from the others of its line.
        ground = {"fill": {"color": WHITE}, "border": {"color": series.colour, "width": 2}}
        points = [ground if place in series.hollow else None for place in range(len(chart.table.rows))]
        own = {"points": points} if series.hollow else {}
        return {"line": line, "marker": marker, "data_labels": labels | {"position": side}} | own
    if chart.native.is_of_dots:
        return _dots(series.point_colours[span.start]) | {"data_labels": labels | {"position": "outside_end"}}
    look = _fill(series.colour) | {"gap": 35} | ({"overlap": 100} if chart.native.is_either else {})
    if chart.native.shape is Shape.STACK:
        ink = {"font": _FONT | {"color": ink_on(series.colour)}, "position": "center"}
        return look | {"overlap": 100, "data_labels": labels | ink}
    points = [_fill(colour) for colour in series.point_colours]
    return look | {"data_labels": labels | {"position": "outside_end"}} | ({"points": points} if points else {})


def _dots(colour: str) -> dict[str, Any]:
    """The ends of bars without ground: an error bar of nearly no length, as thick as a dot."""
    line = {"color": colour, "width": _DOT}
    ends = {"type": "fixed", "value": 0.0001, "end_style": 0, "line": line}
    return {"fill": {"none": True}, "border": {"none": True}, "gap": 35, "overlap": 100, "x_error_bars": ends}


def _fill(colour: str) -> dict[str, Any]:
    if colour != GREY:
        return {"fill": {"color": colour}, "border": {"color": outline_of(colour), "width": 0.75}}
    pattern = {"pattern": "wide_upward_diagonal", "fg_color": HATCH, "bg_color": GREY}
    return {"pattern": pattern, "border": {"color": GREY_LINE, "width": 0.75}}


def _texts(chart: Chart, series: Series, span: range) -> list[dict[str, Any]]:
    """Write the figure's texts at the bars and points: a number format would follow the machine's locale.

    Without one are rows that have no number, and segments that are too short for a text.
    """
    share, apart = chart.table.columns[series.column].kind is Kind.SHARE, BESIDE_DOTS if chart.native.is_of_dots else ""
    least = (SHORTEST_LABELLED if share else 1) if chart.native.shape is Shape.STACK else 0
    ink = {"font": _FONT | {"color": ink_on(series.colour)}} if chart.native.shape is Shape.STACK else {"font": _FONT}
    texts = []
    for place, text in enumerate(labels_of(chart.table, series)):
        cell = chart.table.rows[place][series.column]
        is_shown = text and place in span and isinstance(cell, int | float | Decimal) and abs(float(cell)) >= least
        texts.append({"value": apart + text} | ink if is_shown else {"delete": True})
    return texts
