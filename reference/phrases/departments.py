"""Departments as forms abbreviate them: «Phòng VH-XH», «TT Phục vụ HCC», by the tables that read rosters."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from reference.spelling import Words, words_of
from reference.tables import rows

_AND = "và"
_FEWEST = 2
"""The fewest words of a name inside a phrase."""


@lru_cache(maxsize=1)
def departments_written() -> Mapping[Words, str]:
    """Give all ways to write departments in which people work -> their names; those of several are left out."""
    ways: dict[Words, set[str]] = {}
    for text, name in _texts():
        for way in _ways(words_of(text)):
            for written in (way, tuple(word for word in way if word != _AND), _run_together(way)):  # «HĐND & UBND»
                ways.setdefault(written, set()).add(name)
    kept = {row["name"] for row in rows("departments") if row["kept"] == "yes"}
    sole = {words: min(names) for words, names in ways.items() if len(names) == 1 and len(words) >= _FEWEST}
    return {words: name for words, name in sole.items() if name in kept}


@lru_cache(maxsize=1)
def bodies_alone() -> Mapping[Words, str]:
    """Give the departments of one word, which elsewhere is the whole body: «UBND», «HĐND»."""
    named = ((words_of(row["name"]), row) for row in rows("departments"))
    return {words: row["name"] for words, row in named if len(words) < _FEWEST and row["body"] == row["name"]}


def _texts() -> Iterator[tuple[str, str]]:
    """Give what departments are called, each with its name."""
    yield from ((row["name"], row["name"]) for row in rows("departments"))
    yield from ((row["spelling"], row["name"]) for row in rows("department_spellings"))


def _run_together(way: Words) -> Words:
    """Write the abbreviations behind the first word as one: «P. VHXH»."""
    return (way[0], "".join(way[1:])) if way[1:] and all((word,) in _others() for word in way[1:]) else way


def _ways(words: Words) -> Iterator[Words]:
    """Give a name with none, some and all of its words written short or out."""
    if not words:
        yield ()
        return
    heads = {1: [words[:1]]}
    for end in range(1, len(words) + 1):
        heads.setdefault(end, []).extend(_others().get(words[:end], ()))
    for end, others in heads.items():
        for rest in _ways(words[end:]):
            yield from ((*other, *rest) for other in others)


@lru_cache(maxsize=1)
def _others() -> Mapping[Words, tuple[Words, ...]]:
    """Give for words their abbreviations, and for abbreviations their words; idle words have none."""
    pairs = [(words_of(row["written"]), words_of(row["means"])) for row in rows("department_words") if row["means"]]
    table: dict[Words, dict[Words, None]] = {}
    for short, full in pairs:
        table.setdefault(full, {})[short] = None
        table.setdefault(short, {})[full] = None
    return {words: tuple(others) for words, others in table.items()}
