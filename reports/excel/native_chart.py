"""The native chart of a workbook: same numbers, order and colours as the figure on the page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from presentation.charts import Chart, Kind, Shape, ink_on
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
from presentation.charts.native_pieces import (
    Piece,
    end_texts,
    end_value,
    kind_of,
    pieces_of,
    scale_of,
)
from presentation.charts.stacks import SHORTEST_LABELLED
from presentation.charts.style import GREY, GREY_LINE, GRID, HATCH, PROVINCE, WHITE, outline_of

PIECES, OTHERS = "Các đoạn so sánh được của đường", "Số liệu để vẽ"

_FORMS = {
    Shape.BAR: {"type": "bar"},
    Shape.STACK: {"type": "bar", "subtype": "stacked"},
    Shape.LINE: {"type": "line"},
}
_FONT = {"name": "Arial", "size": 10}
_LETTER = 6.5
"""Pixels of a name's letter."""
_DOT, _INNER = 8, 4
"""Points of a dot's width, and of an open one's middle."""
_BESIDE_TWO_SIDES = 1.2
"""The length of the axis of two sides beside the longest bar: numbers stand between bars and names."""
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
class _Drawn:
    """A piece of a series, and the column that its numbers stand in."""

    piece: Piece
    values: list[Any]


def native_chart(book: Any, chart: Chart, table: Cells, pieces: Cells) -> Any:
    """A chart object over the table whose header stands at `table`.

    The spans of interrupted lines have columns of their own, whose headers begin at `pieces` (`write_pieces`).
    """
    native = book.add_chart(_FORMS[chart.native.shape])
    first, last = table.row + 1, table.row + max(1, len(chart.table.rows))
    drawn = list(_drawn(chart, table, pieces))
    for each in drawn:
        native.add_series(
            {
                "name": [table.sheet, table.row, each.piece.series.column],
                "categories": [table.sheet, first, 0, last, 0],
                "values": each.values,
                # Blank cells would be noughts in what programs show that do not count the workbook anew.
                "values_data": each.piece.numbers(chart),
            }
            | _look(chart, each.piece)
        )
    later = [place for place, each in enumerate(drawn) if not each.piece.is_first]
    if end_texts(chart):
        native.add_series(_ends(chart, table, pieces))
    if chart.native.shape is not Shape.LINE:
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
    """Give the series that bears the texts at the ends of stacked bars, or of the dots' scale; nobody sees its bars."""
    last, column = max(1, len(chart.table.rows)), _ends_column(chart, pieces)
    apart, place = ("", "inside_base") if chart.native.totals else (BESIDE_DOTS, "outside_end")
    font = _FONT | {"bold": bool(chart.native.totals)}
    texts = [{"value": apart + text, "font": font} if text else {"delete": True} for text in end_texts(chart)]
    return {
        "name": [pieces.sheet, pieces.row, column],
        "categories": [table.sheet, table.row + 1, 0, table.row + last, 0],
        "values": [pieces.sheet, pieces.row + 1, column, pieces.row + last, column],
        "values_data": [end_value(chart)] * len(chart.table.rows),
        "fill": {"none": True},
        "border": {"none": True},
        "gap": 35,
        "overlap": 100,
        "data_labels": {"value": True, "custom": texts, "font": font, "position": place},
    }


def _place_of_dots(chart: Chart) -> dict[str, float]:
    """Give the plot's place in parts of the chart: numbers at the scale's end need room to the right of it."""
    longest = max((len(str(row[0])) for row in chart.table.rows), default=1)
    left, height = min(0.4, (longest * _LETTER + 24) / _WIDTH), _height(chart)
    above, below = 50 / height, 80 / height
    return {"x": left, "y": above, "width": 1 - left - 110 / _WIDTH, "height": 1 - above - below}


def _drawn(chart: Chart, table: Cells, pieces: Cells) -> Iterator[_Drawn]:
    """List what is drawn: each piece from the table, or from a column of its own."""
    rows, free = len(chart.table.rows), pieces.column + 1
    for piece in pieces_of(chart):
        place = Cells(pieces.sheet, pieces.row, free) if piece.is_own else table
        column = free if piece.is_own else piece.series.column
        yield _Drawn(piece, [place.sheet, place.row + 1, column, place.row + max(1, rows), column])
        free += piece.is_own


