"""The figures that pages open with: headcount, levels, their change since another date, and the coverage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stats.cube import Coverage
from stats.measures.breakdowns import (
    UNIVERSITY_OR_HIGHER,
    WITH_IT_EVIDENCE,
    Breakdown,
    Proportion,
    breakdown,
    combined_share,
)
from stats.shares import Rounding, Rule, change_in_points


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
    rounding: Rule = Rounding.HALF_UP,
) -> Profile:
    """The profile of people counted three ways; ValueError when the three do not count the same people."""
    by_education, by_it = breakdown("education", education, rounding), breakdown("it", it, rounding)
    by_category = breakdown("category", category, rounding)
    if not by_category.base == by_education.base == by_it.base:
        raise ValueError(f"bases differ: {by_category.base}, {by_education.base}, {by_it.base}")
    return Profile(
        by_category.base,
        by_category,
        education=by_education,
        it=by_it,
        university=combined_share(by_education, UNIVERSITY_OR_HIGHER),
        it_evidence=combined_share(by_it, WITH_IT_EVIDENCE),
    )


@dataclass(frozen=True, slots=True)
class Changes:
    """A profile against an earlier one: people, and percentage points of the shares as shown (None: one is not)."""

    since: date
    headcount: int
    cadres: int
    civil_servants: int
    university_points: Decimal | None
    it_points: Decimal | None


def changes(now: Profile, before: Profile, since: date) -> Changes | None:
    """Compare with the profile of `before`; None when there was nobody then, or is nobody now."""
    if not now.headcount or not before.headcount:
        return None
    return Changes(
        since,
        now.headcount - before.headcount,
        cadres=now.category.part("cadre").count - before.category.part("cadre").count,
        civil_servants=now.category.part("civil_servant").count - before.category.part("civil_servant").count,
        university_points=change_in_points(now.university.share, before.university.share),
        it_points=change_in_points(now.it_evidence.share, before.it_evidence.share),
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """The reason why a change is withheld: on the two dates other units have a roster, `now` and `then` of so many."""

    as_of: date
    now: Coverage
    since: date
    then: Coverage


@dataclass(frozen=True, slots=True)
class OtherTerritory:
    """The year before, on which the place was another territory: its day and the number of its units then.

    `provinces`: names of those that went into the province of today and have no roster of that day. `is_body`: the
    place is one body, which others have gone into since.
    """

    since: date
    units: int
    provinces: tuple[str, ...] = ()
    is_province: bool = True
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer to the question whether figures of two dates may be compared, and the reason where they may not.

    `gap`: the place is the same, but the units that have a roster are not. `other`: the place is another.
    """

    is_fair: bool
    gap: Gap | None = None
    other: OtherTerritory | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """A selection's profile, the change on the year before (None: nothing comparable) and how complete it is.

    `gap`: the place is the same, but the units that have a roster are not. `other`: the place is another.
    """

    profile: Profile
    changes: Changes | None
    coverage: Coverage
    gap: Gap | None = None
    other: OtherTerritory | None = None
