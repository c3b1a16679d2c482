"""Indicators of units: value and rank of each on a day, parts, history, and the people present beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import reference
from reference.bodies import Tier, bodies_on
from reference.figures import INDICATORS, Measure, measures_of
from reference.provinces import communes_of, districts_of, provinces_on
from reference.territory import is_same_territory
from reference.units import version_on
from stats import queries
from stats.cube import Question
from stats.movements import reporting_units
from stats.queries.figures import FigureRow, own_measures
from stats.quotas import figure_rows
from stats.selection import Selection
from stats.shares import DECIMALS
from stats.source import StatisticsSource

COMMUNES, DISTRICTS, BODIES = "commune", "district", "body"
LEVELS = (COMMUNES, DISTRICTS, BODIES)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A unit's number: points out of `maximum` with `share` (per cent of it), its rank, and the people beside it.

    `rank` counts from 1, equal ones share it; None where a measure has no better side. `beside`: the number for each
    person, or as per cent of them; None where nobody, or too few, are known.
    """

    code: str
    name: str
    value: Decimal
    maximum: Decimal | None
    share: Decimal | None
    rank: int | None
    present: int | None
    beside: Decimal | None
    where: str

    @property
    def compared(self) -> Decimal:
        """The number that ranks go by: the share where each unit has a maximum of its own, else the value.

        Two decimals, whatever a screen shows: who is equal on paper is equal everywhere.
        """
        return self.value if self.share is None or not self.maximum else _share(self.value, self.maximum)

    @property
    def shown(self) -> Decimal:
        """The same number with the decimals of its source: the share, else the value."""
        return self.value if self.share is None else self.share


@dataclass(frozen=True, slots=True)
class PartValue:
    """A part of an index over all units (or of one): mean points, the maximum, and the share of it of each unit."""

    code: str
    label: str
    mean: Decimal
    maximum: Decimal | None
    share: Decimal | None
    shares: tuple[tuple[str, Decimal], ...]
    """The units' names with their shares of the maximum, in the order of the ranking."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the units of a level on a day, best first.

    `people_on`: the day of the rosters beside it; `without`: units of the register that have no number.
    """

    measure: Measure
    as_of: date
    values: tuple[IndicatorValue, ...]
    parts: tuple[PartValue, ...]
    people_on: date | None
    without: tuple[str, ...]
    is_demo: bool
    decimals: int = DECIMALS
    """The decimals of shares."""
    is_of_part: bool = False
    """True where only the units of a district or of a kind are looked at."""

    @property
    def is_of_own_maxima(self) -> bool:
        """True where the units have different maxima, and ranks go by the share of them."""
        return self.measure.varies and any(value.share is not None for value in self.values)

    @property
    def total(self) -> Decimal:
        """The sum, which says something of counts alone."""
        return sum((value.value for value in self.values), Decimal(0))

    @property
    def mean(self) -> Decimal | None:
        """The plain mean of the units: of shares where ranks go by them, else with two decimals."""
        decimals = self.decimals if self.is_of_own_maxima else DECIMALS
        return _mean([value.compared for value in self.values], decimals)

    @property
    def present(self) -> int | None:
        """The people of the units that have a number and a roster."""
        known = [value.present for value in self.values if value.present is not None]
        return sum(known) if known else None

    @property
    def beside(self) -> Decimal | None:
        """The number for each person, or per cent of them, over the units that have both."""
        both = [value for value in self.values if value.present]
        people = sum(value.present or 0 for value in both)
        return _beside(self.measure, sum((value.value for value in both), Decimal(0)), people or None, self.decimals)


def indicator_catalogue(source: StatisticsSource) -> dict[str, Measure]:
    """Give the indicators by code: those of the catalogue, then the office's own."""
    return source.derive(_catalogue)


def _catalogue(source: StatisticsSource) -> dict[str, Measure]:
    known = {measure.code: measure for measure in measures_of(INDICATORS)}
    return known | {measure.code: measure for measure in source.ask(own_measures) if measure.code not in known}


def _rows(source: StatisticsSource) -> tuple[FigureRow, ...]:
    return figure_rows(source, INDICATORS).rows


