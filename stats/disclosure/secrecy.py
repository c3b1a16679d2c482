"""The rule by which small counts are kept back."""

from dataclasses import dataclass
from enum import StrEnum

from stats.disclosure.withheld import WITHHELD

ROUND_TO = 5


class Way(StrEnum):
    """The way of keeping small counts back: hide them and what would give them away, or round all counts."""

    HIDE = "hide"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Secrecy:
    """Counts from 1 to `smallest` - 1 are kept back, of `fields` alone where any are named."""

    smallest: int = 5
    way: Way = Way.HIDE
    fields: frozenset[str] | None = None

    def covers(self, field: str) -> bool:
        """Tell whether a field's counts are kept back."""
        return self.fields is None or field in self.fields


def rounded(count: int) -> int:
    """Round a count to the nearest multiple of `ROUND_TO`, each by itself: sums need not agree."""
    return (count + ROUND_TO // 2) // ROUND_TO * ROUND_TO


def given(count: int | None) -> int:
    """Give a count of a protected table, `WITHHELD` where it has none."""
    return WITHHELD if count is None else count
