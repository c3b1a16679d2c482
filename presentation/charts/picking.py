"""From a point of a figure to the people whom it counts: the row and the column of the chart's table that it draws."""

from presentation.charts.model import Chart, Shape
from stats.cube import Conditions


def people_at(chart: Chart, curve: int, index: int) -> Conditions | None:
    """Give the conditions of the people behind a point, by the numbers of its trace and of its place there; or None."""
    place = _cell(chart, curve, index)
    if place is None or place[0] >= len(chart.table.rows):
        return None
    return chart.table.people_of(*place)


def leads_anywhere(chart: Chart) -> bool:
    """Tell whether any point of a chart can lead to people."""
    drawn = {series.column for series in chart.native.series}
    return any(chart.table.where) and any(chart.table.columns[column].where is not None for column in drawn)


def _cell(chart: Chart, curve: int, index: int) -> tuple[int, int] | None:
    """Find the row and the column that a point draws; traces beyond the series are of the next small chart."""
    traces = chart.figure["data"] if chart.figure else []
    series = chart.native.series
    if curve >= len(traces) or not series:
        return None
    if chart.native.shape is Shape.LINE:
        days = [day.isoformat() for day in chart.native.days]
        heads = [column.header for column in chart.table.columns]
        name, day = traces[curve].get("name"), traces[curve]["x"][index]
        return (days.index(day), heads.index(name)) if name in heads and day in days else None
    facet, place = divmod(curve, len(series))
    return facet * len(traces[curve]["y"]) + index, series[place].column
