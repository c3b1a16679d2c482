"""Headings by their parts: one that is built of the words of one kind, in any order, is a heading of that kind.

`heading_words.csv` has the words of each kind with their roles (those of no kind belong to all), `heading_kinds.csv`
the roles that a heading of the kind needs. A heading with a word that the kind does not have is none of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import reference
from reference.spelling import Words, plain, words_of

Sets = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HeadingWord:
    """Some words of a heading: their role («it», «certificate»; empty: they say nothing) and the codes they set."""

    role: str
    sets: Sets


@dataclass(frozen=True, slots=True)
class HeadingKind:
    """A kind of heading: the field that it means where its parts have all the roles it needs (the first such row)."""

    name: str
    field: str
    needs: frozenset[str]
    is_strong: bool
    """True where headings above it do not matter."""
    known: dict[Words, HeadingWord]
    letters: frozenset[str]
    """Every single word that the kind's words are made of."""
    longest: int


@dataclass(frozen=True, slots=True)
class Composition:
    """The meaning of a heading that was understood by its parts, and what its words add to a mark."""

    field: str
    is_strong: bool
    roles: frozenset[str]
    details: Sets


@lru_cache(maxsize=1)
def kinds() -> tuple[HeadingKind, ...]:
    """Give the kinds of headings in their order."""
    return tuple(
        HeadingKind(
            row["kind"],
            row["meaning"],
            needs=frozenset(row["needs"].split()),
            is_strong=row["strong"] == "yes",
            known=(known := _words()[row["kind"]]),
            letters=frozenset(word for words in known for word in words),
            longest=max(map(len, known)),
        )
        for row in reference.rows("heading_kinds")
    )


@lru_cache(maxsize=1)
def _unmarked_kinds() -> tuple[HeadingKind, ...]:
    """The kinds with all words without tones and marks; of two that are then the same neither counts."""
    return tuple(
        replace(
            kind, known=(known := _unmarked(kind.known)), letters=frozenset(word for words in known for word in words)
        )
        for kind in kinds()
    )


def _unmarked(known: dict[Words, HeadingWord]) -> dict[Words, HeadingWord]:
    meanings: dict[Words, set[HeadingWord]] = {}
    for words, meaning in known.items():
        meanings.setdefault(tuple(map(plain, words)), set()).add(meaning)
    return {words: meaning for words, (meaning, *others) in meanings.items() if not others}


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[Words, HeadingWord]]:
    tables: dict[str, dict[Words, HeadingWord]] = {}
    for row in reference.rows("heading_words"):
        entry = HeadingWord(row["role"], _sets(row["sets"]))
        table = tables.setdefault(row["kind"], {})
        if table.setdefault(words_of(row["words"]), entry) != entry:
            raise reference.wrong_row(row, f"«{row['words']}» của «{row['kind']}» đã có nghĩa khác ở trên.")
    common = tables.pop("", {})
    return {name: {**common, **table} for name, table in tables.items()}


def _sets(text: str) -> Sets:
    return tuple((field, code) for field, _, code in (item.partition("=") for item in text.split()))


@lru_cache(maxsize=1 << 12)
def compose(heading: str) -> Composition | None:
    """Understand a whole heading by its parts; None where no kind has all its words, or those of two fields do."""
    return _of_one_field(kinds(), words_of(heading))


@lru_cache(maxsize=1 << 10)
def compose_unmarked(heading: str) -> Composition | None:
    """Understand a heading that was typed without tones and marks by its parts: «Don vi dang cong tac»."""
    return _of_one_field(_unmarked_kinds(), words_of(heading))


def _of_one_field(kinds: Sequence[HeadingKind], words: Words) -> Composition | None:
    readings: dict[str, Composition] = {}
    for kind in kinds:
        reading = _composed(kind, words)
        if reading is not None and kind.needs <= reading.roles:
            readings.setdefault(kind.name, reading)
    fields = {reading.field for reading in readings.values()}
    return next(iter(readings.values())) if len(fields) == 1 else None


@lru_cache(maxsize=1 << 10)
def compose_level(field: str, heading: str) -> Composition | None:
    """Understand a heading under that of `field` by its parts; it need not name the field again, but say more."""
    words = words_of(heading)
    readings = ((kind, _composed(kind, words)) for kind in kinds() if kind.field == field)
    levels = (reading for kind, reading in readings if reading and (reading.roles - kind.needs or reading.details))
    return next(levels, None)


def _composed(kind: HeadingKind, words: Words) -> Composition | None:
    if not kind.letters.issuperset(words):
        return None
    parts = _parts(kind, words)
    return Composition(kind.field, kind.is_strong, _roles(parts), _details(parts)) if parts else None


def _parts(kind: HeadingKind, words: Words) -> list[HeadingWord]:
    """Cover the words from left to right by those of the kind, the longest first; empty where some are left over."""
    ways: list[list[HeadingWord] | None] = [None] * len(words) + [[]]
    for start in range(len(words) - 1, -1, -1):
        for end in range(min(len(words), start + kind.longest), start, -1):
            part, rest = kind.known.get(words[start:end]), ways[end]
            if part is not None and rest is not None:
                ways[start] = [part, *rest]
                break
    return ways[0] or []


def _roles(parts: list[HeadingWord]) -> frozenset[str]:
    return frozenset(part.role for part in parts) - {""}


def _details(parts: list[HeadingWord]) -> Sets:
    """The codes that the words set; a field of which they name several («A, B, C») stays open."""
    codes: dict[str, set[str]] = {}
    for field, code in (item for part in parts for item in part.sets):
        codes.setdefault(field, set()).add(code)
    return tuple((field, code) for field, (code, *others) in codes.items() if not others)
