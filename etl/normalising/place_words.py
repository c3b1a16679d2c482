"""Words of place names: the prefixes of `data/reference/place_prefixes.csv`, and the numbering of group rows."""

import re
from functools import lru_cache

import reference
from etl.normalising.text import Words, tidy, words_of

LEVEL_OF_KIND = {
    "commune": "commune",
    "ward": "commune",
    "township": "commune",
    "special_zone": "commune",
    "city": "district",
    "town": "district",
    "rural_district": "district",
    "province": "province",
}
_OFFICE = "office"

_HEAD_COUNT = re.compile(r"[\s(:,–-]*\d+\s*người\W*$", re.IGNORECASE)

_ROMAN = r"(?=[IVX])X{0,3}(?:I[XV]|V?I{0,3})"
_BULLET = r"[-*+•●▪]\s+"
_NUMBER = rf"(?:{_ROMAN}|{_ROMAN.lower()}|\d{{1,3}}|[A-GĐa-gđ])(?:\.\d{{1,3}})*"
_POINT = r"\s*(?:[.,):–—-]+\s*|/\s*(?=\s|[^a-z]))"  # «V/v …» is no number
_NUMBERED = re.compile(rf"(?:(?:{_BULLET})?\(?{_NUMBER}{_POINT}|{_BULLET})(?=[^\W\d_])")
_NUMBERED_WITHOUT_POINT = re.compile(rf"(?:{_ROMAN}|\d{{1,3}})\s+(?=\D)")


@lru_cache(maxsize=1)
def prefixes() -> dict[Words, str]:
    """Give the table of prefix -> kind of unit, or `office` for what may stand before a unit's name.

    Raises reference.ReferenceError when a kind is unknown or a spelling stands for two.
    """
    table: dict[Words, str] = {}
    for row in reference.rows("place_prefixes"):
        spelling, kind = words_of(row["spelling"]), row["kind"]
        if kind not in LEVEL_OF_KIND and kind != _OFFICE:
            raise reference.wrong_row(row, f"«{row['spelling']}» thuộc loại không có, «{kind}».")
        if table.setdefault(spelling, kind) != kind or not spelling:
            raise reference.wrong_row(row, f"«{row['spelling']}» trống hoặc đã có nghĩa khác ở trên.")
    return table


@lru_cache(maxsize=1)
def _longest_prefix() -> int:
    return max(map(len, prefixes()))


def kinds_and_rests(words: Words) -> list[tuple[str, Words]]:
    """List every kind that the first words can stand for, with the words after it."""
    pairs = []
    for length in range(1, min(_longest_prefix(), len(words) - 1) + 1):
        kind = prefixes().get(words[:length])
        if kind is not None and kind != _OFFICE:
            pairs.append((kind, words[length:]))
    return pairs


def without_offices(words: Words) -> Words:
    """Give `words` without the names of bodies before the unit's: «Đảng ủy - HĐND - UBND xã …»."""
    for length in range(min(_longest_prefix(), len(words)), 0, -1):
        if prefixes().get(words[:length]) == _OFFICE:
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
