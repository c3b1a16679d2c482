"""Chance that falls the same way on every machine: whole numbers only, seeded by a word."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_MASK = (1 << 64) - 1


class Dice:
    """A splitmix64 stream. Python's own `random` promises the same draws only for some of its methods."""

    def __init__(self, *words: object) -> None:
        seed = hashlib.sha256("|".join(map(str, words)).encode()).digest()
        self._state = int.from_bytes(seed[:8], "big")

    def _next(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1."""
        return self._next() % limit

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included, the middle more often than the ends."""
        span = high - low + 1
        return low + (self.below(span) + self.below(span)) // 2

    def chance(self, permille: int) -> bool:
        """True in `permille` of a thousand cases."""
        return self.below(1000) < permille

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, all alike."""
        return items[self.below(len(items))]

    def weighted(self, pairs: Sequence[tuple[T, int]]) -> T:
        """One of the items, by their whole-number weights."""
        left = self.below(sum(weight for _, weight in pairs))
        for item, weight in pairs:
            if left < weight:
                return item
            left -= weight
        raise AssertionError("the weights add up to more than their sum")

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        rest = list(items)
        return [rest.pop(self.below(len(rest))) for _ in range(len(rest))]

    def draw(self, weights: Sequence[int], count: int) -> list[int]:
        """`count` different indexes, drawn one after the other by weight; weight 0 is never drawn.

        Raises ValueError when fewer than `count` indexes have a weight.
        """
        rest = list(weights)
        if sum(1 for weight in rest if weight) < count:
            raise ValueError(f"cannot draw {count} of {len(rest)}")
        return [self._draw_one(rest) for _ in range(count)]

    def _draw_one(self, weights: list[int]) -> int:
        left = self.below(sum(weights))
        for index, weight in enumerate(weights):
            if left < weight:
                weights[index] = 0
                return index
            left -= weight
        raise AssertionError("the weights add up to more than their sum")
