"""The counts that a form's cells ask for: each rule once, by unit, on each date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from blank_forms.meanings import Meaning
from presentation import labels
from reference import forms, vietnamese
from reference.bodies import Tier
from reference.forms import Rule
from stats.names import place_of
from stats.queries import UnitRow
from stats.rule_counts import Counts, count_by_rules
from stats.selection import Selection, View
from stats.source import StatisticsSource
from stats.spoken_places import WHOLE

OTHER_TERRITORY = (
    "Đơn vị này khi đó có địa giới hoặc tổ chức khác. Chọn «Theo địa giới hiện nay» để cộng các đơn vị cũ."
)
_KIND = "category"
_MARKS = {"gender", "party_member", "ethnicity", "religion"}
"""Fields of which a form counts one value among all people of a row."""


@dataclass(frozen=True, slots=True)
class Question:
    """One cell's question: whom, where (None: the whole selection), when."""

    rule: Rule
    place: str | None
    day: date
    among: tuple[str, ...] = ()
    """The printed places that a total sums up; empty: none, or all there are."""
    share_of: Rule | None = None
    """The people of whom a share in per cent is asked; None: a number is."""
    is_of_all: bool = False
    """True where the share is of those people in all places of the table, not in this one."""
    since: date | None = None
    """The day whose number is taken off; None: the number itself is asked."""

    @property
    def subtracted(self) -> "Question | None":
        """The question for the number that is taken off; None where none is."""
        return None if self.since is None else replace(self, day=self.since, since=None)

    @property
    def base(self) -> "Question | None":
        """The question for those of whom the share is; None where a number is asked."""
        if self.share_of is None:
            return None
        place = None if self.is_of_all else self.place
        return replace(self, rule=self.share_of, place=place, share_of=None, is_of_all=False)


def question(
    people: Rule,
    row: Meaning,
    column: Meaning,
    as_of: date,
    *,
    beside: Sequence[Meaning] = (),
    along: Sequence[Meaning] = (),
) -> Question | str:
    """Put a row and a column together; a sentence where they cannot be, empty where nothing is asked there.

    `beside`, `along`: of a cell that asks for a share the labels of the other axis and of its own, which tell what
    its total is.
    """
    for meaning in (row, column):
        if meaning.is_heading and meaning.rule is None:
            return ""
        if meaning.rule is None:
            return meaning.reason or "Nhãn không nói đếm những ai."
    if row.place is not None and column.place is not None and row.place != column.place:
        return "Dòng và cột nói về hai nơi khác nhau."
    place = row.place if row.place is not None else column.place
    day, since = row.day or column.day or as_of, row.since or column.since
    if since is not None and (row.day or row.since) and (column.day or column.since):
        return "Dòng và cột nói về những ngày khác nhau."
    people = forms.EVERYBODY if _names_others(people, row, column) else people
    rule = people
    for meaning in (row, column):
        rule = forms.both(rule, _narrowing(meaning.rule or forms.EVERYBODY, people))
    if not (row.is_share or column.is_share):
        return Question(rule, place, day, since=since)
    if since is not None:
        return "Chưa rõ là hiệu của hai tỷ lệ hay tỷ lệ của hiệu."
    if column.beside is not None and not row.is_share and (column.beside != forms.EVERYBODY or _is_unit(row, beside)):
        return _beside_numbers(column.beside, Question(rule, place, day))
    base = _share_of(row, column, beside, along) if row.is_share != column.is_share else None
    if base is None:
        return "Nhãn không nói rõ tỷ lệ của ai trong số ai."
    return Question(rule, place, day, share_of=forms.both(people, base))


def _names_others(people: Rule, *labels: Meaning) -> bool:
    """Tell whether a label names a kind of people that the title leaves out: it knows better whom it counts."""
    kinds = {value for each in people[0] if each.field == _KIND and not each.is_negated for value in each.values}
    named = [
        each for label in labels for each in (label.rule or ((),))[0] if each.field == _KIND and not each.is_negated
    ]
    return bool(kinds) and any(not kinds & set(each.values) for each in named)


