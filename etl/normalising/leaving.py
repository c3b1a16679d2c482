"""Words about somebody's leaving: «nghỉ hưu từ 01/5/2024», «đã chuyển công tác ngoài tỉnh», «sắp nghỉ hưu»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from etl.normalising.dates import PartialDate
from reference.leaving import LEFT, OVER, PRESENT, ROLES, SOON, UNSURE, leaving_reasons, leaving_words
from reference.phrases import exception_at
from reference.spelling import key, words_of
from reference.unit_kinds import without_kind
from reference.units import per_register, units

_DATE = re.compile(
    r"(?<![\d/])(?:(?P<day>\d{1,2})(?:[-/.]| tháng ))?(?P<month>0?[1-9]|1[0-2])(?:[-/.]| năm )(?P<year>\d{4})(?![\d/])"
    r"|(?:năm |từ |^)(?P<alone>(?:19|20)\d\d)(?![\d/])"
)
"""Days, months and years; not «178/2024» of a decree."""
_SINCE = re.compile(r"từ (?:ngày |tháng |đầu |hết )?$")


@dataclass(frozen=True, slots=True)
class Leaving:
    """The words of a text about a leaving: code of the reason ("": none), the day since when, and how sure it is."""

    reason: str
    since: PartialDate | None = None
    is_over: bool = False
    is_soon: bool = False
    is_unsure: bool = False
    """True where other words leave it open: «nghỉ BHXH», «sau tinh giản biên chế»."""

    @property
    def stays(self) -> bool:
        """True for a reason that leaves people where they are: «biệt phái»."""
        return bool(self.reason) and leaving_reasons()[self.reason].stays

    def is_gone(self, as_of: date) -> bool | None:
        """Tell whether somebody had left by a day; None where the words leave it open."""
        if self.stays:
            return False
        if self.is_unsure:
            return None
        if self.since is not None:
            first, last = self.since.number, _last(self.since)
            day = as_of.year * 10_000 + as_of.month * 100 + as_of.day
            return True if last <= day else False if first > day else None
        if self.is_soon:
            return False
        return True if self.is_over else None


def _last(day: PartialDate) -> int:
    """The last day of a part of a date as yyyymmdd; a month counts as one of 31 days, which only compares."""
    return day.year * 10_000 + (day.month or 12) * 100 + (day.day or 31)


@per_register(maxsize=1 << 12)
def read_leaving(text: str) -> Leaving | None:
    """Read a text about a leaving; None where it speaks of none. Of reasons of two kinds none is taken.

    Words that leave somebody out, «trừ người đã nghỉ hưu», speak of nobody who is there.
    """
    words = words_of(text)
    joined = _without_places(f" {' '.join(words[: exception_at(words)])} ")
    meant = [entry for entry in leaving_words() if all(f" {run} " in joined for run in entry[1])]
    meanings = {meaning for meaning, _ in meant}
    entries = [(meaning, runs) for meaning, runs in meant if meaning == LEFT or meaning not in ROLES]
    if PRESENT in meanings or not entries:
        return None
    is_over = OVER in meanings or entries[0][0] == LEFT
    return Leaving(
        _reason(entries), _since(text), is_over=is_over, is_soon=SOON in meanings, is_unsure=UNSURE in meanings
    )


def _without_places(text: str) -> str:
    """Leave out names of places that hold a word which alone tells a leaving: «xã Dương Hưu»."""
    for name in _misleading_names():
        text = text.replace(f" {name} ", " ")
    return text


@per_register(maxsize=1)
def _misleading_names() -> tuple[str, ...]:
    alone = {runs[0] for meaning, runs in leaving_words() if len(runs) == 1 and meaning in leaving_reasons()}
    # Looked for as the register writes it: spelling out all its names takes as long as reading a roster.
    held = (unit for unit in units() if any(word in unit.name.lower() for word in alone if " " not in word))
    names = {" ".join(words_of(without_kind(unit.name, unit.level))) for unit in held}
    return tuple(sorted(name for name in names if " " in name and alone.intersection(name.split())))


def is_presence(text: str) -> bool:
    """Tell whether a text is no more than «đang công tác», «có mặt»."""
    return ((PRESENT, (" ".join(words_of(text)),))) in leaving_words()


def _reason(entries: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """Choose the reason entries by most words, unless other words tell one of another group."""
    (chosen, runs), *others = [entry for entry in entries if entry[0] != LEFT] or [("", ())]
    groups = {
        leaving_reasons()[meaning].group
        for meaning, (first, *more) in others
        if not more and not any(first in run for run in runs)
    }
    return "" if not chosen or groups - {leaving_reasons()[chosen].group} else chosen


def _since(text: str) -> PartialDate | None:
    """Find the day behind «từ», else the last that the text names."""
    spelled = key(text)
    days = [(match.start(), day) for match in _DATE.finditer(spelled) if (day := _day(match))]
    since = [day for place, day in days if _SINCE.search(spelled[:place]) or spelled[place:].startswith("từ")]
    return since[0] if since else days[-1][1] if days else None


def _day(match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    year, month, day = int(parts["year"] or parts["alone"]), int(parts["month"] or 0), int(parts["day"] or 0)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month or None, day or None)
