"""Invented persons for the slots of a commune: name, birth, origin, and what does not have to add up."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import reference
from data.samples.generator.dice import between, chance, weighted
from data.samples.generator.names import full_name
from data.samples.generator.posts import POSTS, Slot, category
from data.samples.generator.staff import Staff

_OLD_SCHOOL_UNTIL = 1971
"""Who was born until then finished the ten-year school of the north (10/10)."""

_CATHOLIC_COMMUNES = {"09409", "09352", "09205", "09517", "09463", "09262"}
"""A few communes that get a visible Catholic minority, so that the charts have something to show."""


@dataclass(slots=True)
class Registry:
    """Sees to it that no two people of the demonstration share name and birth date."""

    taken: set[tuple[str, date]] = field(default_factory=set)

    def new_person(self, dice: Random, unit: reference.Unit, slot: Slot, day: date, ages: tuple[int, int]) -> Staff:
        """A new person of an age within `ages` on `day`."""
        while True:
            person = _person(dice, unit, slot, day, ages)
            if (person.name, person.birth) not in self.taken:
                self.taken.add((person.name, person.birth))
                return person


def _person(dice: Random, unit: reference.Unit, slot: Slot, day: date, ages: tuple[int, int]) -> Staff:
    female = chance(dice, POSTS[slot[0]].women)
    low, high = ages
    age = between(dice, low, min(high, 55) if female else high)
    birth = date(day.year - age, day.month, day.day) - timedelta(days=dice.randrange(364))
    ethnicity = weighted(dice, [("Kinh", 984), ("Tày", 7), ("Nùng", 5), ("Mường", 4)])
    return Staff(
        unit_code=unit.code,
        district_code=unit.parent_code or "",
        slot=slot,
        name=full_name(dice, female, ethnicity),
        birth=birth,
        female=female,
        ethnicity=ethnicity,
        religion=_religion(dice, unit),
        insured_since=_insured_since(dice, birth, day),
        party=_party(dice, slot, age),
        theory=_theory(dice, slot, age),
        state_management=_state_management(dice, slot, age),
        other_language=weighted(dice, [("", 965), ("chinese", 22), ("russian", 13 if age > 42 else 0)]),
        ethnic_language=ethnicity != "Kinh" and chance(dice, 300),
    )


def _religion(dice: Random, unit: reference.Unit) -> str:
    catholics = 190 if unit.code in _CATHOLIC_COMMUNES else 12
    return weighted(dice, [("Không", 972 - catholics), ("Công giáo", catholics), ("Phật giáo", 16)])


def _insured_since(dice: Random, birth: date, day: date) -> date:
    start = date(birth.year + between(dice, 22, 31), 1 + dice.randrange(12), 1)
    return start if start < day else date(day.year, 1 + dice.randrange(day.month), 1)


def _party(dice: Random, slot: Slot, age: int) -> str:
    if category(slot) == "cadre" or slot[0] in ("military", "police"):
        return "yes"
    member = 620 if age < 30 else 860 if age < 40 else 930
    if not chance(dice, member):
        return ""
    return "probation" if age < 35 and chance(dice, 45) else "yes"


def _theory(dice: Random, slot: Slot, age: int) -> str:
    if slot[0] in ("secretary", "deputy_secretary", "party_deputy", "council_chair", "people_chair"):
        return weighted(dice, [("bachelors", 20), ("advanced", 430), ("intermediate", 550)])
    if category(slot) == "cadre":
        return weighted(dice, [("advanced", 60), ("intermediate", 880), ("elementary", 60)])
    if age < 30:
        return weighted(dice, [("intermediate", 250), ("elementary", 250), ("", 500)])
    return weighted(dice, [("advanced", 10), ("intermediate", 760), ("elementary", 120), ("", 110)])


def _state_management(dice: Random, slot: Slot, age: int) -> str:
    if slot[0] in ("secretary", "people_chair", "party_deputy"):
        return weighted(dice, [("principal", 330), ("specialist", 590), ("", 80)])
    if age < 30:
        return weighted(dice, [("specialist", 430), ("", 570)])
    return weighted(dice, [("principal", 40), ("specialist", 730), ("officer", 40), ("", 190)])
