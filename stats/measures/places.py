"""Figures by place and over time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from reference import vietnamese
from stats.cube import Coverage
from stats.disclosure import is_withheld
from stats.measures.breakdowns import Breakdown, Proportion, combined_share, ordered_values
from stats.measures.profiles import Profile

_NOWHERE = Coverage(0, 0)


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


class Level(StrEnum):
    """The places by which people are grouped: their kind, or what communes have in common."""

    DISTRICT = "district"
    UNIT = "unit"
    UNIT_TYPE = "unit_type"
    SIZE = "size"

    @property
    def is_gathered(self) -> bool:
        """True where communes are put together by what they are."""
        return self in (Level.UNIT_TYPE, Level.SIZE)


@dataclass(frozen=True, slots=True)
class Group:
    """One place's breakdown; `code` None: the communes of a date without district level.

    `coverage`: of the units of a district, or of a commune without a roster (0/1); None: it does not matter.
    """

    code: str | None
    name: str
    breakdown: Breakdown
    coverage: Coverage | None = None

    @property
    def is_known(self) -> bool:
        """False where no unit of the place has a roster, so that nobody is counted."""
        return self.coverage is None or self.coverage.units_with_roster > 0

    @property
    def is_place(self) -> bool:
        """False for those who are in no place of the level, such as people of a unit that was split since."""
        return self.code is not None or self.name == vietnamese.PROVINCIAL


@dataclass(frozen=True, slots=True)
class GroupedBreakdown:
    """One field by place (`by`: a `Level`), groups in the order of their codes; `province` to compare with.

    `without_roster`: the places of which no unit has a roster, in the order of their names; nobody is in them.
    `coverage`: the province's.
    """

    field: str
    by: str
    groups: tuple[Group, ...]
    province: Breakdown
    without_roster: tuple[Group, ...] = ()
    coverage: Coverage = _NOWHERE

    def ranked(self, codes: Iterable[str]) -> tuple[Group, ...]:
        """Groups by the share of `codes` together, highest first, ties by name.

        Those that are too small for a share have no rank: they come last, by name, those without people after them.
        """
        wanted = tuple(codes)

        def order(group: Group) -> tuple[int, Fraction, Any]:
            base = group.breakdown.base
            proportion = combined_share(group.breakdown, wanted)
            count = 0 if proportion.share is None else proportion.count
            unranked = 0 if proportion.share is not None else 1 if base else 2
            return unranked, -Fraction(count, base or 1), vietnamese.collation_key(group.name)

        return tuple(sorted(self.groups, key=order))

    def ranked_by_size(self) -> tuple[Group, ...]:
        """Groups by people, most first, ties by name."""
        return tuple(sorted(self.groups, key=lambda g: (-g.breakdown.people, vietnamese.collation_key(g.name))))

    def extremes(self, codes: Iterable[str]) -> "Extremes | None":
        """The places with the highest and the lowest share of `codes` together; None where fewer than two have one."""
        wanted = tuple(codes)
        known = [g for g in self.groups if g.is_place and g.breakdown.has_shares and not g.breakdown.is_untold]
        figures = {group: combined_share(group.breakdown, wanted) for group in known}
        return None if _is_any_withheld(figures.values()) else _extremes(figures)

    def extremes_of_size(self) -> "Extremes | None":
        """The places with most and with fewest people; None where there are fewer than two."""
        figures = {g: Proportion(g.breakdown.people, 1, None) for g in self.groups if g.is_place}
        return None if _is_any_withheld(figures.values()) else _extremes(figures)


def _is_any_withheld(figures: Iterable[Proportion]) -> bool:
    """Tell whether one of the places may stand higher or lower than all whose figure is given."""
    return any(is_withheld(figure.count) for figure in figures)


@dataclass(frozen=True, slots=True)
class Extremes:
    """The places on both ends, equal ones together in the order of their names; `most` and `least`: their figures."""

    highest: tuple[Group, ...]
    lowest: tuple[Group, ...]
    most: Proportion
    least: Proportion

    @property
    def is_level(self) -> bool:
        """True where all places are equal, so that none stands out."""
        return self.highest == self.lowest


def _extremes(figures: Mapping[Group, Proportion]) -> Extremes | None:
    """The ends of the exact fractions: places that only look equal once rounded are told apart."""
    if len(figures) < 2:
        return None
    exact = {group: Fraction(figure.count, figure.base) for group, figure in figures.items()}
    ends = []
    for end in (max(exact.values()), min(exact.values())):
        groups = [group for group, value in exact.items() if value == end]
        ends.append(tuple(sorted(groups, key=lambda group: vietnamese.collation_key(group.name))))
    highest, lowest = ends
    return Extremes(highest, lowest, figures[highest[0]], figures[lowest[0]])


@dataclass(frozen=True, slots=True)
class Territory:
    """The places of a selection in the register, whether they have sent or not, by kind in the official order.

    `units`: code of the kind and number. `districts`: kind and names without it («Bắc Ninh»), of a whole province only.
    """

    units: tuple[tuple[str, int], ...]
    districts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def units_total(self) -> int:
        """All commune-level units."""
        return sum(number for _, number in self.units)

    @property
    def districts_total(self) -> int:
        """All districts."""
        return sum(len(names) for _, names in self.districts)


def territory(unit_types: Iterable[str], districts: Iterable[tuple[str, str]] = ()) -> Territory:
    """The territory of units of those types and of districts told as (kind, name as the register writes it)."""
    numbers = Counter(unit_types)
    order = [code for code, _, _ in ordered_values("unit_type", {}) if numbers[code]]
    kinds: dict[str, list[str]] = {kind: [] for kind in vietnamese.DISTRICT_KINDS}
    for kind, name in districts:
        kinds.setdefault(kind, []).append(name.removeprefix(f"{vietnamese.district_kind(kind)} "))
    named = ((kind, tuple(sorted(names, key=vietnamese.collation_key))) for kind, names in kinds.items() if names)
    return Territory(tuple((code, numbers[code]) for code in order), tuple(named))


class Interruption(StrEnum):
    """The reason why a date is not comparable with the one before it."""

    TERRITORY = "territory"
    """The place was another territory."""
    UNITS = "units"
    """Other units have a roster, and not all of them have one on both dates."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One date of a trend and how complete it is.

    `is_comparable` False: the place's territory was another then than on the selected date. `summed`: the number of
    units of that date whose figures were added up, 1 for a unit's own. `interruption`: why no line may join the point
    to the one before it; None: one may. `is_printed`: of that date there are no people, only the counts of a printed
    table; `is_total_only`: it prints everybody alone, not the field.
    """

    as_of: date
    breakdown: Breakdown
    coverage: Coverage
    is_comparable: bool = True
    summed: int = 1
    interruption: Interruption | None = None
    is_printed: bool = False
    is_total_only: bool = False


@dataclass(frozen=True, slots=True)
class TrendGap:
    """A date that has data, but none that can be given of the place.

    `reason`: `other_unit` (its code was another unit's then), `split` (a part of a unit went into it), `lost` (the
    register does not know where units of its district went), `missing` (units have no roster); `units`: their names.
    """

    as_of: date
    reason: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trend:
    """One field over the dates that have data up to the selected one, oldest first."""

    field: str
    points: tuple[TrendPoint, ...]
    gaps: tuple[TrendGap, ...] = ()
    """The dates that are left out, oldest first."""

    @property
    def comparable(self) -> tuple[TrendPoint, ...]:
        """The dates of the territory that is looked at which tell the field of all units, up to the newest one.

        None while the newest one lacks units: the line would end at another number than that of its day.
        """
        if not self.points or not self.points[-1].coverage.is_complete:
            return ()
        whole = (point for point in self.points if point.is_comparable and point.coverage.is_complete)
        return tuple(point for point in whole if not point.is_total_only)


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
