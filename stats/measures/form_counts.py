"""The counting of a form: whom of many people each of its rules holds for.

A rule names few fields, and people with the same facts in them are alike for it: it is judged once for each
combination of facts, and a place's people are counted by combination.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reference.forms import Fact, Rule, fields_of, holds

Facts = Mapping[str, Sequence[Fact]]
"""Field -> the fact of each person, all in the same order."""

_Combination = tuple[Fact, ...]


def counts_by_place(rules: Mapping[str, Rule], places: Sequence[str], facts: Facts) -> dict[str | None, dict[str, int]]:
    """Count the people of each place by each rule; `places` has the code of each person's place."""
    counts: dict[str | None, dict[str, int]] = {place: dict.fromkeys(rules, 0) for place in set(places)}
    for combinations, holding in _judged(rules, len(places), facts):
        for (place, combination), number in Counter(zip(places, combinations, strict=True)).items():
            for key in holding[combination]:
                counts[place][key] += number
    return counts


def summed(rules: Iterable[str], parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Sum the counts of parts by rule."""
    sums = dict.fromkeys(rules, 0)
    for part in parts:
        for key, number in part.items():
            sums[key] += number
    return sums


def marks_of_people(rules: Mapping[str, Rule], people: int, facts: Facts) -> list[dict[str, bool]]:
    """Tell of each of so many people which rules hold."""
    marks = [dict.fromkeys(rules, False) for _ in range(people)]
    for combinations, holding in _judged(rules, people, facts):
        for person, combination in zip(marks, combinations, strict=True):
            person.update(holding[combination])
    return marks


def _judged(
    rules: Mapping[str, Rule], people: int, facts: Facts
) -> Iterator[tuple[list[_Combination], dict[_Combination, dict[str, bool]]]]:
    """Take the rules that name the same fields together: each person's facts in them, and the rules that hold then."""
    for fields, named in _by_fields(rules).items():
        columns = (facts[field] for field in fields)
        combinations: list[_Combination] = list(zip(*columns, strict=True)) if fields else [()] * people
        yield combinations, {known: _holding(named, fields, known) for known in set(combinations)}


def _by_fields(rules: Mapping[str, Rule]) -> dict[tuple[str, ...], dict[str, Rule]]:
    named: dict[tuple[str, ...], dict[str, Rule]] = {}
    for key, rule in rules.items():
        named.setdefault(fields_of(rule), {})[key] = rule
    return named


def _holding(rules: Mapping[str, Rule], fields: Sequence[str], combination: _Combination) -> dict[str, bool]:
    facts = dict(zip(fields, combination, strict=True))
    return {key: True for key, rule in rules.items() if holds(rule, facts)}
