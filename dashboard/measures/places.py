"""Figures by place and over time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dashboard import labels
from dashboard.measures.breakdowns import Breakdown, together
from dashboard.measures.profiles import Coverage, Profile


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

    def ranked(self, codes: Iterable[str]) -> tuple[Group, ...]:
        """Groups by the share of `codes` together, highest first, ties by name.

        Those that are too small for a share have no rank: they come last, by name, those without people after them.
        """
        wanted = tuple(codes)

        def order(group: Group) -> tuple[int, Fraction, Any]:
            base = group.breakdown.base
            count = together(group.breakdown, wanted).count if group.breakdown.has_shares else 0
            unranked = 0 if group.breakdown.has_shares else 1 if base else 2
            return unranked, -Fraction(count, base or 1), labels.collation_key(group.name)

        return tuple(sorted(self.groups, key=order))

    def ranked_by_size(self) -> tuple[Group, ...]:
        """Groups by people, most first, ties by name."""
        return tuple(sorted(self.groups, key=lambda g: (-g.breakdown.people, labels.collation_key(g.name))))


@dataclass(frozen=True, slots=True)
class Moment:
    """One date of a trend and how complete it is.

    `is_comparable` False: the place's territory was another then than on the selected date.
    """

    as_of: date
    breakdown: Breakdown
    coverage: Coverage
    is_comparable: bool = True


@dataclass(frozen=True, slots=True)
class Trend:
    """One field over all dates that have data, oldest first."""

    field: str
    moments: tuple[Moment, ...]


def ranks(values: Mapping[str, int | Decimal | Fraction | None]) -> dict[str, int]:
    """Each code's place, 1 for the highest value; equal values share a place («1, 2, 2, 4»).

    A code without a value (a place too small for a share) has no place and takes none.
    """
    known = {code: value for code, value in values.items() if value is not None}
    ordered = sorted(known.values(), reverse=True)
    places: dict[int | Decimal | Fraction, int] = {}
    for place, value in enumerate(ordered, start=1):
        places.setdefault(value, place)
    return {code: places[value] for code, value in known.items()}
