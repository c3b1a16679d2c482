"""Forms as versioned tables: `data/reference/forms/`, read and checked. A new form is a new folder there, no code."""

from reference.ages import AGE_RULES, first_not_retired, latest_birth, retirement_age, retirement_ages, retirement_month
from reference.forms.definitions import (
    PEOPLE,
    Column,
    Form,
    Identity,
    Layout,
    Merge,
    Remainder,
    TitleLine,
    header_cells,
)
from reference.forms.reading import all_forms, form_on
from reference.forms.rules import AGE, EVERYBODY, PRECISION, PROBATION, RETIREMENT, Condition, Rule, parse

__all__ = [
    "AGE",
    "AGE_RULES",
    "EVERYBODY",
    "PEOPLE",
    "PRECISION",
    "PROBATION",
    "RETIREMENT",
    "Column",
    "Condition",
    "Form",
    "Identity",
    "Layout",
    "Merge",
    "Remainder",
    "Rule",
    "TitleLine",
    "all_forms",
    "first_not_retired",
    "form_on",
    "header_cells",
    "latest_birth",
    "parse",
    "retirement_age",
    "retirement_ages",
    "retirement_month",
]
