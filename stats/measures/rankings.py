"""Rankings of many places: the lowest and the highest, equal ones as one line, and how many lie in which band."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

import reference
from reference import vietnamese
from stats.disclosure import is_withheld
from stats.measures.breakdowns import Breakdown, breakdown, combined_share, protected_breakdown
from stats.measures.places import Group

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10), Decimal(20), Decimal(50), Decimal(100))
_MOST_BANDS = 8
_WHOLE = Decimal(100)


class Order(StrEnum):
    """The places that a ranking shows, and in which order."""

    ENDS = "ends"
    LOWEST = "lowest"
    HIGHEST = "highest"
    NAME = "name"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a ranking: a place, or several that are equal, or (`is_rest`) all between the lowest and the highest.

    The breakdown of places of the same share is that of all their people, of places of the same size that of each.
    """

    places: tuple[Group, ...]
    breakdown: Breakdown
    is_rest: bool = False

    @property
    def group(self) -> Group | None:
        """The only place of the line; None where there are several."""
        return self.places[0] if len(self.places) == 1 else None

    @property
    def key(self) -> str:
        """A key of its own among all lines: a single place's is its code."""
        first = self.places[0].code or "none"
        return first if self.group else f"{'rest' if self.is_rest else 'equal'} {first}"


def shows_everything(places: Sequence[Group]) -> bool:
    """Tell whether so few places are all shown whatever the reader chooses."""
    return len(places) <= reference.limit("ranking_whole")


def shown(ranked: Sequence[Group], order: Order, codes: Iterable[str] = ()) -> tuple[Line, ...]:
    """List the lines of a ranking of places, highest first but for the lowest alone and the order by name.

    `ranked`: highest first, as `GroupedBreakdown.ranked` gives them. `codes`: those whose share the places are ranked
    by, none: by size. Of many places equal ones are one line, what lies between the ends is one where places are ranked
    by share, and places too small for a share have none.
    """
    if order is Order.NAME:
        ranked = sorted(ranked, key=lambda group: vietnamese.collation_key(group.name))
    if shows_everything(ranked) or order in (Order.NAME, Order.ALL):
        return tuple(Line((group,), group.breakdown) for group in ranked)
    wanted = tuple(codes)
    if not wanted:
        return _ends(_folded(ranked, _size, _first), order, rest=False)
    with_share = [group for group in ranked if combined_share(group.breakdown, wanted).share is not None]
    return _ends(_folded(with_share, lambda group: _share(group, wanted), together), order, rest=True)


def _size(group: Group) -> object:
    return tuple(part.count for part in group.breakdown.parts if part.code), group.breakdown.people


def _share(group: Group, codes: Sequence[str]) -> object:
    """The exact fraction: places that only look equal once rounded are told apart."""
    amount = combined_share(group.breakdown, codes)
    return Fraction(amount.count, amount.base)


def _first(places: Sequence[Group]) -> Breakdown:
    return places[0].breakdown


def _folded(
    ranked: Sequence[Group], value_of: Callable[[Group], object], as_line: Callable[[Sequence[Group]], Breakdown]
) -> list[Line]:
    """Put equal places into one line, where there are as many as are worth it."""
    equal: dict[object, list[Group]] = {}
    for group in ranked:
        equal.setdefault(value_of(group), []).append(group)
    lines = []
    for groups in equal.values():
        is_many = len(groups) >= reference.limit("ranking_equal")
        lines += [Line(tuple(groups), as_line(groups))] if is_many else [Line((g,), g.breakdown) for g in groups]
    return lines


def _ends(lines: Sequence[Line], order: Order, *, rest: bool) -> tuple[Line, ...]:
    number = int(reference.limit("ranking_ends"))
    if order is Order.LOWEST:
        return tuple(reversed(lines[-2 * number :]))
    if order is Order.HIGHEST or len(lines) <= 2 * number:
        return tuple(lines[: 2 * number])
    between = [group for line in lines[number:-number] for group in line.places]
    middle = [Line(tuple(between), together(between), is_rest=True)] if rest else []
    return (*lines[:number], *middle, *lines[-number:])


def together(places: Sequence[Group]) -> Breakdown:
    """Count the people of several places as those of one."""
    first = places[0].breakdown
    counts: Counter[str | None] = Counter()
    for group in places:
        counts.update({part.code: part.count for part in group.breakdown.parts})
    known = {code: n for code, n in counts.items() if n}
    if first.total is not None:
        total = sum(group.breakdown.people for group in places)
        sums = {codes: sum(group.breakdown.count_of(codes) for group in places) for codes, _ in first.together}
        return protected_breakdown(first.field, known, total=total, rounding=first.rounding, of=first.of, together=sums)
    return breakdown(first.field, known, first.rounding, first.of)


# Bands


class Named(Protocol):
    """A place with a name: a group of people, a unit with its quota, a unit with its index."""

    @property
    def name(self) -> str:
        """The name as people call it."""


_Place = TypeVar("_Place", bound=Named)
_Member = TypeVar("_Member", bound=Named, covariant=True)


@dataclass(frozen=True, slots=True)
class Band(Generic[_Member]):
    """The places whose value lies from `low` to below `high`; equal ends: exactly there; None: no value is shown."""

    low: Decimal | None
    high: Decimal | None
    places: tuple[_Member, ...]
    has_high: bool = False
    """True where places that lie exactly at `high` are in it, too."""


