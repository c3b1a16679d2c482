"""The findings about a selection, most urgent first: each rule of `findings.csv` asked of the source."""

from collections.abc import Callable

import reference
from reference.bodies import Tier
from reference.findings import FindingRule, finding_rules, standard_on
from reference.territory import is_same_territory
from stats import measures
from stats.cube import AS_OF, Question
from stats.held_back import held_back
from stats.measures import UNIVERSITY_OR_HIGHER, WITH_IT_EVIDENCE, Finding, Status, combined_share
from stats.measures import findings as rules
from stats.selection import Selection, View, year_before
from stats.source import StatisticsSource

_TOGETHER = {"education": UNIVERSITY_OR_HIGHER, "it": WITH_IT_EVIDENCE}


def findings_of(source: StatisticsSource, selection: Selection) -> tuple[Finding, ...]:
    """Find at most `findings_shown` facts about a selection that somebody has to act on, most urgent first."""
    findings = (_MAKERS[rule.rule](source, selection, rule) for rule in finding_rules())
    return tuple(filter(None, findings))[: int(reference.limit("findings_shown"))]


def _finding(rule: FindingRule, places: tuple[str, ...], count: int = 0) -> Finding | None:
    return Finding(rule, places, count) if places else None


def _units_missing(source: StatisticsSource, selection: Selection, rule: FindingRule) -> Finding | None:
    codes = tuple(sub.code for sub in _submissions(source, selection) if sub.status is Status.MISSING)
    return _finding(rule, codes) if len(codes) >= rule.at_least else None


def _people_held(source: StatisticsSource, selection: Selection, rule: FindingRule) -> Finding | None:
    held = source.derive(held_back, selection.as_of)
    return Finding(rule, (), held.people, import_id=held.import_id) if held.people >= rule.at_least else None


def _problems_open(source: StatisticsSource, selection: Selection, rule: FindingRule) -> Finding | None:
    doubtful = [sub for sub in _submissions(source, selection) if sub.status is Status.DOUBTFUL]
    count = sum(sub.errors + sub.warnings for sub in doubtful)
    return _finding(rule, tuple(sub.code for sub in doubtful), count) if count >= rule.at_least else None


def _submissions(source: StatisticsSource, selection: Selection) -> list[measures.Submission]:
    """List the units that reported, or should have, and that the selection's figures are of; urgent first."""
    if selection.territory is View.TODAY and (selection.unit, selection.unit_type) == (None, None):
        codes = {row.code for row in source.register(selection.as_of, level=selection.level)}
    else:
        codes = {code for row in source.rows_of(selection) for code in (row.origins or (row.code,))}
    return [sub for sub in source.submissions(selection.as_of, selection.level).urgent_first if sub.code in codes]


def _headcount_moved(source: StatisticsSource, selection: Selection, rule: FindingRule) -> Finding | None:
    since = year_before(source.dates(selection.level), selection.as_of)
    if since is None:
        return None
    cube = source.cube(Question(selection, ("unit",), (since, selection.as_of))).slices(AS_OF)
    now, before = (
        {code: people for code, people in cube[day.isoformat()].by("unit").items() if code}
        if day.isoformat() in cube
        else {}
        for day in (selection.as_of, since)
    )
    if selection.territory is not View.TODAY:
        before = {code: n for code, n in before.items() if is_same_territory(code, since, selection.as_of)}
    codes = rules.moved(now, before, rule.at_least)
    return Finding(rule, codes, since=since) if codes else None


def _undeclared(source: StatisticsSource, selection: Selection, rule: FindingRule) -> Finding | None:
    slices = source.cube(Question(selection, ("unit", rule.field))).slices("unit")
    people = {code: cube.by(rule.field) for code, cube in slices.items() if code}
    return _finding(rule, rules.undeclared(people, rule.at_least))


def _past_retirement(source: StatisticsSource, selection: Selection, rule: FindingRule) -> Finding | None:
    born = source.cube(Question(selection, ("unit", "birth_number", "gender"))).counts
    places = rules.past_retirement(born, selection.as_of)
    count = sum(places.values())
    codes = tuple(sorted(filter(None, places), key=lambda code: (-places[code], code)))
    return _finding(rule, codes, count) if count >= rule.at_least else None


def _lowest(source: StatisticsSource, selection: Selection, rule: FindingRule) -> Finding | None:
    grouped, together = source.grouped(selection, rule.field, "unit"), _TOGETHER[rule.field]
    extremes = grouped.extremes(together)
    if extremes is None or extremes.is_level:
        return None
    codes = tuple(group.code for group in extremes.lowest if group.code)
    least, whole = extremes.least.share, combined_share(grouped.province, together).share
    if least is not None and whole is not None and least >= whole:
        return None  # the lowest of a district that stands above the province, or of the places that declare it
    return Finding(rule, codes, extremes.least.count, least, whole)


def _one_below_standard(source: StatisticsSource, selection: Selection, rule: FindingRule) -> Finding | None:
    standard = standard_on(selection.as_of, rule.field)
    if (
        standard is None
        or not standard.codes
        or selection.level is not Tier.COMMUNE
        or selection.category not in (None, standard.category)
    ):
        return None
    where = (("category", standard.category),)
    people = source.cube(Question(selection, ("unit", "position", rule.field), where=where)).counts
    codes = tuple(filter(None, rules.one_below(people, standard)))
    return Finding(rule, codes, standard=standard) if len(codes) >= rule.at_least else None


_MAKERS: dict[str, Callable[[StatisticsSource, Selection, FindingRule], Finding | None]] = {
    "units_missing": _units_missing,
    "people_held": _people_held,
    "problems_open": _problems_open,
    "headcount_moved": _headcount_moved,
    "undeclared": _undeclared,
    "past_retirement": _past_retirement,
    "lowest": _lowest,
    "one_below_standard": _one_below_standard,
}
"""Rule -> what looks for it."""
