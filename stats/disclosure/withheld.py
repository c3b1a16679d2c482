"""A count that is not given out: whatever reckons with it gets no number, either."""

from typing import Any

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
