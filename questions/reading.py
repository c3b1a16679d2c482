"""Reading a question: dates, place, intent, and the words that say whom it is about."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from questions.intents import Intent, role_at
from reference import phrases
from reference.forms import EVERYBODY, Rule
from reference.question_words import question_words
from reference.spelling import Words, plain, words_of
from stats.names import Names, place_of
from stats.selection import Selection
from stats.spoken_places import WHOLE, places_called

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR = re.compile(r"(?:năm|nam)\s+(\d{4})|(?<![\d/.-])(20\d\d)(?![\d/.-])", re.IGNORECASE)
_DISTRICT_DIGITS = 3
_ORDER = (Intent.RETIRE, Intent.MISSING, Intent.SENT, Intent.SHARE, Intent.DISTRICTS, Intent.UNITS, Intent.WHO)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was understood.

    `selection`: its date and place. `rule`: whom it is about. `year`: the year that it names, of retirements. `others`:
    places of the same name that were not taken. `unknown`: words that nobody knows; `assumed`: words that could mean
    another field, too. `is_missing_date`: it names a date of which there are no data.
    """

    intent: Intent
    selection: Selection
    rule: Rule = EVERYBODY
    field: str = ""
    year: int | None = None
    is_ranked: bool = False
    is_least: bool = False
    others: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    missing_day: date | None = None


def read(text: str, names_on: Callable[[date], Names], selection: Selection, dates: Sequence[date]) -> Understood:
    """Read a question; `selection` is the date and place where it names none, `names_on` gives the places of a day."""
    day, year, rest = _dates(text, dates)
    names = names_on(selection.as_of)
    parts = _parted(_restored(words_of(rest), names), names)
    intent = next((each for each in _ORDER if each in parts.roles), Intent.COUNT)
    retires = intent is Intent.RETIRE
    if year is not None and not retires:
        day = day or _of_year(year, dates)
    if day in dates and day is not None and day != selection.as_of:
        names = names_on(day)
        parts = _parted(_restored(words_of(rest), names), names)
        selection = _on(selection, day, names)
    understood = Understood(
        intent, selection, year=year if retires else None, is_least="least" in parts.roles, is_ranked=parts.is_ranked
    )
    understood = _placed(understood, parts.places, names)
    if day is not None and day not in dates:
        understood = replace(understood, missing_day=day)
    return _about(understood, " ".join(parts.people))


def _on(selection: Selection, day: date, names: Names) -> Selection:
    """Give a selection on another day; a place that there was not on it is left out."""
    is_there = (selection.district is None or selection.district in names.districts) and (
        selection.unit is None or selection.unit in names.units
    )
    return selection.on(day) if is_there else selection.on(day).whole_province()


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question's words by what they are: roles, names of places, and the rest, which says whom it is about."""

    roles: tuple[str, ...]
    places: tuple[frozenset[str], ...]
    people: tuple[str, ...]

    @property
    def is_ranked(self) -> bool:
        return bool({"most", "least"} & set(self.roles))


def _parted(words: Words, names: Names) -> _Parts:
    roles: list[str] = []
    places: list[frozenset[str]] = []
    people: list[str] = []
    at = 0
    while at < len(words):
        codes, length = _place_at(words, at, names)
        role, own = role_at(words, at)
        known = _known_length(words, at)
        if length and length >= max(own, known):
            places.append(codes)
        elif own and own >= known and not (role == "filler" and own == known):
            roles.append(role)
            length = own
        else:
            length = max(known, 1)
            people += words[at : at + length]
        at += length
    return _Parts(tuple(roles), tuple(places), tuple(people))


def _known_length(words: Words, at: int) -> int:
    """Count the words of the longest entry of the vocabulary of people that begins at a word."""
    known = phrases.senses()
    return next((n for n in range(min(10, len(words) - at), 0, -1) if words[at : at + n] in known), 0)


def _dates(text: str, dates: Sequence[date]) -> tuple[date | None, int | None, str]:
    """Find the day and the year that a question names; gives its text without them."""
    day = None
    if match := _DAY.search(text):
        try:
            day = date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            day = None
        text = _DAY.sub(" ", text)
    if match := _YEAR.search(text):
        return day, int(match[1] or match[2]), _YEAR.sub(" ", text)
    return day, None, text


def _of_year(year: int, dates: Sequence[date]) -> date:
    return max((day for day in dates if day.year == year), default=date(year, 12, 31))


def _place_at(words: Words, at: int, names: Names) -> tuple[frozenset[str], int]:
    """Find the longest name of a place that begins at a word."""
    called = places_called(names)
    for length in range(min(_longest_name(names), len(words) - at), 0, -1):
        codes = called.get(words[at : at + length])
        if codes and length > 1:
            return codes, length
    return frozenset(), 0


def _longest_name(names: Names) -> int:
    return max(map(len, places_called(names)), default=0)


def _placed(understood: Understood, places: Sequence[frozenset[str]], names: Names) -> Understood:
    """Narrow to the place that is named; of several with one name the larger, which is said."""
    for codes in places:
        chosen = min(codes, key=lambda code: (len(code) if code else 0, code))
        others = tuple(sorted(names.of(code) if code else names.province for code in codes - {chosen}))
        same_size = [code for code in codes if len(code) == len(chosen)]
        if chosen == WHOLE:
            selection = understood.selection.whole_province()
        else:
            selection = place_of(understood.selection, chosen, names)
        is_open = len(same_size) > 1
        understood = replace(understood, selection=selection, others=(*understood.others, *others))
        if is_open:
            understood = replace(understood, unknown=(*understood.unknown, *(names.of(code) for code in same_size)))
    return understood


def _about(understood: Understood, text: str) -> Understood:
    """Read whom the question is about."""
    phrase = phrases.read([text]) if text.strip() else phrases.Phrase(is_everybody=True)
    rule = phrase.rule if phrase.conditions else EVERYBODY
    unknown = (*understood.unknown, *phrase.unknown)
    return replace(understood, rule=rule, field=phrase.field, unknown=unknown, assumed=phrase.assumed)


def _restored(words: Words, names: Names) -> Words:
    """Give words that were typed without tones their tones back, as far as known words fit; others stay."""
    if any(plain(word) != word for word in words):
        return words
    table = _toned(names.province)
    restored: list[str] = []
    at = 0
    while at < len(words):
        length = next((n for n in range(min(8, len(words) - at), 0, -1) if words[at : at + n] in table), 0)
        restored += table[words[at : at + length]] if length else words[at : at + 1]
        at += length or 1
    return tuple(restored)


@lru_cache(maxsize=4)
def _toned(province: str) -> Mapping[Words, Words]:
    """List known words by what they are without tones: those of questions first, then those of people."""
    table: dict[Words, Words] = {}
    for words in (*question_words(), *phrases.senses()):
        table.setdefault(tuple(plain(word) for word in words), words)
    return table
