"""Spelling as people typed it: `tidy` for showing, `key` for comparing, `plain` for proposing.

Conversion of legacy fonts (TCVN3, VNI) must come before both: in TCVN3 the soft hyphen is a letter.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

Words = tuple[str, ...]

_CARRIAGE_RETURN = "_x000D_"  # how a workbook's XML spells a carriage return; some readers hand it on
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aăâeêioôơuưy")
_MARKED_VOWELS = frozenset("ăâêôơư")
_ONE_SYLLABLE = re.compile("([^{0}]*)([{0}]+)([^{0}]*)".format("".join(sorted(_VOWELS))))
_WORD = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f])+")
# After these a final y and i are two spellings of one syllable: kỹ, kĩ; quý, quí. Elsewhere they are not: thúy, thúi.
_Y_OR_I_AFTER = frozenset({"h", "k", "l", "m", "qu", "s", "t", "v"})

# Cyrillic and Greek letters, lower case, that cannot be told from Latin ones in print: small, or as capitals (В, Т, Ρ).
_LOOKALIKES = str.maketrans(
    "асԁеһіјорԛѕԝху" + "вкмнт" + "οαβειηκμντρυχ",
    "acdehijopqswxy" + "bkmht" + "oabeihkmvtpyx",
)
# Converters from fonts before Unicode write Đ as the Icelandic or the African letter that looks the same.
_CROSSED_D = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_PRINTABLE_BUT_CHANGED = frozenset(map(chr, (*_CROSSED_D, 0x34F, *range(0xFE00, 0xFE10))))
_UNIFIED = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹘﹣－_", "-")
    | dict.fromkeys("‘’‚‛′`´ʹʻʼˊˋ", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | {"…": "...", "×": "x", "⁄": "/", "∕": "/"}
)
_NUMBERS = re.compile("[0-9]+(?:[-/.][0-9]+)*")
"""Numbers and dates, the most part of the distinct texts of a roster, which are their keys already."""
_NOT_A_WORD = re.compile(r"[^\w']+|_")
ROMAN = r"(?=[IVX])X{0,3}(?:I[XV]|V?I{0,3})"
"""A number in Roman figures, as a pattern."""
_ROMAN_WORD = re.compile(ROMAN.lower())
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_LETTERS_AND_NUMBER = re.compile(r"([^\W\d]{1,2})(\d{1,2})")
_BEFORE_A_NUMBER = "số"
_SPACED = re.compile(r" ?([-/,.:;&()]) ?")


def tidy(value: str) -> str:
    """Give `value` in Unicode NFC on one line, without needless spaces and what nobody sees, the rest as written."""
    if value.isprintable() and "  " not in value and "_x" not in value and (value.isascii() or _is_plain(value)):
        return value.strip()
    visible = _INVISIBLE.sub("", value.replace(_CARRIAGE_RETURN, " ")).translate(_CROSSED_D)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _is_plain(printable: str) -> bool:
    """Tell whether `tidy` has nothing to change in a printable text but spaces at its ends: so are most names."""
    return _PRINTABLE_BUT_CHANGED.isdisjoint(printable) and unicodedata.is_normalized("NFC", printable)


@lru_cache(maxsize=1 << 16)
def key(value: str) -> str:
    """Reduce `value` so that two spellings of one thing are the same; nothing but full stops becomes empty.

    Unified are case, the place of the tone mark (hoà, hòa), y and i where they are two spellings (kỹ, kĩ), dashes and
    quotation marks, spaces beside punctuation, and lookalike letters of other alphabets. Kept are the tones and marks
    themselves: Tân Lãng, Tấn Lãng and Tan Lang have three keys. Only for comparing: `key(key(x)) == key(x)`.
    """
    if _NUMBERS.fullmatch(value):
        return value
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", tidy(value)).casefold())
    spelled = _WORD.sub(lambda word: _spell(word[0]), folded.translate(_UNIFIED))
    return unicodedata.normalize("NFC", _SPACED.sub(r"\1", spelled)).rstrip(" .,:;")


def person_digest(name: str, birth_date: str | None, unit: str) -> str:
    """Give SHA-256 of name, birth date and unit's code: by it a clerk's answer finds the row again after a new load."""
    return sha256(f"{key(name)}|{birth_date or ''}|{unit}".encode()).hexdigest()


@lru_cache(maxsize=1 << 14)
def _spell(word: str) -> str:
    """Give a decomposed lower-case word in its one spelling."""
    latin = _latin(word)
    tones = [mark for mark in latin if mark in _TONES]
    base = unicodedata.normalize("NFC", "".join(letter for letter in latin if letter not in _TONES))
    syllable = _ONE_SYLLABLE.fullmatch(base)
    if syllable is None or len(tones) > 1:
        return latin
    onset, nucleus, coda = _split_onset(*syllable.groups())
    if nucleus == "y" and not coda and onset in _Y_OR_I_AFTER:
        nucleus = "i"
    place = _tone_place(nucleus, coda) + 1
    return onset + nucleus[:place] + "".join(tones) + nucleus[place:] + coda


def _latin(word: str) -> str:
    """Replace the lookalikes of `word`, if then all of it is Latin or some of it was: a clerk sees no difference."""
    if word.isascii():
        return word
    replaced = word.translate(_LOOKALIKES)
    letters = [letter for letter in replaced if not unicodedata.combining(letter)]
    was_mixed = any("a" <= letter <= "z" for letter in word)
    return replaced if was_mixed or all("a" <= letter <= "z" for letter in letters) else word


def _split_onset(onset: str, nucleus: str, coda: str) -> tuple[str, str, str]:
    """Part a syllable: the u of qu and the i of gi belong to the consonant, unless they are the only vowel (gì)."""
    if len(nucleus) > 1 and onset + nucleus[0] in ("qu", "gi"):
        return onset + nucleus[0], nucleus[1:], coda
    return onset, nucleus, coda


def _tone_place(nucleus: str, coda: str) -> int:
    """The place of the tone mark among the vowels: tiến, đường, hoàn, hòa, ngoài."""
    marked = [index for index, vowel in enumerate(nucleus) if vowel in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    if coda:
        return len(nucleus) - 1
    return 1 if len(nucleus) > 2 else 0


def words_of(value: str) -> Words:
    """Give the words of `key`, without punctuation, «01» as «1»: for names and titles, where only words matter."""
    words = _NOT_A_WORD.sub(" ", key(value)).split()
    return tuple(word.lstrip("0") or "0" if word.isdigit() else word for word in words)


def plain(value: str) -> str:
    """Give `key` without tones and marks, for measuring likeness only: different places can share it."""
    letters = unicodedata.normalize("NFD", key(value).replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def with_digits(words: Words) -> Words:
    """Give a name that ends in a number with its digits: «Phường II», «Đạ Tẻh số 2» end in «2»; any other as it is."""
    *name, last = words or ("",)
    if last and _ROMAN_WORD.fullmatch(last):
        last = str(_of_roman(last))
    if not last.isdigit():
        return words
    return (*(name[:-1] if name[-1:] == [_BEFORE_A_NUMBER] else name), str(int(last)))


def _of_roman(word: str) -> int:
    """Give the number that Roman figures write; a smaller one before a greater is taken off."""
    digits = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, (*digits[1:], 0), strict=True))


def number_apart(words: Words) -> Words:
    """Part one or two letters and a number that are written as one word at the beginning: «P2»."""
    match = _LETTERS_AND_NUMBER.fullmatch(words[0]) if words else None
    return (match[1], match[2], *words[1:]) if match else words
