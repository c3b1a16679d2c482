"""A unit whose list has no column for a field: nowhere is that a 0, in no table, sentence, chart or file."""

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import select, update

import database
from models import Roster, Staff, Unit
from presentation import crossing
from presentation.charts import catalogue
from presentation.comparison import side_by_side
from presentation.table_rows import grouped_rows
from reports.contents import data_tables
from reports.contents.annexes import annexes
from reports.contents.profile import profile
from reports.excel.crosstab import delimited
from stats.measures import combined_share
from stats.measures.forms import FormTable, remarks
from stats.measures.layouts import Layout
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import PROVINCE, World, fill

DAY = date(2023, 12, 31)
NOW = Selection(DAY)
FIELDS = ("party_member", "education")
HIGHER = ("doctorate", "masters", "bachelors")


@pytest.fixture
def world(sqlite_url: str) -> World:
    return fill(sqlite_url)


@pytest.fixture
def silent(world: World) -> str:
    """The code of the unit with most people, whose list tells neither party members nor education."""
    code = str(world.on(DAY)["unit_code"].value_counts().index[0])
    of_unit = select(Roster.id).join(Unit, Roster.unit_id == Unit.id).where(Unit.code == code, Roster.as_of == DAY)
    with database.writing(world.url) as connection:
        nothing = dict.fromkeys(FIELDS)
        connection.execute(update(Staff).where(Staff.roster_id.in_(of_unit)).values(**nothing))
    frame = world.frame
    frame.loc[(frame["unit_code"] == code) & (frame["as_of"] == DAY), list(FIELDS)] = None
    return code


