"""Figures on the territory of today and by the districts of before, against a sum that follows the table forwards."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Connection

import database
from reference import provinces
from settings import REFERENCE_DIR
from stats import queries
from stats.cube import Question
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.people import DATES, END_2023, PROVINCE, World, complete, fill

_REFORMED = date(2025, 12, 31)
_FIELDS = ("category", "education")


@pytest.fixture
def world(sqlite_url: str) -> World:
    people = fill(sqlite_url)
    for day in DATES:
        complete(sqlite_url, day)
    return people


@pytest.fixture
def connection(world: World) -> Iterator[Connection]:
    with database.reading(world.url) as opened:
        yield opened


@pytest.fixture
def source(connection: Connection) -> StatisticsSource:
    return StatisticsSource.of_connection(connection, PROVINCE)


def _unit_of_today(codes: pd.Series, day: date) -> pd.Series:
    """The oracle: follow each unit step by step to now; in this province none is split."""
    steps: dict[str, dict[str, str]] = defaultdict(dict)
    with (REFERENCE_DIR / "unit_successions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["on"] > day.isoformat() and row["extent"] != "area_only":
                steps[row["on"]][row["old_code"]] = row["new_code"]
    for on in sorted(steps):
        codes = codes.map(lambda code, on=on: steps[on].get(code, code))
    return codes


def _by_unit(source: StatisticsSource, day: date, view: View, *fields: str) -> dict[tuple[str | None, ...], int]:
    return dict(source.cube(Question(Selection(day, territory=view), ("unit", *fields))).counts)


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("view", View)
def test_the_province_is_the_same_in_every_view(source: StatisticsSource, world: World, day: date, view: View) -> None:
    everybody = len(world.on(day))
    selection = Selection(day, territory=view)
    assert sum(_by_unit(source, day, view).values()) == source.cube(Question(selection)).total == everybody
    assert source.overview(selection).profile.headcount == everybody
    assert source.breakdown(selection, "education").people == everybody
    grouped = source.grouped(selection, "education", "unit")
    assert sum(group.breakdown.people for group in grouped.groups) == everybody


@pytest.mark.parametrize("day", DATES)
def test_units_of_today_are_the_sums_of_those_that_went_into_them(
    source: StatisticsSource, world: World, day: date
) -> None:
    people = world.on(day)
    people = people.assign(today=_unit_of_today(people["unit_code"], day))
    for field in _FIELDS:
        pairs = zip(people["today"], people[field], strict=True)
        expected = Counter((unit, None if pd.isna(code) else code) for unit, code in pairs)
        assert _by_unit(source, day, View.TODAY, field) == expected
    names = {row.code: row.name for row in source.register(day, View.TODAY)}
    assert set(people["today"]) <= set(names)
    assert names["09367"] == "Phường Từ Sơn"


def test_the_line_of_a_unit_begins_with_its_territory(source: StatisticsSource, world: World) -> None:
    """Phường Từ Sơn has the code that was Đông Ngàn's: its four wards' people are its line, Đông Ngàn's are not."""
    reported = source.trend(Selection(_REFORMED, unit="09367"), "education")
    assert [point.as_of for point in reported.points] == [_REFORMED][: len(reported.points)]
    assert [gap.reason for gap in reported.gaps] == ["other_unit"] * 4
    today = source.trend(Selection(_REFORMED, unit="09367", territory=View.TODAY), "education")
    wards = ("09367", "09391", "09394", "09397")
    for point in today.points:
        people = world.on(point.as_of)["unit_code"]
        assert point.breakdown.people == people.isin(wards if point.as_of < _REFORMED else ["09367"]).sum()
        assert point.summed == (4 if point.as_of < _REFORMED else 1)
    assert not today.gaps


def test_the_files_of_a_sum_are_those_of_its_units(source: StatisticsSource, connection: Connection) -> None:
    selection = Selection(END_2023, unit="09367", territory=View.TODAY)
    units = source.reporting(selection)
    assert units == ("09367", "09391", "09394", "09397")
    files = queries.source_files(connection, selection, province=PROVINCE, units=units)
    assert set(files) <= set(queries.source_files(connection, Selection(END_2023), province=PROVINCE))
    assert source.reporting(Selection(END_2023, unit="09367")) is None


def test_a_unit_without_all_its_rosters_has_no_point_and_says_whose_lacks(sqlite_url: str) -> None:
    fill(sqlite_url)
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        register = {row.code: row for row in source.register(END_2023, View.TODAY)}
        lacking = next(row for row in register.values() if row.gap[0] == "missing" and row.code.startswith("09"))
        assert not lacking.has_roster
        selection = Selection(END_2023, unit=lacking.code, territory=View.TODAY)
        assert END_2023 not in [point.as_of for point in source.trend(selection, "education").points]
        counts = source.cube(Question(Selection(END_2023, territory=View.TODAY), ("unit",))).counts
        assert (lacking.code,) not in counts
        assert sum(counts.values()) == source.cube(Question(Selection(END_2023))).total


