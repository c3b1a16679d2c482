"""The people of 31/12/2024, told forwards: a year on, and ten communes that went into others."""

from dataclasses import replace
from datetime import date
from random import Random

import reference
from data.samples.generator import qualifications
from data.samples.generator.dice import chance, seeded, weighted
from data.samples.generator.persons import Registry
from data.samples.generator.posts import CADRE, POSTS, Slot
from data.samples.generator.qualifications import People
from data.samples.generator.staff import Staff

_LEAVE, _GIVEN_UP = 75, 160
"""Of a thousand people: those who leave within a year, and posts that a merged commune gives up."""
_CADRES_RETIRE, _WOMEN_RETIRE = 60, 56


def unit_after(code: str, after: date, until: date) -> str:
    """Follow a commune through the mergers between two days."""
    for step in sorted(reference.successions(), key=lambda step: step.on):
        if step.old_code == code and after < step.on <= until and step.extent == "whole":
            code = step.new_code
    return code


def year_after(registry: Registry, people: People, before: date, day: date) -> People:
    """The people a year later, in the communes of that day."""
    dice = seeded("year after", day)
    units = {unit.code: unit for unit in reference.units_on(day)}
    homes = {code: unit_after(code, before, day) for code in {person.unit_code for person in people}}
    merged = {home for home in homes.values() if list(homes.values()).count(home) > 1}
    later: People = []
    for person in people:
        unit = units[homes[person.unit_code]]
        if unit.code in merged and person.category != CADRE and chance(dice, _GIVEN_UP):
            continue
        moved = replace(person, unit_code=unit.code, leaves=False)
        later.append(_later(dice, registry, unit, moved, day))
    return later


def _later(dice: Random, registry: Registry, unit: reference.Unit, person: Staff, day: date) -> Staff:
    age = person.age_on(day)
    if age >= (_WOMEN_RETIRE if person.female else _CADRES_RETIRE) or chance(dice, _LEAVE):
        return successor(dice, registry, unit, person.slot, day)
    if person.education == "intermediate" and age < 50 and chance(dice, 220):
        person = _learned(dice, person, "bachelors")
    if person.education == "bachelors" and age < 45 and chance(dice, 35):
        person = _learned(dice, person, "masters")
    if not person.it_detail and not person.major.startswith("Công nghệ") and chance(dice, 90):
        person = replace(person, it_detail="basic")
    if not person.state_management and chance(dice, 120):
        person = replace(person, state_management="specialist")
    return person


def _learned(dice: Random, person: Staff, level: str) -> Staff:
    learned = replace(person, education=level)
    return replace(learned, major=qualifications.major_for(dice, learned))


def successor(dice: Random, registry: Registry, unit: reference.Unit, slot: Slot, day: date) -> Staff:
    """Somebody new in a post: younger than who held it, and better trained."""
    low, high = POSTS[slot[0]].ages
    person = registry.new_person(dice, unit, slot, day, (low, low + (high - low) // 2))
    level = weighted(dice, [("masters", 18), ("bachelors", 78), ("college", 4)])
    if slot[0] in ("military", "police", "veterans") and level == "masters":
        level = "bachelors"
    person = _learned(dice, person, level)
    english = weighted(dice, [("", 30), ("b", 25), ("a2", 20), ("b1", 25)])
    certificate = qualifications.certificate_for(dice, person.age_on(day)) if chance(dice, 930) else ""
    return replace(person, it_detail=certificate, english=english)
