"""The series that a spreadsheet's own chart is made of, where they are not the columns of its table as they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from presentation.charts.model import Cell, Chart, Kind, Series
from presentation.charts.words import labels_of

BOTH_SIDES = "#,##0;#,##0"
"""The format of people on both sides of a line: those to the left are below zero, and written without a sign."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A series of which some rows are drawn: all, a span of an interrupted line, dots of one colour."""

    series: Series
    rows: tuple[int, ...]
    is_own: bool = False
    """Its numbers stand in a column of their own, beside the table."""
    is_left: bool = False
    """Its bars go to the left of zero: the numbers in its column are below it."""
    is_inner: bool = False
    """The white middle of dots that stand for several places."""

    @property
    def is_first(self) -> bool:
        """True where it is the only, or the first, piece of its series."""
        return 0 in self.rows and not self.is_inner

    def of(self, values: Sequence[Any], nothing: Any = None) -> list[Any]:
        """Keep the values of the piece's rows."""
        return [value if place in self.rows else nothing for place, value in enumerate(values)]

    def numbers(self, chart: Chart) -> list[int | float | None]:
        """Give each row's number as it is plotted; None for other rows, and where there is none."""
        values = self.of([number(row[self.series.column]) for row in chart.table.rows])
        return [-value if self.is_left and value is not None else value for value in values]

    def texts(self, chart: Chart) -> list[str]:
        """Give the text at each row's bar or point, "" for none."""
        return self.of(list(labels_of(chart.table, self.series)), "")

    @property
    def sign(self) -> str:
        """The sign before the table's cell in the formula of its column."""
        return "-" if self.is_left else ""


def pieces_of(chart: Chart) -> list[Piece]:
    """List the pieces in the order in which they are drawn; a later one lies above."""
    pieces = []
    for place, series in enumerate(chart.native.series):
        spans, is_left = series.spans(len(chart.table.rows)), chart.native.is_two_sided and place == 0
        is_own = len(spans) > 1 or is_left
        pieces += [Piece(series, tuple(span), is_own, is_left) for span in spans]
        if chart.native.is_of_dots and series.hollow:
            pieces.append(Piece(series, tuple(sorted(series.hollow)), is_own=True, is_inner=True))
    return pieces


def number(cell: Cell) -> int | float | None:
    """A cell as a chart plots it; a share is a fraction that equals the displayed one (77.98 % is 0.7798)."""
    if isinstance(cell, Decimal):
        return float(cell / 100)
    return cell if isinstance(cell, int | float) else None


def kind_of(chart: Chart) -> Kind:
    """Give the kind of the numbers that the chart draws."""
    return chart.table.columns[chart.native.series[0].column].kind


def scale_of(chart: Chart) -> int:
    """Give the divisor from the axis's units to plotted numbers: shares are fractions."""
    return 100 if kind_of(chart) is Kind.SHARE else 1


def end_texts(chart: Chart) -> tuple[str, ...]:
    """Give the texts in a column at the ends of bars, or of the scale of dots; none where each stands at its bar."""
    return chart.native.series[0].labels if chart.native.is_of_dots else chart.native.totals


def end_value(chart: Chart) -> float:
    """Give the plotted number of the series that bears those texts: nought upon a stack, the end of the dots' scale."""
    return chart.native.axis[1] / scale_of(chart) if chart.native.is_of_dots and chart.native.axis else 0
