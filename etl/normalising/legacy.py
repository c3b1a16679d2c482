"""Text typed in the fonts of the 1990s: TCVN3 («.VnTime») and VNI («VNI-Times») into Unicode.

Both fonts drew Vietnamese letters in the place of Western ones: TCVN3 one for one (its «ư» is the soft hyphen), VNI a
vowel and a mark beside it. Which encoding a text is in, its font tells; where no font is known, `guess` tells it from
many texts at once, never from a single cell. The letters are rows of `legacy_letters.csv`.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import reference
from etl.normalising.syllables import is_syllable

ENCODINGS = ("tcvn3", "vni")
_PLACES = ("", "beside_letter", "after_letter")
_LETTER = r"[^\W\d_]"
# What a word of either encoding can be made of; TCVN3's letters include signs such as §, ¸ and the soft hyphen.
_WORD = re.compile("(?:[A-Za-z\u00a1-\u024f\u0300-\u036f\u03bc\u1e00-\u1eff\u2219]|\u2212(?=[^\\W\\d_]))+")
_BESIDE_A_WORD = "«»¹²³°"
_ONLY_UNICODE = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
_MARKED_LETTERS = frozenset("àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_FEWEST_WORDS = 3
_LEAST_SHARE_OF_STRANGE = 0.6
_LEAST_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class _Letters:
    tcvn3: dict[int, str]
    in_words: list[tuple[re.Pattern[str], str]]
    """Signs that stand for a letter of TCVN3 only beside another letter, and that letter's usual sign."""
    vni: dict[str, str]
    vni_pattern: re.Pattern[str]


def from_tcvn3(text: str, capitals: bool = False) -> str:
    """Give `text`, read as Western letters, as the font .VnTime shows it; `capitals`: as .VnTimeH does.

    The font has no capitals with tones, so people left them small («NGUYÔN», «Quốc út»): in a text all in capitals they
    are made capitals too, and so is such a letter that begins a word of a text whose other words begin with one. The
    text is NFC; letters that TCVN3 does not use stay.
    """
    if not text.isascii():
        letters = letter_table()
        for sign, usual in letters.in_words:
            text = sign.sub(usual, text)
        shouted = _is_shouted(text)
        text = _with_first_capitals(unicodedata.normalize("NFC", text.translate(letters.tcvn3)))
        capitals = capitals or shouted
    return text.upper() if capitals else text


def _is_shouted(text: str) -> bool:
    """Tell whether it has no small letter of the keyboard, and a capital inside a word (which «Hµ Tó» has not)."""
    return re.search("[a-z]", text) is None and re.search("[^\\W\\d_\u00ad][A-Z\u00a1-\u00a7]", text) is not None


def _with_first_capitals(text: str) -> str:
    """Raise the vowels with tones that begin words where every other word begins with a capital: «Đặng Quốc út»."""
    firsts = [word[0] for word in text.split() if word[0].isalpha()]
    small = [first for first in firsts if first.islower()]
    if not small or len(small) == len(firsts) or not all(map(_has_tone, small)):
        return text
    return re.sub(r"(?<!\S)\S", lambda first: first[0].upper(), text)


def _has_tone(letter: str) -> bool:
    """Tell whether a letter bears one of the five tones, beside the mark that makes it another vowel («ẩ»)."""
    return not _TONES.isdisjoint(unicodedata.normalize("NFD", letter))


def from_vni(text: str) -> str:
    """Give `text`, read as Western letters, as the fonts VNI-… show it; NFC. What is no letter of VNI stays."""
    if text.isascii():
        return text
    letters = letter_table()
    return unicodedata.normalize("NFC", letters.vni_pattern.sub(lambda match: letters.vni[match[0]], text))


def to_unicode(text: str, encoding: str, capitals: bool = False) -> str:
    """Turn `text` from an encoding of ENCODINGS into Unicode; words that already are Vietnamese in Unicode stay."""
    if _ONLY_UNICODE.search(text):
        return re.sub(r"\S+", lambda word: _word_to_unicode(word[0], encoding, capitals), text)
    return from_tcvn3(text, capitals) if encoding == "tcvn3" else from_vni(text)


def _word_to_unicode(word: str, encoding: str, capitals: bool) -> str:
    if _ONLY_UNICODE.search(word):
        return unicodedata.normalize("NFC", word)
    return to_unicode(word, encoding, capitals)


