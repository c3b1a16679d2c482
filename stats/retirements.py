"""Retirements: who reaches the age of Nghị định 135/2020/NĐ-CP in which month, and what leaves with them.

A person stands in one of four groups: `due` within the years looked at, `past` the age on the day, `later`, or
`unknown`, where birth date or gender does not tell. The four add up to all people of the selection.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from reference.ages import Month, retirement_of, retirement_on
from stats.cube import Key, Question
from stats.quotas import Quotas, Standing, UnitStanding, kinds_given, quotas, standing_of
from stats.selection import Selection, View
from stats.source import StatisticsSource

LEAVING_FIELDS = ("education", "it", "position")
"""The fields whose loss is told: what leaves with those who retire."""
_FIELDS = ("unit", "birth_date", "gender", "category", "department", *LEAVING_FIELDS)
DUE, PAST, LATER, UNKNOWN = "due", "past", "later", "unknown"
_Group = TypeVar("_Group", int, Month, tuple[str, Month])


@dataclass(frozen=True, slots=True)
class Retirees:
    """So many people of one unit, month and kind; `month` None: unknown. `is_year_only`: of the birth date, a year."""

    unit: str | None
    group: str
    month: Month | None
    is_year_only: bool
    codes: Key
    """The values of LEAVING_FIELDS."""
    is_counted: bool
    """True where they count against the quota."""
    people: int


@dataclass(frozen=True, slots=True)
class Sum:
    """People, and those among them of whom only the birth year is known, whose month is the law's earliest."""

    people: int
    year_only: int


@dataclass(frozen=True, slots=True)
class UnitOutlook:
    """A unit's retirements and its posts.

    `due`, `past`: people. `quota`, `present`: of those who count against the quota; None: not given, no roster.
    `leaving`: those of `present` who are due or past.
    """

    code: str
    name: str
    district: str
    due: Sum
    past: Sum
    quota: int | None = None
    present: int | None = None
    leaving: int = 0

    @property
    def gap(self) -> int | None:
        """People beyond the quota today; below zero: posts that are free."""
        return None if self.quota is None or self.present is None else self.present - self.quota

    @property
    def gap_after(self) -> int | None:
        """The same once all who are due or past have left and nobody has come."""
        return None if self.gap is None else self.gap - self.leaving


@dataclass(frozen=True, slots=True)
class Retirements:
    """The retirements of a selection's people from its month to `last`, which is `years` after it.

    `measure`: the kind of quota that posts are held against; "": none is given, or the rosters are of another kind.
    """

    as_of: date
    years: int
    retirees: tuple[Retirees, ...]
    units: tuple[UnitOutlook, ...]
    measure: str = ""

    @property
    def first(self) -> Month:
        """The month of the day that is looked from."""
        return Month(self.as_of.year, self.as_of.month)

    @property
    def last(self) -> Month:
        """The last month that is looked at."""
        return self.first.after(12 * self.years)

    @property
    def people(self) -> int:
        """Everybody of the selection."""
        return sum(each.people for each in self.retirees)

    def of_group(self, group: str) -> Sum:
        """Sum the people of a group: DUE, PAST, LATER or UNKNOWN."""
        return total(each for each in self.retirees if each.group == group)

    def by_month(self) -> dict[Month, Sum]:
        """Sum those who are due by the month in which they reach the age, without months of nobody."""
        return self._by(lambda each: each.month or self.first)

    def by_year(self) -> dict[int, Sum]:
        """Sum those who are due by year; every year of the time, also one of nobody."""
        sums = self._by(lambda each: (each.month or self.first).year)
        return {year: sums.get(year, Sum(0, 0)) for year in range(self.first.year, self.last.year + 1)}

    def by_unit_and_month(self) -> dict[tuple[str, Month], Sum]:
        """Sum those who are due by unit and month, in the order of codes and months; nobody of no unit."""
        return self._by(lambda each: (each.unit or "", each.month or self.first))

    def leaving(self, field: str) -> dict[str | None, int]:
        """Count those who are due by a field of LEAVING_FIELDS, most first; None: the roster does not say."""
        place = LEAVING_FIELDS.index(field)
        counts: dict[str | None, int] = {}
        for each in self._due:
            counts[each.codes[place]] = counts.get(each.codes[place], 0) + each.people
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] or "")))

    @property
    def _due(self) -> list[Retirees]:
        return [each for each in self.retirees if each.group == DUE]

    def _by(self, key: Callable[[Retirees], _Group]) -> dict[_Group, Sum]:
        groups: dict[_Group, list[Retirees]] = {}
        for each in self._due:
            groups.setdefault(key(each), []).append(each)
        return {group: total(groups[group]) for group in sorted(groups)}


