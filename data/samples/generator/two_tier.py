"""The people of 31/12/2025: communes after the districts, with departments and ranks, not every post filled."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import reference
from data.samples.generator.dice import chance, draw, seeded, weighted
from data.samples.generator.later import successor, unit_after
from data.samples.generator.persons import Registry
from data.samples.generator.posts import POSTS, Slot
from data.samples.generator.qualifications import People
from data.samples.generator.staff import Staff
from reference.provinces import communes_on

REFORM = date(2025, 7, 1)
_PARTY, _COUNCIL, _PEOPLE = "Đảng ủy", "HĐND", "UBND"
_PARTY_OFFICE, _PARTY_BUILDING, _INSPECTION = "Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Ủy ban Kiểm tra Đảng ủy"
_OFFICE, _CULTURE = "Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội"
_ECONOMY = {"ward": "Phòng Kinh tế, Hạ tầng và Đô thị", "commune": "Phòng Kinh tế"}
_SERVICE, _FRONT, _MILITARY = "Trung tâm Phục vụ hành chính công", "Ủy ban MTTQ Việt Nam", "Ban Chỉ huy Quân sự"
_LEADS, _WORKS = "Lãnh đạo, quản lý", "Chuyên môn, nghiệp vụ"


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a commune since the reform: its office, its title, the older posts whose holders take it, its job."""

    department: str
    title: str
    slots: tuple[str, ...]
    job: str = _LEADS
    vacant: int = 0
    """In how many communes of a thousand it is not filled."""


def _posts(kind: str) -> Iterator[Post]:
    economy = _ECONOMY[kind]
    yield Post(_PARTY, "Bí thư Đảng ủy", ("secretary",))
    yield Post(_PARTY, "Phó Bí thư Thường trực Đảng ủy", ("deputy_secretary", "secretary"))
    yield Post(_COUNCIL, "Phó Chủ tịch HĐND", ("council_deputy", "council_chair"))
    yield Post(_PEOPLE, "Chủ tịch UBND", ("people_chair", "party_deputy"))
    yield Post(_PEOPLE, "Phó Chủ tịch UBND", ("people_deputy",))
    yield Post(_PEOPLE, "Phó Chủ tịch UBND", ("people_deputy",))
    yield Post(_PARTY_OFFICE, "Chánh Văn phòng Đảng ủy", ("office",), vacant=60)
    yield Post(_PARTY_BUILDING, "Trưởng ban Xây dựng Đảng", ("party_deputy", "office"), vacant=40)
    yield Post(_INSPECTION, "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy", ("party_deputy", "justice"), vacant=40)
    heads: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        (_OFFICE, "Chánh Văn phòng HĐND và UBND", ("office",)),
        (economy, f"Trưởng {economy[0].lower()}{economy[1:]}", ("land", "finance")),
        (_CULTURE, "Trưởng phòng Văn hóa - Xã hội", ("culture",)),
    )
    for department, head, slots in heads:
        yield Post(department, head, slots)
        yield Post(department, f"Phó {head}", slots, vacant=120)
    yield Post(_SERVICE, "Phó Giám đốc Trung tâm Phục vụ hành chính công", ("justice", "office"))
    yield Post(_FRONT, "Chủ tịch Ủy ban MTTQ Việt Nam", ("front_chair",))
    for title, slot in (
        ("Bí thư Đoàn TNCS Hồ Chí Minh", "youth"),
        ("Chủ tịch Hội LHPN Việt Nam", "women"),
        ("Chủ tịch Hội Nông dân Việt Nam", "farmers"),
        ("Chủ tịch Hội Cựu chiến binh Việt Nam", "veterans"),
    ):
        yield Post(_FRONT, title, (slot,), vacant=30)
    yield Post(_MILITARY, "Chỉ huy trưởng Ban CHQS", ("military",))
    yield Post(_MILITARY, "Phó Chỉ huy trưởng Ban CHQS", ("military",), vacant=80)
    for department, slots, number in (
        (_PARTY_OFFICE, ("office",), 1),
        (_PARTY_BUILDING, ("office", "culture"), 1),
        (_OFFICE, ("office", "justice"), 3),
        (economy, ("land", "finance"), 5),
        (_CULTURE, ("culture", "justice"), 4),
        (_SERVICE, ("justice", "office", "land"), 3),
    ):
        for place in range(number):
            yield Post(department, "Chuyên viên", slots, _WORKS, vacant=0 if place == 0 else 230)


def after_the_reform(registry: Registry, people: People, before: date, day: date) -> People:
    """The people of all communes of the merged province: those who were there on `before` first, then new ones."""
    dice = seeded("after the reform", day)
    staff: dict[str, People] = {}
    for person in people:
        staff.setdefault(unit_after(person.unit_code, before, day), []).append(person)
    return [
        person
        for unit in communes_on(day, "24")
        for person in _commune(dice, registry, unit, staff.get(unit.code, []), day)
    ]


def _commune(dice: Random, registry: Registry, unit: reference.Unit, staff: People, day: date) -> Iterator[Staff]:
    left = [person for person in staff if person.age_on(day) < (55 if person.female else 59)]
    for post in _posts(unit.kind):
        if chance(dice, post.vacant):
            continue
        fits = [post.slots.index(p.slot[0]) + 1 if p.slot[0] in post.slots else 0 for p in left]
        if any(fits) and chance(dice, 930):
            (chosen,) = draw(dice, [1000 // each**3 if each else 0 for each in fits], 1)
            person = left.pop(chosen)
        else:
            person = successor(dice, registry, unit, (post.slots[0],), day)
        yield _in_post(dice, person, unit, post, day)


def _in_post(dice: Random, person: Staff, unit: reference.Unit, post: Post, day: date) -> Staff:
    slot: Slot = (post.slots[0],) if post.slots[0] in POSTS else person.slot
    skilled = weighted(dice, [("yes", 81), ("no", 12), ("", 7)])
    rank = _rank(dice, person, post, day)
    management = {"principal": "principal", "specialist": "specialist"}.get(rank, person.state_management)
    return replace(
        person,
        unit_code=unit.code,
        district_code="",
        slot=slot,
        department=post.department,
        title=post.title,
        job=post.job,
        rank=rank,
        digital_skills=skilled,
        state_management=management,
        leaves=False,
    )


def _rank(dice: Random, person: Staff, post: Post, day: date) -> str:
    if post.department == _MILITARY or post.title.startswith("Chủ tịch Hội"):
        return "specialist" if person.education in ("bachelors", "masters") else "officer"
    if post.job == _LEADS and person.age_on(day) > 38 and chance(dice, 240):
        return "principal"
    return "specialist" if person.education in ("bachelors", "masters", "doctorate") else "officer"
