"""The spelling of Vietnamese syllables, by which text in a legacy font is told from text in Unicode.

Read in the wrong encoding it does not look like one: «Nguyễn» typed in TCVN3 and read as Unicode is «NguyÔn».
"""

import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP_OR_HEAVY = frozenset("\u0301\u0323")
_SYLLABLE = re.compile(
    """
    (?: [bcdđghklmnprstvx] | [cgknpt]h | gi | ngh? | qu | tr )?
    (?: a(?:c|ch|i|m|n|ng|nh|o|p|t|u|y)?
      | ă(?:c|m|n|ng|p|t)
      | â(?:c|m|n|ng|p|t|u|y)
      | e(?:c|m|n|ng|o|p|t)?
      | ê(?:ch|m|n|nh|p|t|u)?
      | i(?:a|ch|m|n|nh|p|t|u)?
      | iê(?:c|m|n|ng|p|t|u)
      | o(?:c|i|m|n|ng|p|t)?
      | oo(?:c|ng)
      | oa(?:c|ch|i|n|ng|nh|o|p|t|y)?
      | oă(?:c|m|n|ng|t)
      | oe(?:n|o|t)?
      | ô(?:c|i|m|n|ng|p|t)?
      | ơ(?:i|m|n|p|t)?
      | u(?:a|c|i|m|n|ng|p|t)?
      | uâ(?:n|ng|t|y)
      | uê(?:ch|nh)?
      | uơ
      | uô(?:c|i|m|n|ng|t)
      | uy(?:a|ch|ên|êt|n|nh|p|t|u)?
      | ư(?:a|c|i|m|ng|t|u)?
      | ươ(?:c|i|m|n|ng|p|t|u)
    )
    | (?: [hklmstv] | qu )? y(?:ch|nh|t|êm|ên|êng|êt|êu)?
    """,
    re.VERBOSE,
)
_STOPS = ("p", "t", "c", "ch")


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Tell whether `word` (any case, NFC or NFD) has a Vietnamese onset, rhyme and tone, the tone in any place."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in _TONES]
    base = unicodedata.normalize("NFC", "".join(letter for letter in decomposed if letter not in _TONES))
    if len(tones) > 1 or (base.endswith(_STOPS) and not _SHARP_OR_HEAVY.issuperset(tones or " ")):
        return False
    return _SYLLABLE.fullmatch(base) is not None