def known_indicators(source: StatisticsSource) -> tuple[Measure, ...]:
    """List the indicators that have numbers, without the parts of others."""
    held = {row.measure for row in _rows(source)}
    catalogue = indicator_catalogue(source).values()
    return tuple(measure for measure in catalogue if measure.code in held and measure.part_of not in held)


def levels_of(source: StatisticsSource, code: str) -> tuple[str, ...]:
    """List the levels that an indicator has numbers of: communes first, then districts, then bodies."""
    held = {row.level for row in _rows(source) if row.measure == code}
    return tuple(level for level in LEVELS if level in held)


def periods_of(source: StatisticsSource, code: str, level: str = COMMUNES) -> tuple[date, ...]:
    """List the days of an indicator's numbers, newest first."""
    days = {row.as_of for row in _rows(source) if (row.measure, row.level) == (code, level)}
    return tuple(sorted(days, reverse=True))


def units_within(source: StatisticsSource, selection: Selection, level: str = COMMUNES) -> frozenset[str] | None:
    """Collect the communes of a selection's place and kind on its date; None where it has neither, or is a commune."""
    if level != COMMUNES or not selection.is_narrowed or selection.unit:
        return None
    return reporting_units(source, replace(selection, category=None, level=Tier.COMMUNE))


def indicator(
    source: StatisticsSource, code: str, as_of: date, level: str = COMMUNES, units: frozenset[str] | None = None
) -> Indicator:
    """Give an indicator on one of its days (`periods_of`), by the units that stood on it; KeyError for an unknown code.

    People are those of the newest rosters up to that day, invented ones beside invented numbers alone. `units`: the
    only ones that are ranked, summed and missed (`units_within`).
    """
    measure = indicator_catalogue(source)[code]
    numbers = figure_rows(source, INDICATORS)
    here = [row for row in numbers.rows if (row.as_of, row.level, row.department) == (as_of, level, "")]
    stand = _standing(source.province, as_of, level)
    stand = stand if units is None else stand & units
    own = [row for row in here if row.measure == code and row.unit_code in stand]
    is_beside = not numbers.rows or numbers.is_demo == source.ask(queries.is_demo)
    day = next((each for each in source.dates() if each <= as_of), None) if is_beside and level != BODIES else None
    people = _people(source, day, level) if day else {}
    decimals = source.rounding.decimals
    values = _ranked(measure, [_value(measure, row, people.get(row.unit_code), day, decimals) for row in own])
    register = source.register(as_of) if level == COMMUNES else ()
    codes = {row.unit_code for row in own}
    return Indicator(
        measure,
        as_of,
        values,
        _parts(source, measure, here, values),
        people_on=day if any(value.present is not None for value in values) else None,
        without=tuple(row.name for row in register if row.code in stand - codes),
        is_demo=numbers.is_demo,
        decimals=source.rounding.decimals,
        is_of_part=units is not None,
    )


def _standing(province: str, day: date, level: str) -> frozenset[str]:
    """The codes of the units of a level that stood on a day, in the province and in those that went into it."""
    if level == BODIES:
        return frozenset(body.code for body in bodies_on(day, province))
    units = communes_of if level == COMMUNES else districts_of
    return frozenset(unit.code for home in provinces_on(province, day) for unit in units(home, day))


def _people(source: StatisticsSource, day: date, level: str) -> dict[str, int]:
    axis = "unit" if level == COMMUNES else "district"
    counts = source.cube(Question(Selection(day), (axis,))).counts
    return {code: number for (code,), number in counts.items() if code is not None}


def _value(measure: Measure, row: FigureRow, present: int | None, day: date | None, decimals: int) -> IndicatorValue:
    is_same = day is not None and version_on(row.unit_code, day) == version_on(row.unit_code, row.as_of)
    people = present if is_same else None
    maximum = row.maximum or measure.maximum
    share = _share(row.value, maximum, decimals) if measure.varies and maximum else None
    where = f"{row.file} › {row.sheet} › ô {row.cell}"
    beside = _beside(measure, row.value, people, decimals)
    return IndicatorValue(
        row.unit_code,
        row.unit_name,
        value=row.value,
        maximum=maximum,
        share=share,
        rank=None,
        present=people,
        beside=beside,
        where=where,
    )


