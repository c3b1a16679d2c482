"""The numbers behind a native chart: the whole table as the workbook that Word opens, and references into it."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData, CategorySeriesData
from xlsxwriter.utility import xl_col_to_name

from presentation.charts import Cell, Chart, Column, Kind
from presentation.charts.native_axes import DAYS, ENDS
from presentation.charts.native_pieces import BOTH_SIDES, Piece, end_texts, end_value, kind_of, number, pieces_of

SHEET = "Số liệu"
_FORMATS = {Kind.COUNT: "#,##0", Kind.SHARE: "0.00%", Kind.NUMBER: "#,##0.00", Kind.TEXT: "@"}
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class Drawn:
    """A piece of a series as it is drawn, and the place of the column that its numbers stand in."""

    piece: Piece
    column: int


def drawn_series(chart: Chart) -> list[Drawn]:
    """List the pieces as they are drawn; those with numbers of their own have columns behind the table's."""
    free, drawn = len(chart.table.columns), []
    for piece in pieces_of(chart):
        drawn.append(Drawn(piece, free if piece.is_own else piece.series.column))
        free += piece.is_own
    return drawn


def _ends_column(chart: Chart) -> int:
    """Give the place of the column that bears the texts at the ends: behind all others."""
    return len(chart.table.columns) + sum(piece.is_own for piece in pieces_of(chart))


def _format(chart: Chart, piece: Piece) -> str:
    return BOTH_SIDES if piece.is_left else _FORMATS[chart.table.columns[piece.series.column].kind]


class TableData(CategoryChartData):
    """A chart's series as columns of its table; the table may have more columns than the chart draws."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._drawn = drawn_series(chart)
        self._last_row = len(chart.table.rows) + 1
        self.categories = chart.native.days or [str(row[0]) for row in chart.table.rows]
        if chart.native.days:
            self.categories.number_format = DAYS
        for each in self._drawn:
            header = chart.table.columns[each.piece.series.column].header
            self.add_series(header, each.piece.numbers(chart), _format(chart, each.piece))  # type: ignore[no-untyped-call]
        self._columns = [(each.column, each.piece.series.column) for each in self._drawn]
        if end_texts(chart):
            self._columns.append((_ends_column(chart),) * 2)
            self.add_series(ENDS, [end_value(chart)] * len(chart.table.rows))  # type: ignore[no-untyped-call]

    @property
    def categories_ref(self) -> str:
        """The place of the categories in the workbook."""
        return self._range(0)

    def values_ref(self, series: CategorySeriesData) -> str:
        """Give the place of a series' numbers."""
        return self._range(self._columns[series.index][0])

    def series_name_ref(self, series: CategorySeriesData) -> str:
        """Give the place of a series' name."""
        return f"'{SHEET}'!${xl_col_to_name(self._columns[series.index][1])}$1"

    def _range(self, column: int) -> str:
        letter = xl_col_to_name(column)
        return f"'{SHEET}'!${letter}$2:${letter}${self._last_row}"


def workbook(chart: Chart, created: datetime) -> bytes:
    """The chart's whole table as an .xlsx of one sheet, numbers as numbers; `created` is its date of creation."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": chart.caption.title, "created": created.replace(tzinfo=None)})
    sheet = book.add_worksheet(SHEET)
    head = book.add_format({"bold": True, "text_wrap": True})
    for place, column in enumerate(chart.table.columns):
        cells: list[Any] = [row[place] for row in chart.table.rows]
        _write_column(book, sheet, place, column, chart.native.days if chart.native.days and place == 0 else cells)
        sheet.write_string(0, place, column.header, head)
    if end_texts(chart):
        place = _ends_column(chart)
        _write_column(book, sheet, place, Column(ENDS, kind_of(chart)), [end_value(chart)] * len(chart.table.rows))
        sheet.write_string(0, place, ENDS, head)
    for own in own_columns(chart):
        form = book.add_format({"num_format": own.number_format})
        sheet.write_string(0, own.place, own.header, head)
        sheet.set_column(own.place, own.place, _WIDEST / 2)
        for row, value in own.numbers:
            cell = f"{xl_col_to_name(own.source)}{row + 2}"
            sheet.write_formula(row + 1, own.place, f"={own.sign}{cell}", form, value)
    book.close()
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column of numbers of their own: its place, header and form, the column that it repeats, and row and number."""

    place: int
    header: str
    number_format: str
    source: int
    sign: str
    numbers: list[tuple[int, int | float]]


def own_columns(chart: Chart) -> Iterator[OwnColumn]:
    """List the columns of pieces, which follow the table's cells: a number that is corrected there moves its point."""
    for each in drawn_series(chart):
        piece = each.piece
        numbers = [(row, value) for row, value in enumerate(piece.numbers(chart)) if value is not None]
        if piece.is_own and numbers:
            header, form = _header(chart, piece), _format(chart, piece)
            source, sign = piece.series.column, piece.sign
            yield OwnColumn(each.column, header, form, source=source, sign=sign, numbers=numbers)


def _header(chart: Chart, piece: Piece) -> str:
    header = chart.table.columns[piece.series.column].header
    if piece.is_left or piece.is_inner:
        return f"{header} ({'bên trái' if piece.is_left else 'chấm rỗng: nhiều nơi'})"
    ends = dict.fromkeys(str(chart.table.rows[row][0]) for row in (piece.rows[0], piece.rows[-1]))
    return f"{header}, {' – '.join(ends)}"


def _write_column(book: Any, sheet: Any, place: int, column: Column, cells: Sequence[Cell | date]) -> None:
    """Write a column below its header."""
    sheet.set_column(place, place, min(_WIDEST, max(12, *(len(str(cell)) + 2 for cell in cells))))
    form = book.add_format({"num_format": _FORMATS[column.kind]})
    days = book.add_format({"num_format": DAYS, "align": "left"})
    for line, cell in enumerate(cells, start=1):
        if isinstance(cell, date):
            sheet.write_datetime(line, place, datetime.combine(cell, time()), days)
        elif cell is not None and (value := number(cell)) is not None:
            sheet.write_number(line, place, value, form)
        elif cell is not None:
            sheet.write_string(line, place, str(cell), form)
