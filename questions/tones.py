"""Words that were typed without tones, or with wrong ones, given their tones back."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from reference import phrases
from reference.question_words import question_words
from reference.spelling import Words, plain
from stats.names import Names
from stats.spoken_places import places_called, plain_place_at

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LONGEST_TONED = 8
"""Words without tones that are looked up together at most."""
_LONGEST = 4
"""Words that are looked up together around one with wrong tones."""


def restored(words: Words, names: Names) -> Words:
    """Give words that were typed without tones their tones back, as far as known words fit; others stay.

    Names of places are known without tones; their words stay as they were typed.
    """
    if any(plain(word) != word for word in words):
        return _mended(words, names)
    table = _toned()
    toned: list[str] = []
    at = 0
    while at < len(words):
        place = plain_place_at(words, at, names)
        most = _before_a_place(words, at, names)
        length = next((n for n in range(most, 0, -1) if words[at : at + n] in table), 0)
        if place > length:
            toned, at = [*toned, *words[at : at + place]], at + place
            continue
        toned += table[words[at : at + length]] if length else words[at : at + 1]
        at += length or 1
    return tuple(toned)


def _before_a_place(words: Words, at: int, names: Names) -> int:
    """Count the words that are looked up together from a word on, up to a place: «o | phuong Xuan Huong»."""
    most = min(_LONGEST_TONED, len(words) - at)
    return next((n for n in range(1, most) if plain_place_at(words, at + n, names)), most)


def _mended(words: Words, names: Names) -> Words:
    """Give words with wrong tones, «công chưc nử», those of the longest known words around them; places stay."""
    kept = _known() | {word for called in places_called(names) for word in called}
    for at in range(len(words)):
        if words[at] not in kept and (meant := _meant(words, at)):
            words = meant
    return words


def _meant(words: Words, at: int) -> Words | None:
    """Find known words around a word that differ in tones; alone it must have their letters: «giỏi» is no «giới»."""
    for length in range(_LONGEST, 0, -1):
        for start in range(max(0, at - length + 1), min(at, len(words) - length) + 1):
            written = words[start : start + length]
            known = _toned().get(tuple(map(plain, written)), ())
            differing = {word for word, other in zip(written, known, strict=False) if word != other}
            is_near = length > 1 or set(map(_untoned, written)) == set(map(_untoned, known))
            if known and is_near and differing and not differing & _known():
                return (*words[:start], *known, *words[start + length :])
    return None


def _untoned(word: str) -> str:
    """Leave out the five tones, not the letters ă, â, ê, ô, ơ, ư."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if sign not in _TONES)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(word for words in _toned().values() for word in words)


@lru_cache(maxsize=1)
def _toned() -> Mapping[Words, Words]:
    """List known words by what they are without tones: those of questions first, then those of people."""
    table: dict[Words, Words] = {}
    for words in (*question_words(), *phrases.senses()):
        table.setdefault(tuple(plain(word) for word in words), words)
    return table
