"""The counts that a form's cells ask for: each rule once, by unit, on each date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from blank_forms.meanings import Meaning
from reference import forms, vietnamese
from reference.bodies import Tier
from reference.forms import Rule
from stats.queries import UnitRow
from stats.rule_counts import Counts, count_by_rules
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.spoken_places import WHOLE


@dataclass(frozen=True, slots=True)
class Question:
    """One cell's question: whom, where (None: the whole selection), when."""

    rule: Rule
    place: str | None
    day: date
    among: tuple[str, ...] = ()
    """The printed places that a total sums up; empty: none, or all there are."""


def question(people: Rule, row: Meaning, column: Meaning, as_of: date) -> Question | str:
    """Put a row and a column together; a sentence where they cannot be, empty where nothing is asked there."""
    for meaning in (row, column):
        if meaning.is_heading and meaning.rule is None:
            return ""
        if meaning.rule is None:
            return meaning.reason or "Nhãn không nói đếm những ai."
    if row.place is not None and column.place is not None and row.place != column.place:
        return "Dòng và cột nói về hai nơi khác nhau."
    place = row.place if row.place is not None else column.place
    day = row.day or column.day or as_of
    rule = people
    for meaning in (row, column):
        rule = forms.both(rule, meaning.rule or forms.EVERYBODY)
    return Question(rule, place, day)


def units_within(
    source: StatisticsSource, selection: Selection, tiers: Sequence[Tier], *, whole: bool = False
) -> list[UnitRow]:
    """List the units of these levels in the selection's place, or in the `whole` province."""
    return [
        row
        for tier in tiers
        for row in source.register(selection.as_of, level=tier)
        if whole or (selection.district in (None, row.district_code) and selection.unit in (None, row.code))
    ]


class Counter:
    """Counts of the selection's place on the dates that a form asks for."""

    def __init__(
        self, source: StatisticsSource, selection: Selection, tiers: Sequence[Tier], questions: Iterable[Question]
    ) -> None:
        self._source, self._selection, self._tiers = source, selection, tiers
        by_day: dict[date, dict[str, Rule]] = {}
        for asked in questions:
            by_day.setdefault(asked.day, {})[forms.written(asked.rule)] = asked.rule
        self._counts: dict[date, Counts] = {
            day: {
                unit: counts
                for tier in tiers
                for unit, counts in source.ask(count_by_rules, source.province, self._on(day, tier), rules).items()
            }
            for day, rules in by_day.items()
        }

    def _on(self, day: date, tier: Tier) -> Selection:
        return Selection(day, self._selection.district, self._selection.unit, level=tier)

    def answer(self, asked: Question) -> int | str:
        """Count the people of a question; a sentence where there is no roster, or the place is not in the selection."""
        if asked.day not in self._source.dates():
            return f"Không có số liệu tính đến {vietnamese.day(asked.day)}."
        units = self.units_of(asked.place, asked.day)
        if units is None:
            return "Nơi này không thuộc phạm vi đã chọn."
        if asked.among:
            summed: set[str] = set().union(*(self.units_of(place, asked.day) or () for place in asked.among))
            units = {code: has_roster for code, has_roster in units.items() if code in summed}
        with_roster = [code for code, has_roster in units.items() if has_roster]
        if not with_roster:
            return f"Chưa có danh sách tính đến {vietnamese.day(asked.day)}."
        counts, key = self._counts[asked.day], forms.written(asked.rule)
        return sum(counts[code][key] for code in with_roster if code in counts)

    def units_of(self, place: str | None, day: date) -> Mapping[str, bool] | None:
        """List a place's communes within the selection, and whether each has a roster; None where it is outside."""
        rows = units_within(self._source, self._selection.on(day), self._tiers, whole=True)
        chosen = self._selection
        own = {
            row.code: row.has_roster
            for row in rows
            if chosen.district in (None, row.district_code) and chosen.unit in (None, row.code)
        }
        if place is None or (place == WHOLE and not (chosen.district or chosen.unit)):
            return own
        inside = {row.code for row in rows if place in (row.code, row.district_code)}
        return {code: own[code] for code in inside} if inside and inside <= set(own) else None
