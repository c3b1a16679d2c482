"""A chart of many rows as several charts of a few rows, on one scale: a slide's letters are read from afar."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from presentation.charts import Chart, Native, Series, Shape
from presentation.charts.native_axes import height_of

_Cell = TypeVar("_Cell")


def parts_of(chart: Chart, number: int) -> list[Chart]:
    """Divide the rows of a chart of bars or dots evenly among so many charts."""
    if number == 1:
        return [chart]
    rows = len(chart.table.rows)
    starts = [place * rows // number for place in range(number + 1)]
    whole = replace(chart, native=replace(chart.native, axis=chart.native.axis or (0.0, _longest(chart))))
    return [_part(whole, range(*ends)) for ends in pairwise(starts)]


def _longest(chart: Chart) -> float:
    """Give the end of the scale that all parts share: the longest bar of the whole chart."""
    columns = [series.column for series in chart.native.series]
    join = sum if chart.native.shape is Shape.STACK else max
    return max(join(height_of(row[column]) for column in columns) for row in chart.table.rows) or 1.0


def _part(chart: Chart, rows: range) -> Chart:
    native = chart.native
    series = tuple(_series(each, rows) for each in native.series)
    table = replace(chart.table, rows=_cut(chart.table.rows, rows), where=_cut(chart.table.where, rows))
    return replace(chart, table=table, native=_native(native, series, rows))


def _native(native: Native, series: tuple[Series, ...], rows: range) -> Native:
    return replace(native, series=series, totals=_cut(native.totals, rows))


def _series(series: Series, rows: range) -> Series:
    return replace(
        series,
        point_colours=_cut(series.point_colours, rows),
        labels=_cut(series.labels, rows),
        breaks=tuple(_inside(series.breaks, rows)),
        hollow=frozenset(place - rows.start for place in series.hollow if place in rows),
    )


def _cut(values: tuple[_Cell, ...], rows: range) -> tuple[_Cell, ...]:
    return values[rows.start : rows.stop]


def _inside(breaks: tuple[int, ...], rows: range) -> Iterator[int]:
    """Give the breaks between two rows of the part."""
    return (place - rows.start for place in breaks if rows.start < place < rows.stop)
