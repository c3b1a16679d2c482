"""Fields that nobody of a place declares: a number of those who have a value of them is no 0, it is not known."""

from collections.abc import Iterator
from dataclasses import replace

from blank_forms.question import Question
from reference import vietnamese
from reference.fields import catalogue
from reference.forms import AGE, RETIREMENT, Condition, Rule, both

_ALWAYS = {"unit_type", "birth_precision", "party_probation"}
"""Fields that are known of everybody."""
_LANGUAGES = ("other_language", "english")
_BORN = "ngày sinh"
_NAMED = {AGE: _BORN, "birth_year": _BORN, RETIREMENT: f"{_BORN}, giới tính"}


def silences(asked: Question) -> Iterator[tuple[str, Question, Question]]:
    """Give for each field that a question asks about those whom the table is about, and those of them who declare none.

    The conditions of the title that allow for that («cán bộ, công chức») ask nothing.
    """
    for names in _silent_together(_fields(asked) - _ALWAYS, asked.rule):
        whole: Rule = tuple(tuple(each for each in part if each.field not in names) for part in asked.people)
        people = replace(asked, rule=whole, share_of=None, since=None)
        nobody = tuple(Condition(name, (None,)) for name in names)
        yield names[0], people, replace(people, rule=both(whole, (nobody,)))


def _silent_together(fields: set[str], rule: Rule) -> Iterator[tuple[str, ...]]:
    """Give fields each by itself; where English or another language is asked for, a list may declare one of them."""
    either = _LANGUAGES if len(rule) > 1 and fields.issuperset(_LANGUAGES) else ()
    yield from ((name,) for name in sorted(fields.difference(either)))
    if either:
        yield either


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
