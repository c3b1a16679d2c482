"""Headings with one slip: a tone mark, an accent or a letter too few, too many or wrong, or two letters in turn.

Such a heading is not read for its likeness: whether the cells under it fit is asked in `etl.extracting.misspelt`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import reference
from etl.headers.grammar import HeadingKind, compose, kinds
from etl.headers.vocabulary import Meaning, is_in_table, is_understood, path_meaning
from reference.spelling import Words, key, plain, words_of

_LONGEST_SHORT_WORD = 3
"""Words of so few letters are like too many others: in a heading known by its parts only their marks may be wrong."""
_MOST_SLIPS = 2
"""The most headings of one path that may be misspelt."""
_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A known heading that a heading is one slip away from, and what the column would mean under it."""

    heading: str
    meaning: Meaning
    is_of_marks: bool
    """True where only tones or accents differ, no letter."""


@lru_cache(maxsize=1 << 10)
def likenesses(path: tuple[str, ...]) -> tuple[Likeness, ...]:
    """List the meanings that a header path would have without a slip in its unknown headings, each once.

    Two headings of a path are only taken for misspelt where no one of them alone gives it a meaning.
    """
    unknown = [place for place in range(len(path)) if not is_understood(path[: place + 1])]
    for count in range(1, _MOST_SLIPS + 1):
        meanings: dict[Meaning, Likeness] = {}
        for known in (known for places in combinations(unknown, count) for known in _mended_paths(path, places)):
            meaning = path_meaning(known).meaning
            if meaning is not None:
                likeness = Likeness(_name(path, known), meaning, all(map(_are_alike, path, known)))
                meanings.setdefault(meaning, likeness)
        if meanings:
            return tuple(meanings.values())
    return ()


@lru_cache(maxsize=1 << 10)
def slips_in_remark(path: tuple[str, ...]) -> tuple[Likeness, ...]:
    """List the other meanings that a known heading would have without a slip in its remark: «Ngày sinh (Nem)»."""
    *over, heading = path
    if not heading.endswith(")") or is_in_table(heading) or compose(heading) is not None:
        return ()
    own = path_meaning(path).meaning
    meanings: dict[Meaning, Likeness] = {}
    for known in filter(is_in_table, _without_slip(heading)):
        meaning = path_meaning((*over, known)).meaning
        if meaning is not None and meaning != own and known.endswith(")"):
            meanings.setdefault(meaning, Likeness(known, meaning, _are_alike(heading, known)))
    return tuple(meanings.values())


def _mended_paths(path: tuple[str, ...], places: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Give the paths with other headings at all these places, from left to right."""
    if not places:
        yield path
        return
    place, *others = places
    meaning = path_meaning(path[:place]).meaning if place else None
    for known in _without_slip(path[place], meaning.field if meaning else ""):
        yield from _mended_paths((*path[:place], known, *path[place + 1 :]), others)


def _name(path: Sequence[str], known: Sequence[str]) -> str:
    """The headings that stand where others were typed; those between them, too."""
    changed = [place for place in range(len(path)) if path[place] != known[place]]
    return " › ".join(known[changed[0] : changed[-1] + 1])


def _are_alike(heading: str, known: str) -> bool:
    return plain(heading) == plain(known)


def _without_slip(heading: str, field: str = "") -> Iterator[str]:
    """Give the known headings one slip away: rows of the table, levels of `field`, those that other words make."""
    spelled, words = _compared(heading), words_of(heading)
    if len(spelled) < int(reference.limit("shortest_misspelt")):
        return
    for known in (_spellings(), _levels(field)):
        near = (known.get(length, {}) for length in (len(spelled) - 1, len(spelled), len(spelled) + 1))
        yield from (
            right
            for others in near
            for other, right in others.items()
            if spelled == other or is_one_slip(spelled, other)
        )
    for kind in kinds():
        yield from (" ".join(mended) for mended in _mended(kind, words) if compose(" ".join(mended)))


def _mended(kind: HeadingKind, words: Words) -> Iterator[Words]:
    """Put words of the kind in the place of the only word that is none."""
    foreign = [place for place, word in enumerate(words) if word not in kind.letters]
    if len(foreign) != 1:
        return
    (place,) = foreign
    for known in sorted(kind.letters):
        if _is_like(words[place], known):
            yield (*words[:place], known, *words[place + 1 :])


def _is_like(word: str, known: str) -> bool:
    is_short = min(len(word), len(known)) <= _LONGEST_SHORT_WORD
    return is_one_slip(word, known) and (not is_short or plain(word) == plain(known))


@lru_cache(maxsize=1)
def _spellings() -> dict[int, dict[str, str]]:
    """The headings of the table that are long enough, by their length."""
    return _by_length(row["spelling"] for row in reference.rows("header_spellings"))


@lru_cache(maxsize=64)
def _levels(field: str) -> dict[int, dict[str, str]]:
    """The values of a field that may stand under its heading, by their length."""
    return _by_length(row["spelling"] for row in reference.rows("value_spellings") if row["field"] == field)


def _by_length(spellings: Iterable[str]) -> dict[int, dict[str, str]]:
    shortest = int(reference.limit("shortest_misspelt"))
    table: dict[int, dict[str, str]] = {}
    for spelling in spellings:
        compared = _compared(spelling)
        if len(compared) >= shortest:
            table.setdefault(len(compared), {})[compared] = spelling
    return table


def _compared(heading: str) -> str:
    """The heading's key with y and i as one letter everywhere: beside a slip its syllables may be none any more."""
    return key(heading).translate(_Y_AS_I)


def is_one_slip(first: str, second: str) -> bool:
    """Tell whether two texts differ in one letter, or in two neighbouring letters in turn; letters bear their marks."""
    if abs(len(first) - len(second)) > 1:
        return False
    start = _alike_from_start(first, second)
    first, second = first[start:], second[start:]
    end = _alike_from_start(first[::-1], second[::-1])
    first, second = first[: len(first) - end], second[: len(second) - end]
    return max(len(first), len(second)) == 1 or (len(first) == len(second) == 2 and first == second[::-1])


def _alike_from_start(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((place for place, (letter, other) in pairs if letter != other), min(len(first), len(second)))
