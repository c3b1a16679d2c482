"""Conditions to choose from where a label is corrected, and several chosen ones as one rule."""

from collections.abc import Iterable
from functools import lru_cache

import reference
from reference import forms
from reference.codes import code_lists
from reference.fields import catalogue, charted_fields
from reference.forms import AGE, EVERYBODY, RETIREMENT, Condition, Rule

_FIRST = ("category", "gender", "unit_type")
_OTHERS = ("*", "ethnicity!=Kinh", "religion!=Không", f"{RETIREMENT}=over")


@lru_cache(maxsize=1)
def conditions() -> dict[str, Rule]:
    """List the single conditions that a clerk can choose, by their text: everybody, each code of each field, ages."""
    fields = [name for name in dict.fromkeys((*_FIRST, *charted_fields())) if name in code_lists()]
    texts = [*_OTHERS[:1], *(f"{name}={code}" for name in fields for code in _codes(name)), *_OTHERS[1:]]
    ages = {
        forms.written(((Condition(AGE, first=band.first, last=band.last),),))
        for name in dict.fromkeys(row["set"] for row in reference.rows("age_bands"))
        for band in reference.age_bands(name)
    }
    return {text: forms.parse(text, {}) for text in (*texts, *sorted(ages))}


def _codes(name: str) -> tuple[str, ...]:
    codes = tuple(value.code for value in code_lists()[name])
    return (*codes, forms.UNKNOWN) if catalogue()[name].chart is not None else codes


def together(texts: Iterable[str]) -> Rule:
    """Join chosen conditions: of one field any of them may hold, of several fields all must.

    Raises KeyError for a text that is none of `conditions`.
    """
    known = conditions()
    by_field: dict[str, list[Condition]] = {}
    for text in texts:
        for condition in known[text][0]:
            by_field.setdefault(condition.field, []).append(condition)
    rule = EVERYBODY
    for own in by_field.values():
        rule = forms.both(rule, _any_of(own))
    return rule


def _any_of(own: list[Condition]) -> Rule:
    plain = [condition for condition in own if condition.values and not condition.is_negated]
    others = [condition for condition in own if condition not in plain]
    joined = [Condition(plain[0].field, tuple(v for each in plain for v in each.values))] if plain else []
    return tuple((condition,) for condition in (*joined, *others))
