"""The gap to the standard and people to train, against pandas over the same people."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

import database
import stats.standards
from reference.findings import standard_on
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.standards import standard_gap
from stats.training import training
from tests.people import DATES, END_2023, PROVINCE, World

_BELOW = ("college", "intermediate", "elementary", "untrained")
POST = "Tài chính - kế toán"


@pytest.fixture
def source(sqlite_world: World) -> Iterator[StatisticsSource]:
    with database.reading(sqlite_world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def test_civil_servants_below_a_bachelor_by_unit_and_post(sqlite_world: World, source: StatisticsSource) -> None:
    people = sqlite_world.on(END_2023)
    bound = people[people["category"] == "civil_servant"]
    below = bound[bound["education"].isin(_BELOW)]
    gap = standard_gap(source, Selection(END_2023))
    assert (gap.people, gap.below, gap.undeclared) == (len(bound), len(below), bound["education"].isna().sum())
    assert {line.code: line.below for line in gap.units if line.below} == below["unit_code"].value_counts().to_dict()
    assert {line.code: line.below for line in gap.posts if line.code} == {
        post: (below["position"] == post).sum() for post in bound["position"].dropna().unique()
    }
    assert standard_gap(source, Selection(END_2023, category="cadre")).people == 0


def test_posts_with_a_law_of_their_own_are_apart(source: StatisticsSource, monkeypatch: pytest.MonkeyPatch) -> None:
    standard = standard_on(END_2023, "education")
    assert standard is not None
    whole = standard_gap(source, Selection(END_2023))
    monkeypatch.setattr(stats.standards, "standard_on", lambda *_: replace(standard, exempt=(POST,)))
    gap = standard_gap(source, Selection(END_2023))
    assert gap.exempt == next(line.people for line in whole.posts if line.code == POST)
    assert gap.people == whole.people - gap.exempt
    assert POST not in {line.code for line in gap.posts}


def test_since_july_2025_no_level_is_asked_of_all(source: StatisticsSource) -> None:
    gap = standard_gap(source, Selection(DATES[-1]))
    assert gap.standard is not None
    assert (gap.is_measured, gap.people) == (False, 0)
    assert standard_gap(source, Selection(date(2021, 12, 31))).is_measured


def test_who_has_to_be_trained_by_unit_post_and_age(sqlite_world: World, source: StatisticsSource) -> None:
    people = sqlite_world.on(END_2023)
    needs = {held.need.field: held for held in training(source, Selection(END_2023))}
    assert list(needs) == ["digital_skills", "state_management"]
    held = needs["state_management"]
    lacking = people[people["state_management"] == "untrained"]
    assert (held.people, held.to_train) == (len(people), len(lacking))
    assert held.undeclared == people["state_management"].isna().sum()
    assert not held.is_unknown
    assert replace(held, lines=tuple(replace(line, undeclared=line.people) for line in held.lines)).is_unknown
    plan = Counter[tuple[str | None, str | None]]()
    for line in held.plan:
        plan[line.unit, line.position] += line.to_train
    counted = Counter(zip(lacking["unit_code"], lacking["position"], strict=True))
    assert {place: number for place, number in plan.items() if number} == counted
    assert held.by("unit").keys() == set(people["unit_code"])
