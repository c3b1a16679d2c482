"""Shares: the only place where one is computed, from integers, with its base and its rounding rule.

Whether one may be shown is `stats.disclosure`'s question; here is bare arithmetic.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum


class Rounding(StrEnum):
    """The rule by which a share gets its decimals: two, unless a `Precision` wants others.

    The published Bắc Ninh figures of 31/12/2023 cut (77,97); statisticians round half up (77,98).
    """

    HALF_UP = "half_up"
    CUT = "cut"
    LARGEST_REMAINDER = "largest_remainder"

    @property
    def rule(self) -> "Rounding":
        """The rule itself."""
        return self

    @property
    def decimals(self) -> int:
        """Two: what documents, files and the command line have."""
        return DECIMALS


DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Precision:
    """A rule with another number of decimals than documents have: screens show fewer.

    Shares are rounded once, from the counts; a share with two decimals is never rounded again.
    """

    rule: Rounding
    decimals: int

    @property
    def value(self) -> str:
        """The rule's code."""
        return self.rule.value


Rule = Rounding | Precision


def share(count: int, base: int, rounding: Rule = Rounding.HALF_UP) -> Decimal:
    """`count` as per cent of `base` with the rule's decimals; nought of an empty base.

    One part cannot know the others: with LARGEST_REMAINDER it is rounded half up (see `shares`).
    """
    mode = ROUND_DOWN if rounding.rule is Rounding.CUT else ROUND_HALF_UP
    exact = Decimal(count * 100) / Decimal(base) if base else Decimal(0)
    return exact.quantize(_unit(rounding), rounding=mode)


def _unit(rounding: Rule) -> Decimal:
    """The smallest share that the rule can tell: 0.01."""
    return Decimal(1).scaleb(-rounding.decimals)


def shares(counts: Iterable[int], rounding: Rule = Rounding.HALF_UP) -> list[Decimal]:
    """The shares of parts of one whole; with LARGEST_REMAINDER they add up to 100.00 exactly.

    Ties of the remainder go to the earlier part.
    """
    numbers = list(counts)
    base = sum(numbers)
    if rounding.rule is not Rounding.LARGEST_REMAINDER or base == 0:
        return [share(number, base, rounding) for number in numbers]
    whole = 100 * 10**rounding.decimals
    floors = [number * whole // base for number in numbers]
    remainders = [number * whole % base for number in numbers]
    missing = whole - sum(floors)
    for index in sorted(range(len(numbers)), key=lambda i: (-remainders[i], i))[:missing]:
        floors[index] += 1
    return [floor * _unit(rounding) for floor in floors]


def change_in_points(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """The change between two shares as they are shown, in percentage points: what a reader would subtract.

    None where one of them is not shown.
    """
    return None if now is None or before is None else now - before
