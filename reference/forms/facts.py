"""The facts that a form's rules are about, made of what is kept of people: an age, a side of the retirement age.

Facts and what they are made of stand in columns: one value for each person, all columns in the same order.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from reference.ages import age_on, retirement_on
from reference.blocs import department_of
from reference.forms.definitions import Form
from reference.forms.rules import (
    AGE,
    BIRTH_YEAR,
    DEPARTMENT,
    POSITION,
    PRECISION,
    PROBATION,
    RETIREMENT,
    Fact,
    Rule,
    fields_of,
)

Columns = Mapping[str, Sequence[Any]]
"""Name -> one value for each person, as it is kept."""

_MADE_OF = {
    AGE: ("birth_number",),
    BIRTH_YEAR: ("birth_number",),
    RETIREMENT: ("birth_number", "gender"),
    PRECISION: ("birth_date",),
    PROBATION: ("party_probation",),
    DEPARTMENT: (DEPARTMENT, POSITION),
}
"""A fact that nobody keeps as it is -> the columns that it is made of."""
_IN_YEAR = 10_000
"""A birth date as a number is yyyymmdd."""
_PRECISIONS = {len("1975"): "year", len("1975-03"): "month", len("1975-03-02"): "day"}


def columns_of(form: Form) -> tuple[str, ...]:
    """List the columns that the facts for a form's rules are made of, in order."""
    return columns_of_rules(_rules(form))


def facts_of(form: Form, as_of: date, columns: Columns) -> dict[str, tuple[Fact, ...]]:
    """Make the facts for a form's rules on a date: field -> the fact of each person."""
    return facts_of_rules(_rules(form), form.age_rule, as_of, columns)


def columns_of_rules(rules: Iterable[Rule]) -> tuple[str, ...]:
    """List the columns that the facts for rules are made of, in order."""
    return tuple(sorted({column for field in _fields(rules) for column in _MADE_OF.get(field, (field,))}))


def facts_of_rules(rules: Iterable[Rule], age_rule: str, as_of: date, columns: Columns) -> dict[str, tuple[Fact, ...]]:
    """Make the facts for rules on a date: field -> the fact of each person; `age_rule`: one of `AGE_RULES`."""
    return {field: tuple(_facts(field, age_rule, as_of, columns)) for field in _fields(rules)}


def _rules(form: Form) -> tuple[Rule, ...]:
    return (form.counts, *form.rules().values())


def _fields(rules: Iterable[Rule]) -> tuple[str, ...]:
    return tuple(sorted({field for rule in rules for field in fields_of(rule)}))


def _facts(field: str, age_rule: str, as_of: date, columns: Columns) -> Iterable[Fact]:
    sources = [columns[name] for name in _MADE_OF.get(field, (field,))]
    if field == AGE:
        return (None if born is None else age_on(as_of, born, age_rule) for born in sources[0])
    if field == BIRTH_YEAR:
        return (None if born is None else born // _IN_YEAR for born in sources[0])
    if field == RETIREMENT:
        return map(partial(retirement_on, as_of), *sources)
    if field == DEPARTMENT:
        return map(department_of, *sources)
    if field == PRECISION:
        return (_PRECISIONS.get(len(text or "")) for text in sources[0])
    if field == PROBATION:
        return ("yes" if is_on_probation else "no" for is_on_probation in sources[0])
    return sources[0]