@pytest.fixture
def source(world: World, silent: str) -> Iterator[StatisticsSource]:
    with database.reading(world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


@pytest.fixture
def name(world: World, silent: str) -> str:
    people = world.on(DAY)
    return str(people[people["unit_code"] == silent]["unit_name"].iloc[0])


def test_an_annex_has_a_sign_and_a_column_of_those_who_do_not_say(
    world: World, source: StatisticsSource, silent: str, name: str
) -> None:
    (only,) = annexes(source, NOW)[1].tables
    frame = pd.DataFrame(list(only.table.rows), columns=[column.header for column in only.table.columns])
    people = world.on(DAY)
    number = int((people["unit_code"] == silent).sum())
    row = frame[(frame["Đơn vị"] == name) & (frame["Tổng số"] == number)].iloc[0]
    assert row["Đảng viên"] == row["Trình độ chuyên môn › Thạc sĩ"] == "[u]"
    assert row["Đảng viên › Không khai"] == row["Trình độ chuyên môn › Không khai"] == number
    first = frame.iloc[0]
    assert first["Đảng viên › Không khai"] == int(people["party_member"].isna().sum())
    assert first["Đảng viên"] == int((people["party_member"] == "yes").sum())
    assert any(note.startswith("[u]: ") for note in only.notes)


def test_the_tables_for_reuse_have_the_sign_for_people_and_shares(source: StatisticsSource, silent: str) -> None:
    made = {table.name: table for table in data_tables.tables(source, NOW)}
    table = made["trinh_do_chuyen_mon_theo_xa"]
    heads = [column.header for column in table.columns]
    cells = dict(zip(heads, next(row for row in table.rows if row[1] == silent), strict=True))
    for head in ("Thạc sĩ", "Thạc sĩ (%)", "Đại học trở lên", "Đại học trở lên (%)"):
        assert cells[head] == "[u]", head
    assert cells["Không khai"] == cells["Tổng số"] != 0
    assert any(sign.startswith("[u]: ") for sign in table.signs)
    others = dict(zip(heads, next(row for row in table.rows if row[1] != silent and row[5] != "[x]"), strict=True))
    assert "[u]" not in others.values()


def test_places_side_by_side_say_who_does_not_say(world: World, source: StatisticsSource, silent: str) -> None:
    rows = {str(row[0]): row[1:] for row in side_by_side(source, NOW, (silent,)).rows}
    people = world.on(DAY)
    undeclared = int(people["party_member"].isna().sum())
    whole, own = rows["Đảng viên"]
    assert own == rows["Đại học trở lên"][1] == "không khai"
    assert str(whole).endswith(f" ({undeclared} không khai)")


def test_a_profile_has_the_sign(source: StatisticsSource, silent: str) -> None:
    report = profile(source, Selection(DAY, unit=silent), is_demo=False)
    rows = [row for block in report.sections[0].blocks for row in block.table.rows]  # type: ignore[union-attr]
    assert next(row for row in rows if row[0] == "Đảng viên")[1:3] == ("[u]", "[u]")
    assert any("[u]: " in str(paragraph.text) for paragraph in report.closing)


def test_a_place_that_does_not_say_is_neither_the_lowest_nor_in_a_band_of_few(
    source: StatisticsSource, silent: str
) -> None:
    grouped = source.grouped(NOW, "education", "unit")
    own = next(group for group in grouped.groups if group.code == silent)
    assert combined_share(own.breakdown, HIGHER).share is None
    extremes = grouped.extremes(HIGHER)
    assert extremes
    assert own not in extremes.lowest
    cells = dict(zip(grouped_rows(grouped).headers, _row(source, own.name, own.breakdown.people), strict=True))
    assert cells["Thạc sĩ"] is None
    assert cells["Không khai"] == own.breakdown.people
    chart = catalogue.build(source, "university_by_place", Selection(DAY), places=(silent,), is_demo=False)
    assert next(row[1] for row in chart.table.rows) == "không khai"
    assert "dưới 10" not in chart.alt.split("Toàn tỉnh")[0]


def _row(source: StatisticsSource, name: str, people: int) -> tuple[object, ...]:
    rows = grouped_rows(source.grouped(NOW, "education", "unit")).rows
    return next(row for row in rows if row[0] == name and row[1] == people)


def test_a_cross_table_tells_it_in_the_rows_of_the_unit(source: StatisticsSource, silent: str, name: str) -> None:
    layout = Layout("unit", "party_member")
    grid = crossing.grids(source, NOW, layout)[0]
    codes = [column.code for column in grid.columns]
    row = dict(zip(codes, next(row for row in grid.rows if row.code == silent).cells, strict=True))
    assert str(row["yes"]) == str(row["no"]) == "không khai"
    assert row[None] == row["*"] != 0
    others = [cell for row in grid.rows if row.code != silent for cell in row.cells]
    assert any(cell == 0 for cell in others)
    lines = delimited(source, NOW, layout).decode("utf-8-sig").splitlines()
    assert sum(",không khai," in line for line in lines) == 2


def test_a_statutory_form_leaves_them_empty_and_says_so(source: StatisticsSource, silent: str) -> None:
    filled = source.form("bm02", NOW, EVERYBODY)
    assert isinstance(filled, FormTable)
    row = next(row for row in filled.rows if row.code == silent)
    of_education = {f"education_{level}" for level in (*HIGHER, "college", "intermediate", "elementary")}
    assert row.untold >= {"party", *of_education}
    assert row.untold.isdisjoint({"total", "female", "cadre", "age_up_to_30"})
    assert any(text.startswith("Ô để trống của đơn vị đã gửi") for text in remarks(filled))
    others = [each for each in filled.rows if each.parent and each.counts and each.code != silent]
    assert any("party" not in each.untold and each.counts for each in others)


def test_a_line_over_dates_says_why_it_has_no_share(source: StatisticsSource, silent: str, name: str) -> None:
    place = Selection(DAY, unit=silent)
    notes = catalogue.build(source, "trend_party_member_yes", place, is_demo=False).caption.notes
    assert any(note.endswith("Danh sách ngày 31/12/2023 không khai đảng viên nên không có tỷ lệ.") for note in notes)
    notes = catalogue.build(source, "trend_headcount", place, is_demo=False).caption.notes
    assert not any("không khai" in note for note in notes)
