"""Days of which only counts are left: of which places printed tables tell a field, and the points of a trend there.

Counts are never added to people: of a place and a day either its rosters speak or its printed numbers. A place's own
number counts where not all of its units have one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from reference.bodies import Tier
from reference.counted import parts, whole
from reference.forms import EVERYBODY, Condition, Rule, parse
from reference.provinces import communes_of, provinces_on
from stats import queries
from stats.cube import Coverage
from stats.queries.aggregates import AggregateRow
from stats.registers import within
from stats.selection import Selection, View
from stats.territories import register_of

_BODY, _COMMUNE, _DISTRICT, _PROVINCE = "body", "commune", "district", "province"
Counts = dict[str | None, int]
"""Code -> people; None: of whom the table does not say."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A field's people in a place by printed counts: `coverage` by units, `summed`: units added up for a unit of today.

    `is_total_only`: the table prints no level of the field, everybody alone.
    """

    counts: Counts
    coverage: Coverage
    summed: int = 1
    is_total_only: bool = False


@dataclass(frozen=True)
class PrintedDay:
    """The printed counts of a day and a level of government in a province (its code of today)."""

    as_of: date
    tier: Tier
    province: str
    numbers: Mapping[tuple[str, str], Mapping[Rule, int]] = field(hash=False)
    """Level and code of a place -> counting rule -> people."""

    @cached_property
    def rows(self) -> tuple[queries.UnitRow, ...]:
        """The register of the day; with figures are the units that have a number, or lie in a place that has one."""
        return tuple(queries.level_register(self.as_of, self.province, self.tier, self._covered()))

    def rows_under(self, view: View) -> tuple[queries.UnitRow, ...]:
        """Give the register under a view; with figures are the units that can be counted by their own numbers alone."""
        own = {code for level, code in self.numbers if level in (_COMMUNE, _BODY)}
        reported = queries.level_register(self.as_of, self.province, self.tier, own)
        return register_of(reported, view, self.as_of, self.province, self.tier).rows

    def answer(self, selection: Selection, name: str) -> Answer | None:
        """Give a field's people in the selection's place on this day; None where the tables do not tell them."""
        asked = _Asked(name, selection.category)
        if selection.unit is not None:
            return self._of_unit(selection, asked)
        rows = within(self.rows, selection)
        if selection.unit_type is not None or self._is_part(selection, rows):
            return self._of_units(within(self.rows_under(selection.territory), selection), asked)
        if selection.district is not None:
            return self._of_place(_DISTRICT, selection.district, rows, asked)
        by_province: dict[str, list[queries.UnitRow]] = {}
        for row in rows:
            by_province.setdefault(row.province_code, []).append(row)
        return _added([self._of_province(code, members, asked) for code, members in by_province.items()])

    def number(self, selection: Selection, rule: Rule) -> int | None:
        """Give how many people the tables print for a rule in a place; of several units where all print it."""
        if selection.unit is not None:
            return _number(self._numbers(selection.unit), rule)
        rows = within(self.rows, selection)
        units = [_number(self._numbers(row.code), rule) for row in rows]
        if rows and None not in units:
            return sum(number or 0 for number in units)
        if selection.district is not None:
            return _number(self.numbers.get((_DISTRICT, selection.district), {}), rule)
        if self._is_part(selection, rows):
            return None
        homes = {row.province_code for row in rows}
        own = [_number(self.numbers.get((_PROVINCE, code), {}), rule) for code in homes]
        return None if not own or None in own else sum(number or 0 for number in own)

    def _is_part(self, selection: Selection, rows: Sequence[queries.UnitRow]) -> bool:
        """Tell whether a province of before is only part of a province of the day, which has numbers of its own."""
        homes = {row.province_code for row in rows}
        whole = sum(row.province_code in homes for row in self.rows)
        return selection.old_province is not None and len(rows) < whole

    def _covered(self) -> set[str]:
        own = {code for level, code in self.numbers if level in (_COMMUNE, _BODY)}
        if self.tier is not Tier.COMMUNE:
            return own
        for home in provinces_on(self.province, self.as_of):
            is_answered = (_PROVINCE, home.code) in self.numbers
            units = communes_of(home, self.as_of)
            own |= {u.code for u in units if is_answered or (_DISTRICT, u.parent_code or "") in self.numbers}
        return own

    def _of_unit(self, selection: Selection, asked: "_Asked") -> Answer | None:
        row = next(iter(within(self.rows_under(selection.territory), selection)), None)
        codes = (row.origins or (row.code,)) if row is not None and row.has_roster else ()
        answers = [asked.answer(self._numbers(code)) for code in codes]
        if not answers or None in answers:
            return None
        return Answer(_sum(answers), Coverage(1, 1), len(codes), asked.is_total_only(answers))

    def _of_units(self, rows: Sequence[queries.UnitRow], asked: "_Asked") -> Answer | None:
        """Add up the units that print the field, however many they are."""
        answers = [
            _added_counts([asked.answer(self._numbers(code)) for code in row.origins or (row.code,)]) for row in rows
        ]
        known = [counts for counts in answers if counts is not None]
        return Answer(_sum(known), Coverage(len(known), len(rows)), 1, asked.is_total_only(known)) if known else None

    def _of_place(self, level: str, code: str, rows: Sequence[queries.UnitRow], asked: "_Asked") -> Answer | None:
        units = self._of_units(rows, asked)
        if units is not None and units.coverage.is_complete:
            return units
        own = asked.answer(self.numbers.get((level, code), {}))
        if own is None:
            return units
        return Answer(own, Coverage(len(rows), len(rows)), 1, asked.is_total_only([own]))

    def _of_province(self, code: str, rows: Sequence[queries.UnitRow], asked: "_Asked") -> Answer | None:
        whole_province = self._of_place(_PROVINCE, code, rows, asked)
        if whole_province is not None and whole_province.coverage.is_complete:
            return whole_province
        by_district: dict[str | None, list[queries.UnitRow]] = {}
        for row in rows:
            by_district.setdefault(row.district_code, []).append(row)
        districts = [self._of_place(_DISTRICT, key or "", members, asked) for key, members in by_district.items()]
        return _added(districts)

    def _numbers(self, code: str) -> Mapping[Rule, int]:
        return self.numbers.get((_COMMUNE if self.tier is Tier.COMMUNE else _BODY, code), {})


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question for a field's people, of one category or of all."""

    name: str
    category: str | None

    def answer(self, numbers: Mapping[Rule, int]) -> Counts | None:
        """Give the people of each code, the rest of the whole under None; None where the field is not printed."""
        if self.name == "category" and self.category:
            own = parts(numbers, "category").get(self.category)
            return None if own is None else {self.category: own}
        beside = (Condition("category", (self.category,)),) if self.category else ()
        codes, everybody = parts(numbers, self.name, beside), whole(numbers, beside)
        if not codes and (everybody is None or self.name != "category"):
            return None
        rest = (everybody or 0) - sum(codes.values())
        return {code: number for code, number in (*codes.items(), (None, rest)) if code or number > 0}

    def is_total_only(self, answers: Iterable[Counts | None]) -> bool:
        """Tell whether no level of the field was printed anywhere."""
        return not any(code is not None for answer in answers for code in answer or ())


