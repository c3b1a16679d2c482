"""The people of each demonstration date: 31/12/2023 as published, the years before told backwards, later ones forwards.

Going back a year, about one person in eleven was somebody else, and the others had learned a little less.
"""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

import reference
from data.samples.generator import qualifications
from data.samples.generator.dice import chance, draw, seeded, shuffled, weighted
from data.samples.generator.headcounts import Headcount, headcounts
from data.samples.generator.later import year_after
from data.samples.generator.persons import Registry
from data.samples.generator.posts import CADRE, CIVIL_SERVANT, POSTS, Slot, cadre_slots, civil_servant_slots, slot_rank
from data.samples.generator.qualifications import People, change
from data.samples.generator.staff import IT_MAJOR, Staff
from data.samples.generator.two_tier import after_the_reform

PROVINCE = "24"
CADRES, CIVIL_SERVANTS = 1263, 1103
LEVELS = {"doctorate": 2, "masters": 274, "intermediate": 184, "college": 61}
IT_DEGREES = {"masters": 2, "bachelors": 29, "college": 3, "intermediate": 3}
CERTIFICATES = 2184
_INNER_TOWN = {"09166", "09169", "09175", "09178", "09184", "09187", "09383"}
"""Wards without fields, where there is no farmers' union."""


@dataclass(frozen=True, slots=True)
class Year:
    """What an invented year adds up to; `more` are posts that were still filled then."""

    day: date
    more: tuple[tuple[Slot, int], ...]
    levels: dict[str, int]
    certificates: int


_EARLIER = (
    Year(
        date(2022, 12, 31),
        ((("people_deputy",), 8), (("culture",), 6), (("land",), 6), (("office",), 5)),
        {"doctorate": 1, "masters": 238, "college": 82, "intermediate": 244, "elementary": 3},
        2121,
    ),
    Year(
        date(2021, 12, 31),
        ((("people_deputy",), 8), (("finance",), 7), (("office",), 8), (("police",), 4)),
        {"doctorate": 0, "masters": 201, "college": 108, "intermediate": 312, "elementary": 9, "untrained": 6},
        2029,
    ),
)


_LATER, _REFORMED = date(2024, 12, 31), date(2025, 12, 31)


def all_years() -> dict[date, People]:
    """The people of every demonstration date, each list in the order of districts and communes."""
    registry = Registry()
    day = date(2023, 12, 31)
    people = _published(registry, day)
    years = {day: people}
    for year in _EARLIER:
        people = _year_before(registry, people, year)
        years[year.day] = people
    years[_LATER] = in_order(year_after(registry, years[day], day, _LATER))
    years[_REFORMED] = after_the_reform(registry, years[_LATER], _LATER, _REFORMED)
    return years


def _published(registry: Registry, day: date) -> People:
    people: People = []
    for number in headcounts(reference.communes_on(day, PROVINCE), CADRES, CIVIL_SERVANTS):
        people += _commune(registry, number, day)
    return in_order(qualifications.assign(people, day, LEVELS, IT_DEGREES, CERTIFICATES))


def _commune(registry: Registry, number: Headcount, day: date) -> People:
    dice = seeded("commune's people", number.unit.code)
    slots = cadre_slots(dice, number.cadres, number.unit.code in _INNER_TOWN)
    slots += civil_servant_slots(dice, number.civil_servants)
    return [registry.new_person(dice, number.unit, slot, day, POSTS[slot[0]].ages) for slot in slots]


def in_order(people: People) -> People:
    """By district, commune and post."""
    return sorted(people, key=lambda p: (p.district_code, p.unit_code, slot_rank(p.slot)))


def _year_before(registry: Registry, people: People, year: Year) -> People:
    dice = seeded("year", year.day)
    units = {unit.code: unit for unit in reference.communes_on(year.day, PROVINCE)}
    before = [_before(dice, registry, units[p.unit_code], p, year.day) for p in people]
    before += _more(dice, registry, units, before, year)
    before = _fit_levels(dice, before, year)
    surplus = sum(p.it == "certificate" for p in before) - year.certificates
    return in_order(qualifications.drop_certificates(dice, before, year.day, surplus))