def bands_of_share(places: Sequence[Group], codes: Iterable[str]) -> tuple[Band[Group], ...]:
    """Sort places into bands of equal width by the share of `codes`, lowest first; 100% is a band of its own."""
    wanted = tuple(codes)
    return _bands(places, lambda group: combined_share(group.breakdown, wanted).share, ends_at=_WHOLE)


def classes_of_share(places: Sequence[Group], codes: Iterable[str], most: int) -> tuple[Band[Group], ...]:
    """Sort places into at most so many bands by the share of `codes`, lowest first; 100% is in the highest."""
    wanted, just_below = tuple(codes), _WHOLE - Decimal("0.01")

    def value_of(group: Group) -> Decimal | None:
        share = combined_share(group.breakdown, wanted).share
        return share if share is None else min(share, just_below)

    bands = _bands(places, value_of, ends_at=None, most=most)
    return tuple(replace(band, has_high=band.high == _WHOLE) for band in bands)


def bands_of_size(places: Sequence[Group]) -> tuple[Band[Group], ...]:
    """Sort places into bands of equal width by the number of their people, smallest first."""
    people = ((group, group.breakdown.people) for group in places)
    sizes = {group: None if is_withheld(number) else Decimal(number) for group, number in people}
    return _bands(places, sizes.get, ends_at=None)


def bands_of(places: Iterable[_Place], value_of: Callable[[_Place], Decimal]) -> tuple[Band[_Place], ...]:
    """Sort places into bands of equal width by any value, lowest first."""
    return tuple(_of_equal_width([(value_of(place), place) for place in places], _MOST_BANDS))


def bands_around_zero(places: Iterable[_Place], value_of: Callable[[_Place], int]) -> tuple[Band[_Place], ...]:
    """Sort places into bands by a number that may be below zero, lowest first; 0 is a band of its own.

    The bands of both sides have one width, and nobody's is left out between the lowest and the highest.
    """
    valued = [(value_of(place), place) for place in places]
    farthest = max((abs(value) for value, _ in valued), default=0)
    step = int(band_width(Decimal(0), Decimal(farthest), _MOST_BANDS))

    def steps_from_zero(value: int) -> int:
        return -(-value // step) if value > 0 else value // step

    numbers = [steps_from_zero(value) for value, _ in valued]
    members: dict[int, list[_Place]] = {number: [] for number in range(min(numbers), max(numbers) + 1)}
    for value, place in valued:
        members[steps_from_zero(value)].append(place)
    return tuple(Band(*_whole_numbers(number, step), tuple(held)) for number, held in members.items())


def _whole_numbers(number: int, step: int) -> tuple[Decimal, Decimal]:
    """Give the first whole number of a band and the first beyond it; bands below zero have numbers below zero."""
    if number == 0:
        return Decimal(0), Decimal(1)
    low = (number - 1) * step + 1 if number > 0 else number * step
    return Decimal(low), Decimal(low + step)


def _bands(
    places: Sequence[_Place],
    value_of: Callable[[_Place], Decimal | None],
    ends_at: Decimal | None,
    most: int = _MOST_BANDS,
) -> tuple[Band[_Place], ...]:
    valued = [(value_of(group), group) for group in places]
    known = [(value, group) for value, group in valued if value is not None]
    without = tuple(group for value, group in valued if value is None)
    top = tuple(group for value, group in known if value == ends_at)
    below = [(value, group) for value, group in known if value != ends_at]
    bands = _of_equal_width(below, most)
    if top and ends_at is not None:
        bands.append(Band(ends_at, ends_at, top))
    return (*bands, *([Band(None, None, without)] if without else []))


def _of_equal_width(known: Sequence[tuple[Decimal, _Place]], most: int) -> list[Band[_Place]]:
    if not known:
        return []
    values = [value for value, _ in known]
    step = band_width(min(values), max(values), most)
    first, last = (int((end / step).to_integral_value(ROUND_FLOOR)) for end in (min(values), max(values)))
    members: dict[int, list[_Place]] = {place: [] for place in range(first, last + 1)}
    for value, group in known:
        members[int((value / step).to_integral_value(ROUND_FLOOR))].append(group)
    return [Band(place * step, (place + 1) * step, tuple(groups)) for place, groups in members.items()]


def band_width(low: Decimal, high: Decimal, most: int) -> Decimal:
    """Choose the round width of which at most so many bands hold everything between two values."""
    return next(
        (step for step in _STEPS if high // step - low // step < most),
        _STEPS[-1] * (1 + (high - low) // (_STEPS[-1] * most)),
    )


# Places put together by what they are


def gathered(places: Sequence[Group], key_of: Callable[[Group], tuple[str, str]]) -> tuple[Group, ...]:
    """Put places together by key and name (`key_of`), in the order in which the keys first come."""
    heads: dict[str, str] = {}
    members: dict[str, list[Group]] = {}
    for group in places:
        key, name = key_of(group)
        heads.setdefault(key, name)
        members.setdefault(key, []).append(group)
    return tuple(Group(key, heads[key], together(groups)) for key, groups in members.items())


def by_size(places: Sequence[Group]) -> tuple[Group, ...]:
    """Put places together by bands of their number of people, the smallest first; the name is «15 – 19»."""
    bands = [band for band in bands_of_size(places) if band.places]
    return tuple(Group(f"size {band.low}", size_range(band), together(band.places)) for band in bands)


def size_range(band: Band[Group]) -> str:
    """«15 – 19» for a band of numbers of people, «17» for one number."""
    low, last = int(band.low or 0), int(band.high or 1) - 1
    return f"{vietnamese.number(low)} – {vietnamese.number(last)}" if last > low else vietnamese.number(low)
