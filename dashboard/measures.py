"""Counts and shares: the only place where a share is computed, from integers, with its base and its rounding rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import reference
from dashboard import labels

_HUNDREDTH = Decimal("0.01")


class Rounding(StrEnum):
    """How a share gets its two decimals.

    The published Bắc Ninh figures of 31/12/2023 cut (77,97); statisticians round half up (77,98).
    """

    HALF_UP = "half_up"
    CUT = "cut"
    LARGEST_REMAINDER = "largest_remainder"


def share(count: int, base: int, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """`count` as per cent of `base` with two decimals; 0.00 of an empty base.

    One part cannot know the others: with LARGEST_REMAINDER it is rounded half up (see `breakdown`).
    """
    if base == 0:
        return Decimal("0.00")
    mode = ROUND_DOWN if rounding is Rounding.CUT else ROUND_HALF_UP
    return (Decimal(count * 100) / Decimal(base)).quantize(_HUNDREDTH, rounding=mode)


def shares(counts: Iterable[int], rounding: Rounding = Rounding.HALF_UP) -> list[Decimal]:
    """The shares of parts of one whole; with LARGEST_REMAINDER they add up to 100.00 exactly.

    Ties of the remainder go to the earlier part.
    """
    numbers = list(counts)
    base = sum(numbers)
    if rounding is not Rounding.LARGEST_REMAINDER or base == 0:
        return [share(number, base, rounding) for number in numbers]
    floors = [number * 10_000 // base for number in numbers]
    remainders = [number * 10_000 % base for number in numbers]
    missing = 10_000 - sum(floors)
    for index in sorted(range(len(numbers)), key=lambda i: (-remainders[i], i))[:missing]:
        floors[index] += 1
    return [Decimal(floor) / 100 + Decimal("0.00") for floor in floors]


@dataclass(frozen=True, slots=True)
class Part:
    """One value's people: `code` None is «Không khai»; `share` is per cent of the breakdown's base."""

    code: str | None
    label: str
    short_label: str
    count: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A field's parts in the code list's order, «Không khai» last; their counts add up to `base`."""

    field: str
    base: int
    parts: tuple[Part, ...]
    rounding: Rounding

    def part(self, code: str | None) -> Part:
        """The part of that code; KeyError when the list does not have it."""
        for part in self.parts:
            if part.code == code:
                return part
        raise KeyError(code)


NOT_DECLARED = labels.NOT_DECLARED
_LISTED = frozenset(reference.code_lists()) | {"age_band"}


def is_listed(field: str) -> bool:
    """Whether the field has a code list (a free text such as the ethnic group has none)."""
    return field in _LISTED


def _values(field: str, counts: Mapping[str | None, int]) -> list[tuple[str, str, str]]:
    """Code, label and short label of each value in order; a free text's values by size, then by name."""
    if field == "age_band":
        return [(band.code, band.label, band.short_label) for band in reference.age_bands()]
    if is_listed(field):
        return [(value.code, value.label, value.short_label) for value in reference.code_lists()[field]]
    texts = sorted((text for text in counts if text is not None), key=labels.collation_key)
    return [(text, text, text) for text in sorted(texts, key=lambda text: -counts[text])]


def breakdown(field: str, counts: Mapping[str | None, int], rounding: Rounding = Rounding.HALF_UP) -> Breakdown:
    """The breakdown of people counted by a field's codes (None: the roster does not say).

    Every value of the code list is a part, also with nobody in it; «Không khai» only where there are any.
    Raises KeyError for a code that the list does not have: a count is never dropped.
    """
    values = _values(field, counts)
    unknown = set(counts) - {code for code, _, _ in values} - {None}
    if unknown:
        raise KeyError(f"{field}: {sorted(map(str, unknown))}")
    rows: list[tuple[str | None, str, str]] = [*values]
    if counts.get(None):
        rows.append((None, labels.NOT_DECLARED, labels.NOT_DECLARED))
    numbers = [counts.get(code, 0) for code, _, _ in rows]
    parts = zip(rows, numbers, shares(numbers, rounding), strict=True)
    return Breakdown(
        field,
        sum(numbers),
        tuple(Part(code, label, short, number, part) for (code, label, short), number, part in parts),
        rounding,
    )


UNIVERSITY_OR_HIGHER = ("doctorate", "masters", "bachelors")
WITH_IT_EVIDENCE = ("degree", "certificate")


@dataclass(frozen=True, slots=True)
class Proportion:
    """`count` people of `base`; `share` is per cent."""

    count: int
    base: int
    share: Decimal


def together(whole: Breakdown, codes: Iterable[str | None]) -> Proportion:
    """Several parts as one («đại học trở lên»): the share of their summed count, not the sum of their shares."""
    count = sum(whole.part(code).count for code in codes)
    return Proportion(count, whole.base, share(count, whole.base, whole.rounding))


