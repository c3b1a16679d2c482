"""The legend that a heading gives for its own cells: «Giới tính (Nam: 1; Nữ: 0)», «Phái (Nam=T, Nữ=G)», «Nữ ghi x»."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from etl.normalising.spellings import Sets
from etl.normalising.values import as_text, is_mark, is_no, sets_named
from reference.spelling import key, plain, tidy

Legend = dict[str, Sets]
"""Key of a cell's sign -> what it means."""

_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)(?:[)\]]|$)")
_EXPLAINED = re.compile(
    r"(.+?)\s*(?:=|:|→|->|(?<=\d)\s*[-–]|[-–]\s*(?=\d+$)|\b(?:là|ghi là|ghi|đánh dấu|đánh|điền)\b|(?<=\d)\s|\s(?=\d+$))"
    r"\s*(.+)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"[;,]|\bvà\b|\s+(?=[^\W_]+\s*[=:])|(?<=[^\W\d_])/(?=\s*\d+\s*[=:–\s-]\s*[^\W\d_])|(?<=[^\W\d_]\s\d)/"
)
_TAIL = re.compile(
    r"[\s:;,–-]+((?:\d+|[^\W\d_]{1,3}|true|false|đúng|sai)\s*(?:[=:]|\blà\b)\s*[^\W_].*)$", re.IGNORECASE
)
"""A legend that stands behind the heading without brackets: «Giới tính 1: Nam; 0: Nữ»."""
_WORD_AND_SIGN = re.compile(r"([^\W\d_]+)\s*[(\[](\d+)[)\]]")
_ALTERNATIVES = re.compile(r"([^\W\d_]+(?:\s*/\s*[^\W\d_]+)+)\s*[(\[](\d+(?:\s*/\s*\d+)+)[)\]]")
"""Words with their signs behind them in brackets: «Nam (1), Nữ (0)», «Nam/Nữ (1/0)»."""
_LONGEST_SIGN = 5
_LOGICAL = {"1": ("1", "true", "đúng"), "0": ("0", "false", "sai")}
"""The signs by which a heading may call a logical value, which as a text is a number."""


def explained(meanings: Legend, value: object) -> Sets:
    """Give what a legend says of a cell; () for nothing."""
    spelled = key(as_text(value))
    return next((meanings[sign] for sign in _LOGICAL.get(spelled, (spelled,)) if sign in meanings), ())


def legend(field: str, path: Iterable[str]) -> Legend:
    """Read the legend of a column of a field, in brackets or behind its heading; a contradictory one is none."""
    headings = [tidy(heading) for heading in path]
    pairs = [pair for heading in headings for remark in _remarks(heading) for pair in _pairs(remark)]
    pairs += [pair for heading in headings for pair in _pairs_in_heading(heading)]
    meanings: Legend = {}
    for first, second in pairs:
        for sign, word in ((first, second), (second, first)):
            if sets := _meaning(field, sign, word):
                if meanings.setdefault(key(sign), sets) != sets:
                    return {}
                break
    return meanings


def without_legend(heading: str) -> str:
    """Give a heading without the legend behind it; one in brackets is a remark like others."""
    return _TAIL.sub("", heading)


def without_signs(heading: str) -> str:
    """Give a heading without anything that explains signs, in brackets or behind it."""
    bare = _IN_BRACKETS.sub(lambda remark: "" if list(_pairs(remark[1])) else remark[0], tidy(heading))
    return without_legend(bare).strip()


def _remarks(heading: str) -> list[str]:
    return _IN_BRACKETS.findall(heading) or [*_TAIL.findall(heading), heading]


def _meaning(field: str, sign: str, word: str) -> Sets:
    """The meaning of a sign that a word explains; () where it is no sign, or a word with another meaning.

    Beside a sign a word may lack its mark, or have another: «Nử».
    """
    sets = (sets_named(field, word) or sets_named(field, plain(word))) if _is_sign(sign, word) else ()
    may_be_chosen = sign.isdigit() or is_mark(sign) or sets_named(field, sign) in ((), sets)
    return sets if may_be_chosen else ()


def _pairs_in_heading(heading: str) -> Iterator[tuple[str, str]]:
    """The words of the heading itself with the signs that follow them in brackets."""
    yield from _WORD_AND_SIGN.findall(heading)
    for words, signs in _ALTERNATIVES.findall(heading):
        yield from zip(map(str.strip, words.split("/")), map(str.strip, signs.split("/")), strict=False)


def _pairs(remark: str) -> Iterator[tuple[str, str]]:
    """The two sides of each explanation; «1/0: Nam/Nữ» are two."""
    for piece in _BESIDE.split(remark):
        match = _EXPLAINED.fullmatch(piece.strip())
        if not match:
            continue
        left, right = (side.split("/") for side in match.groups())
        if len(left) == len(right):
            yield from zip(map(str.strip, left), map(str.strip, right), strict=True)


def _is_logical(word: str) -> bool:
    return word.isalpha() and (is_mark(word) or is_no(word))


@lru_cache(maxsize=256)
def _is_sign(sign: str, word: str) -> bool:
    """Tell whether the first is explained by the second: a number, a logical value or an initial beside a word."""
    if sign.isdigit() != word.isdigit():
        return sign.isdigit()
    if _is_logical(sign) != _is_logical(word):
        return _is_logical(sign)
    return len(sign) < len(word) and len(sign) <= _LONGEST_SIGN
