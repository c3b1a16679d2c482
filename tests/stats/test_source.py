"""The source's figures against pandas over the same people."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

import database
import reference
from stats import queries
from stats.cube import Coverage, Question
from stats.measures import UNIVERSITY_OR_HIGHER, Gap
from stats.selection import Selection
from stats.shares import Rounding
from stats.source import StatisticsSource
from tests.people import DATES, END_2023, PROVINCE, World, complete, withdraw

NOW = Selection(END_2023)


@pytest.fixture
def source(sqlite_world: World) -> Iterator[StatisticsSource]:
    with database.reading(sqlite_world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def test_overview(sqlite_world: World, source: StatisticsSource) -> None:
    people, before = sqlite_world.on(NOW.as_of), sqlite_world.on(date(2022, 12, 31))
    overview = source.overview(NOW)
    assert overview.profile.headcount == len(people)
    assert overview.profile.university.count == people["education"].isin(UNIVERSITY_OR_HIGHER).sum()
    assert overview.profile.it_evidence.count == people["it"].isin(["degree", "certificate"]).sum()
    assert overview.profile.category.part(None).count == people["category"].isna().sum() > 0
    assert overview.changes is not None
    assert overview.changes.since == date(2022, 12, 31)
    assert overview.changes.headcount == len(people) - len(before)
    assert overview.changes.cadres == (people["category"] == "cadre").sum() - (before["category"] == "cadre").sum()
    assert overview.coverage == Coverage(people["unit_code"].nunique(), 126)


def test_no_change_is_told_without_a_year_before_or_across_a_merger(source: StatisticsSource) -> None:
    assert source.overview(Selection(DATES[0])).changes is None
    assert source.overview(Selection(DATES[-1])).changes is None


def test_no_change_is_told_where_other_units_have_sent(sqlite_world: World) -> None:
    units = sqlite_world.on(date(2022, 12, 31))["unit_code"].nunique()
    withdraw(sqlite_world.url, END_2023, 1)
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        overview, later = source.overview(NOW), source.overview(Selection(date(2024, 12, 31)))
        (unit,) = (row for row in source.register(END_2023) if row.has_roster)
        assert source.overview(replace(NOW, unit=unit.code)).changes is not None
    assert (overview.changes, later.changes) == (None, None)
    assert overview.gap == Gap(END_2023, Coverage(1, 126), date(2022, 12, 31), Coverage(units, 126))
    assert later.gap is not None
    assert later.gap.then == Coverage(1, 126)


def test_a_unit_that_had_no_roster_then_has_no_gap_either(sqlite_world: World) -> None:
    withdraw(sqlite_world.url, date(2022, 12, 31), 1)
    code = max(sqlite_world.on(END_2023)["unit_code"])
    with database.reading(sqlite_world.url) as connection:
        overview = StatisticsSource.of_connection(connection, PROVINCE).overview(replace(NOW, unit=code))
    assert (overview.changes, overview.gap) == (None, None)


def test_complete_dates_are_compared_though_units_have_merged(sqlite_world: World) -> None:
    """In the end of 2024 there are fewer communes than the year before."""
    for day in (END_2023, date(2024, 12, 31)):
        complete(sqlite_world.url, day)
    with database.reading(sqlite_world.url) as connection:
        overview = StatisticsSource.of_connection(connection, PROVINCE).overview(Selection(date(2024, 12, 31)))
    assert overview.coverage.is_complete
    assert overview.coverage.units_total < 126
    assert overview.changes is not None


def test_the_date_to_open_with_has_half_of_the_units(sqlite_world: World) -> None:
    def opens_with() -> date | None:
        with database.reading(sqlite_world.url) as connection:
            return StatisticsSource.of_connection(connection, PROVINCE).default_date()

    assert opens_with() == DATES[-1]
    complete(sqlite_world.url, date(2022, 12, 31))
    assert opens_with() == date(2022, 12, 31)
    complete(sqlite_world.url, END_2023)
    withdraw(sqlite_world.url, END_2023, 63)
    assert opens_with() == END_2023
    withdraw(sqlite_world.url, END_2023, 62)
    assert opens_with() == date(2022, 12, 31)


def test_grouped_by_unit_and_district(sqlite_world: World, source: StatisticsSource) -> None:
    people = sqlite_world.on(NOW.as_of)
    for by, column in [("unit", "unit_code"), ("district", "district_code")]:
        breakdown = source.grouped(NOW, "education", by)
        sizes = people.groupby(column).size()
        assert {group.code: group.breakdown.base for group in breakdown.groups} == sizes.to_dict()
        assert [group.code for group in breakdown.groups] == sorted(sizes.index)
        masters = people[people["education"] == "masters"].groupby(column).size()
        assert {g.code: n for g in breakdown.groups if (n := g.breakdown.part("masters").count)} == masters.to_dict()
        assert breakdown.province.base == len(people)


def test_a_districts_units_are_compared_with_the_whole_province(sqlite_world: World, source: StatisticsSource) -> None:
    people = sqlite_world.on(NOW.as_of)
    district = people["district_code"].iloc[0]
    breakdown = source.grouped(replace(NOW, district=district), "it", "unit")
    assert {g.code for g in breakdown.groups} == set(people[people["district_code"] == district]["unit_code"])
    assert breakdown.province.base == len(people) > sum(group.breakdown.base for group in breakdown.groups)


def test_without_district_level_the_group_says_so(sqlite_world: World, source: StatisticsSource) -> None:
    (group,) = source.grouped(Selection(DATES[-1]), "it", "district").groups
    assert (group.code, group.name) == (None, "Không có cấp huyện")
    assert group.breakdown.base == len(sqlite_world.on(DATES[-1]))


def test_units_are_the_whole_register_and_say_who_has_no_roster(sqlite_world: World, source: StatisticsSource) -> None:
    people = sqlite_world.on(NOW.as_of)
    units = source.units(NOW)
    assert len(units) == 126
    known = {unit.code: unit.profile.headcount for unit in units if unit.coverage == Coverage(1, 1)}
    assert known == people.groupby("unit_code").size().to_dict()
    assert all(unit.profile.headcount == 0 for unit in units if unit.coverage == Coverage(0, 1))
    wards = source.units(replace(NOW, unit_type="ward", district="256"))
    assert {(unit.unit_type, unit.district_name) for unit in wards} == {("ward", "Thành phố Bắc Ninh")}


def test_districts(sqlite_world: World, source: StatisticsSource) -> None:
    people = sqlite_world.on(NOW.as_of)
    districts = source.districts(replace(NOW, district="256", unit="09163"))
    assert len(districts) == 8
    sizes = people.groupby("district_code").size().to_dict()
    assert {d.code: d.profile.headcount for d in districts if d.profile.headcount} == sizes
    assert sum(d.coverage.units_total for d in districts) == 126
    units = people.groupby("district_code")["unit_code"].nunique().to_dict()
    assert {d.code: n for d in districts if (n := d.coverage.units_with_roster)} == units


def test_trend_marks_dates_of_another_territory(sqlite_world: World, source: StatisticsSource) -> None:
    last = replace(NOW, as_of=DATES[-1])
    trend = source.trend(last, "education")
    assert [point.as_of for point in trend.points] == list(DATES)
    assert [point.is_comparable for point in trend.points] == [False, False, False, False, True]
    assert [point.breakdown.base for point in trend.points] == [len(sqlite_world.on(day)) for day in DATES]
    wards = source.trend(replace(last, unit_type="ward"), "education").points
    for point in wards:
        people = sqlite_world.on(point.as_of)
        known = people[people["unit_type"] == "ward"]["unit_code"].nunique()
        register = [unit for unit in reference.communes_on(point.as_of, PROVINCE) if unit.kind == "ward"]
        assert point.coverage == Coverage(known, len(register))


def _rounded(world: World, rounding: Rounding) -> StatisticsSource:
    return StatisticsSource(partial(database.reading, world.url), PROVINCE, rounding)


def test_every_figure_follows_the_rounding_rule(sqlite_world: World) -> None:
    people = sqlite_world.on(NOW.as_of)
    exact = (people["gender"] == "male").sum() * 100 / len(people)
    cut = _rounded(sqlite_world, Rounding.CUT).breakdown(NOW, "gender")
    assert float(cut.shares[0]) == int(exact * 100) / 100
    assert cut.rounding is Rounding.CUT
    remainder = _rounded(sqlite_world, Rounding.LARGEST_REMAINDER).breakdown(NOW, "education")
    assert sum(remainder.shares) == 100


def test_names_tell_two_wards_of_one_name_apart(source: StatisticsSource) -> None:
    names = source.names(NOW.as_of)
    places = {names.place(replace(NOW, unit=code)) for code, name in names.units.items() if name == "Phường Ninh Xá"}
    assert places == {"phường Ninh Xá, thành phố Bắc Ninh", "phường Ninh Xá, thị xã Thuận Thành"}


def test_crosstab_lists_the_places_that_have_a_roster(sqlite_world: World, source: StatisticsSource) -> None:
    people = sqlite_world.on(NOW.as_of)
    table = source.crosstab(NOW.as_of, ["unit"], {"ethnicity": "Sán Dìu"})
    assert [row.key[0] for row in table.rows] == sorted(people["unit_code"].unique())
    sizes = people[people["ethnicity"] == "Sán Dìu"].groupby("unit_code").size().to_dict()
    assert {row.key[0]: row.count for row in table.rows if row.count} == sizes
    wards = source.crosstab(NOW.as_of, ["district_name", "unit"], {"unit_type": "ward", "district": "256"})
    few = people[(people["unit_type"] == "ward") & (people["district_code"] == "256")]
    assert [row.key for row in wards.rows] == [
        ("Thành phố Bắc Ninh", code) for code in sorted(few["unit_code"].unique())
    ]


def test_crosstab_by_any_dimension_counts_everyone(sqlite_world: World, source: StatisticsSource) -> None:
    for as_of in (NOW.as_of, DATES[-1]):
        people = sqlite_world.on(as_of)
        for name in queries.DIMENSIONS:
            table = source.crosstab(as_of, [name, "gender"], {})
            assert table.base == sum(row.count for row in table.rows) == len(people)


def test_the_register_is_the_reference_tables(source: StatisticsSource) -> None:
    register = source.register(NOW.as_of)
    assert [row.code for row in register] == [unit.code for unit in reference.communes_on(NOW.as_of, PROVINCE)]


def test_a_question_is_asked_once(sqlite_world: World) -> None:
    source = StatisticsSource(partial(database.reading, sqlite_world.url), PROVINCE)
    first = source.overview(NOW)
    withdraw(sqlite_world.url, NOW.as_of, 0)
    assert source.overview(Selection(END_2023)) is first
    assert _rounded(sqlite_world, Rounding.CUT).overview(NOW).coverage != first.coverage


def test_all_questions_of_one_answer_see_one_moment(world: World) -> None:
    """A load between two questions would mix what was with what is."""

    def headcounts(source: StatisticsSource) -> tuple[int, int]:
        before = source.ask(queries.headcount, NOW, province=PROVINCE)
        withdraw(world.url, NOW.as_of, 0)
        return before, source.cube(Question(NOW)).total

    source = StatisticsSource(partial(database.reading, world.url), PROVINCE)
    before, after = source.derive(headcounts)
    assert before == after > 0
    assert source.ask(queries.headcount, NOW, province=PROVINCE) == 0


def test_many_threads_share_a_source(sqlite_world: World) -> None:
    source = StatisticsSource(partial(database.reading, sqlite_world.url), PROVINCE)
    with ThreadPoolExecutor(12) as threads:
        overviews = list(threads.map(lambda _: source.overview(NOW), range(60)))
    assert set(overviews) == {source.overview(NOW)}
