"""From a number to its cells: the rows are those that pandas counts, in scope, with the cells that tell the field."""

from functools import partial

import pytest
from sqlalchemy import update

import database
from models import ImportFile
from stats.crossing import cross_table
from stats.measures.cross_tables import ALL
from stats.measures.layouts import Layout
from stats.scope import EVERYBODY, NOBODY, Scope
from stats.selection import Selection, View
from stats.source import StatisticsSource
from stats.tracing import cells_of, conditions_of, files_behind, letters_of, people_behind, rows_of_person
from tests.people import END_2023, PROVINCE, World

NOW = Selection(END_2023)


def _source(url: str) -> StatisticsSource:
    return StatisticsSource(partial(database.reading, url), PROVINCE)


def test_the_rows_of_a_number_are_those_of_its_people(world: World) -> None:
    where = (("education", "bachelors"), ("gender", "female"), ("party_member", None))
    rows = people_behind(_source(world.url), NOW, where, EVERYBODY)
    frame = world.on(END_2023)
    expected = frame[(frame["education"] == "bachelors") & (frame["gender"] == "female") & frame["party_member"].isna()]
    assert sorted(row.place for row in rows) == sorted(expected["source"])
    assert sum(number for _, _, number in files_behind(_source(world.url), NOW, where)) == len(expected) > 0


@pytest.mark.parametrize("view", [View.REPORTED, View.TODAY])
def test_every_cell_of_a_table_has_as_many_people_behind_it(sqlite_world: World, view: View) -> None:
    source, selection = _source(sqlite_world.url), Selection(END_2023, territory=view)
    layout = Layout("unit", "it_detail")
    table = cross_table(source, selection, layout)
    for place in table.cells(ALL, layout.measure):
        where = conditions_of(layout, ALL, *place)
        assert len(people_behind(source, selection, where, EVERYBODY)) == table.count(ALL, *place)


def test_people_outside_a_scope_are_not_listed_but_counted_by_file(sqlite_world: World) -> None:
    source, frame = _source(sqlite_world.url), sqlite_world.on(END_2023)
    unit = str(frame["unit_code"].iloc[0])
    rows = people_behind(source, NOW, (), Scope(frozenset({unit})))
    assert len(rows) == (frame["unit_code"] == unit).sum() > 0
    assert people_behind(source, NOW, (), NOBODY) == []
    assert sum(number for _, _, number in files_behind(source, NOW, ())) == len(frame)


def test_a_row_knows_the_cells_of_its_fields(sqlite_world: World) -> None:
    sheet = str(sqlite_world.on(END_2023)["source"].iloc[0]).split(" › ")[1]
    columns = {"F": "gender", "H": "education:masters", "I": "education:bachelors", "C": "birth_date"}
    record = {"sheets": [{"sheet": sheet, "columns": columns, "header_paths": {"H": "Trình độ › Thạc sĩ"}}]}
    with database.writing(sqlite_world.url) as connection:
        connection.execute(update(ImportFile).values(record=record))
    where = (("education", "masters"), ("gender", "male"), ("age_band", "up_to_30"))
    row = next(row for row in people_behind(_source(sqlite_world.url), NOW, (), EVERYBODY) if row.sheet == sheet)
    assert cells_of(row, where) == {
        "education": (f"H{row.row}",), "gender": (f"F{row.row}",), "age_band": (f"C{row.row}",),
    }  # fmt: skip
    assert row.headings == {"H": "Trình độ › Thạc sĩ"}


def test_of_marks_the_column_of_the_code_else_all_of_them() -> None:
    marks = {"H": "education:masters", "I": "education:bachelors"}
    assert letters_of(marks, "education", "bachelors") == ["I"]
    assert letters_of(marks, "education", None) == ["H", "I"]
    assert letters_of(marks, "rank", None) == []
    assert letters_of({"K": "it"}, "it_detail", "office") == ["K"]


def test_a_gender_is_told_by_the_column_that_has_its_birth_dates() -> None:
    columns = {"B": "full_name", "C": "birth_date_male", "D": "birth_date_female"}
    assert letters_of(columns, "gender", "female") == ["D"]
    assert letters_of(columns, "gender", "male") == ["C"]
    assert letters_of(columns, "gender", None) == ["C", "D"]
    assert letters_of(columns | {"E": "gender"}, "gender", "female") == ["E"]


def test_the_same_person_is_found_on_other_dates_by_name_and_birth_date(sqlite_world: World) -> None:
    source = _source(sqlite_world.url)
    frame = sqlite_world.frame[sqlite_world.frame["province"] == PROVINCE]
    row = next(row for row in people_behind(source, NOW, (), EVERYBODY) if row.birth_date)
    same = frame[(frame["full_name"] == row.full_name) & (frame["birth_date"] == row.birth_date)]
    assert len(rows_of_person(source, row.id, EVERYBODY)) == len(same)
    assert {each.as_of for each in rows_of_person(source, row.id, EVERYBODY)} == set(same["as_of"])
    unborn = next(row for row in people_behind(source, NOW, (), EVERYBODY) if not row.birth_date)
    assert rows_of_person(source, unborn.id, EVERYBODY) == []