def _before(dice: Random, registry: Registry, unit: reference.Unit, person: Staff, day: date) -> Staff:
    if person.age_on(day) < 23 or person.insured_since > day or chance(dice, 78):
        return _predecessor(dice, registry, unit, person.slot, day)
    if person.age_on(day) < 32 and person.category == CIVIL_SERVANT and chance(dice, 60):
        person = replace(person, party="")
    if person.theory == "intermediate" and chance(dice, 40):
        person = replace(person, theory="elementary" if person.category == CADRE else "")
    if person.state_management == "specialist" and chance(dice, 40):
        person = replace(person, state_management="")
    return replace(person, leaves=False)


def _predecessor(dice: Random, registry: Registry, unit: reference.Unit, slot: Slot, day: date) -> Staff:
    """Somebody who left within the year: mostly the older ones, who retired."""
    low, high = POSTS[slot[0]].ages
    ages = (max(low, high - 6), high) if chance(dice, 600) else (low, high)
    person = registry.new_person(dice, unit, slot, day, ages)
    old = person.age_on(day) > 45
    level = weighted(dice, [("masters", 2), ("bachelors", 62), ("college", 6), ("intermediate", 30 if old else 8)])
    if slot[0] in ("military", "police", "veterans") and level == "masters":
        level = "bachelors"
    person = replace(person, education=level, leaves=True)
    person = replace(person, major=qualifications.major_for(dice, person))
    certificate = qualifications.certificate_for(dice, person.age_on(day))
    return replace(person, it_detail=certificate, english=weighted(dice, [("", 55), ("b", 30), ("a", 15)]))


def _more(dice: Random, registry: Registry, units: dict[str, reference.Unit], people: People, year: Year) -> People:
    """People in posts that were given up a year later, in communes that had room for them."""
    sizes = {code: sum(p.unit_code == code for p in people) for code in units}
    more: People = []
    for slot, count in year.more:
        room = [code for code in units if sizes[code] < 19 and (slot != ("police",) or units[code].kind == "commune")]
        for code in shuffled(dice, room)[:count]:
            sizes[code] += 1
            more.append(_predecessor(dice, registry, units[code], slot, year.day))
    return more


def _fit_levels(dice: Random, people: People, year: Year) -> People:
    """Bring the education levels to the year's numbers: whoever took a degree since then did not have it yet."""
    for level in ("elementary", "untrained"):
        surplus = year.levels.get(level, 0) - _count(people, level)
        people = _relearn(dice, people, day=year.day, level="intermediate", lower=level, count=surplus)
    for level in ("doctorate", "masters"):
        surplus = _count(people, level) - year.levels[level]
        lower = {"doctorate": "masters", "masters": "bachelors"}[level]
        people = _relearn(dice, people, day=year.day, level=level, lower=lower, count=surplus)
    for level in ("college", "intermediate"):
        surplus = year.levels[level] - _count(people, level)
        people = _relearn(dice, people, day=year.day, level="bachelors", lower=level, count=surplus)
    return people


def half_a_year_later(people: People, unit: reference.Unit, day: date) -> People:
    """One commune's people some months on: two posts have changed hands."""
    dice = seeded("half a year later", unit.code)
    registry = Registry({(p.name, p.birth) for p in people})
    own = [p for p in people if p.unit_code == unit.code]
    chosen = draw(dice, [int(p.slot[0] in ("youth", "office", "land", "finance")) for p in own], 2)
    return change(own, chosen, lambda p: replace(_predecessor(dice, registry, unit, p.slot, day), leaves=False))


def _count(people: People, level: str) -> int:
    return sum(p.education == level for p in people)


def _relearn(dice: Random, people: People, day: date, level: str, lower: str, count: int) -> People:
    weights = [_relearn_weight(p, day, lower) if p.education == level else 0 for p in people]
    return change(people, draw(dice, weights, count), lambda p: _with_lower(dice, p, lower))


def _relearn_weight(person: Staff, day: date, lower: str) -> int:
    age = person.age_on(day)
    if lower in ("elementary", "untrained"):
        return 1 if person.leaves and age > 45 and person.category == CADRE else 0
    if lower in ("college", "intermediate"):
        return qualifications.education_weight(person, day, lower) if 26 < age < 53 else 0
    return 1 if age < 50 else 0


def _with_lower(dice: Random, person: Staff, lower: str) -> Staff:
    person = replace(person, education=lower)
    if lower in ("elementary", "untrained"):
        person = replace(person, schooling="lower_secondary", it_detail="", english="")
    if person.major == IT_MAJOR:
        return person
    return replace(person, major=qualifications.major_for(dice, person))
