"""How many cadres and civil servants each commune has, so that the province's numbers come out exactly."""

from dataclasses import dataclass
from random import Random

import reference
from data.samples.generator.dice import seeded, weighted

_MOST = {"ward": (23, 21, 19), "commune": (22, 20, 18), "township": (22, 20, 18)}
"""The most people in a commune of type I, II, III under Nghị định 33/2023/NĐ-CP."""


@dataclass(slots=True)
class Headcount:
    """One commune's numbers; `most` is its quota."""

    unit: reference.Unit
    cadres: int
    civil_servants: int
    most: int

    @property
    def people(self) -> int:
        """Cadres and civil servants together."""
        return self.cadres + self.civil_servants


def headcounts(units: tuple[reference.Unit, ...], cadres: int, civil_servants: int) -> list[Headcount]:
    """Numbers for every commune that add up to `cadres` and `civil_servants`."""
    dice = seeded("headcounts")
    numbers = [_first_guess(dice, unit) for unit in units]
    while (missing := cadres - sum(n.cadres for n in numbers)) != 0:
        _step_cadres(dice.choice(numbers), 1 if missing > 0 else -1)
    while (missing := civil_servants - sum(n.civil_servants for n in numbers)) != 0:
        _step_civil_servants(dice.choice(numbers), 1 if missing > 0 else -1)
    return numbers


def _first_guess(dice: Random, unit: reference.Unit) -> Headcount:
    size = weighted(dice, [(0, 35), (1, 45), (2, 20)])
    most = _MOST[unit.kind][size]
    return Headcount(unit, (11, 10, 9)[size], min((10, 9, 8)[size] + dice.randrange(2), most - 9), most)


def _step_cadres(number: Headcount, step: int) -> None:
    if 9 <= number.cadres + step <= 11 and number.people + step <= number.most:
        number.cadres += step


def _step_civil_servants(number: Headcount, step: int) -> None:
    if 7 <= number.civil_servants + step <= 12 and number.people + step <= number.most:
        number.civil_servants += step
