"""Education, majors, IT and languages: drawn so that the levels add up to given numbers exactly."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from random import Random

from data.samples.generator.dice import draw, seeded, weighted
from data.samples.generator.staff import IT_MAJOR, Staff

People = list[Staff]

_TOWN = {"256": 19, "261": 17, "260": 12, "262": 10, "258": 10, "259": 9, "263": 6, "264": 5}
"""How well the district's communes are staffed: 10 is the province's middle."""

_MAJORS = {
    "military": [("Quân sự cơ sở", 1)],
    "police": [("Trinh sát an ninh", 1), ("Quản lý nhà nước về an ninh trật tự", 2)],
    "office": [("Hành chính học", 4), ("Quản lý nhà nước", 4), ("Quản trị văn phòng", 3), ("Luật", 4),
               ("Quản trị kinh doanh", 2), ("Thống kê", 1), ("Lưu trữ học", 1)],
    "land": [("Quản lý đất đai", 8), ("Kỹ thuật xây dựng", 3), ("Khoa học cây trồng", 2), ("Khoa học môi trường", 1),
             ("Kinh tế nông nghiệp", 1)],
    "finance": [("Kế toán", 9), ("Tài chính - Ngân hàng", 4), ("Kinh tế", 1)],
    "justice": [("Luật", 9), ("Luật kinh tế", 1)],
    "culture": [("Quản lý văn hóa", 4), ("Công tác xã hội", 4), ("Luật", 1), ("Quản trị nhân lực", 1),
                ("Giáo dục thể chất", 1), ("Bảo hiểm", 1), ("Ngôn ngữ Anh", 1)],
    "": [("Luật", 9), ("Xây dựng Đảng và chính quyền nhà nước", 6), ("Quản lý nhà nước", 5), ("Kinh tế nông nghiệp", 3),
         ("Quản trị kinh doanh", 3), ("Khoa học cây trồng", 2), ("Chăn nuôi - Thú y", 1), ("Hành chính học", 3),
         ("Công tác xã hội", 2), ("Quản lý đất đai", 2), ("Ngôn ngữ Anh", 1)],
}  # fmt: skip
_HIGHER_MAJORS = {
    "land": [("Quản lý đất đai", 4), ("Quản lý kinh tế", 2), ("Khoa học môi trường", 1)],
    "finance": [("Kế toán", 3), ("Tài chính - Ngân hàng", 3), ("Quản lý kinh tế", 2)],
    "justice": [("Luật", 3), ("Luật kinh tế", 3), ("Quản lý công", 1)],
    "": [("Quản lý kinh tế", 5), ("Quản lý công", 5), ("Luật", 2), ("Luật kinh tế", 2), ("Quản trị kinh doanh", 3),
         ("Chính sách công", 1), ("Xây dựng Đảng và chính quyền nhà nước", 2)],
}  # fmt: skip
_LOWER_MAJORS = {
    "military": [("Quân sự cơ sở", 1)],
    "land": [("Địa chính", 3), ("Xây dựng", 2), ("Trồng trọt", 1)],
    "finance": [("Kế toán", 1)],
    "justice": [("Pháp lý", 1)],
    "": [("Hành chính", 3), ("Trồng trọt", 2), ("Pháp lý", 2), ("Quản lý kinh tế", 1), ("Chăn nuôi - Thú y", 1),
         ("Văn thư - Lưu trữ", 1), ("Lý luận chính trị", 1)],
}  # fmt: skip
_NO_HIGHER_DEGREE = {"military", "police", "veterans"}


def town_weight(person: Staff) -> int:
    """How well staffed the person's commune is, about 2 to 40: its district's and its own luck."""
    return _TOWN[person.district_code] * (5 + seeded("commune", person.unit_code).randrange(16)) // 10


def assign(people: People, day: date, levels: dict[str, int], it_degrees: dict[str, int], certificates: int) -> People:
    """The people with education, major, IT and languages that count exactly as told.

    `levels` are people by education without the bachelors, who are the rest; `it_degrees` are people with an IT major
    by education; `certificates` are people with an IT certificate.
    """
    dice = seeded("qualifications", day)
    people = _set_education(dice, people, day, levels)
    people = _set_it_majors(dice, people, day, it_degrees)
    people = [p if p.major else replace(p, major=major_for(dice, p)) for p in people]
    people = [_with_certificates(dice, p, day) for p in people]
    surplus = sum(p.it == "certificate" for p in people) - certificates
    return drop_certificates(dice, people, day, surplus)


def _set_education(dice: Random, people: People, day: date, levels: dict[str, int]) -> People:
    people = list(people)
    for level, count in levels.items():
        weights = [education_weight(p, day, level) if p.education == "bachelors" else 0 for p in people]
        for index in draw(dice, weights, count):
            people[index] = replace(people[index], education=level)
    return people


def education_weight(person: Staff, day: date, level: str) -> int:
    """How likely the person is to have that education: towns and the young have more, old rural cadres less."""
    age, town, post = person.age_on(day), town_weight(person), person.slot[0]
    if level == "doctorate":
        return town if post in ("secretary", "people_chair", "party_deputy") and age > 36 and town > 20 else 0
    if level == "masters":
        fits = age >= 27 and post not in _NO_HIGHER_DEGREE
        return (town + 4) ** 2 * (3 if age < 45 else 1) * (2 if person.category == "cadre" else 1) if fits else 0
    if age < 27:
        return 0
    old = 1 if age < 36 else 4 if age < 45 else 14
    job = {"veterans": 20, "military": 9, "farmers": 8, "front_chair": 6, "women": 3}.get(post, 2)
    return 2 + old * job * 40 // (town + 4)


def _set_it_majors(dice: Random, people: People, day: date, it_degrees: dict[str, int]) -> People:
    for level, count in it_degrees.items():
        weights = [_it_weight(p, day) if p.education == level and not p.major else 0 for p in people]
        people = change(people, draw(dice, weights, count), lambda p: replace(p, major=IT_MAJOR))
    return people


def _it_weight(person: Staff, day: date) -> int:
    if not 24 <= person.age_on(day) <= 46:
        return 0
    likely = {"office": 12, "culture": 8, "youth": 3, "land": 2, "finance": 2, "people_deputy": 1, "council_deputy": 1}
    return likely.get(person.slot[0], 0)


def major_for(dice: Random, person: Staff) -> str:
    """A major that goes with the post and the level; empty for the untrained."""
    if person.education == "untrained":
        return ""
    high = person.education in ("masters", "doctorate")
    low = person.education in ("intermediate", "elementary", "college")
    majors = _HIGHER_MAJORS if high else _LOWER_MAJORS if low else _MAJORS
    return weighted(dice, majors.get(person.slot[0], majors[""]))


def certificate_for(dice: Random, age: int) -> str:
    """The kind of IT certificate: A, B, C were given out until 2016, the basic one since 2014."""
    if age < 31:
        return weighted(dice, [("basic", 80), ("advanced", 8), ("international", 6), ("b", 6)])
    if age < 45:
        return weighted(dice, [("basic", 55), ("advanced", 3), ("b", 26), ("a", 6), ("c", 4), ("office", 6)])
    return weighted(dice, [("basic", 38), ("b", 32), ("a", 18), ("c", 2), ("office", 10)])


def _with_certificates(dice: Random, person: Staff, day: date) -> Staff:
    return replace(person, it_detail=certificate_for(dice, person.age_on(day)), english=_english(dice, person, day))


def _english(dice: Random, person: Staff, day: date) -> str:
    if person.major == "Ngôn ngữ Anh":
        return "degree"
    if person.education == "masters":
        return weighted(dice, [("b1", 70), ("b2", 20), ("c", 10)])
    if person.age_on(day) > 45:
        return weighted(dice, [("", 52), ("a", 12), ("b", 30), ("a2", 6)])
    return weighted(dice, [("", 16), ("b", 34), ("c", 8), ("a2", 18), ("b1", 20), ("toeic", 4)])


def drop_certificates(dice: Random, people: People, day: date, count: int) -> People:
    """Take the IT certificate from `count` people: the old and the rural first."""
    weights = [_no_certificate_weight(p, day) if p.it == "certificate" else 0 for p in people]
    return change(people, draw(dice, weights, count), lambda p: replace(p, it_detail=""))


def _no_certificate_weight(person: Staff, day: date) -> int:
    age = person.age_on(day)
    old = 1 if age < 35 else 4 if age < 45 else 12 if age < 52 else 26
    job = {"veterans": 5, "farmers": 3, "front_chair": 3, "military": 2}.get(person.slot[0], 1)
    return 1 + old * job * 30 // (town_weight(person) + 3)


def change(people: People, chosen: Iterable[int], how: Callable[[Staff], Staff]) -> People:
    """The people with `how` done to those at the chosen indexes."""
    changed = list(people)
    for index in chosen:
        changed[index] = how(changed[index])
    return changed
