"""Counts and shares: the only place where a share is computed, from integers, with its base and its rounding rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

import reference

_HUNDREDTH = Decimal("0.01")


class Rounding(StrEnum):
    """How a share gets its two decimals.

    The published Bắc Ninh figures of 31/12/2023 cut (77,97); statisticians round half up (77,98).
    """

    HALF_UP = "half_up"
    CUT = "cut"
    LARGEST_REMAINDER = "largest_remainder"


def share(count: int, base: int, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """`count` as per cent of `base` with two decimals; 0.00 of an empty base.

    One part cannot know the others: with LARGEST_REMAINDER it is rounded half up (see `breakdown`).
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


@dataclass(frozen=True, slots=True)
class Part:
    """One value's people: `code` None is «Không khai»; `share` is per cent of the breakdown's base."""

    code: str | None
    label: str
    short_label: str
    count: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A field's parts in the code list's order, «Không khai» last; their counts add up to `base`."""

    field: str
    base: int
    parts: tuple[Part, ...]
    rounding: Rounding

    def part(self, code: str | None) -> Part:
        """The part of that code; KeyError when the list does not have it."""
        for part in self.parts:
            if part.code == code:
                return part
        raise KeyError(code)


NOT_DECLARED = "Không khai"


def breakdown(
    field: str, counts: Mapping[str | None, int], rounding: Rounding = Rounding.HALF_UP
) -> Breakdown:
    """The breakdown of people counted by a field's codes (None: the roster does not say).

    Every value of the code list is a part, also with nobody in it; «Không khai» only where there are any.
    Raises KeyError for a code that the list does not have: a count is never dropped.
    """
    values = reference.code_lists()[field]
    unknown = set(counts) - {value.code for value in values} - {None}
    if unknown:
        raise KeyError(f"{field}: {sorted(map(str, unknown))}")
    rows: list[tuple[str | None, str, str]] = [(v.code, v.label, v.short_label) for v in values]
    if counts.get(None):
        rows.append((None, NOT_DECLARED, NOT_DECLARED))
    numbers = [counts.get(code, 0) for code, _, _ in rows]
    parts = zip(rows, numbers, shares(numbers, rounding), strict=True)
    return Breakdown(
        field,
        sum(numbers),
        tuple(Part(code, label, short, number, part) for (code, label, short), number, part in parts),
        rounding,
    )
