"""One cell's question: whom it counts, where and when; a row and a column of a form put together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from blank_forms.meanings import Meaning
from reference import forms
from reference.forms import Rule

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
    people: Rule = forms.EVERYBODY
    """The people whom the whole table is about."""

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
        return Question(rule, place, day, since=since, people=people)
    if since is not None:
        return "Chưa rõ là hiệu của hai tỷ lệ hay tỷ lệ của hiệu."
    if column.beside is not None and not row.is_share and (column.beside != forms.EVERYBODY or _is_unit(row, beside)):
        return _beside_numbers(column.beside, Question(rule, place, day, people=people))
    base = _share_of(row, column, beside, along) if row.is_share != column.is_share else None
    if base is None:
        return "Nhãn không nói rõ tỷ lệ của ai trong số ai."
    return Question(rule, place, day, share_of=forms.both(people, base), people=people)


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
    return (
        tuple(each for each in rule[0] if each.field != _KIND or each.is_negated or {*each.values} - {None} != named),
    )


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
