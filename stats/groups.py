"""Groups of people whom no field tells: of a movement, of a retirement, below a standard, counted against a quota.

A group is a condition like any other (`GROUP`, «retirement.due.10»), so that an address and a table can hold it, and
people may have to be of several; `members` finds the rows of those who are of all.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reference.blocs import department_of
from reference.bodies import Tier
from reference.fields import catalogue
from reference.figures import present_rules_on
from reference.findings import standard_on
from reference.forms.rules import DEPARTMENT, POSITION
from stats import queries
from stats.cube import Conditions
from stats.data_quality import has_place
from stats.flows import COMING, GOING, STAYING, Flow, Kind
from stats.measures.level_groups import group_of as level_group_of
from stats.measures.level_groups import level_groups
from stats.movements import flows_behind, is_leaver_of, is_of_age
from stats.quotas import Standing, quotas, standing_of
from stats.retirements import group_of, month_of
from stats.scope import Scope
from stats.selection import Selection, View
from stats.source import StatisticsSource
from stats.standards import FIELD

GROUP = "group"
"""The name of the condition that holds a group."""
MOVEMENT, RETIREMENT, STANDARD, EMPTY, QUOTA = "movement", "retirement", "standard", "empty", "quota"
LEVEL = "level"
START, END, CAME, WENT, STAYED = "start", "end", "came", "went", "stayed"
_SETS = {START: (*GOING, *STAYING), END: (*COMING, *STAYING), CAME: COMING, WENT: GOING, STAYED: STAYING}
BOUND, BELOW, UNDECLARED, EXEMPT = "bound", "below", "undeclared", "exempt"
YEAR_ONLY, REACHING, SINCE = "year_only", "reaching", "since"
_AND = "~"
"""The sign between groups of an address that people are of at once."""


def group(kind: str, *words: str) -> Conditions:
    """Give the condition of a group."""
    return ((GROUP, ".".join((kind, *words))),)


def moved(kind: str, start_on: date, by: str = "", code: str | None = None) -> Conditions:
    """Give those of a bar of movements, or of a sum of bars; `by`: «age», «reason» of leavers, or «of_age»."""
    return (*since(start_on), *group(MOVEMENT, kind, *((by, code or "") if by else ())))


def since(start_on: date) -> Conditions:
    """Give the day that movements begin with; nobody's group by itself."""
    return group(SINCE, start_on.isoformat())


def retiring(who: str, years: int) -> Conditions:
    """Give a group of retirements: DUE within so many years, PAST, LATER or UNKNOWN."""
    return group(RETIREMENT, who, str(years))


def reaching(year: int, month: int | None = None) -> Conditions:
    """Give those who reach the retirement age in a year, or in a month of it."""
    return group(REACHING, f"{year}" if month is None else f"{year}-{month:02}")


def texts_of(where: Conditions) -> tuple[str, ...]:
    """List the groups of which people are by these conditions."""
    return tuple(text for name, code in where if name == GROUP and code for text in code.split(_AND))


def joined(where: Conditions) -> str:
    """Give the groups of the conditions as one text of an address; «» where there are none."""
    return _AND.join(texts_of(where))


def words_of(text: str) -> tuple[str, tuple[str, ...]]:
    """Take a group's text apart: its kind, and the words after it."""
    kind, *words = text.split(".")
    return kind, tuple(words)


@dataclass(frozen=True, slots=True)
class Members:
    """The rows of a group; `is_closed`: of its place and time already, no condition narrows it."""

    ids: Collection[int]
    is_closed: bool = False


def members(source: StatisticsSource, selection: Selection, texts: Sequence[str], scope: Scope) -> Members:
    """Find the rows of those who are of all groups, as far as they are of the scope; KeyError for what is no group."""
    asked = list(map(words_of, texts))
    start_on = next((words for kind, words in asked if kind == SINCE), ())
    held = [
        _members(source, selection, kind, (*start_on, *words) if kind == MOVEMENT else words, scope)
        for kind, words in asked
        if kind != SINCE
    ]
    if not held:
        raise KeyError(SINCE)
    ids = set(held[0].ids).intersection(*(each.ids for each in held[1:]))
    return Members(ids, is_closed=any(each.is_closed for each in held))


def _members(
    source: StatisticsSource, selection: Selection, kind: str, words: tuple[str, ...], scope: Scope
) -> Members:
    try:
        if kind == MOVEMENT:
            return Members(_movers(source, selection, words), is_closed=True)
        rule = _RULES[kind](source, selection, words)
    except ValueError as error:  # an address that somebody wrote by hand
        raise KeyError(kind) from error
    everybody = Selection(selection.as_of, level=Tier.ALL)
    names = ("id", *rule.fields)
    rows = source.ask(queries.person_rows, everybody, names, scope=scope, province=source.province)
    return Members({number for number, *values in map(tuple, rows) if rule.holds(*values)})


def fields_of(source: StatisticsSource, selection: Selection, texts: Sequence[str]) -> tuple[str, ...]:
    """List the fields whose cells tell that somebody is of the groups; none of a movement, which two rosters tell."""
    rules = [_RULES[kind](source, selection, words) for kind, words in map(words_of, texts) if kind in _RULES]
    fields = dict.fromkeys(field for rule in rules for field in rule.fields if not field.startswith("unit_"))
    return tuple(fields)


