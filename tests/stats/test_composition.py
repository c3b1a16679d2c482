"""The age pyramid and fields by gender, against pandas."""

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Connection, select, update

import database
from models import Roster, Staff, Unit
from presentation.charts import catalogue, of_composition
from presentation.charts.requests import UNIVERSITY, ChartRequest
from presentation.sentences.structure import structure_sentences
from reference.ages import age_bands
from stats.composition import GenderRow, by_gender, pyramid
from stats.measures import Level
from stats.protected import leaving
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World, fill


@pytest.fixture
def world(sqlite_url: str) -> World:
    return fill(sqlite_url)


@pytest.fixture
def source(world: World) -> Iterator[StatisticsSource]:
    connection: Connection
    with database.reading(world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def _age(born: str | None, on: date) -> float:
    if not born:
        return float("nan")
    full = (born + "-01-01")[:10]
    return on.year - int(full[:4]) - (on.isoformat()[5:] < full[5:])


@pytest.mark.parametrize("bands", ["five_years", "bm02"])
def test_the_pyramid_counts_completed_years_by_gender(source: StatisticsSource, world: World, bands: str) -> None:
    people = world.on(END_2023)
    ages = people["birth_date"].map(lambda born: _age(born, END_2023))
    lasts = [band.last for band in age_bands()] if bands == "bm02" else [*range(25, 65, 5), None]
    numbers = pyramid(source, Selection(END_2023), bands)
    assert len(numbers.rows) == len(lasts)
    first = -1
    for row, last in zip(numbers.rows, lasts, strict=True):
        inside = people[(ages > first) & (ages <= (200 if last is None else last))]
        counts = inside["gender"].value_counts()
        assert (row.men, row.women) == (counts.get("male", 0), counts.get("female", 0))
        assert row.people == len(inside)
        first = last or 0
    assert numbers.undated.people == ages.isna().sum()


@pytest.mark.parametrize("field", ["education", "ethnicity", "category", "religion"])
def test_a_field_by_gender_is_a_cross_table_of_pandas(source: StatisticsSource, world: World, field: str) -> None:
    people = world.on(END_2023).fillna("?")
    expected = pd.crosstab(people[field], people["gender"])
    for row in by_gender(source, Selection(END_2023), field):
        counts = expected.loc[row.code or "?"]
        assert (row.men, row.women) == (counts.get("male", 0), counts.get("female", 0))
        assert row.people == counts.sum()
    assert sum(row.people for row in by_gender(source, Selection(END_2023), field)) == len(people)


def test_ethnic_groups_by_gender_leave_the_house_only_where_stamped_internal(source: StatisticsSource) -> None:
    for is_internal, is_drawn in ((True, True), (False, False)):
        shown = leaving(source, is_internal=is_internal)
        chart = catalogue.build(shown, "gender_by_ethnicity", Selection(END_2023), is_demo=False)
        assert (chart.figure is not None) == bool(chart.table.rows) == is_drawn
    shown = leaving(source, is_internal=False)
    assert catalogue.build(shown, "gender_by_education", Selection(END_2023), is_demo=False).figure


def test_a_field_that_nobody_declares_is_a_sentence(source: StatisticsSource) -> None:
    """«Không khai» alone, by men and women, is no composition."""
    request, row = ChartRequest(source, Selection(END_2023), is_demo=False), GenderRow(None, "Không khai", 5, 7, 0)
    chart = of_composition._sides(
        "gender_by_rank", request, what="Ngạch theo giới tính", head="Ngạch", rows=(row,), notes=(), field="rank"
    )
    assert chart.figure is None
    assert "không ghi mục này" in chart.note


def test_of_a_unit_whose_list_tells_no_gender_nobody_is_no_man_and_no_woman(
    source: StatisticsSource, world: World
) -> None:
    people = world.on(END_2023)
    code = str(people["unit_code"].value_counts().index[0])
    number = int((people["unit_code"] == code).sum())
    of_unit = select(Roster.id).join(Unit, Roster.unit_id == Unit.id).where(Unit.code == code)
    with database.writing(world.url) as connection:
        connection.execute(update(Staff).where(Staff.roster_id.in_(of_unit)).values(gender=None))
    place = Selection(END_2023, unit=code)
    for name in ("pyramid", "gender_by_education"):
        chart = catalogue.build(source, name, place, is_demo=False)
        assert {str(cell) for row in chart.table.rows for cell in row[1:3]} == {"không khai"}
        assert "nam 0" not in chart.caption.subtitle
    assert f"không khai giới tính {number}" in chart.caption.subtitle
    words = " ".join(map(str, structure_sentences(source, place)))
    assert "đông nhất là nhóm" in words
    assert "nam 0" not in words


def test_the_maps_heading_names_both_ends(source: StatisticsSource) -> None:
    chart = catalogue.build(source, "university_map", Selection(END_2023), is_demo=False)
    extremes = source.grouped(Selection(END_2023), "education", Level.UNIT).extremes(UNIVERSITY.codes)
    assert extremes is not None
    ends = [(extremes.highest, "đạt"), (extremes.lowest, "thấp nhất")]
    assert "nhất" not in chart.caption.subtitle
    for groups, word in ends:
        name = groups[0].name if len(groups) == 1 else f"{len(groups)} đơn vị"
        assert name in chart.caption.heading
        assert name in chart.caption.notes[0], "a file's title is no finding"
        assert word in chart.caption.heading
