"""The words of forms' frames: `form_words.csv`, words -> the part that they play."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from reference import forms
from reference.forms import Rule
from reference.spelling import Words, words_of
from reference.tables import rows, wrong_row

_LONG = 3


class FormWord(StrEnum):
    """The part that words play in a form's frame."""

    ORDINAL = "ordinal"
    UNIT = "unit"
    LABEL = "label"
    NAME = "name"
    NOTE = "note"
    COUNT = "count"
    """A heading that says no more than that people are counted."""
    MEASURE = "measure"
    """A column that says in what a row is counted: «người», «%»."""
    TITLE = "title"
    FOOTER = "footer"
    HEADING = "heading"
    """A column's heading that begins as a frame does: «Ngày tháng năm sinh»."""
    NOW = "now"
    YEAR_BEFORE = "year_before"
    REST = "rest"
    """Whoever is in no label before: «Còn lại»."""
    OTHERS = "others"
    """Whoever has another value than those before: «Khác»; without a value one has no other."""
    CHANGE = "change"
    """The difference of two days' numbers: «Tăng (+), giảm (−)»."""
    AGAINST = "against"
    """Words that lead to what a number is compared with: «so với»."""
    ABSENT = "absent"
    """The rosters have nothing of it; the row says so in a sentence."""
    SUBJECT = "subject"
    """In a title: the form is about something else than who is there; the row says so in a sentence."""
    PEOPLE = "people"
    """In a title: whom the form is about."""
    JOINT = "joint"
    """In a title: words between two kinds of people that it is about."""
    PART = "part"
    """In a title: the form is about some of them, whom the rosters do not tell apart; the row says so in a sentence."""
    GROUP = "group"
    """The beginning of a row's label that heads units: «Khu vực phường»."""
    ONLY = "only"
    """In a title: whom of them the form is about, «… nữ»."""


@lru_cache(maxsize=1)
def _words() -> dict[FormWord, dict[Words, str]]:
    table: dict[FormWord, dict[Words, str]] = {role: {} for role in FormWord}
    for row in rows("form_words"):
        try:
            role = FormWord(row["role"])
        except ValueError:
            raise wrong_row(row, f"cột role không nhận «{row['role']}».") from None
        if role in (FormWord.PEOPLE, FormWord.ONLY):
            try:
                forms.parse(row["means"], {})
            except ValueError as error:
                raise wrong_row(row, str(error)) from error
        table[role][words_of(row["words"])] = row["means"]
    return table


def is_a(role: FormWord, text: str) -> bool:
    """Tell whether a text is exactly words of that role."""
    return words_of(text) in _words()[role]


def begins_as(role: FormWord, text: str) -> bool:
    """Tell whether a text begins with words of that role; long ones may stand anywhere: «…, ngày … tháng … năm»."""
    words = tuple(word for word in words_of(text) if not word.isdigit())
    if any(_within(heading, words) for heading in _words()[FormWord.HEADING]):
        return False
    known_words = _words()[role]
    return any(words[: len(known)] == known or (len(known) >= _LONG and _within(known, words)) for known in known_words)


def without(role: FormWord, text: str) -> str | None:
    """Leave the longest words of a role out of a text; None where none of them are in it."""
    words = words_of(text)
    for known in sorted(_words()[role], key=len, reverse=True):
        for at in range(len(words) - len(known) + 1):
            if words[at : at + len(known)] == known:
                return " ".join((*words[:at], *words[at + len(known) :]))
    return None


def absence(text: str) -> str:
    """Say why the rosters cannot answer a label; empty where nothing is known against it."""
    return _reason(FormWord.ABSENT, text)


def other_subject(title: str) -> str:
    """Say why the rosters cannot answer a whole form: its title is about what happened; empty where nothing is."""
    return _reason(FormWord.SUBJECT, title)


def part_of_people(title: str) -> str:
    """Say that a form is about people whom the rosters do not tell apart, «cán bộ chủ chốt»; empty where it is not."""
    return _reason(FormWord.PART, title)


def _reason(role: FormWord, text: str) -> str:
    words = words_of(text)
    return next((why for known, why in _words()[role].items() if _within(known, words)), "")


def people_of_title(title: str) -> Rule:
    """Find whom a form is about by its title; everybody where it names nobody.

    A title with two marks, «… nữ, dân tộc thiểu số», is about both kinds of people, each in columns of its own.
    """
    kinds, marks = _kinds_of(words_of(title)), _rules_of(title, FormWord.ONLY)
    kind = _any_of([forms.parse(each, {}) for each in kinds]) if kinds else forms.EVERYBODY
    return forms.both(kind, forms.parse(marks[0], {})) if len(set(marks)) == 1 else kind


def _kinds_of(words: Words) -> list[str]:
    """List the kinds of people that stand side by side, «cán bộ, công chức và người hoạt động không chuyên trách».

    Of several places those about the kind that stands first in the table.
    """
    known = _words()[FormWord.PEOPLE]
    groups: list[list[Words]] = []
    end = 0
    for at in range(len(words)):
        kind = next((words[at : at + n] for n in range(len(words) - at, 0, -1) if words[at : at + n] in known), ())
        if at < end or not kind:
            continue
        is_joined = groups and (words[end:at] in _words()[FormWord.JOINT] or at == end)
        groups = [*groups[:-1], [*groups[-1], kind]] if is_joined else [*groups, [kind]]
        end = at + len(kind)
    order = list(known)
    best = min(groups, key=lambda group: min(map(order.index, group)), default=[])
    return list(dict.fromkeys(known[kind] for kind in best))


def _any_of(kinds: Sequence[Rule]) -> Rule:
    """Put rules on one field together: whoever one of them holds for; those who declare nothing stand last."""
    values = dict.fromkeys(value for rule in kinds for value in rule[0][0].values)
    ordered = sorted(values, key=lambda value: value is None)
    return ((replace(kinds[0][0][0], values=tuple(ordered)),),)


def _rules_of(title: str, role: FormWord) -> list[str]:
    words = words_of(title)
    return [means for known, means in _words()[role].items() if _within(known, words)]


def _within(known: Words, words: Words) -> bool:
    return any(words[at : at + len(known)] == known for at in range(len(words) - len(known) + 1))


def check_form_words() -> None:
    """Read `form_words.csv`; raises ReferenceError, with file and line, for a wrong row."""
    _words()
