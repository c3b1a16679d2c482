"""Chance that falls the same way on every run and machine: the standard library's generator, seeded by words."""

import random
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def seeded(*words: object) -> Random:
    """A generator of its own for what the words name."""
    return random.Random("|".join(map(str, words)))  # noqa: S311  invented people, no secret


def between(dice: Random, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included, the middle more often than the ends."""
    return (dice.randint(low, high) + dice.randint(low, high)) // 2


def chance(dice: Random, permille: int) -> bool:
    """True in `permille` of a thousand cases."""
    return dice.randrange(1000) < permille


def shuffled(dice: Random, items: Sequence[T]) -> list[T]:
    """The items in another order."""
    return dice.sample(items, len(items))


def weighted(dice: Random, pairs: Sequence[tuple[T, int]]) -> T:
    """One of the items, by their weights."""
    return dice.choices([item for item, _ in pairs], [weight for _, weight in pairs])[0]


def draw(dice: Random, weights: Sequence[int], count: int) -> list[int]:
    """`count` different indexes, drawn one after the other by weight; weight 0 is never drawn.

    Raises ValueError when fewer than `count` indexes have a weight.
    """
    rest = list(weights)
    drawn = []
    for _ in range(count):
        (index,) = dice.choices(range(len(rest)), rest)
        rest[index] = 0
        drawn.append(index)
    return drawn
