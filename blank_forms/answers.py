"""A clerk's answer about a label as it is remembered: a rule, the unit where one is chosen, or «leave empty»."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reference import forms
from reference.forms import EVERYBODY, Rule
from reference.spelling import words_of

EMPTY = "-"
"""The answer «leave empty»."""
_AT = "@"
_LONGEST_KEY = 248


@dataclass(frozen=True, slots=True)
class Answer:
    """The people whom a label counts, None for nobody, and its unit; None where its own words say that."""

    rule: Rule | None
    place: str | None = None


def read_answer(text: str) -> Answer:
    """Read an answer: `EMPTY`, or a rule that may stand behind a unit, «@24976 gender=female».

    Raises ValueError for a rule that cannot be read.
    """
    if text == EMPTY:
        return Answer(None)
    if not text.startswith(_AT):
        return Answer(forms.parse(text, {}))
    place, _, rule = text.removeprefix(_AT).partition(" ")
    return Answer(forms.parse(rule, {}) if rule else EVERYBODY, place)


def written_answer(rule: Rule | None, place: str | None = None) -> str:
    """Write an answer so that `read_answer` reads it."""
    if rule is None:
        return EMPTY
    return forms.written(rule) if place is None else f"{_AT}{place} {forms.written(rule)}"


def label_key(axis: str, path: Sequence[str]) -> str:
    """Give the key of a label under which an answer about it is kept."""
    return f"{axis}:{' › '.join(' '.join(words_of(label)) for label in path)}"[:255]


def label_keys(axis: str, paths: Sequence[Sequence[str]]) -> list[str]:
    """Give the keys of labels in their order; of those of the same words the second and later are numbered."""
    seen: Counter[str] = Counter()
    keys = []
    for key in (label_key(axis, path) for path in paths):
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key[:_LONGEST_KEY]} ({seen[key]})")
    return keys