def change_in_points(now: Decimal, before: Decimal) -> Decimal:
    """The change between two shares as they are shown, in percentage points: what a reader would subtract."""
    return now - before


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a place's units have a roster on the date."""

    units_with_roster: int
    units_total: int

    @property
    def is_complete(self) -> bool:
        """Whether every unit has a roster."""
        return self.units_with_roster >= self.units_total


@dataclass(frozen=True, slots=True)
class Profile:
    """The figures of one group of people that the pages open with."""

    headcount: int
    category: Breakdown
    education: Breakdown
    it: Breakdown
    university: Proportion
    it_evidence: Proportion


def profile(
    category: Mapping[str | None, int],
    education: Mapping[str | None, int],
    it: Mapping[str | None, int],
    rounding: Rounding = Rounding.HALF_UP,
) -> Profile:
    """The profile of people counted three ways; ValueError when the three do not count the same people."""
    by_education, by_it = breakdown("education", education, rounding), breakdown("it", it, rounding)
    by_category = breakdown("category", category, rounding)
    if not by_category.base == by_education.base == by_it.base:
        raise ValueError(f"bases differ: {by_category.base}, {by_education.base}, {by_it.base}")
    return Profile(
        by_category.base,
        by_category,
        by_education,
        by_it,
        together(by_education, UNIVERSITY_OR_HIGHER),
        together(by_it, WITH_IT_EVIDENCE),
    )


@dataclass(frozen=True, slots=True)
class Changes:
    """A profile against an earlier one: people, and percentage points of the shares as shown."""

    since: date
    headcount: int
    cadres: int
    civil_servants: int
    university_points: Decimal
    it_points: Decimal


def changes(now: Profile, before: Profile, since: date) -> Changes | None:
    """What changed since `before`; None when there was nobody then, or is nobody now."""
    if not now.headcount or not before.headcount:
        return None
    return Changes(
        since,
        now.headcount - before.headcount,
        now.category.part("cadre").count - before.category.part("cadre").count,
        now.category.part("civil_servant").count - before.category.part("civil_servant").count,
        change_in_points(now.university.share, before.university.share),
        change_in_points(now.it_evidence.share, before.it_evidence.share),
    )


@dataclass(frozen=True, slots=True)
class Overview:
    """A selection's profile, the change on the year before (None: nothing comparable) and how complete it is."""

    profile: Profile
    changes: Changes | None
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class UnitMeasure:
    """One commune (`level` commune) or district (`level` district) with its figures.

    `unit_type` is a code of the code list for a commune, `city`, `town` or `rural_district` for a district;
    `coverage` of a commune is 0/1 or 1/1. Without a roster the profile's base is 0.
    """

    code: str
    name: str
    level: str
    unit_type: str
    district_code: str | None
    district_name: str | None
    coverage: Coverage
    profile: Profile


@dataclass(frozen=True, slots=True)
class Group:
    """One place's breakdown; `code` None: the communes of a date without district level."""

    code: str | None
    name: str
    breakdown: Breakdown


@dataclass(frozen=True, slots=True)
class GroupedBreakdown:
    """One field by place (`by`: `district`, `unit`), groups in the order of their codes; `province` to compare with."""

    field: str
    by: str
    groups: tuple[Group, ...]
    province: Breakdown

    def ranked(self, codes: Iterable[str | None]) -> tuple[Group, ...]:
        """Groups by the share of `codes` together, highest first, ties by name; those without people last."""
        wanted = tuple(codes)

        def order(group: Group) -> tuple[bool, Fraction, Any]:
            base = group.breakdown.base
            count = together(group.breakdown, wanted).count
            return base == 0, -Fraction(count, base or 1), labels.collation_key(group.name)

        return tuple(sorted(self.groups, key=order))

    def ranked_by_size(self) -> tuple[Group, ...]:
        """Groups by people, most first, ties by name."""
        return tuple(sorted(self.groups, key=lambda g: (-g.breakdown.base, labels.collation_key(g.name))))


@dataclass(frozen=True, slots=True)
class Moment:
    """One date of a trend; `is_comparable` False: the place's territory was another then than on the selected date."""

    as_of: date
    breakdown: Breakdown
    is_comparable: bool = True


@dataclass(frozen=True, slots=True)
class Trend:
    """One field over all dates that have data, oldest first."""

    field: str
    moments: tuple[Moment, ...]


def ranks(values: Mapping[str, int | Decimal | Fraction]) -> dict[str, int]:
    """Each code's place, 1 for the highest value; equal values share a place («1, 2, 2, 4»)."""
    ordered = sorted(values.values(), reverse=True)
    places: dict[int | Decimal | Fraction, int] = {}
    for place, value in enumerate(ordered, start=1):
        places.setdefault(value, place)
    return {code: places[value] for code, value in values.items()}
