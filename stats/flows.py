"""Everybody of a province between two dates: on one of them alone or on both, and what changed.

Of people on both dates the first that fits, in the order of `Kind`. Units put together, divided or renamed move nobody.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

import reference
from reference.spelling import key, person_digest
from reference.territory import predecessors
from reference.titles import post_of
from reference.units import holder_on
from stats.matching import Doubt, Matches, digest, match, may_be
from stats.protected import NotGivenError
from stats.queries.movers import LeavingWords, Person, leaving_words, movement_answers, people_on
from stats.source import StatisticsSource

LEVELS = (
    "education", "political_theory", "state_management", "it", "schooling", "english", "other_language",
    "ethnic_language", "digital_skills",
)  # fmt: skip
"""The fields whose values are levels that somebody reaches."""
_SENSES: dict[str, Callable[[str], str]] = {"category": key, "position": post_of, "rank": key, "job_position": key}
"""Sense of a text about a post: a unit's other kind gives its land officer another title, and no other post."""
POSTS = tuple(_SENSES)
_FACTS = ("birth_date", "gender", "ethnicity")
_COMPARED = attrgetter("full_name", *_FACTS, *LEVELS, *POSTS)
"""All that may change: most people are the same in it, and known at once."""


class Kind(StrEnum):
    """The bars, each person in one: those of people on one date in the place, then of people on both, by precedence."""

    JOINED = "joined"
    MOVED_IN = "moved_in"
    LEFT = "left"
    MOVED_OUT = "moved_out"
    MOVED = "moved"
    POST = "post"
    RAISED = "raised"
    CORRECTED = "corrected"
    SAME = "same"


COMING, GOING = (Kind.JOINED, Kind.MOVED_IN), (Kind.LEFT, Kind.MOVED_OUT)
STAYING = (Kind.MOVED, Kind.POST, Kind.RAISED, Kind.CORRECTED, Kind.SAME)


class Flow(NamedTuple):
    """Somebody between two dates, without a name: the rows (None: on no roster), units and categories of both.

    `change`: of somebody on both dates. `reason`: a clerk's or a roster's, of somebody on the earlier date alone.
    """

    earlier: int | None
    later: int | None
    unit_from: str | None
    unit_to: str | None
    category_from: str | None
    category_to: str | None
    change: Kind | None
    reason: str
    born: int | None
    gender: str | None


DoubtfulRows = tuple[Doubt, int, int, str, str]
"""A pair that may be one person: why, the rows' numbers, earlier and later, and their units' codes."""


@dataclass(frozen=True, slots=True)
class Flows:
    """Everybody of a province between two dates, and the rows of doubtful pairs."""

    flows: tuple[Flow, ...]
    doubtful: tuple[DoubtfulRows, ...]
    """The reason, the two rows, their units."""


def matched(source: StatisticsSource, start_on: date, end_on: date) -> Matches:
    """Match everybody of two dates; never remembered, for it names people. Raises NotGivenError for the public."""
    if source.secrecy and source.secrecy.fields is None:
        raise NotGivenError("Biến động là số đếm chính xác của từng nơi nên không có ở chế độ công bố.")
    earlier, later = (source.ask(people_on, day, province=source.province) for day in (start_on, end_on))
    same, _ = source.ask(movement_answers)
    return match(earlier, later, _same_place(start_on, end_on), same)


def flows(source: StatisticsSource, start_on: date, end_on: date) -> Flows:
    """Give everybody between two dates, by the answers that clerks have given so far."""
    people = matched(source, start_on, end_on)
    _, reasons = source.ask(movement_answers)
    is_same_place = _same_place(start_on, end_on)
    asked = _asked_of([*(old for old, _ in people.pairs), *people.earlier])
    moves = [_pair(old, new, asked, is_moved=not is_same_place(old.unit, new.unit)) for old, new in people.pairs]
    words = source.ask(leaving_words, start_on, end_on, province=source.province)
    moves += [
        _left(person, reasons.get(digest(person)) or _reason_of(person, words, start_on)) for person in people.earlier
    ]
    moves += [_joined(person) for person in people.later]
    doubtful = tuple((doubt, old.id, new.id, old.unit, new.unit) for doubt, old, new in people.doubtful)
    return Flows(tuple(moves), doubtful)


