"""The axes of a spreadsheet's own chart: at which distances the words of dates stand, and how numbers are written."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import gcd

_ROOM = '"       "'
DAYS = r"dd\/mm\/yyyy"
"""A date's format; a bare slash would be the separator of the machine's locale."""
_SECTIONS = ('[>=1000000]#"."000"."000', '[>=1000]#"."000', "0")
ENDS = "Tổng số (cuối thanh)"
"""The name of the series without length that bears the totals at the ends of stacked bars."""
COUNTS = ";".join(_SECTIONS)
"""A number format with Viet Nam's points in it: a separator of the format's own would follow the machine's locale."""
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


def with_room(number_format: str) -> str:
    """Lengthen a number format so that the axis's numbers stand clear of the words at the first date's points."""
    return ";".join(section + _ROOM for section in number_format.split(";"))


def height_of(cell: Decimal | int | float | str | None) -> float:
    """Give the number of a table's cell as a line draws it; a count that is kept back has none."""
    return 0.0 if cell is None or isinstance(cell, str) else float(cell)
