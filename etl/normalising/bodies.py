"""Bodies beside the communes as people typed them, found among those of a day and a province.

A body is known by its words in their order; abbreviations are written out by `body_words.csv`, and the names of its
district and province may follow («Phòng Nội vụ, huyện Kim Động»).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

import reference
from etl.normalising import register
from etl.normalising.place_words import strip_group_numbering, without_head_count
from etl.normalising.register import Place
from reference.bodies import Body, Tier, bare_name, bodies_on, body_on, province_of
from reference.spelling import Words, plain, words_of
from reference.unit_kinds import kind_of, kinds_of
from reference.units import per_register, version_on, versions_of
from reference.vietnamese import in_sentence

_MANAGEMENT = "Ban Quản lý "
_MOST_WORDS = 25
"""The most words of a text that may name a body; a longer one is a sentence."""


@per_register(maxsize=1 << 12)
def bodies_named(text: str, day: date, province: str, district: str | None = None) -> tuple[Place, ...]:
    """List the bodies of a day that a text names, those of a district (its code) before all others; none, one, several.

    `province`: a code of today; its bodies and those of the provinces that went into it are known.
    """
    if body := body_on(text.strip().upper(), day):
        return (_place(body),) if body in bodies_on(day, province) else ()
    clean = strip_group_numbering(without_head_count(text))
    words = _written_out(words_of(clean))
    if not words or len(words) > _MOST_WORDS:
        return ()
    for cut in range(len(words), 0, -1):
        named = _by_words(day, province).get(words[:cut])
        parents = register.parents_of(words[cut:]) if named else None
        if named and parents is not None:
            there = [body for body in named if all(_above(body, day) & of for of in parents)]
            own = [body for body in there if body.parent_code == district]
            return tuple(_place(body) for body in own or there)
    return ()


@per_register(maxsize=1 << 10)
def body_in(text: str, day: date, province: str, district: str | None = None) -> Place | None:
    """Find the one body that a text names somewhere, as a title or a file's name does, with or without tones."""
    written = _written_out(words_of(text.replace("-", " ").replace("_", " ")))
    spoken = f" {' '.join(word for word in map(plain, written) if word not in _fillers())} "
    places: dict[str, Place] = {}
    for words, bodies in sorted(_by_words(day, province).items(), key=lambda entry: -len(entry[0])):
        name = f" {plain(' '.join(words))} "
        own = [body for body in bodies if len(bodies) == 1 or body.parent_code == district]
        if len(own) == 1 and name in spoken:
            places[own[0].code] = _place(own[0])
            spoken = spoken.replace(name, " | ")
    return next(iter(places.values())) if len(places) == 1 else None


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    """Give the words of names that say nothing («và»), without tones, as file names have them."""
    return frozenset(plain(short[0]) for short, means in _abbreviations().items() if len(short) == 1 and not means)


def _place(body: Body) -> Place:
    unit = body.unit
    return Place(unit.code, unit.name, unit.kind, unit.level, unit.parent_code)


def _above(body: Body, day: date) -> frozenset[str]:
    """Give what may follow a body's name: its district's code, its province's name."""
    province = version_on(province_of(body), day)
    return frozenset({body.parent_code, *([province.name] if province else [])})


@per_register(maxsize=8)
def _by_words(day: date, province: str) -> dict[Words, list[Body]]:
    table: dict[Words, list[Body]] = {}
    for body in bodies_on(day, province):
        for name in dict.fromkeys(_written_out(words_of(way)) for way in _ways(body)):
            table.setdefault(name, []).append(body)
    return table


def _ways(body: Body) -> Iterator[str]:
    """Give the names of a body: its own, without its place's, and «Ban Quản lý các khu công nghiệp» without «tỉnh».

    A district's may keep the word for it: «Thanh tra huyện», «Văn phòng HĐND và UBND thành phố».
    """
    yield body.name
    yield (bare := bare_name(body))
    if body.tier is Tier.DISTRICT:
        for parent in versions_of(body.parent_code):
            kind = kind_of(parent.level, parent.kind)
            yield f"{bare} {in_sentence(kind.word)}" if kind else bare
    if body.name.startswith(_MANAGEMENT):
        for kind in kinds_of("province"):
            yield body.name.removesuffix(f" {in_sentence(kind.word)}")


def _written_out(words: Words) -> Words:
    """Give `words` with their abbreviations written out and without «và»."""
    table = _abbreviations()
    words = tuple(word for word in words if table.get((word,)) != ())
    longest = max(map(len, table))
    meant: list[str] = []
    start = 0
    while start < len(words):
        length = next((n for n in range(longest, 0, -1) if words[start : start + n] in table), 0)
        meant += table[words[start : start + length]] if length else (words[start],)
        start += max(length, 1)
    return tuple(meant)


@lru_cache(maxsize=1)
def _abbreviations() -> dict[Words, Sequence[str]]:
    """The table of abbreviation -> what it means; ReferenceError for a row without a word or with one twice."""
    table: dict[Words, Sequence[str]] = {}
    for row in reference.rows("body_words"):
        short = words_of(row["written"])
        if not short or short in table:
            raise reference.wrong_row(row, f"cột written ghi «{row['written']}», trống hoặc đã có ở trên.")
        table[short] = words_of(row["means"])
    return table