def guess(texts: Iterable[str]) -> str | None:
    """Guess the legacy encoding of `texts` (a column or a sheet, not one cell), of all or some of them; or None.

    Told by the distinct words that are spelled like Vietnamese only when they are read in that encoding. Unicode in
    any language gives None; so do texts too few to tell.
    """
    words = {word for text in texts if not text.isascii() for word in _marked_words(text)}
    readings = [_readings(word) for word in words]
    strange = sum(not reading and not _ONLY_UNICODE.search(word) for word, reading in zip(words, readings, strict=True))
    counts = {encoding: sum(reading == {encoding} for reading in readings) for encoding in ENCODINGS}
    best = max(counts, key=lambda encoding: counts[encoding])
    all_strange = strange + sum("unicode" not in reading for reading in readings if reading)
    least = max(_FEWEST_WORDS, _LEAST_SHARE_OF_STRANGE * all_strange, _LEAST_SHARE * len(words))
    return best if counts[best] >= least else None


def is_in(text: str, encoding: str) -> bool | None:
    """Tell whether a text of a sheet where `encoding` occurs is in it; None where it could be that or Unicode."""
    readings = [_readings(word) for word in _marked_words(text)]
    encoded = sum("unicode" not in reading and encoding in reading for reading in readings)
    plain = sum("unicode" in reading and encoding not in reading for reading in readings)
    plain += sum(not reading and _ONLY_UNICODE.search(text) is not None for reading in readings)
    return None if encoded == plain else encoded > plain


def _marked_words(text: str) -> list[str]:
    """The words with letters beyond ASCII; composed, for what was typed in Unicode may be decomposed."""
    words = (word.strip(_BESIDE_A_WORD) for word in _WORD.findall(unicodedata.normalize("NFC", text)))
    return [word for word in words if len(word) > 1 and not word.isascii()]


@lru_cache(maxsize=1 << 14)
def _readings(word: str) -> frozenset[str]:
    """Those of `unicode`, `tcvn3`, `vni` as which the word is spelled like Vietnamese with its marks."""
    ways = {"unicode": word}
    if not _ONLY_UNICODE.search(word):
        ways |= {"tcvn3": from_tcvn3(word), "vni": from_vni(word)}
    return frozenset(way for way, reading in ways.items() if _is_marked(reading) and is_syllable(reading))


def _is_marked(word: str) -> bool:
    return not _MARKED_LETTERS.isdisjoint(word.lower())


@lru_cache(maxsize=1)
def letter_table() -> _Letters:
    """Read both encodings from `legacy_letters.csv`; raises ReferenceError where it contradicts itself."""
    tables: dict[str, dict[str, str]] = {encoding: {} for encoding in ENCODINGS}
    in_words: dict[str, str] = {}
    for row in reference.rows("legacy_letters"):
        letters, letter = _character(row["letters"]), row["unicode"]
        _check(row, letters, tables)
        if row["where"]:
            before, after = rf"(?<={_LETTER}){letters}", rf"(?<!\d){letters}(?={_LETTER})"
            sign = before if row["where"] == "after_letter" else f"{before}|{after}"
            in_words[sign] = letter
        else:
            tables[row["encoding"]][letters] = letter
    for encoding, table in tables.items():
        missing = _MARKED_LETTERS - set(table.values())
        if missing:
            raise reference.ReferenceError(f"legacy_letters.csv: {encoding} thiếu {' '.join(sorted(missing))}.")
    tcvn3 = {ord(letters): letter for letters, letter in tables["tcvn3"].items()}
    usual = {letter: letters for letters, letter in reversed(tables["tcvn3"].items())}
    signs = [(re.compile(sign), usual[letter]) for sign, letter in in_words.items()]
    vni = _with_capitals(tables["vni"])
    longest_first = sorted(vni, key=len, reverse=True)
    return _Letters(tcvn3, signs, vni, re.compile("|".join(longest_first)))


def _character(text: str) -> str:
    """Read a character of the table; «U+00AD» stands for what cannot be seen or told from another sign."""
    return chr(int(text[2:], 16)) if text.startswith("U+") else text


def _check(row: dict[str, str], letters: str, tables: dict[str, dict[str, str]]) -> None:
    encoding = row["encoding"]
    is_placed = encoding in ENCODINGS and row["where"] in _PLACES
    is_short = 1 <= len(letters) <= (1 if encoding == "tcvn3" else 2) and not letters.isascii()
    is_composed = len(row["unicode"]) == 1 and row["unicode"].lower() in _MARKED_LETTERS
    if not (is_placed and is_short and is_composed) or letters in tables[encoding]:
        raise reference.wrong_row(row, f"«{row['letters']}» của {encoding} không hợp lệ hoặc lặp lại.")


def _with_capitals(table: dict[str, str]) -> dict[str, str]:
    """The small letters, and the capitals whose mark is a capital or a small letter («UÛ», «Uû»)."""
    both = dict(table)
    for letters, letter in table.items():
        first, mark = letters[0], letters[1:]
        both |= {first + mark.upper(): letter}
        both |= {first.upper() + mark: letter.upper(), (first + mark).upper(): letter.upper()}
    return both