def total(retirees: Iterable[Retirees]) -> Sum:
    """Sum people."""
    held = list(retirees)
    return Sum(sum(each.people for each in held), sum(each.people for each in held if each.is_year_only))


def retirements(source: StatisticsSource, selection: Selection, years: int) -> Retirements:
    """Find when a selection's people reach the retirement age, and what their leaving means for each unit's posts."""
    held = _quotas(source, selection)
    cube = source.cube(Question(selection, _FIELDS))
    kinds = {row.code: row.unit_type for row in source.rows_of(selection)}
    retirees = tuple(
        _retirees(key, number, as_of=selection.as_of, years=years, held=held, kinds=kinds)
        for key, number in cube.counts.items()
    )
    return Retirements(
        selection.as_of,
        years,
        retirees,
        _units(source, selection, retirees, held),
        held.measure if held else "",
    )


def _quotas(source: StatisticsSource, selection: Selection) -> Quotas | None:
    """Give the kind of quota that is given first, where it is of the selection's people and units."""
    given = kinds_given(source, selection.as_of, selection.level)
    if not given or selection.territory is not View.REPORTED or selection.category is not None:
        return None
    held = source.derive(quotas, selection, given[0])
    return held if held.is_beside and held.has_quotas else None


def _retirees(
    key: Key, people: int, as_of: date, years: int, held: Quotas | None, kinds: Mapping[str, str]
) -> Retirees:
    unit, born, gender, category, department, *codes = key
    standing = (
        standing_of(held.rules, kinds.get(unit or "", ""), category, department, codes[-1]) if held else Standing.APART
    )
    return Retirees(
        unit,
        group_of(born, gender, as_of, years),
        month_of(born, gender),
        is_year_only=bool(born and "-" not in born),
        codes=tuple(codes),
        is_counted=standing is not Standing.APART,
        people=people,
    )


def month_of(birth_date: str | None, gender: str | None) -> Month | None:
    """Find the month in which somebody reaches the retirement age; None where birth date or gender is not known."""
    return retirement_of(birth_date, gender)[0] if birth_date and gender else None


def group_of(birth_date: str | None, gender: str | None, as_of: date, years: int) -> str:
    """Tell in which group somebody stands: DUE, PAST, LATER or UNKNOWN."""
    if birth_date is None:
        return UNKNOWN
    number = int(f"{birth_date}-01-01"[:10].replace("-", ""))
    if retirement_on(as_of, number, gender) == "over":
        return PAST
    month = month_of(birth_date, gender)
    if month is None:
        return UNKNOWN
    return DUE if month <= Month(as_of.year, as_of.month).after(12 * years) else LATER


def _units(
    source: StatisticsSource, selection: Selection, retirees: Iterable[Retirees], held: Quotas | None
) -> tuple[UnitOutlook, ...]:
    """Give each unit of the selection with a roster, or with a quota; those whom most leave first."""
    standings: dict[str, UnitStanding] = {unit.code: unit for unit in held.units} if held else {}
    of_unit: dict[str, list[Retirees]] = {}
    for each in retirees:
        of_unit.setdefault(each.unit or "", []).append(each)
    outlooks = []
    for row in source.rows_of(selection):
        people, standing = of_unit.get(row.code, []), standings.get(row.code)
        if not row.has_roster and not (standing and standing.quota):
            continue
        gone = [each for each in people if each.group in (DUE, PAST)]
        outlooks.append(
            UnitOutlook(
                row.code,
                row.name,
                district=row.district_name or "",
                due=total(each for each in gone if each.group == DUE),
                past=total(each for each in gone if each.group == PAST),
                quota=standing.quota if standing else None,
                present=standing.present if standing else None,
                leaving=sum(each.people for each in gone if each.is_counted),
            )
        )
    return tuple(sorted(outlooks, key=lambda unit: (-unit.due.people, unit.code)))