def _asked_of(people: Iterable[Person]) -> frozenset[str]:
    """List the fields that anybody of a date tells: the others were no column of its rosters."""
    left = dict.fromkeys((*_FACTS, *LEVELS, *POSTS))
    asked: set[str] = set()
    for person in people:
        known = [name for name in left if getattr(person, name) is not None]
        asked.update(known)
        for name in known:
            del left[name]
        if not left:
            break
    return frozenset(asked)


def _reason_of(person: Person, words: LeavingWords, start_on: date) -> str:
    """Find the reason that a roster gives; "" for none.

    The same identity number is the same person wherever the word stands. Without it name and birth date count in the
    person's unit, or in what it became; where both have a number it must be a full birth date, as in `matching`.
    """
    if person.identity_mark and (known := words.by_mark.get(person.identity_mark)):
        return known[0].reason
    named = words.by_person.get(person_digest(person.full_name, person.birth_date, ""), ()) if words.by_person else ()
    own = (word for word in named if person.unit in units_before(word.unit, word.as_of, start_on))
    return next((word.reason for word in own if may_be(person, word.identity_mark)), "")


def _same_place(start_on: date, end_on: date) -> Callable[[str, str], bool]:
    @cache
    def is_same_place(old: str, new: str) -> bool:
        return old in units_before(new, end_on, start_on)

    return is_same_place


def units_before(code: str, end_on: date, start_on: date) -> frozenset[str]:
    """Collect the units, or the bodies, that one was made of."""
    return predecessors(code, end_on, start_on) if holder_on(code, end_on) else frozenset({code})


def _pair(old: Person, new: Person, asked: Container[str], *, is_moved: bool) -> Flow:
    change = Kind.MOVED if is_moved else change_of(old, new, asked)
    return Flow(
        old.id,
        new.id,
        unit_from=old.unit,
        unit_to=new.unit,
        category_from=old.category,
        category_to=new.category,
        change=change,
        reason="",
        born=old.birth_number,
        gender=old.gender,
    )


def _left(person: Person, reason: str) -> Flow:
    about = person.unit, None, person.category, None, None, reason
    return Flow(person.id, None, *about, person.birth_number, person.gender)


def _joined(person: Person) -> Flow:
    return Flow(
        None,
        person.id,
        unit_from=None,
        unit_to=person.unit,
        category_from=None,
        category_to=person.category,
        change=None,
        reason="",
        born=person.birth_number,
        gender=person.gender,
    )


def change_of(old: Person, new: Person, asked: Container[str] = (*_FACTS, *LEVELS, *POSTS)) -> Kind:
    """Find the bar of somebody who stayed in the unit: post or rank, a level raised, something corrected, or nothing.

    A value that only one roster has is no other post and no higher level; where the later one has it, it is corrected,
    unless the earlier rosters had no such column (`asked`: those that they had): a new form corrects nobody.
    """
    if _COMPARED(old) == _COMPARED(new):
        return Kind.SAME
    if any(_differs(getattr(old, name), getattr(new, name), _SENSES[name]) for name in POSTS):
        return Kind.POST
    steps = [_step(name, getattr(old, name), getattr(new, name)) for name in LEVELS]
    if any(step > 0 for step in steps):
        return Kind.RAISED
    is_lowered = any(step < 0 for step in steps)
    facts = [(getattr(old, name), getattr(new, name)) for name in (*_FACTS, *LEVELS, *POSTS) if name in asked]
    is_filled = any(after is not None and before is None for before, after in facts)
    is_other = any(_differs(getattr(old, name), getattr(new, name)) for name in _FACTS)
    if is_lowered or is_filled or is_other or key(old.full_name) != key(new.full_name):
        return Kind.CORRECTED
    return Kind.SAME


def _differs(before: str | None, after: str | None, sense: Callable[[str], str] = key) -> bool:
    return before is not None and after is not None and before != after and sense(before) != sense(after)


def _step(field: str, before: str | None, after: str | None) -> int:
    """Count the steps up from one level to another; 0 where one is not told."""
    order = _order(field)
    return order[before] - order[after] if before in order and after in order else 0


@lru_cache(maxsize=16)
def _order(field: str) -> dict[str | None, int]:
    return {value.code: place for place, value in enumerate(reference.code_lists()[field])}
