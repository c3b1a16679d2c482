"""Shares against the rules that offices print them by, in exact fractions.

A share of `d` decimals stands for an interval of true shares, and with a count for an interval of whole numbers that
can be its base; several shares of one base narrow it down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from reconciling.figures import Figure, Share
from stats.shares import Precision, Rounding
from stats.shares import share as exact_share

_FAR = 10**9
"""A base that no office has: an open end."""


class Rule(StrEnum):
    """The rules that published shares are held against, the usual one first."""

    HALF_UP = "half_up"
    CUT = "cut"

    @property
    def rounding(self) -> Rounding:
        """The rule as shares are computed by it."""
        return Rounding(self.value)


@dataclass(frozen=True, slots=True)
class Bases:
    """Whole numbers from `least` to `most` that can be the base; empty where `least` is above `most`."""

    least: int
    most: int

    def __bool__(self) -> bool:
        return self.least <= self.most

    def __contains__(self, base: int) -> bool:
        return self.least <= base <= self.most

    @property
    def only(self) -> int | None:
        """The one base there is."""
        return self.least if self.least == self.most else None

    def both(self, other: "Bases") -> "Bases":
        """Give the bases that are in both."""
        return Bases(max(self.least, other.least), min(self.most, other.most))


ANY = Bases(1, _FAR)


def true_shares(share: Share, rule: Rule) -> tuple[Fraction, Fraction]:
    """Give the interval of true shares in per cent that print as this one: from the first on, below the second."""
    value, unit = Fraction(share.value), Fraction(1, 10**share.decimals)
    return (value, value + unit) if rule is Rule.CUT else (value - unit / 2, value + unit / 2)


def fits(count: int, base: int, share: Share, rule: Rule) -> bool:
    """Tell whether `count` of `base` prints as the share."""
    low, high = true_shares(share, rule)
    return base > 0 and low <= Fraction(100 * count, base) < high


def bases_of(count: int, share: Share, rule: Rule) -> Bases:
    """Give the bases of which `count` prints as the share."""
    low, high = true_shares(share, rule)
    if count == 0:
        return ANY if low <= 0 < high else Bases(1, 0)
    least = floor(Fraction(100 * count) / high) + 1
    most = floor(Fraction(100 * count) / low) if low > 0 else _FAR
    return Bases(max(least, count), most)


def counts_of(base: int, share: Share, rule: Rule) -> range:
    """Give the counts of `base` that print as the share."""
    low, high = (edge * base / 100 for edge in true_shares(share, rule))
    return range(max(0, ceil(low)), ceil(high))


def common_bases(figures: Iterable[Figure], rule: Rule) -> Bases:
    """Give the bases of which all these figures, each with a count and a share, can be parts."""
    bases = ANY
    for figure in figures:
        if figure.count is not None and figure.share is not None:
            bases = bases.both(bases_of(figure.count, figure.share, rule))
    return bases


def printed(count: int, base: int, rule: Rule, decimals: int) -> Decimal:
    """Give the share as the rule prints it."""
    return exact_share(count, base, Precision(rule.rounding, decimals))
