"""Words of place names: the prefixes of `data/reference/place_prefixes.csv`, and the numbering of group rows."""

import re
from functools import lru_cache

import reference
from reference.cell_words import cell_words
from reference.spelling import ROMAN as _ROMAN
from reference.spelling import Words, key, number_apart, tidy, words_of

LEVEL_OF_KIND = {
    "commune": "commune",
    "ward": "commune",
    "township": "commune",
    "special_zone": "commune",
    "city": "district",
    "town": "district",
    "rural_district": "district",
    "urban_district": "district",
    "province": "province",
    "central_city": "province",
}
_OFFICE = "office"

_HEAD_COUNT = re.compile(r"[\s(:,–-]*\d+\s*người\W*$", re.IGNORECASE)

_BULLET = r"[-*+•●▪]\s+"
_NUMBER = rf"(?:{_ROMAN}|{_ROMAN.lower()}|\d{{1,3}}|[A-GĐa-gđ])(?:\.\d{{1,3}})*"
_POINT = r"\s*(?:[.,):–—-]+\s*|/\s*(?=\s|[^a-z]))"  # «V/v …» is no number
_NUMBERED = re.compile(rf"(?:(?:{_BULLET})?\(?{_NUMBER}{_POINT}|{_BULLET})(?=[^\W\d_])")
_KIND_BEFORE_NUMBER = re.compile(r"(?<!\w)([^\W\d]{1,2})\.?(\d{1,2})(?!\w)")
_BEFORE_A_NUMBER = "số"
_REST_OF_DAY = r"[\s–-]+\d{1,2}[\s–-]+(?:19|20)?\d\d\b"
_NUMBERED_WITHOUT_POINT = re.compile(rf"(?:{_ROMAN}|\d{{1,3}})\s+(?=\D)")


@lru_cache(maxsize=1)
def prefixes() -> dict[Words, tuple[str, ...]]:
    """Give the table of prefix -> kinds of unit, or `office` for what may stand before a unit's name.

    «Thành phố» is a province's kind and a district's. Raises reference.ReferenceError when a kind is unknown, or a
    spelling stands for two of one level.
    """
    table: dict[Words, tuple[str, ...]] = {}
    for row in reference.rows("place_prefixes"):
        spelling, kind = words_of(row["spelling"]), row["kind"]
        if kind not in LEVEL_OF_KIND and kind != _OFFICE:
            raise reference.wrong_row(row, f"«{row['spelling']}» thuộc loại không có, «{kind}».")
        others = table.get(spelling, ())
        if not spelling or LEVEL_OF_KIND.get(kind) in map(LEVEL_OF_KIND.get, others):
            raise reference.wrong_row(row, f"«{row['spelling']}» trống hoặc đã có nghĩa khác ở trên.")
        table[spelling] = (*others, kind)
    return table


@lru_cache(maxsize=1)
def _longest_prefix() -> int:
    return max(map(len, prefixes()))


def kinds_and_rests(words: Words) -> list[tuple[str, Words]]:
    """List every kind that the first words can stand for, with the words after it."""
    words = _parted(words)
    lengths = range(1, min(_longest_prefix(), len(words) - 1) + 1)
    return [(kind, words[n:]) for n in lengths for kind in prefixes().get(words[:n], ()) if kind != _OFFICE]


def _parted(words: Words) -> Words:
    """Part a kind and a number that are written as one word: «P2»."""
    parted = number_apart(words)
    return parted if parted[:1] in prefixes() else words


def with_numbers_apart(text: str) -> str:
    """Give a file's name with a kind and its number as two words: «P2», «F.2» -> «P 2», «F 2»."""
    return _KIND_BEFORE_NUMBER.sub(lambda it: f"{it[1]} {it[2]}" if (key(it[1]),) in prefixes() else it[0], text)


def is_kind_of(level: str, words: Words) -> bool:
    """Tell whether all of `words` are a prefix for units of a level: «phường», «P.» of the level `commune`."""
    return any(LEVEL_OF_KIND.get(kind) == level for kind in prefixes().get(words, ()))


def without_offices(words: Words) -> Words:
    """Give `words` without the names of bodies before the unit's: «Đảng ủy - HĐND - UBND xã …»."""
    for length in range(min(_longest_prefix(), len(words)), 0, -1):
        if _OFFICE in prefixes().get(words[:length], ()):
            return without_offices(words[length:])
    return words


def without_head_count(text: str) -> str:
    """Give `text` without a group row's «(19 người)»."""
    return _HEAD_COUNT.sub("", text)


def strip_group_numbering(text: str) -> str:
    """Give `text`, tidied, without the number of a group row: «I. PHƯỜNG …», «1) Xã …», «A/ …», «IX PHƯỜNG …».

    A number without a point or bracket is taken for one only before the prefix of a place; «X.» counts as ten.
    """
    clean = tidy(text)
    numbered = _NUMBERED.match(clean)
    if numbered:
        return clean[numbered.end() :]
    numbered = _NUMBERED_WITHOUT_POINT.match(clean)
    if numbered and kinds_and_rests(words_of(clean[numbered.end() :])):
        return clean[numbered.end() :]
    return clean


def begins_with_number(text: str) -> bool:
    """Tell whether a text goes on with a number after a name: « III», « - 3», « số 2», « ba»; a date is none."""
    return _number_behind().match(text) is not None


@lru_cache(maxsize=1)
def _number_behind() -> re.Pattern[str]:
    words = "|".join(cell_words("number"))
    number = rf"\d{{1,2}}(?![\d/.]|{_REST_OF_DAY})"
    return re.compile(rf"\W*(?:{_BEFORE_A_NUMBER}\s+)?(?:{number}|(?:{_ROMAN}|{words})\b)", re.IGNORECASE)
