"""People counted by rules of any fields at once: a printed label, a column of a form that no table knows."""

from collections.abc import Mapping

from sqlalchemy import Connection

from reference.forms import Columns, Rule
from reference.forms.facts import columns_of_rules, facts_of_rules
from stats import queries
from stats.measures.form_counts import counts_by_place, marks_of_people
from stats.scope import Scope
from stats.selection import Selection

AGE_RULE = "completed_years"
"""Completed years by day."""

_THE_RULE = "rule"

Counts = dict[str | None, dict[str, int]]
"""Unit code -> rule -> people."""


def count_by_rules(c: Connection, province: str, selection: Selection, rules: Mapping[str, Rule]) -> Counts:
    """Count the people of each unit of the selection's place by each rule; units without people are left out."""
    columns = queries.person_columns(c, selection, columns_of_rules(rules.values()), province=province)
    facts = facts_of_rules(rules.values(), AGE_RULE, selection.as_of, columns)
    return counts_by_place(rules, columns["unit_code"], facts)


def places_of_people(c: Connection, province: str, selection: Selection, rule: Rule, scope: Scope) -> list[str]:
    """List where the people stand whom a rule holds for: «file › sheet › dòng n», in the order of units and rows."""
    names = tuple(dict.fromkeys(("unit_code", "source", *columns_of_rules([rule]))))
    rows = queries.person_rows(c, selection, names, scope=scope, province=province)
    columns: Columns = dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))
    facts = facts_of_rules([rule], AGE_RULE, selection.as_of, columns)
    marks = marks_of_people({_THE_RULE: rule}, len(columns["source"]), facts)
    return [source for source, mark in zip(columns["source"], marks, strict=True) if mark[_THE_RULE]]
