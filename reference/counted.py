"""Counts by counting rules, as printed tables have them, seen as the parts of one field.

A table prints «Thạc sĩ» or «Sau đại học»; a field has codes. What one number says of several codes counts at the last
of them, the lowest level: shares of a level and all above it stay right. Categories are no levels: what one number
says of several of them counts at none.
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain

from reference.ages import age_bands
from reference.codes import code_lists
from reference.fields import catalogue
from reference.forms.rules import AGE, Condition, Rule
from reference.tables import rows

AGE_BAND = "age_band"
_CATEGORY = "category"


def whole(counts: Mapping[Rule, int], beside: tuple[Condition, ...] = ()) -> int | None:
    """Give the number of everybody for whom the conditions `beside` hold; None where it is not printed.

    «Tổng số CBCC» is everybody of a table that prints no other category.
    """
    return counts.get((beside,), None if beside else _of_all_categories(counts))


def _of_all_categories(counts: Mapping[Rule, int]) -> int | None:
    printed = {codes: number for rule, number in counts.items() if (codes := _codes(rule, _CATEGORY, ()))}
    widest = max(printed, key=len, default=())
    return printed[widest] if len(widest) > 1 and set(widest) == set(chain(*printed)) else None


def parts(counts: Mapping[Rule, int], field: str, beside: tuple[Condition, ...] = ()) -> dict[str, int]:
    """Give the people of each code of a field among those for whom `beside` holds; empty where nothing tells it.

    Numbers that overlap count once, those of fewest codes first. Of a field with two codes the one that is not
    printed is the rest of the whole.
    """
    people = _disjoint(counts, field, beside)
    for detail in (each.name for each in catalogue().values() if each.detail_of == field):
        wholes = _wholes_of_detail(detail)
        of_details: dict[str, int] = {}
        for code, number in _disjoint(counts, detail, beside).items():
            if code in wholes:
                of_details[wholes[code]] = of_details.get(wholes[code], 0) + number
        people |= {code: number for code, number in of_details.items() if code not in people}
    known, everybody = [value.code for value in code_lists().get(field, ())], whole(counts, beside)
    if len(known) == 2 and len(people) == 1 and everybody is not None:
        (other,) = set(known) - set(people)
        people[other] = max(0, everybody - sum(people.values()))
    return people


def _disjoint(counts: Mapping[Rule, int], field: str, beside: tuple[Condition, ...]) -> dict[str, int]:
    """Give the people of each code as this field's own words tell them, each code once."""
    printed = [(codes, number) for rule, number in counts.items() if (codes := _codes(rule, field, beside))]
    taken: set[str] = set()
    people: dict[str, int] = {}
    for codes, number in sorted(printed, key=lambda pair: len(pair[0])):
        if taken.isdisjoint(codes) and (len(codes) == 1 or field != _CATEGORY):
            taken.update(codes)
            people[codes[-1]] = people.get(codes[-1], 0) + number
    return people


def _codes(rule: Rule, field: str, beside: tuple[Condition, ...]) -> tuple[str, ...]:
    """Give the codes of a field that a rule counts, among those of `beside`; empty for another rule."""
    if len(rule) != 1 or not set(beside) <= set(rule[0]):
        return ()
    own = [condition for condition in rule[0] if condition not in beside]
    return _of_condition(own[0], field) if len(own) == 1 else ()


def _of_condition(condition: Condition, field: str) -> tuple[str, ...]:
    if condition.field == AGE and field == AGE_BAND:
        bands = (band for band in age_bands() if (band.first, band.last) == (condition.first, condition.last))
        return tuple(band.code for band in bands)
    if condition.field != field or condition.is_negated or None in condition.values:
        return ()
    return tuple(code for code in condition.values if code is not None)


@lru_cache(maxsize=8)
def _wholes_of_detail(detail: str) -> Mapping[str, str]:
    """Map the codes of a detail to those of the field that it is a detail of, as spellings of cells tell both."""
    field = catalogue()[detail].detail_of
    wholes: dict[str, str] = {}
    for row in rows("value_spellings"):
        sets = dict(item.split("=") for item in row["sets"].split() if "=" in item)
        if field in sets and detail in sets:
            wholes.setdefault(sets[detail], sets[field])
    return wholes