def looked_at(selection: Selection, texts: Sequence[str]) -> Selection:
    """Give the selection that groups are counted on: quotas and empty cells are of everybody in whole rosters."""
    kinds = {words_of(text)[0] for text in texts}
    place = replace(selection, category=None) if kinds & {QUOTA, EMPTY} else selection
    return replace(place, territory=View.REPORTED) if QUOTA in kinds and not place.is_narrowed else place


@dataclass(frozen=True, slots=True)
class _Rule:
    """The columns that tell a group, and whether somebody with these values belongs to it."""

    fields: tuple[str, ...]
    holds: Callable[..., bool]


def _movers(source: StatisticsSource, selection: Selection, words: tuple[str, ...]) -> set[int]:
    """Find the rows of a movement: those of the earlier date for those who went, and for the start."""
    start, name, *part = words
    start_on = date.fromisoformat(start)
    kinds = _SETS.get(name) or (Kind(name),)
    is_earlier = name in (START, WENT, *GOING)
    behind = [flow for kind in kinds for flow in flows_behind(source, selection, start_on, kind)]
    if part:
        by, code = part
        behind = [flow for flow in behind if _is_part(flow, by, code or None, start_on, selection.as_of)]
    return {number for flow in behind if (number := flow.earlier if is_earlier else flow.later) is not None}


def _is_part(flow: Flow, by: str, code: str | None, start_on: date, end_on: date) -> bool:
    return is_of_age(flow, end_on) if by == "of_age" else is_leaver_of(flow, by, code, start_on)


def _retirement(source: StatisticsSource, selection: Selection, words: tuple[str, ...]) -> _Rule:
    who, years = words
    number, as_of = int(years), selection.as_of
    return _Rule(("birth_date", "gender"), lambda born, gender: group_of(born, gender, as_of, number) == who)


def _reaching(source: StatisticsSource, selection: Selection, words: tuple[str, ...]) -> _Rule:
    (when,) = words

    def holds(born: str | None, gender: str | None) -> bool:
        month = month_of(born, gender)
        return month is not None and when in (str(month.year), f"{month.year}-{month.number:02}")

    return _Rule(("birth_date", "gender"), holds)


def _year_only(source: StatisticsSource, selection: Selection, words: tuple[str, ...]) -> _Rule:
    return _Rule(("birth_date",), lambda born: bool(born) and "-" not in born)


def _standard(source: StatisticsSource, selection: Selection, words: tuple[str, ...]) -> _Rule:
    (who,) = words
    standard = standard_on(selection.as_of, FIELD)
    if standard is None or who not in (BOUND, BELOW, UNDECLARED, EXEMPT):
        raise KeyError(who)

    def holds(category: str | None, post: str | None, level: str | None) -> bool:
        if category != standard.category or (post in standard.exempt) != (who == EXEMPT):
            return False
        is_below = level is not None and level not in standard.codes
        return {BELOW: is_below, UNDECLARED: level is None}.get(who, True)

    return _Rule(("category", POSITION, FIELD), holds)


def _empty(source: StatisticsSource, selection: Selection, words: tuple[str, ...]) -> _Rule:
    """Find those of whom a field says nothing; of a department only where the post does not say it either."""
    (field,) = words
    if not catalogue()[field].is_dimension:
        raise KeyError(field)

    def holds(value: Any, post: str | None) -> bool:
        return value is None and not (field == DEPARTMENT and has_place(post))

    return _Rule((field, POSITION), holds)


def _level(source: StatisticsSource, selection: Selection, words: tuple[str, ...]) -> _Rule:
    """Find those of a merged level, also where no list names their value: a people that is no majority's."""
    field, code = words
    if code not in {level.code for level in level_groups(field)}:
        raise KeyError(code)
    return _Rule((field,), lambda value: value is not None and level_group_of(field, value).code == code)


def _quota(source: StatisticsSource, selection: Selection, words: tuple[str, ...]) -> _Rule:
    """Find those who count against a kind of quota, in one of its departments where that is asked («»: in none)."""
    measure, *department = words
    rules = present_rules_on(measure, selection.as_of)
    units = source.derive(quotas, selection, measure).units if department else ()
    there = {
        (unit.code, own)
        for unit in units
        for line in unit.departments
        if line.name == ".".join(department)
        for own in line.held
    }

    def holds(unit: str, unit_type: str, category: str | None, own: str | None, post: str | None) -> bool:
        is_counted = standing_of(rules, unit_type, category, own, post) is not Standing.APART
        return is_counted and (not department or (unit, department_of(own, post) or "") in there)

    return _Rule(("unit_code", "unit_type", "category", DEPARTMENT, POSITION), holds)


_RULES: dict[str, Callable[[StatisticsSource, Selection, tuple[str, ...]], _Rule]] = {
    RETIREMENT: _retirement,
    REACHING: _reaching,
    YEAR_ONLY: _year_only,
    STANDARD: _standard,
    EMPTY: _empty,
    QUOTA: _quota,
    LEVEL: _level,
}
