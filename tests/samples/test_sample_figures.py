"""Figures of the committed demonstration, held against pandas over its workbooks: posts, retirements, sizes of units.

The oracle reads the workbooks by the headings of their rows and the law by its annexes; nothing of `etl`, `reference`
or `stats` helps it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import database
from commands.run import load_demonstration
from migrations.prepare import prepare
from presentation.charts.model import Chart
from presentation.charts.of_places import headcount, headcount_distribution
from presentation.charts.requests import ChartRequest
from settings import REFERENCE_DIR
from stats.measures import Level, Order
from stats.quotas import quotas
from stats.retirements import retirements
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.people import PROVINCE
from tests.samples.test_samples import SAMPLES
from tests.stats.test_retirements import month_of

DAY = date(2025, 12, 31)
NOT_COUNTED = {
    "Đảng ủy", "Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Ủy ban Kiểm tra Đảng ủy", "Ủy ban MTTQ Việt Nam",
    "Ban Chỉ huy Quân sự",
}  # fmt: skip
"""Công văn 09/CV-BCĐ of 30/5/2025: the quota is of the government's bloc, without Ban CHQS."""
OFFICE, CULTURE = "Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội"
ECONOMY = ("Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with the whole demonstration, as `manage.py run` loads it."""
    folder = tmp_path_factory.mktemp("demonstration")
    url = f"sqlite:///{(folder / 'demonstration.db').as_posix()}"
    with pytest.MonkeyPatch.context() as house:
        house.setenv("WORKFORCE_DATA_DIR", str(folder))
        prepare(url)
        load_demonstration(url, SAMPLES, lambda *_: None)
    yield url
    database.engine_for(url).dispose()


@pytest.fixture
def source(demonstration: str) -> Iterator[StatisticsSource]:
    with database.reading(demonstration) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    """Everybody of the two workbooks of 2025, and the month in which each reaches the age of the annex."""
    frames = [_rows(path, 7) for path in sorted((SAMPLES / "2025-12-31").glob("*.xlsx"))]
    frame = pd.concat(frames, ignore_index=True)
    frame = frame[frame["Ngày, tháng, năm sinh"].notna()]
    genders = frame["Giới tính"].map({"Nam": "male", "Nữ": "female"})
    births = frame["Ngày, tháng, năm sinh"].map(lambda day: f"{day:%Y-%m-%d}")
    months = pd.Series([*map(month_of, births, genders)], frame.index)
    frame = frame.assign(month=months, counts=~frame["Phòng, ban, đơn vị"].isin(NOT_COUNTED))
    assert len(frame) > 3000
    return frame


@pytest.fixture(scope="module")
def given() -> pd.DataFrame:
    """The quotas of each commune, of all of it and of three departments."""
    frame = _rows(SAMPLES / "so-lieu-don-vi" / "Bien-che-giao_31-12-2025.xlsx", 8)
    frame = frame[frame.iloc[:, 1].notna() & frame.iloc[:, 0].map(lambda cell: isinstance(cell, int))]
    return frame.set_axis(["number", "unit", "all", "office", "economy", "culture"], axis=1).set_index("unit")


def _rows(path: Path, header: int) -> pd.DataFrame:
    return pd.read_excel(path, header=header, engine="openpyxl")


def test_each_unit_s_quota_is_held_against_those_who_count(
    source: StatisticsSource, people: pd.DataFrame, given: pd.DataFrame
) -> None:
    present = people[people["counts"]].groupby("Xã, phường").size()
    gaps = present - given["all"]
    held = quotas(source, Selection(DAY), "allocated")
    assert {unit.name: (unit.quota, unit.present, unit.gap) for unit in held.units} == {
        name: (given["all"][name], present[name], gaps[name]) for name in given.index
    }
    assert (held.quota, held.present, held.gap) == (given["all"].sum(), present.sum(), gaps.sum())
    assert held.apart == (~people["counts"]).sum()
    assert (len(held.short), len(held.over)) == ((gaps < 0).sum(), (gaps > 0).sum())
    assert -sum(unit.gap or 0 for unit in held.short) == -gaps[gaps < 0].sum()


def test_each_department_s_quota_and_what_no_department_holds(
    source: StatisticsSource, people: pd.DataFrame, given: pd.DataFrame
) -> None:
    rooms = people[people["counts"]].groupby("Phòng, ban, đơn vị").size()
    there = {OFFICE: rooms[OFFICE], ECONOMY[0]: rooms[list(ECONOMY)].sum(), CULTURE: rooms[CULTURE]}
    posts = {OFFICE: given["office"].sum(), ECONOMY[0]: given["economy"].sum(), CULTURE: given["culture"].sum()}
    there[""] = rooms.sum() - sum(there.values())
    posts[""] = given["all"].sum() - sum(posts.values())
    held = quotas(source, Selection(DAY), "allocated")
    assert {line.name: (line.quota, line.present) for line in held.departments} == {
        name: (posts[name], there[name]) for name in posts
    }


@pytest.mark.parametrize("years", [1, 5, 10])
def test_posts_that_are_free_after_retirements(
    source: StatisticsSource, people: pd.DataFrame, given: pd.DataFrame, years: int
) -> None:
    first, last = (DAY.year, DAY.month), (DAY.year + years, DAY.month)
    due = people["month"].map(lambda month: first <= month <= last)
    past = people["month"].map(lambda month: month < first)
    gone = people[(due | past) & people["counts"]].groupby("Xã, phường").size()
    free = people[people["counts"]].groupby("Xã, phường").size() - given["all"]
    free = free.sub(gone, fill_value=0).astype(int)
    held = retirements(source, Selection(DAY), years)
    assert {unit.name: unit.gap_after for unit in held.units} == dict(free)
    assert {unit.name: (unit.due.people, unit.past.people) for unit in held.units} == {
        name: (due[there].sum(), past[there].sum()) for name in given.index for there in [people["Xã, phường"] == name]
    }
    assert held.people == len(people)
    name = given.index[7]
    code = next(unit.code for unit in held.units if unit.name == name)
    (unit,) = retirements(source, Selection(DAY, unit=code), years).units
    assert (unit.name, unit.gap_after) == (name, free[name])


def _old_districts(codes: set[str]) -> dict[str, str]:
    """Give the old district of each commune of today that was in one alone, by the register's files."""
    steps = pd.read_csv(REFERENCE_DIR / "unit_successions.csv", dtype=str)
    units = pd.read_csv(REFERENCE_DIR / "units.csv", dtype=str)
    units = units[(units["code"].str.len() == 5) & (units["valid_to"] == "2025-06-30")]
    parent = units.set_index("code")["parent_code"]
    steps = steps[(steps["on"] == "2025-07-01") & (steps["old_code"].str.len() == 5)]
    steps = steps.assign(district=steps["old_code"].map(parent))
    of_name = steps[steps["district"].isin(codes)].groupby("new_name")["district"].agg(set)
    return {str(name): codes.pop() for name, codes in of_name.items() if len(codes) == 1}


def test_an_old_district_s_retirements_and_posts_are_those_of_its_communes_of_today(
    source: StatisticsSource, people: pd.DataFrame, given: pd.DataFrame
) -> None:
    """In each view of the whole province the people are the same."""
    due = people["month"].map(lambda month: (DAY.year, DAY.month) <= month <= (DAY.year + 5, DAY.month))
    for view in (View.TODAY, View.OLD):
        held = retirements(source, Selection(DAY, territory=view), 5)
        assert (held.people, held.of_group("due").people, held.measure) == (len(people), due.sum(), "")
    codes = set(source.names_of(Selection(DAY, territory=View.OLD)).districts)
    home = people["Xã, phường"].map(_old_districts(set(codes)))
    for code in codes:
        place = Selection(DAY, territory=View.OLD, district=code)
        held = retirements(source, place, 5)
        assert (held.people, held.of_group("due").people) == ((home == code).sum(), due[home == code].sum()), code
        posts = quotas(source, place, "allocated")
        units = set(people["Xã, phường"][home == code])
        assert (posts.quota, posts.present or 0) == (
            given["all"][given.index.isin(units)].sum(),
            (people["counts"] & (home == code)).sum(),
        )


def _sizes(day: date, people: pd.DataFrame) -> pd.DataFrame:
    """Count each commune's people of both categories on a day."""
    if day == DAY:
        frame = people.assign(unit=people["Xã, phường"], kind=people["Cán bộ/ Công chức"])
    else:
        (path,) = (SAMPLES / str(day)).glob("*.xlsx")
        frame = pd.read_excel(path, sheet_name="Danh sách", header=[7, 8], engine="openpyxl")
        both = [str(pair[0] if "Unnamed" in pair[1] else pair[1]) for pair in frame.columns]
        frame.columns = pd.Index(both)
        frame = frame[frame["STT"].map(lambda cell: isinstance(cell, int))]
        districts = frame["Huyện, thị xã, thành phố"].replace({"^TP ": "Thành phố ", "^TX ": "Thị xã "}, regex=True)
        frame = frame.assign(
            unit=frame["Đơn vị (xã, phường, thị trấn)"] + districts,
            kind=frame["Cán bộ/ Công chức"].replace({"CB": "Cán bộ", "CC": "Công chức"}),
        )
    return pd.crosstab(frame["unit"], frame["kind"])


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2024, 12, 31), DAY])
def test_bands_of_size_hold_each_commune_once(source: StatisticsSource, people: pd.DataFrame, day: date) -> None:
    sizes = _sizes(day, people).sum(axis=1)
    chart = headcount_distribution("", ChartRequest(source, Selection(day), is_demo=True))
    assert sum(number for _, number in _lines(chart)) == len(sizes)
    for label, number in _lines(chart):
        least, most = (int(end) for end in re.findall(r"\d+", label)[:1] + re.findall(r"\d+", label)[-1:])
        assert number == sizes.between(least, most).sum(), label