def _share(value: Decimal, maximum: Decimal, decimals: int = DECIMALS) -> Decimal:
    return _rounded(value * _HUNDRED / maximum, decimals)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _beside(measure: Measure, value: Decimal, people: int | None, decimals: int) -> Decimal | None:
    """Hold a number against people: for each of them, or per cent of them; of too few nothing is said."""
    if not measure.beside or not people or people < reference.limit("smallest_base"):
        return None
    if measure.beside == "per_head":
        return _rounded(value / people, DECIMALS)
    return _rounded(value * _HUNDRED / people, decimals)


def _ranked(measure: Measure, values: Sequence[IndicatorValue]) -> tuple[IndicatorValue, ...]:
    """Sort the values, best first, and give each its rank; equal ones share it."""
    sign = -1 if measure.higher is not False else 1
    ordered = sorted(values, key=lambda value: (sign * value.compared, value.code))
    if measure.higher is None:
        return tuple(ordered)
    ranks: dict[Decimal, int] = {}
    for place, value in enumerate(ordered, start=1):
        ranks.setdefault(value.compared, place)
    return tuple(replace(value, rank=ranks[value.compared]) for value in ordered)


def _parts(
    source: StatisticsSource, measure: Measure, here: Iterable[FigureRow], values: Sequence[IndicatorValue]
) -> tuple[PartValue, ...]:
    names = {value.code: value.name for value in values}
    parts = [part for part in indicator_catalogue(source).values() if part.part_of == measure.code]
    lines, decimals = [], source.rounding.decimals
    for part in parts:
        rows = {row.unit_code: row for row in here if row.measure == part.code and row.unit_code in names}
        if not rows:
            continue
        mean = _mean([row.value for row in rows.values()]) or Decimal(0)
        highest = part.maximum
        shares = tuple(
            (names[code], _share(rows[code].value, rows[code].maximum or highest or Decimal(1), decimals))
            for code in names
            if code in rows and (rows[code].maximum or highest)
        )
        average = _share_of_mean(rows.values(), highest, decimals)
        lines.append(PartValue(part.code, part.short_label, mean=mean, maximum=highest, share=average, shares=shares))
    return tuple(lines)


def _share_of_mean(rows: Iterable[FigureRow], maximum: Decimal | None, decimals: int) -> Decimal | None:
    values = [row.value for row in rows]
    if not maximum or not values:
        return None
    return _rounded(sum(values, Decimal(0)) * _HUNDRED / (maximum * len(values)), decimals)


def _mean(values: Sequence[Decimal], decimals: int = DECIMALS) -> Decimal | None:
    return _rounded(sum(values, Decimal(0)) / len(values), decimals) if values else None


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """An indicator on one of its days: of one unit, and of all (mean of points, sum of counts)."""

    as_of: date
    own: Decimal | None
    whole: Decimal | None


def _is_same(unit: str, day: date, up_to: date, level: str) -> bool:
    """Tell whether a unit is the same on both days: bodies keep their name where the province's title changes."""
    if level == BODIES:
        return is_same_territory(unit, day, up_to)
    return version_on(unit, day) == version_on(unit, up_to)


def history(
    source: StatisticsSource, code: str, selection: Selection, level: str = COMMUNES
) -> tuple[HistoryPoint, ...]:
    """Follow an indicator of a place over its days up to the selection's, oldest first.

    A unit's line begins with its territory, that of a district with the units that it had on each day.
    """
    points, unit = [], selection.unit
    for day in reversed(periods_of(source, code, level)):
        if day > selection.as_of:
            continue
        numbers = source.derive(indicator, code, day, level, units_within(source, selection.on(day), level))
        own = next((value for value in numbers.values if value.code == unit), None)
        is_same = unit is None or _is_same(unit, day, selection.as_of, level)
        whole = numbers.total if numbers.measure.is_whole else numbers.mean
        points.append(HistoryPoint(day, own.shown if own and is_same else None, whole if numbers.values else None))
    return tuple(points)
