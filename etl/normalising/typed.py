"""Names typed as keys rather than letters: VIQR («Nguye^~n») and what Telex leaves when it is off («Nguyeenx»).

Ordinary text has such signs, too («Hoa (nghỉ)», «H'Hen»): a name counts as typed so only where nothing in it is a
letter beyond ASCII and all its words become Vietnamese syllables. The signs are rows of `typed_letters.csv`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import reference
from etl.normalising.syllables import is_syllable

_VIQR, _TELEX = "viqr", "telex"
_VOWELS = "aeiouy"
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_HORN, _STROKE = "\u031b", "\u0335"
_FEWEST_TELEX_WORDS = 2
"""The fewest words of a name that only Telex explains: one may be a name of another language."""


@dataclass(frozen=True, slots=True)
class _Sign:
    mark: str
    after: str


@lru_cache(maxsize=1)
def _signs() -> dict[tuple[str, str], list[_Sign]]:
    table: dict[tuple[str, str], list[_Sign]] = {}
    for row in reference.rows("typed_letters"):
        mark = chr(int(row["mark"].removeprefix("U+"), 16))
        table.setdefault((row["method"], row["sign"]), []).append(_Sign(mark, row["after"]))
    return table


@lru_cache(maxsize=1)
def _evidence() -> re.Pattern[str]:
    """The signs that hardly anything but VIQR has behind a vowel, some of them only within a word."""
    ends = {"yes": "", "inside": "(?=[A-Za-z])"}
    rows = [row for row in reference.rows("typed_letters") if row["method"] == _VIQR]
    tones = "".join(re.escape(row["sign"]) for row in rows if row["after"] == _VOWELS)
    strong = (
        f"[{row['after']}][{tones}]?{re.escape(row['sign'])}{ends[row['strong']]}" for row in rows if row["strong"]
    )
    return re.compile("|".join(strong), re.IGNORECASE)


def is_viqr(name: str) -> bool:
    """Tell whether a name has signs that hardly anything but VIQR has, and no letter that only Unicode has."""
    return name.isascii() and ")" not in name and _evidence().search(name) is not None


def from_viqr(name: str) -> str:
    """Give a name typed in VIQR in Unicode; as it is where some word would be no Vietnamese syllable."""
    decoded = " ".join(_decoded(word, _VIQR) for word in name.split(" "))
    return decoded if name.isascii() and all(map(is_syllable, decoded.split(" "))) else name


def is_telex(name: str) -> bool:
    """Tell whether a name is the keys of Telex: at least two words are no syllables but become so, and all are then."""
    words = name.split(" ")
    if not name.isascii():
        return False
    strange = [word for word in words if not is_syllable(word)]
    return len(strange) >= _FEWEST_TELEX_WORDS and all(is_syllable(_decoded(word, _TELEX)) for word in strange)


def _decoded(word: str, method: str) -> str:
    """Put the marks of a word's signs onto the letters that they follow."""
    letters: list[str] = []
    for letter in word:
        signs = _signs().get((method, letter.lower()), ()) if letters else ()
        place, mark = next(((at, sign.mark) for sign in signs if (at := _place(letters, sign, method)) >= 0), (-1, ""))
        if not mark:
            letters.append(letter)
            continue
        letters[place] += mark
        if mark == _HORN and letters[place - 1 : place] in (["u"], ["U"]):
            letters[place - 1] += _HORN  # «dduowcj»: one key makes «ươ»
    ordered = (letter[0] + "".join(sorted(letter[1:], key=_TONES.__contains__)) for letter in letters)
    return unicodedata.normalize("NFC", "".join(ordered)).replace(f"d{_STROKE}", "đ").replace(f"D{_STROKE}", "Đ")


def _place(letters: list[str], sign: _Sign, method: str) -> int:
    """The number of the letter that takes a mark, -1 for none: the last one; a tone of Telex may stand further on."""
    is_late_tone = method == _TELEX and sign.after == _VOWELS
    places = [at for at, letter in enumerate(letters) if letter[0].lower() in sign.after and sign.mark not in letter]
    return places[-1] if places and (is_late_tone or places[-1] == len(letters) - 1) else -1