@pytest.mark.parametrize("order", [Order.ENDS, Order.HIGHEST, Order.LOWEST, Order.ALL])
@pytest.mark.parametrize("day", [date(2023, 12, 31), DAY])
def test_places_in_one_line_have_its_number_each(
    source: StatisticsSource, people: pd.DataFrame, day: date, order: Order
) -> None:
    kinds = _sizes(day, people)
    alike = Counter(zip(kinds["Cán bộ"], kinds["Công chức"], strict=True))
    request = ChartRequest(source, Selection(day), is_demo=True, order=order, level=Level.UNIT)
    named = everybody = 0
    for label, *numbers in headcount("", request).table.rows:
        cadres, servants, total = map(int, map(str, numbers))
        assert total == cadres + servants
        several = re.match(r"(\d+) đơn vị, mỗi nơi", str(label))
        if several:
            assert int(several[1]) == alike[cadres, servants], label
        elif "đơn vị ở giữa" not in str(label):
            assert alike[cadres, servants], label
        number = int(several[1]) if several else 1
        named += number if "đơn vị ở giữa" not in str(label) else int(str(label).split()[0])
        everybody += total * number
    if order in (Order.ENDS, Order.ALL):
        assert (named, everybody) == (len(kinds), kinds.to_numpy().sum())


def _lines(chart: Chart) -> list[tuple[str, int]]:
    return [(str(row[0]), int(str(row[1]))) for row in chart.table.rows]
