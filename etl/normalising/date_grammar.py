"""The patterns of written dates: texts are `key`s, and day, month and year are named groups of what matches.

A month is a number, Roman or English («5/III/1975», «05-Mar-75»), or after «tháng» a Vietnamese numeral. Signs may
stand for a part that nobody knows («??/03/1975», «…/3/1975»). A day of the week may stand before a whole date.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import reference
from reference.cell_words import cell_words
from reference.spelling import key

_UNKNOWN = r"\?{1,4}|\.{2,9}|-{1,4}|x{2,4}"
_DAY = rf"(?P<day>\d{{1,2}}|{_UNKNOWN})"
_YEAR = r"(?P<year>\d{4})"
_ANY_YEAR = r"(?P<year>\d{4}|(?<=\D)\d\d)"
_TITLE_YEAR = r"(?P<year>\d{4}|(?<=[-/.])\d\d)"
"""Two digits only behind a sign: «31/12/24»."""
_GAP = r"[-/.,\\ ']+"
_ONE_GAP = r"[-/.,\\ ]'?"  # «5/ /1975» is no month of May
_BEFORE_YEAR = r"[-/., ]*năm[ :.]*"
_LABEL = r"(?:(?:sinh|sn|ns)[ :.,]*)?(?:ngày[ :.,]*)?(?:tháng[ :.,]*)?(?:năm[ :.,]*)?(?:sinh[ :.,]*)?"
_ZONE = r"(?: ?(?:z|utc|gmt|ict|(?:utc|gmt)?[+-]\d\d(?::?\d\d)?(?: ?\([^()\d]+\))?))?"
"""A zone of time, with its name behind the difference: «GMT+0700 (Indochina Time)»."""
_CLOCK = (
    rf"(?:\d{{1,2}}(?::\d\d){{1,2}}(?:\.\d+)?(?: ?(?:[ap]m|sa|ch))?{_ZONE}"
    r"|\d{1,2}(?:h|g| ?giờ) ?(?:\d\d(?:'| ?phút)?)?)"
)
_WEEKDAY = "weekday"
_TAIL = rf"(?:[ t,]{_CLOCK})?(?:(?:[,; ]+\(?|\()\d{{1,3}} ?tuổi\)?| ?\(\d{{1,3}} ?t\))?"
"""The time of day and the age, which some programs and offices write behind a date."""


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Give the months by their names, as `key` spells them."""
    return {word: number for word, number, kind in _named() if kind != _WEEKDAY}


@lru_cache(maxsize=1)
def weekdays() -> dict[str, int]:
    """Give the days of the week by their names, as `key` spells them; Monday is 1."""
    return {word: number for word, number, kind in _named() if kind == _WEEKDAY}


def _named() -> list[tuple[str, int, str]]:
    return [(key(row["word"]), int(row["number"]), row["kind"]) for row in reference.rows("date_words")]


@lru_cache(maxsize=1)
def whole_cells() -> tuple[re.Pattern[str], ...]:
    """Give the patterns of a cell that holds a date and nothing else; a text is a date where all that match agree."""
    month, of_year = _month(), rf"(?:{_GAP}|{_BEFORE_YEAR})"
    english, weekday = rf"(?P<month>{_names('english')})", rf"(?:(?P<weekday>{_names(_WEEKDAY)})[ ,.:-]+)?"
    patterns = (
        rf"(?:{_CLOCK}[ ,]+)?{weekday}{_LABEL}(?:{_DAY}(?:{_GAP}|(?=t))|/){month}{of_year}{_ANY_YEAR}{_TAIL}",
        rf"{_LABEL}{month}(?:{_ONE_GAP}|{_BEFORE_YEAR}){_ANY_YEAR}{_TAIL}",
        rf"{_LABEL}{_ANY_YEAR}{_TAIL}",
        rf"{weekday}{_YEAR}{_GAP}{month}(?:{_GAP}{_DAY})?{_TAIL}",
        rf"{weekday}{english}[-. ]*{_DAY}[-/., ]+{_YEAR}{_TAIL}",
        rf"{weekday}{english} {_DAY} {_CLOCK} {_YEAR}",
        rf"x/{_YEAR}",  # October, or a month that nobody knows
        rf"(?P<day>\d\d?)(?P<month>0[1-9]|1\d){_YEAR}",
        rf"(?P<day>\d\d)(?P<month>[1-9]){_YEAR}",
        rf"{_YEAR}(?P<month>0[1-9]|1\d)(?P<day>\d\d)",
    )
    return tuple(map(re.compile, patterns))


@lru_cache(maxsize=1)
def before_the_day() -> tuple[re.Pattern[str], ...]:
    """Give the patterns of the words that say that a day follows which figures describe; the first ones count first."""
    strong, weak, fillers = (_alternatives(_words(kind)) for kind in ("as_of", "as_of_weak", "as_of_filler"))
    between = rf"(?:[ ,:(]*(?:{fillers}|{strong}|{weak}|{_CLOCK})){{0,9}}[ :,(]*(?=\d)"
    return tuple(re.compile(rf"\b(?:{words}){between}") for words in (strong, weak))


@lru_cache(maxsize=1)
def before_an_end() -> re.Pattern[str]:
    """Give the pattern of the words that say that the end of a named period is that day: «tính đến hết tháng …»."""
    words, fillers, ends = (_alternatives(_words(kind)) for kind in ("as_of", "as_of_filler", "as_of_end"))
    weak = _alternatives(_words("as_of_weak"))
    return re.compile(rf"\b(?:{words}|{weak})(?:[ ,:(]*(?:{fillers}|{words}|{weak})){{0,9}}?[ :,(]*\b(?:{ends}) (?=\w)")


@lru_cache(maxsize=1)
def day_of_title() -> re.Pattern[str]:
    """Give the pattern of that day, and of what leads on from it to the end of a period."""
    by_parts = rf"(?P<day>\d{{1,2}})(?:[-/.]|[ ,]*(?=t)){_month()}(?:[-/.]|[ ,/]*n[ăa]m |[ ,]){_TITLE_YEAR}"
    weak, fillers = (_alternatives(_words(kind)) for kind in ("as_of_weak", "as_of_filler"))
    leads_on = rf"(?P<leads_on>[ ,]*(?:-|{weak})(?: ?(?:{fillers})){{0,9}} ?(?=\d))?"
    return re.compile(rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|{by_parts})(?!\d){leads_on}")


def _month() -> str:
    """The pattern of a month, which «tháng» may name as one."""
    after, alone = (f"{_names(kind)}|{_names('roman')}" for kind in ("vietnamese", "english"))
    return rf"(?P<of>(?:th[áa]ng|thg|th|t)[ .]?)?(?P<month>\d{{1,2}}|{_UNKNOWN}|(?(of)(?:{after})|(?:{alone})))"


def _names(kind: str) -> str:
    return _alternatives(word for word, _, of_kind in _named() if of_kind == kind)


def _words(kind: str) -> list[str]:
    return [key(word) for word in cell_words(kind)]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