def _ends_column(chart: Chart, pieces: Cells) -> int:
    """Give the column of the numbers that bear the texts at the ends: behind those of the pieces."""
    return pieces.column + 1 + sum(piece.is_own for piece in pieces_of(chart))


def write_pieces(
    sheet: Any, chart: Chart, table: Cells, pieces: Cells, formats: Mapping[Kind, Any], *, both_sides: Any
) -> None:
    """Repeat what is drawn from columns of its own beside the rows' names; nothing where there is none.

    The cells follow the table's, so that a number that somebody corrects there moves its point. Those of bars and dots
    stand in rows that nobody sees. `both_sides`: the format of numbers below zero that are written without a sign.
    """
    if end_texts(chart):
        _write_ends(sheet, chart, pieces, formats)
    own = [each for each in _drawn(chart, table, pieces) if each.piece.is_own]
    if own:
        title = PIECES if chart.native.shape is Shape.LINE else OTHERS
        sheet.write_string(pieces.row - 1, pieces.column, title, formats[Kind.TEXT])
        sheet.write_string(pieces.row, pieces.column, chart.table.columns[0].header, formats[Kind.TEXT])
        sheet.set_column(pieces.column, own[-1].values[2], _PIECE_WIDTH)
        for row, cells in enumerate(chart.table.rows):
            sheet.write_string(pieces.row + 1 + row, pieces.column, str(cells[0]), formats[Kind.TEXT])
    for each in own:
        column = chart.table.columns[each.piece.series.column]
        form = both_sides if each.piece.is_left else formats[column.kind]
        sheet.write_string(pieces.row, each.values[2], column.header, formats[Kind.TEXT])
        for row, value in enumerate(each.piece.numbers(chart)):
            if value is not None:
                cell = xl_rowcol_to_cell(table.row + 1 + row, each.piece.series.column)
                place = pieces.row + 1 + row, each.values[2]
                sheet.write_formula(*place, f"={each.piece.sign}'{table.sheet}'!{cell}", form, value)
    if chart.native.shape is not Shape.LINE and (own or end_texts(chart)):
        _hide(sheet, range(pieces.row - 1, pieces.row + 1 + len(chart.table.rows)))


def _write_ends(sheet: Any, chart: Chart, pieces: Cells, formats: Mapping[Kind, Any]) -> None:
    """Write the numbers of the series that bears the texts at the ends."""
    column = _ends_column(chart, pieces)
    sheet.write_string(pieces.row, column, ENDS, formats[Kind.TEXT])
    for row in range(len(chart.table.rows)):
        sheet.write_number(pieces.row + 1 + row, column, end_value(chart), formats[kind_of(chart)])


def _hide(sheet: Any, rows: Iterable[int]) -> None:
    for row in rows:
        sheet.set_row(row, None, None, {"hidden": True})


def _height(chart: Chart) -> int:
    """Give a chart's height in pixels: it grows with the bars, as the figure does."""
    return 420 if chart.native.shape is Shape.LINE else 130 + 32 * max(2, len(chart.table.rows))


def _set_axes(native: Any, chart: Chart) -> None:
    """Set categories from top to bottom in the table's order, dates to scale, values from zero."""
    kind, scale = kind_of(chart), scale_of(chart)
    numbers: dict[str, Any] = {"num_format": "0%" if kind is Kind.SHARE else COUNTS, "num_font": _FONT, "min": 0}
    if chart.native.axis is not None:
        beside = _BESIDE_TWO_SIDES if chart.native.is_two_sided else 1
        bottom, top = (end * beside for end in chart.native.axis)
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
    names |= {"reverse": True, "interval_unit": 1, "major_tick_mark": "none"}
    if chart.native.is_of_dots:
        # The rows are turned round: the numbers that stand high are below.
        distance = round_ends(bottom, top)[2] / scale
        if chart.native.whole is not None:
            # The rows' axis stands where the province's number is: a line through all rows.
            names |= {"label_position": "low", "line": {"color": PROVINCE, "width": 1.5, "dash_type": "dash"}}
            numbers["crossing"] = chart.native.whole / scale
        words = {"name": chart.native.scale, "name_font": _FONT | {"bold": False}, "label_position": "high"}
        native.set_x_axis(
            numbers | words | {"major_unit": distance, "line": {"none": True}, "major_gridlines": {"visible": False}}
        )
    else:
        native.set_x_axis(numbers | {"visible": False, "major_gridlines": {"visible": False}})
    native.set_y_axis(names | {"major_gridlines": grid if chart.native.is_of_dots else {"visible": False}})


