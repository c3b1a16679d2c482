"""Two rosters of a unit, person by person: who came, who went, of whom something differs."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from reference.fields import staff_fields

ADDED, GONE, CHANGED = "added", "gone", "changed"

Person = Sequence[Any]
"""Name, birth date, then the values of `staff_fields`."""


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A person of whom something differs: `added`, `gone` or `changed`, and each field before and after."""

    name: str
    born: str | None
    kind: str
    fields: tuple[tuple[str, str | None, str | None], ...] = ()


def person_changes(before: Iterable[Person], after: Iterable[Person]) -> list[PersonChange]:
    """List the differences: those who went, came, then changed; the same person has the same name and birth date.

    Namesakes born on one day are held against each other in the order of their values.
    """
    was, now = _by_person(before), _by_person(after)
    pairs = [pair for key in was | now for pair in zip_longest(_rest(was, now, key), _rest(now, was, key))]
    changes = [_change(old, new) for old, new in pairs]
    order = {GONE: 0, ADDED: 1, CHANGED: 2}
    return sorted(changes, key=lambda change: order[change.kind])


_Key = tuple[str, str | None]


def _by_person(people: Iterable[Person]) -> dict[_Key, list[Person]]:
    groups: dict[_Key, list[Person]] = {}
    for person in people:
        groups.setdefault((_folded(person[0]), person[1]), []).append(person)
    return groups


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _rest(own: dict[_Key, list[Person]], other: dict[_Key, list[Person]], key: _Key) -> list[Person]:
    """List the people of that name and birth date whose equals are not on the other roster."""
    equals = [tuple(person[2:]) for person in other.get(key, ())]
    rest = []
    for person in own.get(key, ()):
        values = tuple(person[2:])
        if values in equals:
            equals.remove(values)
        else:
            rest.append(person)
    return sorted(rest, key=lambda person: str(person[2:]))


def _change(old: Person | None, new: Person | None) -> PersonChange:
    if new is None and old is not None:
        return PersonChange(old[0], old[1], GONE)
    if old is None and new is not None:
        return PersonChange(new[0], new[1], ADDED)
    if old is None or new is None:
        raise ValueError("a change needs somebody")
    values = zip(staff_fields(), old[2:], new[2:], strict=True)
    return PersonChange(new[0], new[1], CHANGED, tuple(each for each in values if each[1] != each[2]))
