"""The axes of a spreadsheet's own chart: at which distances the words of dates stand, and how numbers are written."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import ceil, floor, gcd, log10

from presentation.charts.model import Chart, Series

_ROOM = '"       "'
DAYS = r"dd\/mm\/yyyy"
"""A date's format; a bare slash would be the separator of the machine's locale."""
_SECTIONS = ('[>=1000000]#"."000"."000', '[>=1000]#"."000', "0")
ENDS = "Tổng số (cuối thanh)"
"""The name of the series without length that bears the totals at the ends of stacked bars."""
BESIDE_DOTS = "\u2002"
"""A space between a dot and its number, which programs write at the end of a bar that nobody sees."""
COUNTS = ";".join(_SECTIONS)
"""A number format with Viet Nam's points in it: a separator of the format's own would follow the machine's locale."""
_STEPS = 5
_MOST_STEPS = 10
"""The words that have room beside each other."""


def time_step(days: Sequence[date]) -> tuple[int, str]:
    """Give the step between the axis's words, a number of `years` or `months`, at which most dates have theirs.

    Dates of one day of the year are years apart, ends of months the months that divide all their distances.
    """
    months = [12 * (day.year - days[0].year) + day.month - days[0].month for day in days]
    step = gcd(*months)
    is_even = len({day.day for day in days}) == 1 or all(day.day >= 28 for day in days)
    if not is_even or not step or months[-1] // step > _MOST_STEPS:
        step = 12 * (1 + months[-1] // 12 // _MOST_STEPS)
    return (step // 12, "years") if step % 12 == 0 else (step, "months")


def round_ends(bottom: float, top: float) -> tuple[float, float, float]:
    """Give an axis from a round number to a round number, and the round step between its lines."""
    rough = (top - bottom) / _STEPS
    power = 10.0 ** floor(log10(rough))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)
    return floor(bottom / step) * step, ceil(top / step) * step, step


def with_room(number_format: str) -> str:
    """Lengthen a number format so that the axis's numbers stand clear of the words at the first date's points."""
    return ";".join(section + _ROOM for section in number_format.split(";"))


def stands_below(chart: Chart, series: Series, row: int) -> bool:
    """Tell whether a line's number stands below its point: clear of the lines above, where it is the lowest."""
    cells = chart.table.rows[row]
    heights = {each.column: height_of(cells[each.column]) for each in chart.native.series}
    return len(heights) > 1 and min(heights, key=lambda column: heights[column]) == series.column


def height_of(cell: Decimal | int | float | str | None) -> float:
    """Give the number of a table's cell as a line draws it; a count that is kept back has none."""
    return 0.0 if cell is None or isinstance(cell, str) else float(cell)
