"""Identity numbers as typed: the same number with dots, spaces or without its first zeros is one number."""

import re

_NO_DIGITS = re.compile(r"[\s.'’-]+")
_SHORTEST = 6
"""The fewest digits of a number: zeros in front of the 9 or 12 are lost in a cell for numbers."""


def identity_number(text: str) -> str:
    """Give the digits of an identity number without zeros in front; "" where the text is none."""
    number = _NO_DIGITS.sub("", text).lstrip("0")
    return number if len(number) >= _SHORTEST and number.isdecimal() else ""
