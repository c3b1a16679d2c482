"""The last day of a week, month, half, quarter or year that a text names; texts are `key`s."""

import re
from calendar import monthrange
from datetime import date

_OF_YEAR = r"(?:[ /-]|năm|của)+(\d{4})(?!\d)"
_WEEK = re.compile(rf"tuần (?:thứ )?(\d{{1,2}}){_OF_YEAR}")
_YEAR = re.compile(r"năm (\d{4})(?!\d)")
_MONTHS = (
    (re.compile(rf"(?<!\d)0?([69]) tháng đầu{_OF_YEAR}"), 1),
    (re.compile(rf"tháng (\d{{1,2}}){_OF_YEAR}"), 1),
    (re.compile(rf"quí (\d|iv|i{{1,3}}){_OF_YEAR}"), 3),
)
"""Names of the parts of a year that are counted, and the months of such a part."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def end_in(spelled: str, *, years: bool) -> date | None:
    """Find the last day of a period anywhere in the text: of a shorter one first, of a year where `years` says so."""
    if week := _WEEK.search(spelled):
        return _end_of_week(week)
    for pattern, months in _MONTHS:
        if named := pattern.search(spelled):
            return _end_of_months(named, months)
    year = _YEAR.search(spelled) if years else None
    return end_of_month(int(year[1]), 12) if year else None


def end_at(spelled: str, place: int) -> date | None:
    """Find the last day of the period that stands at a place of the text."""
    for pattern, months in _MONTHS:
        if named := pattern.match(spelled, place):
            return _end_of_months(named, months)
    year = _YEAR.match(spelled, place)
    return end_of_month(int(year[1]), 12) if year else None


def end_of_month(year: int, month: int) -> date | None:
    """Give the last day of a month; None where there is no such month."""
    if not (1 <= month <= 12 and date.min.year <= year):
        return None
    return date(year, month, monthrange(year, month)[1])


def _end_of_week(named: re.Match[str]) -> date | None:
    try:
        return date.fromisocalendar(int(named[2]), int(named[1]), 7)
    except ValueError:
        return None


def _end_of_months(named: re.Match[str], months: int) -> date | None:
    number = _ROMAN.get(named[1]) or int(named[1])
    return end_of_month(int(named[2]), months * number)
