"""Words that were typed without tones, given their tones back."""

from collections.abc import Mapping
from functools import lru_cache

from reference import phrases
from reference.question_words import question_words
from reference.spelling import Words, plain
from stats.names import Names
from stats.spoken_places import plain_place_at


def restored(words: Words, names: Names) -> Words:
    """Give words that were typed without tones their tones back, as far as known words fit; others stay.

    Names of places are known without tones; their words stay as they were typed.
    """
    if any(plain(word) != word for word in words):
        return words
    table = _toned()
    toned: list[str] = []
    at = 0
    while at < len(words):
        place = plain_place_at(words, at, names)
        length = next((n for n in range(min(8, len(words) - at), 0, -1) if words[at : at + n] in table), 0)
        if place > length:
            toned, at = [*toned, *words[at : at + place]], at + place
            continue
        toned += table[words[at : at + length]] if length else words[at : at + 1]
        at += length or 1
    return tuple(toned)


@lru_cache(maxsize=1)
def _toned() -> Mapping[Words, Words]:
    """List known words by what they are without tones: those of questions first, then those of people."""
    table: dict[Words, Words] = {}
    for words in (*question_words(), *phrases.senses()):
        table.setdefault(tuple(plain(word) for word in words), words)
    return table
