"""The counts that a form's cells ask for: each rule once, by unit, on each date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from blank_forms.declared import silences, undeclared
from blank_forms.question import Question
from presentation import labels
from reference import forms, vietnamese
from reference.bodies import Tier
from reference.forms import Rule
from stats.names import place_of
from stats.queries import UnitRow
from stats.registers import within
from stats.rule_counts import Counts, count_by_rules
from stats.selection import Selection, View
from stats.source import StatisticsSource
from stats.spoken_places import WHOLE

OTHER_TERRITORY = (
    "Đơn vị này khi đó có địa giới hoặc tổ chức khác. Chọn «Theo địa giới hiện nay» để cộng các đơn vị cũ."
)


def units_within(
    source: StatisticsSource, selection: Selection, tiers: Sequence[Tier], *, whole: bool = False
) -> list[UnitRow]:
    """List the units of these levels in the selection's place, or in the `whole` province."""
    place = replace(selection.everywhere() if whole else selection, unit_type=None)
    return [row for tier in tiers for row in within(source.register(selection.as_of, selection.territory, tier), place)]


class Counter:
    """Counts of the selection's place on the dates that a form asks for."""

    def __init__(
        self, source: StatisticsSource, selection: Selection, tiers: Sequence[Tier], questions: Iterable[Question]
    ) -> None:
        self._source, self._selection, self._tiers = source, selection, tiers
        by_day: dict[date, dict[str, Rule]] = {}
        for asked in questions:
            silent = (each for _, *pair in silences(asked) for each in pair)
            by_day.setdefault(asked.day, {}).update({forms.written(each.rule): each.rule for each in (asked, *silent)})
        self._counts: dict[date, Counts] = {
            day: {unit: counts for tier in tiers for unit, counts in self._count(day, tier, rules).items()}
            for day, rules in by_day.items()
        }

    def _count(self, day: date, tier: Tier, rules: Mapping[str, Rule]) -> Counts:
        """Count by the units of the selection's view; under None who is in no unit of it."""
        chosen = replace(self._selection.on(day), level=tier)
        if chosen.territory is View.REPORTED:
            return self._source.ask(count_by_rules, self._source.province, chosen, rules)
        everywhere = chosen.whole_province()
        rows, moved = self._source.placed(everywhere), dict[str | None, dict[str, int]]()
        as_reported = replace(everywhere, territory=View.REPORTED)
        for unit, counts in self._source.ask(count_by_rules, self._source.province, as_reported, rules).items():
            row = rows.get(unit or "")
            into = moved.setdefault(row.code if row else None, dict.fromkeys(rules, 0))
            for name, people in counts.items():
                into[name] += people
        return moved

    def answer(self, asked: Question) -> int | str:
        """Count the people of a question; a sentence where there is no roster, or the place is not in the selection."""
        if asked.day not in self._source.dates():
            return f"Không có số liệu tính đến {vietnamese.day(asked.day)}."
        units = self.units_of(asked.place, asked.day)
        if hindrance := self._hindrance(asked):
            return hindrance
        if units is None:
            return "Nơi này không thuộc phạm vi đã chọn."
        if asked.among:
            summed: set[str] = set().union(*(self.units_of(place, asked.day) or () for place in asked.among))
            units = {code: has_roster for code, has_roster in units.items() if code in summed}
        with_roster = [code for code, has_roster in units.items() if has_roster]
        if not with_roster:
            return f"Chưa có danh sách tính đến {vietnamese.day(asked.day)}."
        is_whole = not asked.among and self._is_whole(asked.place)
        counted: list[str | None] = [*with_roster, *([None] if is_whole else [])]
        for name, people, nobody in silences(asked):
            if 0 < self._sum(people, counted) == self._sum(nobody, counted):
                return undeclared(name)
        return self._sum(asked, counted)

    def _sum(self, asked: Question, units: Iterable[str | None]) -> int:
        counts, key = self._counts[asked.day], forms.written(asked.rule)
        return sum(counts[code][key] for code in units if code in counts)

    def _is_whole(self, place: str | None) -> bool:
        return place in (None, WHOLE) and not self._selection.is_of_place

    def _hindrance(self, asked: Question) -> str:
        """Say why a place has no number on a day: its code stood for another territory, or the view cannot sum it."""
        if asked.place in (None, WHOLE) and not self._selection.unit:
            return ""
        for tier in self._tiers:
            chosen = replace(self._selection, level=tier)
            names = self._source.names_of(chosen)
            code = asked.place or self._selection.unit or ""
            if code not in names.old_provinces and code not in names.districts and code not in names.units:
                continue
            place = place_of(chosen, code, names)
            gap = next((row.gap for row in self._source.rows_of(place.on(asked.day)) if row.gap[0]), None)
            if gap is not None and place.unit:
                reason = labels.unit_gap(gap)
                return f"{reason[:1].upper()}{reason[1:]}."
            is_other = asked.day != place.as_of and self._source.comparison(place, asked.day).other is not None
            return OTHER_TERRITORY if is_other else ""
        return ""

    def units_of(self, place: str | None, day: date) -> Mapping[str, bool] | None:
        """List a place's communes within the selection, and whether each has a roster; None where it is outside."""
        rows = units_within(self._source, self._selection.on(day), self._tiers, whole=True)
        chosen = self._selection
        own = {row.code: row.has_roster for row in within(rows, replace(chosen, unit_type=None))}
        if place is None or (place == WHOLE and not chosen.is_of_place):
            return own
        inside = {row.code for row in rows if place in (row.code, row.district_code, row.old_province)}
        return {code: own[code] for code in inside} if inside and inside <= set(own) else None
