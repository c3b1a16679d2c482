"""Retirements of invented people, against the decree's table typed off by birth month, and plain loops."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import select, update

import database
from etl.figures import pipeline
from etl.figures.records import FigureOptions
from etl.records import SourceFile
from models import Roster, Staff, Unit
from reference.ages import Month, retirement_of
from reference.figures import QUOTAS
from stats.retirements import DUE, LATER, PAST, UNKNOWN, Retirements, Sum, retirements
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.etl.figures.workbooks import workbook
from tests.people import DATES, END_2023, PROVINCE, World
from tests.stats.staffed import codes, staff

YEARS = 10
_BORN_FROM = {
    "male": [
        ("1800-01", 60, 0), ("1961-01", 60, 3), ("1961-10", 60, 6), ("1962-07", 60, 9), ("1963-04", 61, 0),
        ("1964-01", 61, 3), ("1964-10", 61, 6), ("1965-07", 61, 9), ("1966-04", 62, 0),
    ],
    "female": [
        ("1800-01", 55, 0), ("1966-01", 55, 4), ("1966-09", 55, 8), ("1967-05", 56, 0), ("1968-01", 56, 4),
        ("1968-09", 56, 8), ("1969-05", 57, 0), ("1970-01", 57, 4), ("1970-09", 57, 8), ("1971-05", 58, 0),
        ("1972-01", 58, 4), ("1972-09", 58, 8), ("1973-05", 59, 0), ("1974-01", 59, 4), ("1974-09", 59, 8),
        ("1975-05", 60, 0),
    ],
}  # fmt: skip
"""Nghị định 135/2020, Phụ lục I: born from that month on, retires at that age."""


def month_of(birth: str, gender: str) -> tuple[int, int]:
    """The month of the retirement age, read off the annex."""
    born = birth[:7] if len(birth) > 4 else f"{birth}-01"
    years, months = [(years, months) for first, years, months in _BORN_FROM[gender] if first <= born][-1]
    when = pd.Period(born, "M") + 12 * years + months
    return when.year, when.month


@pytest.fixture
def source(sqlite_world: World) -> Iterator[StatisticsSource]:
    with database.reading(sqlite_world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def test_the_months_of_people_born_in_every_month_of_forty_years() -> None:
    for gender in ("male", "female"):
        for born in pd.period_range("1940-01", "1980-12", freq="M"):
            month, is_year_only = retirement_of(str(born), gender)
            assert (month.year, month.number) == month_of(str(born), gender), (born, gender)
            assert not is_year_only
    assert retirement_of("1969-12-31", "female") == (Month(2026, 12), False)
    assert retirement_of("1964", "male") == (Month(2025, 4), True)
    assert Month(2026, 12).following == Month(2027, 1)


@pytest.fixture
def births(sqlite_world: World) -> dict[int, str | None]:
    """Give everybody another birth date of forty years: whole ones, months, years, some none."""
    dice = random.Random(135)  # noqa: S311  reproducible people, no secret
    days = [f"{year}-{month:02d}-15" for year in range(1955, 1995) for month in range(1, 13)]
    dates: dict[int, str | None] = {}
    with database.writing(sqlite_world.url) as connection:
        for number in connection.scalars(select(Staff.id)).all():
            day = dice.choice(days)
            dates[number] = dice.choice([day, day, day[:7], day[:4], None])
            connection.execute(update(Staff).where(Staff.id == number).values(birth_date=dates[number]))
    return dates


@pytest.mark.parametrize("as_of", DATES)
def test_every_person_stands_in_one_group_and_month(
    sqlite_world: World, births: dict[int, str | None], source: StatisticsSource, as_of: date
) -> None:
    with database.reading(sqlite_world.url) as connection:
        query = select(Staff.id, Staff.gender, Staff.education, Unit.code).join(Roster, Roster.id == Staff.roster_id)
        query = query.join(Unit, Unit.id == Roster.unit_id).where(Roster.is_current, Roster.as_of == as_of)
        home = select(Unit.id).where(Unit.code.in_(("24", "27")), Unit.level == "province")
        people = connection.execute(query.where(Roster.province_id.in_(home))).all()
    groups: Counter[str] = Counter()
    months: Counter[tuple[int, int]] = Counter()
    only: Counter[tuple[int, int]] = Counter()
    units: Counter[str] = Counter()
    education: Counter[str | None] = Counter()
    for number, gender, level, unit in people:
        birth = births[number]
        group, month = _group(birth, gender, as_of)
        groups[group] += 1
        if birth and month and group == DUE:
            months[month] += 1
            only[month] += len(birth) == 4
            units[unit] += 1
            education[level] += 1
    held = retirements(source, Selection(as_of), YEARS)
    assert {group: held.of_group(group).people for group in groups} == groups
    assert len(groups) == 4
    assert held.people == sum(groups.values()) == len(people)
    assert {(m.year, m.number): (n.people, n.year_only) for m, n in held.by_month().items()} == {
        month: (months[month], only[month]) for month in months
    }
    assert sum(number.people for number in held.by_year().values()) == groups[DUE]
    assert {unit.code: unit.due.people for unit in held.units if unit.due.people} == units
    assert held.leaving("education") == education
    sums: Counter[str] = Counter()
    for (code, _), part in held.by_unit_and_month().items():
        sums[code] += part.people
    assert sums == units


def _group(birth: str | None, gender: str | None, as_of: date) -> tuple[str, tuple[int, int] | None]:
    if birth is None:
        return UNKNOWN, None
    months = [month_of(birth, each) for each in ([gender] if gender else ["male", "female"])]
    if max(months) < (as_of.year, as_of.month):
        return PAST, None
    if gender is None:
        return UNKNOWN, None
    return (DUE if months[0] <= (as_of.year + YEARS, as_of.month) else LATER), months[0]


def test_a_place_and_a_kind_of_people(sqlite_world: World, source: StatisticsSource) -> None:
    people = sqlite_world.on(END_2023)
    district = people["district_code"].iloc[0]
    held = retirements(source, Selection(END_2023, district=district, category="cadre"), YEARS)
    assert held.people == len(people[(people["district_code"] == district) & (people["category"] == "cadre")])
    whole = retirements(source, Selection(END_2023, territory=View.TODAY), YEARS)
    assert whole.people == len(people)
    assert whole.measure == ""


def test_the_month_of_the_day_and_the_last_month_belong_to_the_time(database_url: str) -> None:
    """Women of 12/2023 (born 12/1967: 56) and 12/2025 (born 04/1969: 56 and 8) are in, of 01/2026 is out."""
    held = _retiring(database_url, END_2023, ["1967-12-05", "1969-04", "1969-05-01", "1967-11-30", None], 2)
    assert {month: number.people for month, number in held.by_month().items()} == {
        Month(2023, 12): 1,
        Month(2025, 12): 1,
    }
    assert [held.of_group(group).people for group in (PAST, LATER, UNKNOWN)] == [1, 1, 1]
    assert list(held.by_year()) == [2023, 2024, 2025]


def test_posts_that_are_free_after_them(database_url: str) -> None:
    """Five civil servants count, one on a contract does not; of four who leave three count."""
    day = date(2025, 12, 31)
    births = ["1969-05", "1971", "1990-02-02", "1991-02-02", "1960-01-01", "1970-06-30"]
    held = _retiring(database_url, day, births, 3, quota=7)
    unit = held.units[0]
    assert (unit.quota, unit.present, unit.gap) == (7, 5, -2)
    assert (unit.due, unit.past, unit.leaving, unit.gap_after) == (Sum(3, 1), Sum(1, 0), 3, -5)


def _retiring(url: str, day: date, births: Sequence[str | None], years: int, quota: int = 0) -> Retirements:
    """Ask about the women of one commune; where it has a quota the last of them is on a contract."""
    code = codes(PROVINCE, day)[0]
    office = "Văn phòng HĐND và UBND"
    last = "contract" if quota else "civil_servant"
    staff(url, PROVINCE, day, {code: [(len(births) - 1, office, None, "civil_servant"), (1, office, None, last)]})
    with database.writing(url) as connection:
        for place, born in enumerate(births, start=1):
            connection.execute(update(Staff).where(Staff.id == place).values(birth_date=born, gender="female"))
    if quota:
        content = workbook([[f"Tính đến ngày {day:%d/%m/%Y}"], ["Mã đơn vị", "Biên chế giao"], [code, quota]]).content
        report = pipeline.load(url, QUOTAS, [SourceFile("bc.xlsx", content)], FigureOptions(loaded_by="lan"))
        assert report.status == "loaded", report.problems
    with database.reading(url) as connection:
        return retirements(StatisticsSource.of_connection(connection, PROVINCE), Selection(day), years)
