"""Periods and years of birth that a question names, taken out of its text before its words are read."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reference import vietnamese
from reference.forms import Condition
from reference.forms.rules import BIRTH_YEAR
from reference.spelling import plain, words_of

_YEAR = r"(?:\s*(?:/|-|của|cua)?\s*(?:năm|nam)?\s*)(\d{4})"
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ANY_YEAR = re.compile(
    r"(?:(?:cuối|cuoi|hết|het)\s+)?(?:(?:năm|nam)\s+(\d{4})|(?<![\d/.-])(20\d\d)(?![\d/.-]))", re.IGNORECASE
)
"""«Năm 2025», «2025», and its end, which is the last date that a year has: «cuối năm 2025»."""
_AGAINST, _UNTIL = ["so", "voi"], (["den"], ["toi"], ["sang"])
_QUARTER = re.compile(r"(?:quý|quí|quy|qui)\s+(iv|i{1,3}|[1-4])\b" + _YEAR, re.IGNORECASE)
_MONTH = re.compile(r"(?:tháng|thang)\s+(1[0-2]|0?[1-9])\b" + _YEAR, re.IGNORECASE)
_MONTHS = re.compile(r"(?<!\d)(6|sáu|sau|9|chín|chin)\s+(?:tháng|thang)\s+(đầu|dau|cuối|cuoi)" + _YEAR, re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SIZE = re.compile(r"(?:(?:dưới|trên|hơn|từ|đến|quá|ít nhất)\s+)?\d+\s+(?:người|nguoi)\b", re.IGNORECASE)
_UNDATED = re.compile(r"(?:quý|quí)\s+(?:iv|i{1,3}|[1-4])\b|(?:6|sáu|9|chín)\s+tháng\s+(?:đầu|cuối)", re.IGNORECASE)
_BORN = re.compile(
    r"sinh\s+(?P<from>từ\s+|tu\s+)?(?:(?P<before>trước|truoc)\s+|(?P<after>sau)\s+)?(?:năm\s+|nam\s+)?(?P<first>\d{4})"
    r"(?:\s*(?:đến|den|tới|toi|-|–)\s*(?:năm\s+|nam\s+)?(?P<last>\d{4}))?"
    r"(?:\s+(?:trở|tro)\s+(?P<way>đi|di|về sau|ve sau|lên|len|về trước|ve truoc))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A part of a year, from its first day to its last."""

    first: date
    last: date

    @property
    def is_year(self) -> bool:
        """True where it is the whole year."""
        return (self.first.month, self.last.month) == (1, 12)

    @property
    def words(self) -> str:
        """«quý I/2024», «tháng 02/2024», «9 tháng đầu năm 2024», «năm 2024»."""
        months = self.last.month - self.first.month + 1
        if months == 1:
            return f"tháng {vietnamese.month(self.first.month)}/{self.first.year}"
        if months == _IN_QUARTER:
            return f"quý {('I', 'II', 'III', 'IV')[self.first.month // _IN_QUARTER]}/{self.first.year}"
        end = "đầu" if self.first.month == 1 else "cuối"
        return f"năm {self.first.year}" if self.is_year else f"{months} tháng {end} năm {self.first.year}"


_IN_QUARTER, _IN_YEAR = 3, 12


def year_of(year: int) -> Period:
    """Give a whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def _months(year: int, first: int, count: int) -> Period:
    last = first + count - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def period_in(text: str) -> tuple[Period | None, str]:
    """Find a quarter, six or nine months, or a month of a year; gives the text without it."""
    if match := _QUARTER.search(text):
        word = match[1].lower()
        number = _ROMAN.get(word) or int(word)
        return _months(int(match[2]), _IN_QUARTER * (number - 1) + 1, _IN_QUARTER), _without(text, match)
    if match := _MONTHS.search(text):
        count = 6 if match[1].lower() in ("6", "sáu", "sau") else 9
        first = 1 if match[2].lower() in ("đầu", "dau") else _IN_YEAR + 1 - count
        return _months(int(match[3]), first, count), _without(text, match)
    if match := _MONTH.search(text):
        return _months(int(match[2]), int(match[1]), 1), _without(text, match)
    return None, text


def undated_in(text: str) -> str:
    """Find a quarter or months of which no year is named; empty where there is none."""
    match = _UNDATED.search(text)
    return match[0] if match else ""


def size_in(text: str) -> str:
    """Find a number of people, «xã có dưới 20 người»: no age, and nothing that can be asked for; empty for none."""
    match = _SIZE.search(text)
    return match[0] if match else ""


def births_in(text: str) -> tuple[Condition | None, str]:
    """Find years of birth, «sinh năm 1980», «sinh từ năm 1980 đến 1989»; gives the text without them."""
    match = _BORN.search(text)
    if match is None:
        return None, text
    first = int(match["first"])
    last = int(match["last"]) if match["last"] else None
    way = (match["way"] or "").lower()
    if match["before"]:
        bounds: tuple[int | None, int | None] = (None, first - 1)
    elif match["after"]:
        bounds = (first + 1, None)
    elif last is not None:
        bounds = (first, last)
    elif way:
        bounds = (None, first) if way in ("về trước", "ve truoc") else (first, None)
    else:
        bounds = (first, None if match["from"] else first)
    return Condition(BIRTH_YEAR, first=bounds[0], last=bounds[1]), _without(text, match)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def dates_in(text: str, dates: Sequence[date]) -> tuple[date | None, int | None, str]:
    """Find the first day and the first year that a question names; gives its text without them."""
    day = None
    if match := _DAY.search(text):
        try:
            day = date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            day = None
        text = _DAY.sub(" ", text, count=1)
    if match := _ANY_YEAR.search(text):
        return day, int(match[1] or match[2]), _ANY_YEAR.sub(" ", text, count=1)
    return day, None, text


def last_of_year(year: int, dates: Sequence[date]) -> date:
    """Give the last date of a year of which there are data; its end where there is none."""
    return max((day for day in dates if day.year == year), default=date(year, 12, 31))


def two_dates_in(text: str, dates: Sequence[date]) -> tuple[date | None, int | None, date | None, str]:
    """Find the day or year that a comparison is of, and the day that it is held against; gives its text without both.

    It is of the date named first, but where that follows «so với» or leads to the other, «từ 2022 đến 2023», of the
    other: the second, or none.
    """
    places = sorted((match.start(), match.end()) for sign in (_DAY, _ANY_YEAR) for match in sign.finditer(text))
    start, between = places[0] if places else (0, 0)
    day, year, before = dates_in(text[:between], dates)
    other, other_year, behind = dates_in(text[between:], dates)
    if other_year is not None and other is None:
        other = last_of_year(other_year, dates)
    until = [plain(word) for word in words_of(text[between : places[1][0]])] if len(places) > 1 else []
    if [plain(word) for word in words_of(text[:start])[-2:]] == _AGAINST or until in _UNTIL:
        first = day or (last_of_year(year, dates) if year is not None else None)
        return other, None, first, f"{before} {behind}"
    return day, year, other, f"{before} {behind}"
