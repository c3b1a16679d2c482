"""Headings with one slip: a tone mark, an accent or a letter too few, too many or wrong, or two letters in turn.

Such a heading is not read for its likeness: whether the cells under it fit is asked in `etl.extracting.misspelt`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import reference
from etl.headers.grammar import HeadingKind, compose, kinds
from etl.headers.vocabulary import Meaning, is_understood, path_meaning
from reference.spelling import Words, key, plain, words_of

_LONGEST_SHORT_WORD = 3
"""Words of so few letters are like too many others: in a heading known by its parts only their marks may be wrong."""
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
    """List the meanings that a header path would have without a slip in one of its unknown headings, each once."""
    meanings: dict[Meaning, Likeness] = {}
    for place, heading in enumerate(path):
        for known in () if is_understood(path[: place + 1]) else _without_slip(heading):
            meaning = path_meaning((*path[:place], known, *path[place + 1 :])).meaning
            if meaning is not None:
                meanings.setdefault(meaning, Likeness(known, meaning, plain(known) == plain(heading)))
    return tuple(meanings.values())


def _without_slip(heading: str) -> Iterator[str]:
    """Give the known headings one slip away: rows of the table, then those that other words make."""
    spelled, words = _compared(heading), words_of(heading)
    if len(spelled) < int(reference.limit("shortest_misspelt")):
        return
    near = (_spellings().get(length, {}) for length in (len(spelled) - 1, len(spelled), len(spelled) + 1))
    yield from (known for others in near for other, known in others.items() if is_one_slip(spelled, other))
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
    shortest = int(reference.limit("shortest_misspelt"))
    table: dict[int, dict[str, str]] = {}
    for row in reference.rows("header_spellings"):
        compared = _compared(row["spelling"])
        if len(compared) >= shortest:
            table.setdefault(len(compared), {})[compared] = row["spelling"]
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
