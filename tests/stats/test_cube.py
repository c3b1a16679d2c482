"""The table of counts: every cell and every margin against a pandas count of the same people."""

from collections.abc import Iterator
from datetime import date
from itertools import permutations

import pandas as pd
import pytest

import database
import reference
from stats.cube import AS_OF, Coverage, Cube, Question
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import DATES, END_2023, PROVINCE, World

SELECTION = Selection(END_2023)
COLUMNS = {"unit": "unit_code", "district": "district_code"}


@pytest.fixture
def source(world: World) -> Iterator[StatisticsSource]:
    with database.reading(world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def sizes(people: pd.DataFrame, *axes: str) -> dict[tuple[str | None, ...], int]:
    """The oracle: people of each combination, read row by row."""
    numbers: dict[tuple[str | None, ...], int] = {}
    for _, person in people.iterrows():
        values = [person[COLUMNS.get(axis, axis)] for axis in axes]
        key = tuple(None if pd.isna(value) else str(value) for value in values)
        numbers[key] = numbers.get(key, 0) + 1
    return numbers


def test_cells_and_all_margins(world: World, source: StatisticsSource) -> None:
    axes = ("district", "gender", "education")
    people = world.on(END_2023)
    cube = source.cube(Question(SELECTION, axes))
    assert cube.counts == sizes(people, *axes)
    for number in range(len(axes) + 1):
        for some in permutations(axes, number):
            assert cube.margin(*some) == sizes(people, *some)
    assert cube.total == len(people)
    assert cube.undeclared("gender") == people["gender"].isna().sum() > 0


def test_slices_add_up_to_the_whole(source: StatisticsSource) -> None:
    cube = source.cube(Question(SELECTION, ("unit", "education")))
    slices = cube.slices("unit")
    assert {code: part.total for code, part in slices.items()} == cube.by("unit")
    assert {part.axes for part in slices.values()} == {("education",)}
    with pytest.raises(KeyError):
        cube.by("gender")


def test_several_dates_are_an_axis_of_their_own(world: World, source: StatisticsSource) -> None:
    dates = DATES[:3]
    cube = source.cube(Question(Selection(DATES[2], category="cadre"), ("gender",), dates))
    assert cube.axes == (AS_OF, "gender")
    for day, part in cube.slices(AS_OF).items():
        people = world.on(date.fromisoformat(str(day)))
        assert part.counts == sizes(people[people["category"] == "cadre"], "gender")
    assert list(cube.coverage) == list(dates)


def test_coverage_is_that_of_the_selections_place(world: World, source: StatisticsSource) -> None:
    wards = source.cube(Question(Selection(END_2023, unit_type="ward"), ("it",)))
    people = world.on(END_2023)
    register = [unit for unit in reference.communes_on(END_2023, PROVINCE) if unit.kind == "ward"]
    with_roster = people[people["unit_type"] == "ward"]["unit_code"].nunique()
    assert wards.coverage == {END_2023: Coverage(with_roster, len(register))}


def test_conditions_narrow_the_people(world: World, source: StatisticsSource) -> None:
    cube = source.cube(Question(SELECTION, ("education",), where=(("gender", None), ("category", "cadre"))))
    people = world.on(END_2023)
    assert cube.counts == sizes(people[people["gender"].isna() & (people["category"] == "cadre")], "education")


def test_nobody_is_an_empty_cube() -> None:
    cube = Cube(("gender",), {}, {})
    assert (cube.total, cube.by("gender"), cube.margin()) == (0, {}, {})