def _narrowing(rule: Rule, people: Rule) -> Rule:
    """Leave out of a label's rule the kinds that the title names already: parts and whole are of the same people.

    «Tổng số CBCC» under «CÁN BỘ, CÔNG CHỨC» has whoever the title has, those too of whom no kind is declared.
    """
    kinds = [set(each.values) for each in people[0] if each.field == _KIND and not each.is_negated]
    if not kinds or None not in kinds[0] or len(rule) != 1:
        return rule
    named = kinds[0] - {None}
    return (tuple(each for each in rule[0] if each.field != _KIND or each.is_negated or set(each.values) != named),)


def _is_unit(row: Meaning, beside: Sequence[Meaning]) -> bool:
    """Tell whether a row is a unit, or a total in a table of units."""
    has_units = row.place is not None or any(each.place is not None for each in beside) or not beside
    return row.rule == forms.EVERYBODY and not row.is_share and has_units


def _beside_numbers(counted: Rule, everybody: Question) -> Question:
    """Give a bare share: of the row's people whom the column left of it counts, in a unit's row else its part of all.

    «Tổng số | Nữ | Tỷ lệ (%)» are the women among the row's people; «Số lượng | Tỷ lệ (%)» is the unit's part.
    """
    if counted == forms.EVERYBODY:
        return replace(everybody, share_of=everybody.rule, is_of_all=True)
    return replace(everybody, rule=forms.both(everybody.rule, counted), share_of=everybody.rule)


def _share_of(row: Meaning, column: Meaning, beside: Sequence[Meaning], along: Sequence[Meaning]) -> Rule | None:
    """Find whom a share is of: «Tỷ lệ nữ» of the other label's people; None where nothing tells.

    «Cán bộ › Tỷ lệ (%)» is of the cán bộ beside a level and its total, and of everybody beside a unit. «Nữ › Tỷ lệ
    (%)» right of «Tổng số» is of the row's people, unless «Tổng số», too, has shares of the whole beside it.
    """
    own, other = (row, column) if row.is_share else (column, row)
    own_rule, other_rule = own.rule or forms.EVERYBODY, other.rule or forms.EVERYBODY
    if own.share_of is not None:
        return forms.both(other_rule, own.share_of)
    has_levels = any(each.rule not in (None, forms.EVERYBODY) for each in beside)
    if other_rule != forms.EVERYBODY or (has_levels and not any(each.place for each in beside)):
        totals = [each for each in along if each.rule == forms.EVERYBODY and each.place is None]
        if own_rule == forms.EVERYBODY or any(each.is_share for each in totals):
            return own_rule
        named = {each.field for each in own_rule[0]}
        are_kinds = all(each.field == _KIND for label in beside for each in (label.rule or forms.EVERYBODY)[0])
        if named <= _MARKS:
            return other_rule if totals else None
        if totals and are_kinds and _KIND not in named:
            return other_rule  # «Đại học › %» of the cán bộ in the row «Cán bộ»
        return None if totals else own_rule
    return forms.EVERYBODY if own_rule != forms.EVERYBODY else None


def units_within(
    source: StatisticsSource, selection: Selection, tiers: Sequence[Tier], *, whole: bool = False
) -> list[UnitRow]:
    """List the units of these levels in the selection's place, or in the `whole` province."""
    return [
        row
        for tier in tiers
        for row in source.register(selection.as_of, selection.territory, tier)
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
        counts, key = self._counts[asked.day], forms.written(asked.rule)
        is_whole = not asked.among and self._is_whole(asked.place)
        counted: list[str | None] = [*with_roster, *([None] if is_whole else [])]
        return sum(counts[code][key] for code in counted if code in counts)

    def _is_whole(self, place: str | None) -> bool:
        return place in (None, WHOLE) and not (self._selection.district or self._selection.unit)

    def _hindrance(self, asked: Question) -> str:
        """Say why a place has no number on a day: its code stood for another territory, or the view cannot sum it."""
        if asked.place in (None, WHOLE) and not self._selection.unit:
            return ""
        for tier in self._tiers:
            chosen = replace(self._selection, level=tier)
            names = self._source.names_of(chosen)
            code = asked.place or self._selection.unit or ""
            if code not in names.districts and code not in names.units:
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
        own = {
            row.code: row.has_roster
            for row in rows
            if chosen.district in (None, row.district_code) and chosen.unit in (None, row.code)
        }
        if place is None or (place == WHOLE and not (chosen.district or chosen.unit)):
            return own
        inside = {row.code for row in rows if place in (row.code, row.district_code)}
        return {code: own[code] for code in inside} if inside and inside <= set(own) else None
