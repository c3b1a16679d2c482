"""The counts that an answer may give: ethnic groups and religions as the pages show them, everything else exactly."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reference import vietnamese
from reference.fields import field_label, kept_back
from reference.forms import EVERYBODY, Condition, Rule, is_kept_back
from stats.disclosure import is_withheld
from stats.measures import Breakdown
from stats.measures.level_groups import group_of
from stats.protected import leaving
from stats.rule_counts import count_by_rules
from stats.scope import NotToldError
from stats.selection import Selection, View
from stats.source import StatisticsSource

_RULE, _ALL = "rule", "all"
_CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Counted:
    """People of a rule, and all of them, at one place; either may be withheld."""

    count: int
    everybody: int


def counted(source: StatisticsSource, selection: Selection, rule: Rule, among: Rule = EVERYBODY) -> Counted:
    """Count the people of a rule at the selection's place, and those `among` whom they are.

    Raises NotToldError where a field that is kept back is crossed with another one: nothing but the pages' own tables
    was chosen so that nobody can be told from it.
    """
    if not is_kept_back(rule):
        units = _by_unit(source, selection, rule, among).values()
        return Counted(sum(each.count for each in units), sum(each.everybody for each in units))
    condition, place = _asked(selection, rule)
    return _of(leaving(source, is_internal=False).breakdown(place, condition.field), condition)


def by_place(source: StatisticsSource, selection: Selection, rule: Rule, level: str) -> Mapping[str, int]:
    """Count the people of a rule in each commune (`unit`) or `district` of the selection. Raises NotToldError."""
    if is_kept_back(rule):
        condition, place = _asked(selection, rule)
        groups = leaving(source, is_internal=False).grouped(place, condition.field, level).groups
        return {group.code: _of(group.breakdown, condition).count for group in groups if group.code}
    district_of, counts = source.names_of(selection).district_of, dict[str, int]()
    for unit, each in _by_unit(source, selection, rule).items():
        if not unit:
            continue
        code = (district_of.get(unit) or unit) if level == "district" else unit
        counts[code] = counts.get(code, 0) + each.count
    return counts


def among_whom(rule: Rule) -> Rule:
    """Give the people of whom a share is told: the kind of people that the question is about, else everybody."""
    kinds = tuple(condition for condition in rule[0] if condition.field == "category")
    return (kinds,) if len(rule) == 1 and kinds and len(kinds) < len(rule[0]) and not is_kept_back(rule) else EVERYBODY


def _by_unit(source: StatisticsSource, selection: Selection, rule: Rule, among: Rule = EVERYBODY) -> dict[str, Counted]:
    """Count in each unit of the selection's view; who is in none of them stands under «»."""
    rules = {_RULE: rule, _ALL: among}
    if selection.territory is View.REPORTED:
        counts = source.ask(count_by_rules, source.province, selection, rules)
        return {code or "": Counted(unit[_RULE], unit[_ALL]) for code, unit in counts.items()}
    everywhere = replace(selection.everywhere(), territory=View.REPORTED)
    shown_in = {
        code: row.code for row in source.rows_of(selection) if row.has_roster for code in (row.origins or (row.code,))
    }
    by_unit: dict[str, Counted] = {}
    for reported, people in source.ask(count_by_rules, source.province, everywhere, rules).items():
        code = shown_in.get(reported or "", None if selection.is_narrowed else "")
        if code is not None:
            sums = by_unit.get(code, Counted(0, 0))
            by_unit[code] = Counted(sums.count + people[_RULE], sums.everybody + people[_ALL])
    return by_unit


def _asked(selection: Selection, rule: Rule) -> tuple[Condition, Selection]:
    """Give the one condition on the field that is kept back, and the selection with the kind of people beside it."""
    if len(rule) == 1:
        asked = [condition for condition in rule[0] if condition.field in kept_back()]
        kinds = [condition for condition in rule[0] if condition.field == _CATEGORY]
        is_simple = all(len(kind.values) == 1 and not kind.is_negated for kind in kinds) and len(kinds) <= 1
        if len(asked) == 1 and is_simple and len(rule[0]) == len(asked) + len(kinds):
            _require_group(asked[0])
            return asked[0], replace(selection, category=kinds[0].values[0] if kinds else selection.category)
    raise NotToldError(
        "Câu hỏi ghép dân tộc hoặc tôn giáo với tiêu thức khác nên câu trả lời có thể chỉ ra từng người. Hãy hỏi riêng "
        "dân tộc, tôn giáo, hoặc lập báo cáo có đánh dấu «LƯU HÀNH NỘI BỘ»."
    )


def _require_group(condition: Condition) -> None:
    """Raise NotToldError for part of a group that is shown as one: «Tày» among the ethnic minorities."""
    groups = [group_of(condition.field, code) for code in condition.values if code is not None]
    if part := next((group for group in groups if group.takes_the_rest), None):
        field = vietnamese.in_sentence(field_label(condition.field))
        raise NotToldError(
            f"Số người theo {field} chỉ trả lời theo nhóm, như các trang số liệu. Hãy hỏi «{part.label.lower()}»."
        )


def _of(view: Breakdown, condition: Condition) -> Counted:
    """Count a condition's people in a view: its codes together, or everybody without the other codes."""
    known = {part.code: part.count for part in view.parts}
    wanted = {code for code in known if _fits(condition, code)}
    together = view.count_of([code for code in wanted if code is not None])
    count = together + known[None] if None in wanted else together
    if is_withheld(count):
        count = view.people - sum(known[code] for code in known if code not in wanted)
    return Counted(count, view.people)


def _fits(condition: Condition, code: str | None) -> bool:
    if condition.is_negated:
        return code is not None and code not in condition.values
    return code in condition.values
