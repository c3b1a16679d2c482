"""Likeness of spellings: the slips of a pen between a text and one that a table knows. It only ever proposes."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from reference.spelling import plain

_LETTERS_A_SLIP = 8
"""The letters of a text for each of which one may be wrong, left out, doubled or change places with the next."""
_SHORTEST = 3
"""The fewest letters of a text in which one may be wrong."""


def likeliest(written: str, known: Collection[str]) -> str | None:
    """Give the known spelling with the fewest slips; None where none is near: «Chủ tịch» is no «hộ tịch»."""
    return next(iter(nearest([written], known)), None)


def nearest(written: Iterable[str], known: Collection[str]) -> list[str]:
    """List the known spellings that are near one of the texts, best first.

    Slips are counted without tone marks and all else that `plain` takes off, then with them; nobody slips at once.
    """
    from rapidfuzz import process  # loaded with the first text that no table knows: pages of figures meet none
    from rapidfuzz.distance import OSA

    spellings = list(known)
    plain_spellings = [_plain(spelling) for spelling in spellings]
    near: dict[str, tuple[float, float]] = {}
    for text in written:
        most = max(1, len(text) // _LETTERS_A_SLIP) if len(text) >= _SHORTEST else 0
        alike = process.extract(_plain(text), plain_spellings, scorer=OSA.distance, score_cutoff=most, limit=None)
        for _, count, place in (each for each in alike if each[0][:1] == _plain(text)[:1]):
            slips = (count, OSA.distance(text, spellings[place]))
            near[spellings[place]] = min(slips, near.get(spellings[place], slips))
    return sorted(near, key=lambda spelling: (near[spelling], spelling))


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    return plain(text)
