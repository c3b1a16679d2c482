"""Chance of the invented rosters: the same by the same words, and of each thing as often as it should be."""

from collections import Counter

import pytest

from data.samples.generator.dice import between, chance, draw, seeded, shuffled, weighted


def test_the_same_words_fall_the_same_way() -> None:
    first, again, other = (seeded("a", number) for number in (1, 1, 2))
    drawn = [[dice.randrange(1000) for _ in range(20)] for dice in (first, again, other)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_nothing_is_drawn_twice_and_nothing_without_weight() -> None:
    dice = seeded("draw")
    assert sorted(draw(dice, [3, 0, 1, 200], 3)) == [0, 2, 3]
    with pytest.raises(ValueError, match="greater than zero"):
        draw(dice, [3, 0], 2)


def test_weights_and_chances_are_kept() -> None:
    dice = seeded("weights")
    counts = Counter(weighted(dice, [("often", 900), ("seldom", 100), ("never", 0)]) for _ in range(2000))
    assert 1700 < counts["often"] < 1900
    assert counts["never"] == 0
    assert 150 < sum(chance(dice, 100) for _ in range(2000)) < 250
    assert {between(dice, 3, 5) for _ in range(200)} == {3, 4, 5}
    assert sorted(shuffled(dice, "abc")) == ["a", "b", "c"]
