"""«Ai, ở đâu?»: a number's people with file, row and cell, the original's row, other dates; none without the right."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import database
from access import events, users
from access.actors import Actor, Role
from etl import originals
from etl.records import SourceFile
from etl.row_cells import cells_of_row
from settings import ROOT, from_environment
from stats.measures.layouts import Layout
from stats.scope import Scope
from tests.pages.conftest import Opener, column, listed_words, listings, page_text
from tests.people import END_2023, World

PAGE = "pages/data/trace.py"
WHERE = (("education", "masters"), ("gender", "female"))
QUERY = {"as_of": END_2023.isoformat()} | Layout("", where=WHERE).to_query()


def _open(app: AppTest, row: int) -> AppTest:
    """Choose a person of the list, as a click on the name does."""
    table = listings(app)["Người đứng sau con số"]
    app.session_state["trace_people_chosen"] = table["codes"][row]
    return app.run()


def test_the_people_of_a_number_are_listed_with_their_rows(world: World, opened: Opener) -> None:
    app = opened(PAGE, **QUERY)
    assert not app.exception
    frame = world.on(END_2023).query("education == 'masters' and gender == 'female'")
    table = listings(app)["Người đứng sau con số"]
    assert sorted(column(table, "Họ và tên")) == sorted(frame["full_name"])
    assert f"**{len(frame)} người**" in page_text(app)
    assert "Ô: Trình độ chuyên môn" in table["headers"]
    _open(app, 0)
    assert not app.exception
    assert "ghép theo họ tên và ngày sinh" in page_text(app)


def test_a_look_at_people_is_one_event_and_names_stand_neither_in_it_nor_in_the_address(
    world: World, opened: Opener
) -> None:
    app = opened(PAGE, **QUERY)
    _open(app, 0)
    with database.reading(world.url) as connection:
        (event,) = events.events(connection, act="people")
    names = set(world.on(END_2023)["full_name"])
    assert "Trình độ chuyên môn: Thạc sĩ" in event.subject
    assert event.subject.endswith(f"tỉnh Bắc Ninh, tính đến {END_2023:%d/%m/%Y}")
    assert not any(name in event.subject + event.details + str(app.query_params) for name in names)


def test_who_may_not_see_people_sees_how_many_are_in_which_file(
    world: World, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(users, "_finders", [])
    reader = Actor("người xem", frozenset({Role.VIEWER}), Scope())
    users.find_by(lambda: users.Presence(reader))
    app = opened(PAGE, **QUERY)
    assert not app.exception
    text = page_text(app) + listed_words(app)
    frame = world.on(END_2023).query("education == 'masters' and gender == 'female'")
    assert "không xem được danh sách người" in text
    numbers = re.findall(r"\| (\d+) \|$", text, re.MULTILINE)
    assert sum(map(int, numbers)) == len(frame)
    assert not any(name in text for name in set(frame["full_name"]))


def test_a_number_of_a_religion_names_nobody_to_whoever_need_not_know(
    world: World, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(users, "_finders", [])
    reader = Actor("người xem", frozenset({Role.PEOPLE}), Scope())
    users.find_by(lambda: users.Presence(reader))
    asked = {"as_of": END_2023.isoformat()} | Layout("", where=(("religion", "Công giáo"),)).to_query()
    app = opened(PAGE, **asked)
    assert not app.exception
    assert "nhạy cảm" in page_text(app)
    assert "Người đứng sau con số" not in listings(app)
    assert "Người đứng sau con số" in listings(opened(PAGE, **QUERY))


@pytest.mark.parametrize("filters", ["", "full_name=Lan", "gender=fish"])
def test_a_wrong_link_asks_for_nobody_by_name(world: World, opened: Opener, filters: str) -> None:
    app = opened(PAGE, as_of=END_2023.isoformat(), filters=filters)
    assert not app.exception
    assert bool(app.info) == bool(filters)


def test_the_row_of_an_original_is_read_as_it_stands() -> None:
    (roster,) = (ROOT / "data" / "samples" / "2023-12-31").glob("*.xlsx")
    office = from_environment()
    content = roster.read_bytes()
    originals.keep(office.originals_dir, "a" * 64, roster.name, content)
    assert Path(originals.path_of(office.originals_dir, "a" * 64, roster.name)).exists()
    source = SourceFile(roster.name, content)
    filled = [cells for row in range(1, 30) if (cells := cells_of_row(source, "", row, office))]
    assert any("Họ và tên" in cells.values() for cells in filled)
    assert cells_of_row(source, "", 10**6, office) == {}
    assert cells_of_row(SourceFile("x.xlsx", b"\x00\x01"), "", 1, office) == {}
