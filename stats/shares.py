"""Shares: the only place where one is computed, from integers, with its base and its rounding rule.

Whether one may be shown is `stats.disclosure`'s question; here is bare arithmetic.
"""

from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

_HUNDREDTH = Decimal("0.01")


class Rounding(StrEnum):
    """The rule by which a share gets its two decimals.

    The published Bắc Ninh figures of 31/12/2023 cut (77,97); statisticians round half up (77,98).
    """

    HALF_UP = "half_up"
    CUT = "cut"
    LARGEST_REMAINDER = "largest_remainder"


def share(count: int, base: int, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """`count` as per cent of `base` with two decimals; 0.00 of an empty base.

    One part cannot know the others: with LARGEST_REMAINDER it is rounded half up (see `shares`).
    """
    if base == 0:
        return Decimal("0.00")
    mode = ROUND_DOWN if rounding is Rounding.CUT else ROUND_HALF_UP
    return (Decimal(count * 100) / Decimal(base)).quantize(_HUNDREDTH, rounding=mode)


def shares(counts: Iterable[int], rounding: Rounding = Rounding.HALF_UP) -> list[Decimal]:
    """The shares of parts of one whole; with LARGEST_REMAINDER they add up to 100.00 exactly.

    Ties of the remainder go to the earlier part.
    """
    numbers = list(counts)
    base = sum(numbers)
    if rounding is not Rounding.LARGEST_REMAINDER or base == 0:
        return [share(number, base, rounding) for number in numbers]
    floors = [number * 10_000 // base for number in numbers]
    remainders = [number * 10_000 % base for number in numbers]
    missing = 10_000 - sum(floors)
    for index in sorted(range(len(numbers)), key=lambda i: (-remainders[i], i))[:missing]:
        floors[index] += 1
    return [Decimal(floor) / 100 + Decimal("0.00") for floor in floors]


def change_in_points(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """The change between two shares as they are shown, in percentage points: what a reader would subtract.

    None where one of them is not shown.
    """
    return None if now is None or before is None else now - before
