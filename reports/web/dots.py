"""Dots on a scale as HTML: a row for each place, the province's share as a line through all of them."""

from dataclasses import dataclass
from decimal import Decimal

from presentation.charts import Chart, labels_of
from presentation.charts.bars import WHOLE_PROVINCE
from presentation.charts.style import PROVINCE
from reference import vietnamese
from reports.contents.writing import shown
from reports.templating import Markup, render


@dataclass(frozen=True, slots=True)
class _Dot:
    """A row: its name, the dot's place in per cent of the scale (None without a number), its colour, and the text."""

    name: str
    place: str | None
    colour: str
    text: str
    is_hollow: bool
    is_whole: bool


def dots(chart: Chart) -> Markup:
    """The chart's dots; below them the ends of the scale and its name."""
    (series,), ends = chart.native.series, chart.native.axis or (0.0, 100.0)
    texts = labels_of(chart.table, series)
    rows = [
        _Dot(
            shown(row[0]),
            _place(row[series.column], ends),
            series.point_colours[place],
            texts[place],
            is_hollow=place in series.hollow,
            is_whole=str(row[0]).startswith(WHOLE_PROVINCE),
        )
        for place, row in enumerate(chart.table.rows)
    ]
    return render(
        "dots.html",
        alt=chart.alt,
        rows=rows,
        whole=next((row.place for row in rows if row.is_whole), None),
        whole_colour=PROVINCE,
        scale=chart.native.scale,
        ends=[vietnamese.number(round(end)) for end in ends],
    )


def _place(cell: object, ends: tuple[float, float]) -> str | None:
    if not isinstance(cell, int | float | Decimal):
        return None
    low, high = ends
    return f"{(float(cell) - low) / ((high - low) or 1):.3%}"
