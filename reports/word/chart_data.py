"""The numbers behind a native chart: the whole table as the workbook that Word opens, and references into it."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData, CategorySeriesData
from xlsxwriter.utility import xl_col_to_name

from presentation.charts import Cell, Chart, Column, Kind, Series
from presentation.charts.native_axes import DAYS, ENDS

SHEET = "Số liệu"
_FORMATS = {Kind.COUNT: "#,##0", Kind.SHARE: "0.00%", Kind.NUMBER: "#,##0.00", Kind.TEXT: "@"}
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series as it is drawn: all rows, or of an interrupted line the rows of one span, in a column of their own."""

    series: Series
    span: range
    column: int

    @property
    def is_first(self) -> bool:
        """True where it is the only, or the first, piece of its series."""
        return self.span.start == 0

    def of(self, values: Sequence[Any], nothing: Any = None) -> list[Any]:
        """Keep the values of the span's rows."""
        return [value if place in self.span else nothing for place, value in enumerate(values)]


def drawn_series(chart: Chart) -> list[Drawn]:
    """List the series as they are drawn; spans of interrupted lines have columns behind the table's own."""
    free, drawn = len(chart.table.columns), []
    for series in chart.native.series:
        spans = series.spans(len(chart.table.rows))
        whole = len(spans) == 1
        drawn += [Drawn(series, span, series.column if whole else free + place) for place, span in enumerate(spans)]
        free += 0 if whole else len(spans)
    return drawn


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
            place = each.series.column
            values = each.of([number(row[place]) for row in chart.table.rows])
            column = chart.table.columns[place]
            self.add_series(column.header, values, _FORMATS[column.kind])  # type: ignore[no-untyped-call]
        self._columns = [(each.column, each.series.column) for each in self._drawn]
        if chart.native.totals:
            self._columns.append((len(chart.table.columns),) * 2)
            self.add_series(ENDS, [0] * len(chart.table.rows))  # type: ignore[no-untyped-call]

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


def number(cell: Cell) -> int | float | None:
    """A cell as a chart plots it; a share is a fraction that equals the displayed one (77.98 % is 0.7798)."""
    if isinstance(cell, Decimal):
        return float(cell / 100)
    return cell if isinstance(cell, int | float) else None


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
    if chart.native.totals:
        place = len(chart.table.columns)
        _write_column(book, sheet, place, Column(ENDS, Kind.COUNT), [0] * len(chart.table.rows))
        sheet.write_string(0, place, ENDS, head)
    for place, header, formulas in span_columns(chart):
        form = book.add_format({"num_format": _FORMATS[chart.table.columns[formulas[0][1]].kind]})
        sheet.write_string(0, place, header, head)
        sheet.set_column(place, place, _WIDEST / 2)
        for line, column_of, value in formulas:
            sheet.write_formula(line + 1, place, f"={xl_col_to_name(column_of)}{line + 2}", form, value)
    book.close()
    return target.getvalue()


def span_columns(chart: Chart) -> Iterator[tuple[int, str, list[tuple[int, int, int | float]]]]:
    """List the columns of interrupted lines: place, header, and row, column and number of each cell that they repeat.

    They follow the table's own cells, so that a number that somebody corrects there moves its point.
    """
    days = [str(row[0]) for row in chart.table.rows]
    for each in drawn_series(chart):
        column = each.series.column
        if each.column == column:
            continue
        ends = dict.fromkeys((days[each.span[0]], days[each.span[-1]]))
        numbers = ((row, number(chart.table.rows[row][column])) for row in each.span)
        cells = [(row, column, value) for row, value in numbers if value is not None]
        if cells:
            yield each.column, f"{chart.table.columns[column].header}, {' – '.join(ends)}", cells


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
