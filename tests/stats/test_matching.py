"""The same person on two dates, each rule and each doubt by itself, with people written out by hand."""

import random
from collections.abc import Mapping
from typing import Any

import pytest

from stats.flows import Kind, change_of
from stats.matching import Doubt, Matches, digest, is_one_letter_away, match
from stats.queries.movers import Person

HERE, THERE, JOINT = "09166", "09454", "09184"
NOBODY = Person(*[None] * len(Person._fields))  # type: ignore[arg-type]


def person(number: int, name: str, born: str | None, unit: str = HERE, mark: str | None = None, **more: Any) -> Person:
    return NOBODY._replace(id=number, full_name=name, birth_date=born, unit=unit, identity_mark=mark, **more)


def same_place(old: str, new: str) -> bool:
    """Tell one unit from another; HERE and JOINT are one: the later was made of the earlier."""
    return old == new or (old, new) == (HERE, JOINT)


def matched(
    earlier: list[Person], later: list[Person], answers: Mapping[tuple[str, str], bool] | None = None
) -> Matches:
    return match(earlier, later, same_place, answers or {})


LAN = person(1, "Trần Thị Lan", "1985-08-15")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LAN._replace(identity_mark="a"), person(2, "Lê Thị Lam", "1990", THERE, "a")),
        (LAN, person(2, "Trần thị  Lan", "1985-08-15", THERE)),
        (LAN._replace(identity_mark="a"), person(2, "Trần Thị Lan", "1985-08-15", JOINT, "b")),
        (person(1, "Đỗ Thị Hòa", "1983"), person(2, "Đỗ Thị Hoà", "1983", JOINT)),
        (person(1, "Đỗ Thị Hòa", None), person(2, "Đỗ Thị Hòa", None)),
    ],
    ids=["one number", "name and date", "a new card in the unit", "a year in the unit", "no date in the unit"],
)
def test_who_is_one_person(old: Person, new: Person) -> None:
    held = matched([old], [new])
    assert held.pairs == ((old, new),)
    assert not held.doubtful


@pytest.mark.parametrize(
    ("doubt", "old", "new"),
    [
        (Doubt.OTHER_NUMBER, LAN._replace(identity_mark="a"), person(2, LAN.full_name, LAN.birth_date, THERE, "b")),
        (Doubt.PART_OF_DATE, LAN, person(2, LAN.full_name, "1985", THERE)),
        (Doubt.PART_OF_DATE, LAN, person(2, LAN.full_name, None, HERE)),
        (Doubt.OTHER_DATE, LAN, person(2, LAN.full_name, "1985-08-16", JOINT)),
        (Doubt.ONE_LETTER, LAN, person(2, "Trần Thị Lam", LAN.birth_date, THERE)),
        (Doubt.ONE_LETTER, LAN._replace(birth_date="1985"), person(2, "Trần Thị Lam", "1985", JOINT)),
        (Doubt.OTHER_SPELLING, LAN, person(2, "Tran Thi Lan", LAN.birth_date, THERE)),
        (Doubt.OTHER_SPELLING, LAN, person(2, "Trần Lan", LAN.birth_date, THERE)),
        (Doubt.SLIP_IN_DATE, LAN, person(2, LAN.full_name, "1986-08-15", THERE)),
        (Doubt.SLIP_IN_DATE, LAN._replace(birth_date="1985-08-05"), person(2, LAN.full_name, "1985-05-08", THERE)),
    ],
    ids=lambda value: str(value) if isinstance(value, Doubt) else "",
)
def test_a_doubtful_pair_is_two_people_until_a_clerk_answers_once(doubt: Doubt, old: Person, new: Person) -> None:
    held = matched([old], [new])
    assert (held.pairs, held.earlier, held.later) == ((), (old,), (new,))
    assert held.doubtful == ((doubt, old, new),)
    names = (digest(old), digest(new))
    assert matched([old], [new], {names: True}).pairs == ((old, new),)
    assert not matched([old], [new], {names: True}).doubtful
    refused = matched([old], [new], {names: False})
    assert (refused.pairs, refused.doubtful) == ((), ())


@pytest.mark.parametrize(
    "new",
    [
        person(2, "Lê Văn Bình", "1979-09-09"),
        person(2, LAN.full_name, "1991-01-02", THERE),
        person(2, LAN.full_name, None, THERE),
        person(2, "Trần Thị Lâm", "1985-08-15"),
        person(2, "", "1985-08-15"),
        person(2, "Lê Thị Lan", "1985-08-15", THERE),
    ],
    ids=["somebody else", "another date elsewhere", "no date elsewhere", "two letters", "no name", "another family"],
)
def test_who_is_not_even_doubtful(new: Person) -> None:
    held = matched([LAN], [new])
    assert (held.pairs, held.doubtful) == ((), ())


def test_namesakes_of_one_day_are_paired_in_their_unit_and_else_doubtful() -> None:
    """Two people of one name and date: the unit tells them apart; where both have moved nobody can."""
    other = LAN._replace(id=3, unit=THERE)
    stayed = [LAN._replace(id=11), other._replace(id=13)]
    assert {(old.id, new.id) for old, new in matched([LAN, other], stayed).pairs} == {(1, 11), (3, 13)}
    moved = [LAN._replace(id=11, unit="09500"), LAN._replace(id=13, unit="09501")]
    held = matched([LAN, other], moved)
    assert not held.pairs
    assert [(doubt, old.id, new.id) for doubt, old, new in held.doubtful] == [
        (Doubt.NAMESAKES, old, new) for old in (1, 3) for new in (11, 13)
    ]


def test_an_answer_about_somebody_who_was_matched_since_is_passed_over() -> None:
    new, other = LAN._replace(id=2, identity_mark="a"), person(3, "Trần Thị Lam", LAN.birth_date)
    old = LAN._replace(identity_mark="a")
    held = matched([old], [new, other], {(digest(old), digest(other)): True})
    assert held.pairs == ((old, new),)
    assert held.later == (other,)


def test_one_letter_is_another_one_too_many_or_too_few() -> None:
    dice = random.Random(5)  # noqa: S311  reproducible
    name = "nguyễn thị hương"
    for _ in range(50):
        place, letter = dice.randrange(len(name)), dice.choice("abcxyz")
        for other in (name[:place] + name[place + 1 :], name[:place] + letter + name[place:]):
            assert is_one_letter_away(name, other)
            assert is_one_letter_away(other, name)
    assert not is_one_letter_away(name, name)
    assert not is_one_letter_away(name, "nguyễn thị hươgn")
    assert not is_one_letter_away(name, "nguyễn hương")


def test_what_changed_is_the_first_that_fits_and_a_value_that_one_roster_lacks_is_no_change_of_post() -> None:
    full = {"category": "civil_servant", "position": "Văn thư", "education": "bachelors", "gender": "female"}
    old = person(1, "Trần Thị Lan", "1985-08-15", **full)

    def changed(**more: Any) -> Kind:
        return change_of(old, old._replace(id=2, unit=JOINT, identity_mark="b", birth_number=1, **more))

    assert changed() is Kind.SAME
    assert changed(full_name="TRẦN THỊ LAN") is Kind.SAME
    assert changed(position=None, education=None) is Kind.SAME
    assert changed(rank="specialist") is Kind.CORRECTED
    newer = old._replace(id=2, rank="specialist", digital_skills="yes")
    assert change_of(old, newer, asked={"category", "position", "education"}) is Kind.SAME, "a column of a newer form"
    assert changed(education="college") is Kind.CORRECTED
    assert changed(education="masters", gender="male") is Kind.RAISED
    assert changed(education="masters", position="Kế toán") is Kind.POST
