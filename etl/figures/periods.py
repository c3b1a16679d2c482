"""Days of figures: a day, or the last day of the week, month, quarter or year that a title, heading or cell names."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from etl.normalising.dates import find_as_of
from etl.normalising.periods import end_in, end_of_month
from reference.spelling import key, tidy

_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_YEARS = range(1000, 10_000)
_SERIALS = range(30_000, 80_000)
"""Numbers of days that a workbook writes for days from 1982 to 2119."""
_SERIAL_ZERO = 693594  # ordinal of day 0 of workbooks' 1900 calendar, set back by the leap day that it invents
_SIGNED = re.compile(r"[^\d,]{2,40}, ?ngày \d")
"""The date line above a signature: «Bắc Ninh, ngày 05/01/…»."""
_FIGURES = tuple(
    map(key, ("chỉ số", "bộ chỉ số", "biên chế", "biểu", "bảng", "số liệu", "kết quả", "tổng hợp", "điểm"))
)
"""The words that a title of figures begins with, which no place's name does."""


def day_of_text(text: str, *, years: bool = True) -> date | None:
    """Find the day that a text says: a written day (of several the last), else the end of a period that it names.

    `years`: a year alone is a period, too.
    """
    spelled = key(text)
    written = find_as_of(text)
    if written:
        return written
    days = [day for day in (_day(*match.groups()) for match in _DAY.finditer(spelled)) if day]
    if days:
        return max(days)
    return end_in(spelled, years=years)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def day_of_cell(value: object) -> date | None:
    """Read the day of a cell of a column of days; None for what is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = int(value)
        if whole in _YEARS:
            return end_of_month(whole, 12)
        return date.fromordinal(whole + _SERIAL_ZERO) if whole in _SERIALS else None
    return day_of_text(tidy(str(value)))


def day_of_title(lines: Iterable[str]) -> date | None:
    """Find the day of a sheet's title: a day before a period, a week or month before a year."""
    texts = list(lines)
    by_day = (day_of_text(text, years=False) for text in texts if not _is_of_a_decree(text))
    by_year = (day_of_text(text) for text in texts if not _is_of_a_decree(text))
    return next((day for day in by_day if day), None) or next((day for day in by_year if day), None)


def _is_of_a_decree(text: str) -> bool:
    """Tell whether the day of a line is a document's or a signature's: «Kèm theo Quyết định số …/QĐ-UBND ngày …»."""
    spelled = key(text)
    is_document = any(word in spelled for word in ("kèm theo", "quyết định số", "công văn số", "nghị quyết số"))
    is_about_figures = spelled.startswith(_FIGURES)
    return is_document or (not is_about_figures and _SIGNED.match(spelled) is not None)
