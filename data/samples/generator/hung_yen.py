"""Invented công chức of Hưng Yên's provincial and district bodies on 31/12/2023, adding up to a newspaper's figures.

The article of 16/02/2024 tells 20 provincial and 110 district bodies, «gần 1,6 nghìn người làm việc», 31,3% above
university and 66,9% with a university degree; 1.597 people, 500 and 1.068 give exactly that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.samples.generator.dice import between, chance, draw, seeded, weighted
from data.samples.generator.names import full_name
from reference.bodies import Body, Tier, bodies_on

DAY, PROVINCE = date(2023, 12, 31), "33"
PEOPLE, POSTGRADUATE, UNIVERSITY, DOCTORS = 1597, 500, 1068, 11
_RANKS = {"principal": "01.002", "specialist": "01.003", "officer": "01.004"}


@dataclass(frozen=True, slots=True)
class Official:
    """A công chức of a body; levels are codes of `code_lists.csv`."""

    body: Body
    name: str
    female: bool
    birth: date
    title: str
    education: str
    theory: str
    rank: str
    state_management: str
    months: int
    """How long the rank has been held."""
    party: bool
    has_it: bool
    has_english: bool

    @property
    def rank_code(self) -> str:
        """The rank's code as rosters write it: 01.003."""
        return _RANKS[self.rank]


def officials() -> list[Official]:
    """Everybody, body by body, the head first."""
    bodies = sorted(bodies_on(DAY, PROVINCE), key=lambda body: (body.tier is not Tier.PROVINCE, body.code))
    sizes = _sizes(bodies)
    posts = [(body, number) for body in bodies for number in range(sizes[body.code])]
    education = _education(posts)
    return [_official(body, number, level) for (body, number), level in zip(posts, education, strict=True)]


def _sizes(bodies: list[Body]) -> dict[str, int]:
    """Share the people out: some fifty in a sở, six or so in a district's office."""
    dice = seeded("hung-yen", "sizes")
    sizes = {body.code: between(dice, 34, 56) if body.tier is Tier.PROVINCE else between(dice, 4, 8) for body in bodies}
    while (missing := PEOPLE - sum(sizes.values())) != 0:
        body = dice.choice(bodies)
        step = 1 if missing > 0 else -1
        if 3 < sizes[body.code] + step < 62:
            sizes[body.code] += step
    return sizes


def _education(posts: list[tuple[Body, int]]) -> list[str]:
    """Give each post a level: more heads than others have a higher degree, nobody at a head's place less than one."""
    dice = seeded("hung-yen", "education")
    weights = [(9 if number == 0 else 5 if number < 4 else 2) + (body.tier is Tier.PROVINCE) for body, number in posts]
    levels = ["bachelors"] * len(posts)
    higher = draw(dice, weights, POSTGRADUATE)
    for place in higher:
        levels[place] = "masters"
    for place in higher[:DOCTORS]:
        levels[place] = "doctorate"
    rest = [int(levels[place] == "bachelors" and number > 3) for place, (_, number) in enumerate(posts)]
    lower = draw(dice, rest, PEOPLE - POSTGRADUATE - UNIVERSITY)
    for at, place in enumerate(lower):
        levels[place] = "college" if at % 3 else "intermediate"
    return levels


def _official(body: Body, number: int, education: str) -> Official:
    dice = seeded("hung-yen", body.code, number)
    female = chance(dice, 430)
    age = between(dice, 42, 54 if female else 59) if number == 0 else between(dice, 26, 54 if female else 58)
    born = date(DAY.year - age, 1, 1) + timedelta(days=dice.randrange(365))
    rank = "officer" if education in ("college", "intermediate") else _rank(dice, number)
    return Official(
        body,
        full_name(dice, female, "Kinh"),
        female=female,
        birth=born,
        title=_title(body, number),
        education=education,
        theory="advanced" if number == 0 else weighted(dice, [("intermediate", 6), ("advanced", 2), ("", 2)]),
        rank=rank,
        state_management=rank if rank != "officer" else "specialist",
        months=dice.randrange(6, 180),
        party=number == 0 or chance(dice, 860),
        has_it=chance(dice, 940),
        has_english=chance(dice, 820),
    )


def _rank(dice: Random, number: int) -> str:
    return weighted(dice, [("principal", 7 if number < 4 else 2), ("specialist", 3 if number < 4 else 8)])


def _title(body: Body, number: int) -> str:
    return next((title for place, title in enumerate(_heads(body)) if place == number), "Chuyên viên")


def _heads(body: Body) -> Iterator[str]:
    """The posts at the head of a body, then of its parts."""
    name = body.name
    if name.startswith("Sở "):
        yield "Giám đốc"
        yield from ("Phó Giám đốc",) * 3
    elif name.startswith("Thanh tra"):
        yield "Chánh Thanh tra"
        yield "Phó Chánh Thanh tra"
    elif name.startswith("Văn phòng"):
        yield "Chánh Văn phòng"
        yield "Phó Chánh Văn phòng"
    else:
        yield "Trưởng ban" if name.startswith("Ban ") else "Trưởng phòng"
        yield "Phó Trưởng ban" if name.startswith("Ban ") else "Phó Trưởng phòng"
    if body.tier is Tier.PROVINCE:
        yield from ("Trưởng phòng",) * 5
        yield from ("Phó Trưởng phòng",) * 6
