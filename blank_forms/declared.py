"""Fields that nobody of a place declares: a number of those who have a value of them is no 0, it is not known."""

from collections.abc import Iterator
from dataclasses import replace

from blank_forms.question import Question
from reference import vietnamese
from reference.fields import catalogue
from reference.forms import AGE, RETIREMENT, Condition, Rule, both

_ALWAYS = {"unit_type", "birth_precision", "party_probation"}
"""Fields that are known of everybody."""
_BORN = "ngày sinh"
_NAMED = {AGE: _BORN, "birth_year": _BORN, RETIREMENT: f"{_BORN}, giới tính"}


def silences(asked: Question) -> Iterator[tuple[str, Question, Question]]:
    """Give for each field that a question asks about those whom the table is about, and those of them who declare none.

    The conditions of the title that allow for that («cán bộ, công chức») ask nothing.
    """
    for name in sorted(_fields(asked) - _ALWAYS):
        whole: Rule = tuple(tuple(each for each in part if each.field != name) for part in asked.people)
        people = replace(asked, rule=whole, share_of=None, since=None)
        yield name, people, replace(people, rule=both(whole, ((Condition(name, (None,)),),)))


def _fields(asked: Question) -> set[str]:
    of_title = {each for part in asked.people for each in part}
    asking = [
        each
        for part in asked.rule
        for each in part
        if not (None in each.values and (each in of_title or len(each.values) > 1))
    ]
    is_of_silent = len(asked.rule) == 1
    return {each.field for each in asking if not (is_of_silent and each.values == (None,))}


def undeclared(name: str) -> str:
    """Say that nobody of a place declares a field."""
    label = _NAMED.get(name) or vietnamese.in_sentence(catalogue()[name].label)
    return f"Danh sách ở đây không khai {label} của ai."
