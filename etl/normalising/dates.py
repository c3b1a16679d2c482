"""Dates as people typed them: birth dates, whole or in part, and the day that a title says a roster describes.

The day always comes before the month: a text with a second part above twelve is unreadable, not a swapped date.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from etl.normalising import date_grammar as grammar
from etl.normalising.periods import end_at
from reference.spelling import key

MAX_AGE_YEARS = 120
"""The greatest age: a birth date further back is a slip of the pen."""
TWO_DIGIT_YEARS_BACK = 80
"""The last years that one of two digits may mean; where none of them ends so, the date is unreadable."""
_CENTURY = 100
_SOME_YEAR = 400
"""A leap year at the end of a century: any day has been in the hundred years before the next one."""
_LAST_DAY_OF_MONTH = 31
_SERIAL_ZERO = 693594  # ordinal of day 0 of workbooks' 1900 calendar, set back by the leap day that it invents

_LONGEST_DATE = 80
"""The most letters of a date with a time, a zone and an age; more are not looked at."""
_MONTH_DOT_YEAR = re.compile(r"\d{1,2}\.\d{4}")
_USUAL = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})")
_NUMBER, _BETWEEN_NUMBERS = re.compile(r"(?<!\d)\d"), re.compile(r"(?<=\d)[_ ]+(?=\d)")
_LEAST_DIGITS, _MOST_DIGITS = 1_000_000, 99_999_999
"""The least and the greatest number that may be day, month and year in one («20031975», «19750320»)."""


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
    return birth if _is_plausible(birth, latest) else None


@lru_cache(maxsize=1 << 12)
def is_written_date(text: str) -> bool:
    """Tell whether a text is a date of some century, whole or with a year of four digits."""
    return any(
        (len(match["year"]) == len("yyyy") or match.groupdict().get("day"))
        and _from_parts(match, date(_SOME_YEAR, 1, 1), backwards=_CENTURY)
        for match in _matches(text)
    )


def find_as_of(text: str) -> date | None:
    """Find the day that a title says the figures describe: «Tính đến ngày 31/12/…», «thời điểm 31 tháng 12 năm …».

    Of a period its last day, where the title says that its end is meant: «Tính đến hết quý II/…». A year or period
    alone, a date line above a signature and the date of a decree are none.
    """
    compared = key(text)
    places = (match.end() for words in grammar.before_the_day() for match in words.finditer(compared))
    if day := next((day for day in (_day_at(compared, place) for place in places) if day), None):
        return day
    ends = (end_at(compared, match.end()) for match in grammar.before_an_end().finditer(compared))
    return next((day for day in ends if day), None)


def day_in(texts: Sequence[str]) -> date | None:
    """Find the day that one of the texts says, else that they say together: «Kỳ báo cáo:» and the day beside it."""
    return next((day for day in map(find_as_of, [*texts, " ".join(texts)]) if day), None)


def day_in_name(name: str) -> date | None:
    """Find the one day in a file's name («P1 31-12-2023.ods», «DS_31_12_2023.xlsx»); None for none or several."""
    spelled = key(_BETWEEN_NUMBERS.sub("-", name))
    days = {day for start in _NUMBER.finditer(spelled) if (day := _day_at(spelled, start.start()))}
    return days.pop() if len(days) == 1 else None


def unreal_day(text: str) -> str:
    """Give the day that a title says the figures describe where there is no such day: «31/02/…»; else «»."""
    compared = key(text)
    places = (match.end() for words in grammar.before_the_day() for match in words.finditer(compared))
    days = (grammar.day_of_title().match(compared, place) for place in places)
    return next((day[0].strip() for day in days if day and _day_of(day) is None), "")


def _day_at(title: str, place: int) -> date | None:
    """The day that stands at a place, or the end of the period that begins with it."""
    first = grammar.day_of_title().match(title, place)
    if first is None:
        return None
    last = grammar.day_of_title().match(title, first.end()) if first["leads_on"] else None
    return (_day_of(last) if last else None) or _day_of(first)


def _day_of(match: re.Match[str]) -> date | None:
    try:
        year = match["year"] if match["iso"] or len(match["year"]) == len("yyyy") else f"20{match['year']}"
        return date.fromisoformat(match["iso"] or f"{year}-{_month(match['month']):02}-{int(match['day']):02}")
    except ValueError:
        return None


def _is_plausible(birth: PartialDate | None, latest: date) -> bool:
    return birth is not None and latest.year - MAX_AGE_YEARS <= birth.year and birth.number <= _number(latest)


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
    if _LEAST_DIGITS <= number <= _MOST_DIGITS and number == int(number):
        return _from_text(str(int(number)), latest)
    return _from_text(str(number), latest) if _MONTH_DOT_YEAR.fullmatch(str(number)) else None


def _from_text(text: str, latest: date) -> PartialDate | None:
    """The one date that a text can be, however it is taken; None where there are several, as in «2031975»."""
    if text.isascii() and (usual := _USUAL.fullmatch(text)):  # nearly all of a roster: nothing to spell, one way only
        day, month, year = map(int, usual.groups())
        return _existing(year, month, day)
    dates = {birth for match in _matches(text) if _is_plausible(birth := _from_parts(match, latest), latest)}
    return dates.pop() if len(dates) == 1 else None


def _matches(text: str) -> list[re.Match[str]]:
    """All ways in which the whole of a text can be a date."""
    spelled = key(text).strip("' ") if len(text) <= _LONGEST_DATE else ""
    usual = _USUAL.fullmatch(spelled)
    return [usual] if usual else [match for pattern in grammar.whole_cells() if (match := pattern.fullmatch(spelled))]


def _from_parts(match: re.Match[str], latest: date, backwards: int = TWO_DIGIT_YEARS_BACK) -> PartialDate | None:
    parts = match.groupdict()
    day, month = parts.get("day"), parts.get("month")
    if _is_known(day) and month is not None and not _is_known(month):
        return None  # of a month that nobody knows no day is known
    year = int(match["year"])
    if len(match["year"]) == len("yy"):
        if day is None and year <= _LAST_DAY_OF_MONTH:
            return None  # «5/6» may be a day and a month
        year = latest.year - (latest.year - year) % _CENTURY
        if latest.year - year > backwards:
            return None
    birth = _existing(year, _month(month), int(day) if day and day.isdigit() else 0)
    return birth if _is_on(birth, parts.get("weekday")) else None


def _is_on(birth: PartialDate | None, weekday: str | None) -> bool:
    """Tell whether a date falls on the day of the week that is written before it, if any is."""
    if weekday is None or birth is None:
        return weekday is None
    year, month, day = birth
    return bool(month and day) and date(year, month or 1, day or 1).isoweekday() == grammar.weekdays()[weekday]


def _is_known(part: str | None) -> bool:
    return part is not None and (part.isdigit() or part in grammar.months())


def _month(written: str | None) -> int:
    """The number of a month that is written in digits or by its name; 0 for one that nobody knows."""
    if written is None:
        return 0
    return int(written) if written.isdigit() else grammar.months().get(written, 0)


def _existing(year: int, month: int, day: int) -> PartialDate | None:
    """A date of the calendar; a zero stands for «not known», and a day without a month is not kept."""
    if not month:
        return PartialDate(year) if day <= _LAST_DAY_OF_MONTH else None
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day or None)