def printed_days(rows: Iterable[AggregateRow], province: str) -> dict[tuple[date, Tier], PrintedDay]:
    """Put printed counts together by day and level of government."""
    days: dict[tuple[date, Tier], dict[tuple[str, str], dict[Rule, int]]] = {}
    for row in rows:
        place = days.setdefault((row.as_of, Tier(row.tier)), {}).setdefault((row.level, row.unit_code), {})
        place[parse(row.rule, {})] = row.people
    return {key: PrintedDay(*key, province, numbers) for key, numbers in days.items()}


def _number(numbers: Mapping[Rule, int], rule: Rule) -> int | None:
    return whole(numbers) if rule == EVERYBODY else numbers.get(rule)


def _added(parts_of_place: Sequence[Answer | None]) -> Answer | None:
    """Add up places that tell the field; how many units do shows what is missing."""
    known = [each for each in parts_of_place if each is not None]
    if not known:
        return None
    with_counts = sum(each.coverage.units_with_roster for each in known)
    units = sum(each.coverage.units_total for each in known)
    is_total_only = all(each.is_total_only for each in known)
    return Answer(_sum([each.counts for each in known]), Coverage(with_counts, units), 1, is_total_only)


def _added_counts(answers: Sequence[Counts | None]) -> Counts | None:
    return None if not answers or None in answers else _sum(answers)


def _sum(answers: Iterable[Counts | None]) -> Counts:
    total: Counts = {}
    for answer in answers:
        for code, people in (answer or {}).items():
            total[code] = total.get(code, 0) + people
    return total
