"""Counting rules as data: «gender=female & age=51..55» is read and judged here, and said by `reports`.

A rule is one or more alternatives, joined by « or »; an alternative is conditions, joined by « & », that all hold.

| condition | holds for |
| --- | --- |
| `*` | everybody |
| `education=masters|doctorate` | one of these codes; `?` among them is «the roster does not say» |
| `ethnicity!=Kinh` | declared, and none of these |
| `age=from_31_to_40`, `age=51..55`, `age=61..` | years by the form's age rule: a band of its set, or from..to |
| `age=?` | no birth date |
| `birth_year=1980..1989` | born in these years |
| `retirement=over`, `within`, `?` | past the month of the retirement age, not past it, not to be told |
| `position=Chủ tịch UBND` | holds this post, beside others or alone |
| `department=Ban Chỉ huy quân sự` | works in this department of the commune, or holds a post of Ban CHQS |
| `department!=Ban Chỉ huy quân sự` | everybody else, those without a department, too |
| `birth_precision=day`, `month`, `year`, `?` | how much of the birth date the roster says |
| `party_probation=yes`, `no` | joined on probation |
"""

from collections.abc import Mapping
from dataclasses import dataclass

import reference
from reference import ReferenceError
from reference.fields import Kind, kept_back

UNKNOWN = "?"
AGE, RETIREMENT, PRECISION, PROBATION = "age", "retirement", "birth_precision", "party_probation"
BIRTH_YEAR = "birth_year"
_RANGES = (AGE, BIRTH_YEAR)
"""Facts that are numbers, of which a rule may name a first and a last."""
POSITION, _BETWEEN_POSTS = "position", "; "
"""Several posts of a person stand in one text."""
DEPARTMENT = "department"
_OWN_CODES = {
    RETIREMENT: frozenset({"over", "within"}),
    PRECISION: frozenset({"day", "month", "year"}),
    PROBATION: frozenset({"yes", "no"}),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a person; `values` holds None for «the roster does not say».

    For `age`, `first` and `last` are the completed years, for `birth_year` the years; both count, None: open there.
    """

    field: str
    values: tuple[str | None, ...] = ()
    is_negated: bool = False
    first: int | None = None
    last: int | None = None


Rule = tuple[tuple[Condition, ...], ...]
"""Alternatives, each of conditions that all hold; an alternative without conditions holds for everybody."""

EVERYBODY: Rule = ((),)

Fact = str | int | None
"""The value of a field that a rule names: a code, years of age, or None for «the roster does not say»."""


def fields_of(rule: Rule) -> tuple[str, ...]:
    """List the fields that a rule names, in order."""
    return tuple(sorted({condition.field for conditions in rule for condition in conditions}))


def is_kept_back(rule: Rule) -> bool:
    """Tell whether a rule asks for a field whose small counts are kept back."""
    return not kept_back().isdisjoint(fields_of(rule))


def holds(rule: Rule, facts: Mapping[str, Fact]) -> bool:
    """Tell whether a rule holds for somebody of whom these facts are known; it reads only the fields that it names."""
    return any(all(_fits(condition, facts[condition.field]) for condition in conditions) for conditions in rule)


def _fits(condition: Condition, fact: Fact) -> bool:
    if condition.field == POSITION and isinstance(fact, str):
        return any(post in condition.values for post in fact.split(_BETWEEN_POSTS))
    if condition.is_negated:
        is_known = fact is not None or condition.field == DEPARTMENT
        return is_known and fact not in condition.values
    if condition.values:
        return fact in condition.values
    first, last = condition.first, condition.last
    return isinstance(fact, int) and (first is None or first <= fact) and (last is None or fact <= last)


def both(rule: Rule, other: Rule) -> Rule:
    """Give the rule that holds for whomever both hold."""
    return tuple(tuple(dict.fromkeys((*ours, *theirs))) for ours in rule for theirs in other)


def written(rule: Rule) -> str:
    """Write a rule so that `parse` reads it."""
    return " or ".join(" & ".join(map(_written, conditions)) or "*" for conditions in rule)


def _written(condition: Condition) -> str:
    if condition.field in _RANGES and not condition.values:
        first, last = ("" if bound is None else str(bound) for bound in (condition.first, condition.last))
        return f"{condition.field}={first}..{last}"
    values = "|".join(UNKNOWN if value is None else value for value in condition.values)
    return f"{condition.field}{'!' if condition.is_negated else ''}={values}"


def parse(text: str, age_bands: Mapping[str, reference.AgeBand]) -> Rule:
    """The rule that a cell says; raises ReferenceError for a field, code or band that nobody knows."""
    if text.strip() == "*":
        return EVERYBODY
    return tuple(
        tuple(_condition(part.strip(), age_bands) for part in alternative.split(" & "))
        for alternative in text.split(" or ")
    )


def _condition(text: str, age_bands: Mapping[str, reference.AgeBand]) -> Condition:
    field, is_there, value = text.partition("=")
    is_negated = field.endswith("!")
    field = field.removesuffix("!").strip()
    if not is_there or not field or not value.strip():
        raise ReferenceError(f"«{text}» không phải là điều kiện.")
    if field in _RANGES and value != UNKNOWN:
        return _range(field, value.strip(), age_bands if field == AGE else {})
    values = tuple(None if code.strip() == UNKNOWN else code.strip() for code in value.split("|"))
    strangers = {code for code in values if code is not None} - _codes(field)
    if strangers:
        raise ReferenceError(f"«{text}»: «{field}» không có giá trị {', '.join(sorted(strangers))}.")
    if is_negated and None in values:
        raise ReferenceError(f"«{text}»: «!=» chỉ nói về những người có khai.")
    return Condition(field, values, is_negated)


def _range(field: str, value: str, age_bands: Mapping[str, reference.AgeBand]) -> Condition:
    if value in age_bands:
        band = age_bands[value]
        return Condition(field, first=band.first, last=band.last)
    first, is_range, last = value.partition("..")
    if not is_range or not (first or last) or not f"{first}{last}".isdecimal():
        raise ReferenceError(f"«{field}={value}» không phải là nhóm tuổi của biểu, cũng không phải là từ..đến.")
    condition = Condition(field, first=int(first) if first else None, last=int(last) if last else None)
    if condition.first is not None and condition.last is not None and condition.first > condition.last:
        raise ReferenceError(f"«{field}={value}» kết thúc trước khi bắt đầu.")
    return condition


def _codes(field: str) -> frozenset[str]:
    """List what a field may be compared with."""
    if field in _OWN_CODES:
        return _OWN_CODES[field]
    if field in _RANGES:
        return frozenset()
    if field == POSITION:
        return frozenset(row["title"] for row in reference.rows("positions"))
    if field == DEPARTMENT:
        return frozenset(row["name"] for row in reference.rows("departments"))
    known = reference.catalogue().get(field)
    if known is None or not (known.is_coded or known.kind in (Kind.LIST, Kind.TEXT)):
        raise ReferenceError(f"không có tiêu thức «{field}».")
    if known.kind is Kind.LIST:
        return frozenset(reference.official_names(field))
    return frozenset(value.code for value in reference.code_lists().get(field, ()))
