"""Headings over units that are no people: «I. Khu vực phường», «A. Các xã» have the sum of the units under them."""

from collections.abc import Callable, Mapping, Sequence

from blank_forms.districts import Path
from reference import phrases
from reference.form_words import FormWord, begins_as

_KIND_OF_UNIT = {"unit_type"}


def groups_of(paths: Sequence[Path], is_place: Callable[[str], bool]) -> dict[int, tuple[int, ...]]:
    """Find the rows that head units alone: their place -> those of the rows under them."""
    groups = {}
    for at, path in enumerate(paths):
        under = tuple(n for n, other in enumerate(paths) if n != at and other[: len(path)] == path)
        if under and _is_group(path[-1]) and all(any(map(is_place, paths[n][len(path) :])) for n in under):
            groups[at] = under
    return groups


def without_groups(paths: Sequence[Path], groups: Mapping[int, tuple[int, ...]]) -> list[Path]:
    """Leave such headings out of the paths of the rows under them."""
    short = list(paths)
    for at, under in groups.items():
        for n in under:
            short[n] = tuple(label for label in paths[n] if label != paths[at][-1])
    return short


def _is_group(label: str) -> bool:
    phrase = phrases.read((label,))
    is_kind = phrase.is_understood and {condition.field for condition in phrase.conditions} == _KIND_OF_UNIT
    return is_kind or begins_as(FormWord.GROUP, label)
