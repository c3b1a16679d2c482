"""Dates as people typed them: birth dates, whole or in part, and the day that a title says a roster describes.

The day always comes before the month: a text with a second part above twelve is unreadable, not a swapped date.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from etl.normalising.text import key

MAX_AGE_YEARS = 120
"""The greatest age: a birth date further back is a slip of the pen."""
TWO_DIGIT_YEARS_BACK = 80
"""The last years that one of two digits may mean; where none of them ends so, the date is unreadable."""
_CENTURY = 100
_LAST_DAY_OF_MONTH = 31
_SERIAL_ZERO = 693594  # ordinal of day 0 of workbooks' 1900 calendar, set back by the leap day that it invents

_LABEL = r"(?:(?:sinh|sn|ngày|tháng|năm)[ :.]*)*"
_GAP = r"[-/.,\\ ]+"
_TIME = r"(?:[ t]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>\d{{4}}){_GAP}(?P<month>\d{{1,2}})(?:{_GAP}(?P<day>\d{{1,2}}))?{_TIME}",
        rf"{_LABEL}(?:(?:(?P<day>\d{{1,2}}){_GAP})?(?P<month>\d{{1,2}}){_GAP})?(?P<year>\d{{4}}|(?<=\D)\d\d){_TIME}",
        rf"{_LABEL}(?:(?P<day>\d{{1,2}})[ ,]*tháng )?(?P<month>\d{{1,2}})[ ,/]*năm (?P<year>\d{{4}})",
    )
)
_MONTH_DOT_YEAR = re.compile(r"\d{1,2}\.\d{4}")

_STRONG_WORDS = "|".join(map(key, ("tính đến", "tính tới", "tính tại", "thời điểm", "có mặt", "chốt", "số liệu")))
_WEAK_WORDS = "|".join(map(key, ("đến", "tới")))
_FILLERS = "|".join(map(key, ("hết", "tại", "ngày", "trước", "cuối", "lấy", "báo cáo", "thống kê")))
_AS_OF = tuple(
    re.compile(
        rf"\b(?:{words})(?:[ ,:(]*(?:{_FILLERS}|{_STRONG_WORDS}|{_WEAK_WORDS}|\d\d?(?:h| ?giờ)))*[ :]*"
        r"(?P<day>\d{1,2})(?:[-/.](?P<month>\d{1,2})[-/.]|[ ,]*tháng (?P<month_word>\d{1,2})[ ,]*năm )"
        r"(?P<year>\d{4})(?!\d)"
    )
    for words in (_STRONG_WORDS, _WEAK_WORDS)
)


class PartialDate(NamedTuple):
    """As much of a date as the roster says; a day never comes without its month."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """The date as «YYYY-MM-DD», «YYYY-MM» or «YYYY»."""
        year, month, day = self
        if day:
            return f"{year:04d}-{month:02d}-{day:02d}"
        return f"{year:04d}-{month:02d}" if month else f"{year:04d}"

    @property
    def number(self) -> int:
        """The date as the number YYYYMMDD, with 1 for a month or day that is not said: orders and compares."""
        return self.year * 10_000 + (self.month or 1) * 100 + (self.day or 1)


def read_date(value: object, *, latest: date) -> PartialDate | None:
    """Read the birth date of a cell; None where it cannot be read, lies after `latest` or 120 years before it.

    A cell may hold a date, a text, a year as a number, or a serial day number of the 1900 calendar.
    """
    birth: PartialDate | None = None
    if isinstance(value, date):  # a datetime is one too
        birth = PartialDate(value.year, value.month, value.day)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        birth = _from_number(value, latest)
    elif isinstance(value, str):
        birth = _from_text(value, latest)
    is_plausible = birth is not None and latest.year - MAX_AGE_YEARS <= birth.year and birth.number <= _number(latest)
    return birth if is_plausible else None


def find_as_of(text: str) -> date | None:
    """Find the day that a title says the figures describe: «Tính đến ngày 31/12/…», «thời điểm 31 tháng 12 năm …».

    A year alone, a date line above a signature and the date of a decree are none.
    """
    compared = key(text)
    for pattern in _AS_OF:
        for match in pattern.finditer(compared):
            try:
                return date(int(match["year"]), int(match["month"] or match["month_word"]), int(match["day"]))
            except ValueError:
                continue
    return None


@lru_cache(maxsize=16)
def _number(day: date) -> int:
    return PartialDate(day.year, day.month, day.day).number


def _from_number(number: float, latest: date) -> PartialDate | None:
    """A year, a serial day number, or a month and year that the cell took for a decimal number."""
    earliest_year = latest.year - MAX_AGE_YEARS
    if earliest_year <= number <= latest.year:
        return PartialDate(int(number)) if number == int(number) else None
    if latest.year < number <= latest.toordinal() - _SERIAL_ZERO:
        day = date.fromordinal(int(number) + _SERIAL_ZERO)
        return PartialDate(day.year, day.month, day.day)
    return _from_text(str(number), latest) if _MONTH_DOT_YEAR.fullmatch(str(number)) else None


def _from_text(text: str, latest: date) -> PartialDate | None:
    spelled = key(text).strip("' ")
    match = next(filter(None, (pattern.fullmatch(spelled) for pattern in _PATTERNS)), None)
    if match is None:
        return None
    day, month, year = (int(match[part] or 0) for part in ("day", "month", "year"))
    if len(match["year"]) == len("yy"):
        if match["day"] is None and year <= _LAST_DAY_OF_MONTH:
            return None  # «5/6» may be a day and a month
        year = latest.year - (latest.year - year) % _CENTURY
        if latest.year - year > TWO_DIGIT_YEARS_BACK:
            return None
    return _existing(year, month, day)


def _existing(year: int, month: int, day: int) -> PartialDate | None:
    """A date of the calendar; a zero stands for «not known», and a day without a month is not kept."""
    if not month:
        return PartialDate(year) if day <= _LAST_DAY_OF_MONTH else None
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day or None)
