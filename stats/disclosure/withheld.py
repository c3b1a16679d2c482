"""Counts that are no numbers: one that is not given out, and one that no roster tells."""

from typing import Any

from reference import vietnamese

SIGN = "[c]"
"""The sign in the place of the number (publishing rule 6)."""


class Withheld(int):
    """A number that nobody gets: it holds 0 and is not the true one; sums and differences with it are withheld, too.

    It is written as `SIGN`, is true as «somebody may be there», and sorts as 0.
    """

    def __new__(cls) -> "Withheld":
        """Make the one that there is."""
        return super().__new__(cls, 0)

    def __bool__(self) -> bool:
        """Count as somebody: where a number is withheld nobody may say that there are none."""
        return True

    def _again(self, *_: Any) -> "Withheld":
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __neg__ = __abs__ = _again

    def __format__(self, _: str) -> str:
        """Write the sign, whatever the format asks for."""
        return SIGN

    def __str__(self) -> str:
        """Write the sign."""
        return SIGN

    __repr__ = __str__


WITHHELD = Withheld()


def is_withheld(count: object) -> bool:
    """Tell whether a count is not given out."""
    return isinstance(count, Withheld)


class Untold(int):
    """A number that nobody knows, since of these people no roster declares the field: no 0, though it adds nothing.

    It is written in words and is false as «nobody is known there».
    A sum with it is a number again, a difference is none.
    """

    def __new__(cls) -> "Untold":
        """Make the one that there is."""
        return super().__new__(cls, 0)

    def _again(self, *_: Any) -> "Untold":
        return self

    __sub__ = __rsub__ = __neg__ = __abs__ = _again

    def __format__(self, _: str) -> str:
        """Write «không khai», whatever the format asks for."""
        return vietnamese.in_sentence(vietnamese.NOT_DECLARED)

    def __str__(self) -> str:
        """Write «không khai»."""
        return format(self)

    __repr__ = __str__


UNTOLD = Untold()


def is_untold(count: object) -> bool:
    """Tell whether a count is of a field that none of the people declares."""
    return isinstance(count, Untold)
