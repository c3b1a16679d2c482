"""Movements of a place between two dates: who joined, left, moved, rose or was corrected; each person in one bar.

Only units are compared of which both dates have the rosters.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from reference.ages import age_bands, retirement_on
from reference.bodies import Tier
from reference.leaving import leaving_reasons
from reference.units import holder_on
from stats.flows import COMING, GOING, STAYING, Flow, Kind, flows, units_before
from stats.measures import Interruption
from stats.names import Names
from stats.queries import UnitRow
from stats.registers import PLACE_OF
from stats.selection import Selection, View
from stats.source import StatisticsSource
from stats.territories import register_of


@dataclass(frozen=True, slots=True)
class Counts:
    """The people of a place by bar; `start` and `end` are the headcounts of the two dates."""

    of: Mapping[Kind, int]

    def __getitem__(self, kind: Kind) -> int:
        """Give the number of a bar."""
        return self.of.get(kind, 0)

    @property
    def start(self) -> int:
        """Everybody of the earlier date."""
        return sum(self[kind] for kind in (*GOING, *STAYING))

    @property
    def end(self) -> int:
        """Everybody of the later date: start + joined + moved in − left − moved out."""
        return sum(self[kind] for kind in (*COMING, *STAYING))


@dataclass(frozen=True, slots=True)
class PlaceMovements:
    """A place's movements; `code` None: units that were divided between places."""

    code: str | None
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class NotCompared:
    """A unit of the later date that is not compared: on which date the list is missing, of which units."""

    name: str
    missing: tuple[tuple[date, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Movements:
    """The movements of a selection's place from `start_on` to its date.

    `ages`: those who left by age band on the earlier date (None: no birth date). `reasons`: by code, "" where nobody
    gave one. `of_age`: those who left and were of retirement age by the later date. `compared`: how many units of the
    later date are; `not_compared`: those without a roster on one of the dates, `divided`: names of units that were
    divided with places outside.
    """

    selection: Selection
    start_on: date
    counts: Counts
    places: tuple[PlaceMovements, ...]
    by: str
    ages: tuple[tuple[str | None, int], ...]
    reasons: tuple[tuple[str, int], ...]
    of_age: int
    doubtful: int
    compared: int
    not_compared: tuple[NotCompared, ...]
    divided: tuple[str, ...]

    @property
    def is_of_a_part(self) -> bool:
        """True where units of the place are left out: its numbers are not those of the whole."""
        return bool(self.not_compared or self.divided)


class SeriesPoint(NamedTuple):
    """A date's headcount, and those who came to and went from the place since the date before; None: not comparable.

    `headcount`: of the units that are compared, of the first date of all. `interruption`: why no line may join the
    point to the one before.
    """

    as_of: date
    headcount: int
    came: int | None
    went: int | None
    interruption: Interruption | None = None


# One place


def movements(source: StatisticsSource, selection: Selection, start_on: date) -> Movements:
    """Count the movements of a selection's place from `start_on` to the selection's date."""
    everybody = source.derive(flows, start_on, selection.as_of)
    comparison = source.derive(_comparison, selection, start_on)
    places = _places(source, selection, comparison)
    kinds = [(flow, kind) for flow in everybody.flows if (kind := comparison.kind_of(flow, selection.category))]
    left = [flow for flow, kind in kinds if kind is Kind.LEFT]
    units = comparison.earlier | comparison.later
    return Movements(
        selection,
        start_on,
        counts=Counts(Counter(kind for _, kind in kinds)),
        places=tuple(_by_place(everybody.flows, comparison, places, selection.category)),
        by=places.by,
        ages=_ages(left, start_on),
        reasons=_reasons(left),
        of_age=sum(is_of_age(flow, selection.as_of) for flow in left),
        doubtful=sum(old in units or new in units for _, _, _, old, new in everybody.doubtful),
        compared=len(comparison.later),
        not_compared=comparison.not_compared,
        divided=comparison.divided,
    )


def flows_behind(
    source: StatisticsSource,
    selection: Selection,
    start_on: date,
    kind: Kind,
    place: str | None = "",
) -> list[Flow]:
    """List those behind a bar of a place, or of one of the table's places (`place`; "": of all)."""
    everybody = source.derive(flows, start_on, selection.as_of)
    comparison = source.derive(_comparison, selection, start_on)
    if place != "":
        codes = _places(source, selection, comparison).of
        comparison = comparison.within({unit for unit, code in codes.items() if code == place})
    return [flow for flow in everybody.flows if comparison.kind_of(flow, selection.category) is kind]


def is_leaver_of(flow: Flow, by: str, code: str | None, start_on: date) -> bool:
    """Tell whether a leaver is one of a bar: of a reason (`by` "reason"; "": none given) or of an age band ("age")."""
    if by == "reason":
        return flow.reason == (code or "")
    return code == (None if flow.born is None else _band(start_on, flow.born))


def is_of_age(flow: Flow, on: date) -> bool:
    """Tell whether somebody is of retirement age by a day."""
    return retirement_on(on, flow.born, flow.gender) == "over"


def is_in_place(source: StatisticsSource, selection: Selection, start_on: date, earlier: str, later: str) -> bool:
    """Tell whether an earlier or a later unit is one of those that are compared for a selection."""
    comparison = source.derive(_comparison, selection, start_on)
    return earlier in comparison.earlier or later in comparison.later


def series(source: StatisticsSource, selection: Selection) -> tuple[SeriesPoint, ...]:
    """Give headcount, comings and goings of a place on all dates up to its own, oldest first."""
    days = [day for day in reversed(source.dates(selection.level)) if day <= selection.as_of]
    if selection.is_of_place:  # its code may have been another place's
        days = [day for day in days if day == selection.as_of or source.comparison(selection, day).other is None]
    points = [SeriesPoint(day, source.breakdown(selection.on(day), "category").people, None, None) for day in days]
    trend = {point.as_of: point for point in source.trend(selection, "category").points}
    for place, (before, day) in enumerate(pairwise(days), start=1):
        held = source.derive(movements, selection.on(day), before)
        if held.counts.start or held.counts.end:
            came, went = (sum(held.counts[kind] for kind in kinds) for kinds in (COMING, GOING))
            # What is compared is followed through mergers: only where units are left out are they others than before.
            interruption = trend[day].interruption if day in trend and held.is_of_a_part else None
            points[place] = SeriesPoint(day, held.counts.end, came, went, interruption)
    return tuple(points)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The units of a place that can be compared: those of the earlier date and those of the later one."""

    earlier: frozenset[str]
    later: frozenset[str]
    groups: tuple[tuple[frozenset[str], frozenset[str]], ...]
    """Units that hold the same territory on both dates, the smallest such groups."""
    not_compared: tuple[NotCompared, ...] = ()
    divided: tuple[str, ...] = ()

    def kind_of(self, flow: Flow, category: str | None) -> Kind | None:
        """Find the bar of somebody; None: on neither date in the place."""
        was = flow.unit_from in self.earlier and category in (None, flow.category_from)
        now = flow.unit_to in self.later and category in (None, flow.category_to)
        if was and now:
            return flow.change
        if was:
            is_gone = flow.later is None and (not flow.reason or leaving_reasons()[flow.reason].leaves)
            return Kind.LEFT if is_gone else Kind.MOVED_OUT
        return (Kind.JOINED if flow.earlier is None else Kind.MOVED_IN) if now else None

    def within(self, later: Collection[str]) -> "_Comparison":
        """Narrow to groups all of whose later units are among these."""
        groups = tuple(group for group in self.groups if group[1] <= set(later))
        return _Comparison(_joint(groups, 0), _joint(groups, 1), groups)


def _joint(groups: Iterable[tuple[frozenset[str], frozenset[str]]], side: int) -> frozenset[str]:
    return frozenset().union(*(group[side] for group in groups))


def _comparison(source: StatisticsSource, selection: Selection, start_on: date) -> _Comparison:
    days = start_on, selection.as_of
    registers = [source.register(day, level=Tier.ALL) for day in days]
    sent = [{row.code for row in register if row.has_roster} for register in registers]
    names = [source.names(day, level=Tier.ALL) for day in days]
    wanted = reporting_units(source, selection)
    chosen, lacking, divided = [], [], []
    for earlier, later in _groups([row.code for row in registers[1]], start_on, selection.as_of):
        if not later & wanted:
            continue
        if not later <= wanted:
            divided += sorted(later & wanted)
        elif earlier and earlier <= sent[0] and later <= sent[1]:
            chosen.append((earlier, later))
        elif earlier & sent[0] or later & sent[1]:
            silent = [sorted(units - have) for units, have in zip((earlier, later), sent, strict=True)]
            missing = [
                (day, tuple(_name(code, of_day, day) for code in codes))
                for day, of_day, codes in zip(days, names, silent, strict=True)
                if codes
            ]
            lacking += [NotCompared(names[1].of(code), tuple(missing)) for code in sorted(later)]
    return _Comparison(
        _joint(chosen, 0),
        _joint(chosen, 1),
        tuple(chosen),
        tuple(lacking),
        tuple(map(names[1].of, divided)),
    )


def _name(code: str, names: Names, day: date) -> str:
    """Name a unit of a day, also of a province whose units were not the office's while it had sent nothing."""
    holder = None if code in names.units else holder_on(code, day)
    return holder.name if holder else names.of(code)


def reporting_units(source: StatisticsSource, selection: Selection) -> frozenset[str]:
    """Collect the units that reported the people of the selection's place on its date."""
    reporting = source.reporting(selection)
    if reporting is not None:
        return frozenset(reporting)
    plain = replace(selection, territory=View.REPORTED) if selection.territory is View.TODAY else selection
    return frozenset(row.code for row in source.rows_of(plain))


def _groups(codes: Sequence[str], start_on: date, end_on: date) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Put later units together that share an earlier one; give each group's earlier and later units."""
    group_of: dict[str, int] = {}
    members: dict[int, tuple[set[str], set[str]]] = {}
    for number, code in enumerate(codes):
        before = units_before(code, end_on, start_on)
        joined = members[number] = (set(before), {code})
        for other in {group_of[unit] for unit in before if unit in group_of}:
            absorbed = members.pop(other)
            joined[0].update(absorbed[0])
            joined[1].update(absorbed[1])
        group_of |= dict.fromkeys(joined[0], number)
    yield from ((frozenset(earlier), frozenset(later)) for earlier, later in members.values())


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of the table: `of`, later unit -> place (None: divided between places); their names in order."""

    by: str
    of: Mapping[str, str | None]
    names: Mapping[str | None, str]


def _places(source: StatisticsSource, selection: Selection, comparison: _Comparison) -> _Places:
    """Choose districts for a province that has any, else units; a group of units is in one place or in none."""
    names = source.names_of(selection)
    whole = (selection.district, selection.unit) == (None, None)
    by = "district" if whole and names.districts else "unit"
    rows = source.register(selection.as_of, View.REPORTED, selection.level)
    register = register_of(rows, selection.territory, selection.as_of, source.province, selection.level)
    of: dict[str, str | None] = {}
    for _, later in comparison.groups:
        places = {_place(register.row_of.get(code), by) for code in later}
        of |= dict.fromkeys(later, places.pop() if len(places) == 1 else None)
    labels = names.districts if by == "district" else names.units
    used = set(of.values())
    known: dict[str | None, str] = {code: name for code, name in labels.items() if code in used}
    return _Places(by, of, known | ({None: ""} if None in used else {}))


def _place(row: UnitRow | None, by: str) -> str | None:
    return PLACE_OF[by](row) if row else None


def _by_place(
    everybody: Iterable[Flow], comparison: _Comparison, places: _Places, category: str | None
) -> Iterator[PlaceMovements]:
    """Count each place by itself: a move between two of them leaves one and comes to the other."""
    before = {unit: places.of[min(later)] for earlier, later in comparison.groups for unit in earlier}
    counts: dict[str | None, Counter[Kind]] = {code: Counter() for code in places.names}
    for flow in everybody:
        kind = comparison.kind_of(flow, category)
        if kind is None:
            continue
        was, now = before.get(flow.unit_from or ""), places.of.get(flow.unit_to or "")
        if kind in STAYING and was != now:
            counts[was][Kind.MOVED_OUT] += 1
            counts[now][Kind.MOVED_IN] += 1
        else:
            counts[was if kind in GOING else now][kind] += 1
    for code, name in places.names.items():
        yield PlaceMovements(code, name, Counts(counts[code]))


def _ages(left: Iterable[Flow], on: date) -> tuple[tuple[str | None, int], ...]:
    """Count leavers by age band on a day, in the order of the bands, unknown last."""
    counts = Counter(None if flow.born is None else _band(on, flow.born) for flow in left)
    known = [(band.code, counts[band.code]) for band in age_bands()]
    return (*known, *([(None, counts[None])] if counts[None] else []))


def _band(on: date, born: int) -> str:
    age = (on.year * 10_000 + on.month * 100 + on.day - born) // 10_000
    return next(band.code for band in age_bands() if band.last is None or age <= band.last)


def _reasons(left: Iterable[Flow]) -> tuple[tuple[str, int], ...]:
    """Count leavers by reason in the table's order, those without one last."""
    counts = Counter(flow.reason for flow in left)
    return tuple((code, counts[code]) for code in (*leaving_reasons(), "") if counts[code])
