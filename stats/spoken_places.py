"""Places as people write them: with or without their kind, and typed without tones."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from reference.spelling import Words, number_apart, plain, with_digits, words_of
from reference.tables import rows
from stats.names import Names

_WHOLE = (("toàn", "tỉnh"), ("cả", "tỉnh"))

_DISTRICT_DIGITS = 3
_SPOKEN = 2
_PAST = " cũ"
"""Words that are left of a name, and words of its end that are left out, at least."""

_COMMUNES, _DISTRICTS = (
    ("commune", "ward", "township", "special_zone"),
    ("city", "town", "rural_district", "urban_district"),
)
_DIGITS = dict.fromkeys(_COMMUNES, (5,)) | dict.fromkeys(_DISTRICTS, (_DISTRICT_DIGITS,))
"""Kind of a place -> the digits of its code; others are provinces: that of today, whose is empty, and joined ones."""
_PROVINCE_DIGITS = (0, 2)

WHOLE = ""
"""The code that stands for the whole province."""


@lru_cache(maxsize=1)
def _kinds() -> tuple[Words, ...]:
    """List the ways to write the kind of a place, as rosters have them: the longest first, then those with tones."""
    spellings = {words_of(row["spelling"]) for row in rows("place_prefixes") if row["kind"] != "office"}
    return tuple(sorted(spellings - {()}, key=lambda words: (-len(words), _is_plain(words), words)))


def _is_plain(words: Words) -> bool:
    return all(plain(word) == word for word in words)


@lru_cache(maxsize=16)
def _table(names: tuple[tuple[str, str], ...], province: str) -> Mapping[Words, frozenset[str]]:
    table: dict[Words, set[str]] = {}
    for code, name in (*names, (WHOLE, province)):
        for words in (*_forms_of(words_of(name)), *_forms_of(words_of(name.partition(" (")[0]))):
            table.setdefault(words, set()).add(code)
    for words in _WHOLE:
        table.setdefault(words, set()).add(WHOLE)
    for words, code in _beginnings(names):
        table.setdefault(words, {code})
    return {words: frozenset(codes) for words, codes in table.items()}


def _beginnings(names: tuple[tuple[str, str], ...]) -> Iterator[tuple[Words, str]]:
    """Give the words that one name alone begins with, without its long end: «Xuân Hương» of «Xuân Hương - Đà Lạt»."""
    begun: dict[Words, list[tuple[Words, str]]] = {}
    for code, name in names:
        words = words_of(name)
        bare = _bare(words)
        for length in range(_SPOKEN, len(bare) + 1):
            begun.setdefault(bare[:length], []).append((words, code))
    for head, called in begun.items():
        words, code = called[0]
        if len(called) == 1 and len(_bare(words)) >= len(head) + _SPOKEN:
            kind = words[: len(words) - len(_bare(words))]
            for spelled in (head, (*kind, *head)):
                yield spelled, code
                yield tuple(map(plain, spelled)), code


def _forms_of(words: Words) -> Iterator[Words]:
    for spelled in dict.fromkeys((words, _bare(words), with_digits(words), with_digits(_bare(words)))):
        yield spelled
        yield tuple(plain(word) for word in spelled)


def kind_before(words: Words) -> Words:
    """Find the kind of a place, as typed, that some words end in: «bao nhiêu người ở huyện»."""
    typed = tuple(map(plain, words))
    kind = next((kind for kind in _kinds() if typed[-len(kind) :] == tuple(map(plain, kind))), ())
    return words[len(words) - len(kind) :]


def _bare(words: Words) -> Words:
    kind = next((kind for kind in _kinds() if words[: len(kind)] == kind and len(words) > len(kind)), ())
    return words[len(kind) :]


def places_called(names: Names) -> Mapping[Words, frozenset[str]]:
    """List the places of a date by their words: codes of districts and communes, `WHOLE` for the province.

    A name that alone begins with some words stands under them, too: «Xuân Hương» of «Xuân Hương - Đà Lạt».

    A name without its kind stands for all that bear it: district and commune, or two communes.
    """
    return _table((*_old_provinces(names), *names.districts.items(), *names.units.items()), names.province)


def _old_provinces(names: Names) -> Iterator[tuple[str, str]]:
    """Name provinces of before, with and without «cũ»; without it the name of the whole province is not one of them."""
    for code, name in names.old_provinces.items():
        bare = name.removesuffix(_PAST)
        yield code, bare + _PAST
        if bare != names.province:
            yield code, bare


def place_called(text: str, names: Names, within: str | None = None) -> str | None:
    """Find the one place that a text is the name of; None where there is none, or several.

    `within`: the district whose commune is meant where several bear a name.
    """
    codes = places_meant(text, names, within)
    return next(iter(codes)) if len(codes) == 1 else None


def places_meant(text: str, names: Names, within: str | None = None) -> frozenset[str]:
    """List the places that a text can be the name of, «P. II»; as `place_called`, which takes it where it is one."""
    words = _parted(words_of(text))
    codes = _codes_called(words, names) or _codes_called(with_digits(words), names)
    if len(codes) > 1 and within:
        codes = frozenset(code for code in codes if names.district_of.get(code) == within) or codes
    if len(codes) > 1:
        # «Bắc Ninh» alone: the larger of them, where they lie in one another
        largest = min(len(code) for code in codes - {WHOLE})
        larger = {code for code in codes if len(code) == largest <= _DISTRICT_DIGITS}
        codes = frozenset({WHOLE} if WHOLE in codes and words[:1] == ("tỉnh",) else larger or codes)
    return codes


def _codes_called(words: Words, names: Names) -> frozenset[str]:
    called = places_called(names)
    return called.get(words) or _of_kind(words, called.get(_bare(words)) or frozenset(), names)


def _parted(words: Words) -> Words:
    """Part a kind and a number that are written as one word: «P2»."""
    parted = number_apart(words)
    return parted if parted[:1] in _kinds() else words


def _of_kind(words: Words, codes: frozenset[str], names: Names) -> frozenset[str]:
    """Keep of places of one name those of the kind that stands before it: «X. Gia Bình» is no district.

    A commune that is a ward by now keeps its name: of the same level any kind will do where the kind fits none.
    """
    kinds = _kinds_of(words[: len(words) - len(_bare(words))])
    if not kinds or not codes:
        return codes
    digits = {number for kind in kinds for number in _DIGITS.get(kind, _PROVINCE_DIGITS)}
    return _of_kinds(kinds, codes, names) or frozenset(code for code in codes if len(code) in digits)


def _of_kinds(kinds: set[str], codes: frozenset[str], names: Names) -> frozenset[str]:
    spelled = [spelling for spelling, kind in _spellings() if kind in kinds]
    called = {**names.old_provinces, **names.districts, **names.units, WHOLE: names.province}
    return frozenset(code for code in codes if any(words_of(called[code])[: len(each)] == each for each in spelled))


def places_spoken(words: Words, names: Names) -> frozenset[str]:
    """List the places that words are the name of, the kind abbreviated or its tones alone typed: «tx quế võ».

    None where the name is borne by places of other kinds only.
    """
    called = places_called(names)
    if codes := called.get(words):
        return codes
    kinds = [kind for kind in _kinds() if kind == words[: len(kind)] and len(words) > len(kind) + 1]
    for kind in kinds:
        codes = _of_kinds(_kinds_of(kind), called.get(words[len(kind) :], frozenset()), names)
        if codes:
            return codes
    return frozenset()


def plain_place_at(words: Words, at: int, names: Names) -> int:
    """Count the words of a place's name with its kind, typed without tones, that begins at a word; 0 for none."""
    called = places_called(names)
    kind = next((kind for kind in _kinds() if tuple(map(plain, kind)) == words[at : at + len(kind)]), ())
    longest = max(map(len, called), default=0)
    ends = range(min(len(words) - at, longest), len(kind) + 1, -1) if kind else range(0)
    return next((length for length in ends if words[at : at + length] in called), 0)


@lru_cache(maxsize=1)
def _spellings() -> tuple[tuple[Words, str], ...]:
    return tuple((words_of(row["spelling"]), row["kind"]) for row in rows("place_prefixes"))


def _kinds_of(prefix: Words) -> set[str]:
    return {kind for spelling, kind in _spellings() if prefix and spelling == prefix}


def place_in(text: str, names: Names) -> str | None:
    """Find the district or commune that a title names with its kind: «CBCC cấp xã huyện Đà Bắc năm 2020».

    Of a commune within its district the commune; None where none is named, or several.
    """
    words, called = words_of(text), places_called(names)
    longest = max(map(len, called), default=0)
    named: set[str] = set()
    for at in range(len(words)):
        if any(words[at : at + len(kind)] == kind for kind in _kinds()):
            ends = range(min(len(words), at + longest), at + 1, -1)
            codes = next((codes for end in ends if (codes := called.get(words[at:end]))), frozenset())
            named |= codes - {WHOLE}
    inner = {code for code in named if code in names.units} or named
    return next(iter(inner)) if len(inner) == 1 else None
