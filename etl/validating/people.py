"""All checks of the people of one list that need nothing but the list."""

from collections.abc import Iterator, Sequence, Set
from datetime import date

from etl.normalising.places import Place
from etl.problems import Problem
from etl.records import People
from etl.validating.ages import check_ages, check_party_dates
from etl.validating.categories import OF_ONE_POST, check_categories
from etl.validating.qualifications import check_degrees, check_form
from etl.validating.struck import check_struck


def check_people(
    people: People,
    places: Sequence[Place | None],
    as_of: date,
    struck: Set[tuple[int, int]],
    reported: Sequence[Problem],
) -> Iterator[Problem]:
    """Check the people of a list; `struck`: its sheet's struck cells, `reported`: the problems that its reading had."""
    yield from check_ages(people, as_of)
    yield from check_party_dates(people, as_of)
    yield from check_degrees(people)
    yield from check_form(people, places, as_of)
    yield from check_struck(people, struck)
    here = (people.file, people.sheet)
    cells = {each.cell for each in reported if each.code in OF_ONE_POST and (each.file, each.sheet) == here}
    yield from check_categories(people, as_of, cells)