def _look(chart: Chart, piece: Piece) -> dict[str, Any]:
    """Colours, gaps and labels of one piece of a series."""
    series = piece.series
    if chart.native.is_of_dots:
        return _dots(WHITE, _INNER) if piece.is_inner else _dots(series.point_colours[piece.rows[0]], _DOT)
    kind = chart.table.columns[series.column].kind
    labels: dict[str, Any] = {"value": True, "num_format": _NUMBERS[kind], "font": _FONT}
    labels["custom"] = _texts(chart, piece)
    if chart.native.shape is Shape.LINE:
        marker = {"type": "circle", "size": 7, "fill": {"color": series.colour}, "border": {"color": series.colour}}
        line = {"color": series.colour, "width": 2.25}
        side = "below" if stands_below(chart, series, piece.rows[-1]) else "above"
        # A point with the other marker: only its ground can differ from the others of its line.
        ground = {"fill": {"color": WHITE}, "border": {"color": series.colour, "width": 2}}
        points = [ground if place in series.hollow else None for place in range(len(chart.table.rows))]
        own = {"points": points} if series.hollow else {}
        return {"line": line, "marker": marker, "data_labels": labels | {"position": side}} | own
    on_one_line = chart.native.is_either or chart.native.is_two_sided
    look = _fill(series.colour) | {"gap": 35} | ({"overlap": 100} if on_one_line else {})
    if chart.native.shape is Shape.STACK:
        ink = {"font": _FONT | {"color": ink_on(series.colour)}, "position": "center"}
        return look | {"overlap": 100, "data_labels": labels | ink}
    points = [_fill(colour) for colour in series.point_colours]
    return look | {"data_labels": labels | {"position": "outside_end"}} | ({"points": points} if points else {})


def _dots(colour: str, width: int) -> dict[str, Any]:
    """The ends of bars without ground: an error bar of nearly no length, as thick as a dot."""
    line = {"color": colour, "width": width}
    ends = {"type": "fixed", "value": 0.0001, "end_style": 0, "line": line}
    return {"fill": {"none": True}, "border": {"none": True}, "gap": 35, "overlap": 100, "x_error_bars": ends}


def _fill(colour: str) -> dict[str, Any]:
    if colour != GREY:
        return {"fill": {"color": colour}, "border": {"color": outline_of(colour), "width": 0.75}}
    pattern = {"pattern": "wide_upward_diagonal", "fg_color": HATCH, "bg_color": GREY}
    return {"pattern": pattern, "border": {"color": GREY_LINE, "width": 0.75}}


def _clear_of_each_other(chart: Chart, piece: Piece) -> list[str]:
    """Leave out a nought at the left of two sides: a workbook would write it upon the number at the right."""
    texts, numbers = piece.texts(chart), piece.numbers(chart)
    return ["" if piece.is_left and not number else text for text, number in zip(texts, numbers, strict=True)]


def _texts(chart: Chart, piece: Piece) -> list[dict[str, Any]]:
    """Write the figure's texts at the bars and points: a number format would follow the machine's locale.

    Without one are rows that have no number, and segments that are too short for a text.
    """
    series = piece.series
    share = chart.table.columns[series.column].kind is Kind.SHARE
    least = (SHORTEST_LABELLED if share else 1) if chart.native.shape is Shape.STACK else 0
    ink = {"font": _FONT | {"color": ink_on(series.colour)}} if chart.native.shape is Shape.STACK else {"font": _FONT}
    texts = []
    for place, text in enumerate(_clear_of_each_other(chart, piece)):
        cell = chart.table.rows[place][series.column]
        is_shown = text and isinstance(cell, int | float | Decimal) and abs(float(cell)) >= least
        texts.append({"value": text} | ink if is_shown else {"delete": True})
    return texts