def test_communes_of_today_are_grouped_by_the_districts_of_before(source: StatisticsSource, world: World) -> None:
    selection = Selection(_REFORMED, territory=View.OLD)
    names = source.names(_REFORMED, View.OLD)
    assert names.districts["261"] == "Thành phố Từ Sơn"
    groups = source.grouped(selection, "education", "district").groups
    assert sum(group.breakdown.people for group in groups) == len(world.on(_REFORMED))
    tu_son = source.cube(Question(Selection(_REFORMED, district="261", territory=View.OLD))).total
    homes = {row.code for row in source.register(_REFORMED, View.OLD) if row.district_code == "261"}
    assert tu_son == world.on(_REFORMED)["unit_code"].isin(homes).sum()
    assert {"09367", "09370", "09379", "09385"} == homes
    trend = source.trend(Selection(_REFORMED, district="261", territory=View.OLD), "education")
    assert [point.is_comparable for point in trend.points] == [True] * 5


def test_a_district_whose_border_a_commune_crosses_is_not_compared(source: StatisticsSource) -> None:
    bac_giang = source.trend(Selection(_REFORMED, district="213", territory=View.OLD), "education")
    assert not any(point.is_comparable for point in bac_giang.points if point.as_of < _REFORMED)


def test_the_merged_province_is_comparable_only_with_both_that_went_into_it(source: StatisticsSource) -> None:
    trend = source.trend(Selection(_REFORMED), "education")
    assert [point.is_comparable for point in trend.points] == [False] * 4 + [True]
    assert source.overview(Selection(_REFORMED)).changes is None


@pytest.mark.parametrize("view", View)
def test_what_lacks_for_a_comparison_is_the_other_province_in_every_view(
    source: StatisticsSource, world: World, view: View
) -> None:
    then = date(2024, 12, 31)
    other = source.comparison(Selection(_REFORMED, territory=view), then).other
    assert other is not None
    assert (other.units, other.provinces) == (121, ("Tỉnh Bắc Giang",))
    world.add(then, list(provinces.communes_of(provinces.provinces_on(PROVINCE, then)[1], then)))
    with database.reading(world.url) as connection:
        whole = StatisticsSource.of_connection(connection, PROVINCE)
        assert whole.comparison(Selection(_REFORMED, territory=view), then).is_fair


def test_the_rosters_of_the_other_province_count_once_they_are_there(sqlite_url: str) -> None:
    """Bắc Giang's rosters of before the merger belong to the province of today: its register grows by theirs."""
    world = fill(sqlite_url)
    home, neighbour = provinces.provinces_on(PROVINCE, END_2023)
    with database.reading(sqlite_url) as connection:
        before = StatisticsSource.of_connection(connection, PROVINCE)
        assert len(before.register(END_2023)) == len(provinces.communes_of(home, END_2023)) == 126
        people = before.cube(Question(Selection(END_2023))).total
    other = provinces.communes_of(neighbour, END_2023)[0]
    added = world.add(END_2023, [other])
    with database.reading(sqlite_url) as connection:
        after = StatisticsSource.of_connection(connection, PROVINCE)
        register = after.register(END_2023)
        assert len(register) == 126 + 209
        assert [row.code for row in register if row.has_roster and row.province_code == "24"] == [other.code]
        assert after.cube(Question(Selection(END_2023))).total == people + added
        assert after.names(END_2023).province == "Tỉnh Bắc Ninh"


@pytest.mark.parametrize(("day", "units"), [(END_2023, 126), (date(2024, 12, 31), 121), (_REFORMED, 99)])
def test_the_units_of_three_years_in_three_views(source: StatisticsSource, world: World, day: date, units: int) -> None:
    """126 units become 121, then 99: each view is held against a sum of pandas over the people as they were written."""
    people = world.on(day)
    coverage = source.coverage(Selection(day))
    assert units == coverage.units_total == coverage.units_with_roster
    reported = people.groupby("unit_code").size().to_dict()
    assert _by_unit(source, day, View.REPORTED) == {(code,): number for code, number in reported.items()}
    today = people.groupby(_unit_of_today(people["unit_code"], day)).size().to_dict()
    assert _by_unit(source, day, View.TODAY) == {(code,): number for code, number in today.items()}
    assert source.coverage(Selection(day, territory=View.TODAY)).units_total == 99
    district_of = _old_districts(day)
    old = source.cube(Question(Selection(day, territory=View.OLD), ("district",))).counts
    assert old == Counter((district_of[code],) for code in people["unit_code"])


def _old_districts(day: date) -> dict[str, str | None]:
    """The oracle: the district of each unit of a day; of a unit of 2025 that of all that went into it, by the files."""
    with (REFERENCE_DIR / "units.csv").open(encoding="utf-8", newline="") as file:
        units = [row for row in csv.DictReader(file) if row["level"] == "commune"]
    last = min(day, date(2025, 6, 30)).isoformat()
    held = {
        row["code"]: row["parent_code"]
        for row in units
        if row["valid_from"] <= last and (not row["valid_to"] or last <= row["valid_to"])
    }
    if day <= date(2025, 6, 30):
        return dict(held)
    districts: dict[str, set[str]] = defaultdict(set)
    with (REFERENCE_DIR / "unit_successions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["on"] == "2025-07-01" and row["extent"] != "area_only" and row["old_code"] in held:
                districts[row["new_code"]].add(held[row["old_code"]])
    return {new: old.copy().pop() if len(old) == 1 else None for new, old in districts.items()}
