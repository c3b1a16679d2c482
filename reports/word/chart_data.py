"""The numbers behind a native chart: the whole table as the workbook that Word opens, and references into it."""

import io
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from pptx.chart.data import CategoryChartData, CategorySeriesData
from xlsxwriter.utility import xl_col_to_name

from presentation.charts import Cell, Chart, Kind, Series

SHEET = "Số liệu"
_FORMATS = {Kind.COUNT: "#,##0", Kind.SHARE: "0.00%", Kind.TEXT: "@"}
_WIDEST = 40


class TableData(CategoryChartData):
    """A chart's series as columns of its table; the table may have more columns than the chart draws."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._drawn: tuple[Series, ...] = chart.native.series
        self._last_row = len(chart.table.rows) + 1
        self.categories = [str(row[0]) for row in chart.table.rows]
        for series in self._drawn:
            column = chart.table.columns[series.column]
            values = [number(row[series.column]) for row in chart.table.rows]
            self.add_series(column.header, values, _FORMATS[column.kind])  # type: ignore[no-untyped-call]

    @property
    def categories_ref(self) -> str:
        """The place of the categories in the workbook."""
        return self._range(0)

    def values_ref(self, series: CategorySeriesData) -> str:
        """Give the place of a series' numbers."""
        return self._range(self._drawn[series.index].column)

    def series_name_ref(self, series: CategorySeriesData) -> str:
        """Give the place of a series' name."""
        return f"'{SHEET}'!${xl_col_to_name(self._drawn[series.index].column)}$1"

    def _range(self, column: int) -> str:
        letter = xl_col_to_name(column)
        return f"'{SHEET}'!${letter}$2:${letter}${self._last_row}"


def number(cell: Cell) -> int | float | None:
    """A cell as a chart plots it; a share is a fraction that equals the displayed one (77.98 % is 0.7798)."""
    if isinstance(cell, Decimal):
        return float(cell / 100)
    return cell if isinstance(cell, int) else None


def workbook(chart: Chart, created: datetime) -> bytes:
    """The chart's whole table as an .xlsx of one sheet, numbers as numbers; `created` is its date of creation."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": chart.caption.title, "created": created.replace(tzinfo=None)})
    sheet = book.add_worksheet(SHEET)
    head = book.add_format({"bold": True, "text_wrap": True})
    for place, column in enumerate(chart.table.columns):
        cells = [row[place] for row in chart.table.rows]
        form = book.add_format({"num_format": _FORMATS[column.kind]})
        sheet.write_string(0, place, column.header, head)
        sheet.set_column(place, place, min(_WIDEST, max(12, *(len(str(cell)) + 2 for cell in cells))))
        for line, cell in enumerate(cells, start=1):
            value = number(cell)
            if value is not None:
                sheet.write_number(line, place, value, form)
            elif cell is not None:
                sheet.write_string(line, place, str(cell), form)
    book.close()
    return target.getvalue()
