"""«Tra cứu một người»: each row of the person and of nobody else, no name in the events, a paper of the rows."""

import io
from datetime import UTC, datetime

import pytest
from docx import Document
from sqlalchemy import select

import database
from access import users
from access.actors import Actor, Role
from models import Event
from reports.stamp import Stamp
from reports.word import person
from stats import queries
from stats.scope import EVERYBODY, Scope
from tests.pages.conftest import Opener, column, listings, page_text
from tests.people import World

PAGE = "pages/data/person.py"


def _somebody(world: World) -> tuple[str, str]:
    row = world.frame[world.frame["birth_date"].str.len() == 10].iloc[0]
    return str(row["full_name"]), str(row["birth_date"])


def test_all_rows_of_the_person_are_shown_and_the_event_names_nobody(world: World, opened: Opener) -> None:
    name, born = _somebody(world)
    app = opened(PAGE)
    app.text_input[0].set_value(name)
    app.text_input[1].set_value("/".join(reversed(born.split("-"))))
    app.button[0].click().run()
    assert not app.exception
    table = listings(app)["Các dòng của người này"]
    own = world.frame[(world.frame["full_name"] == name) & (world.frame["birth_date"] == born)]
    assert column(table, "Đang tính").count("có") == len(own)
    assert set(own["unit_name"]) <= set(column(table, "Đơn vị"))
    with database.reading(world.url) as connection:
        (event,) = connection.execute(select(Event).where(Event.act == "people")).all()
        rows = queries.rows_of_name(connection, name.upper(), born, scope=EVERYBODY)
        assert len(rows) == len(column(table, "Dòng")) >= len(own)
        unit = own["unit_code"].iloc[0]
        few = queries.rows_of_name(connection, name, born, scope=Scope(frozenset({unit})))
        assert {row.unit for row in few} == {own["unit_name"].iloc[0]}
    assert name not in f"{event}"


def test_whoever_reads_lists_sees_no_sensitive_field(
    world: World, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(users, "_finders", [])
    reader = Actor("hoa", frozenset({Role.PEOPLE}), Scope())
    name, born = _somebody(world)
    with database.reading(world.url) as connection:
        rows = queries.rows_of_name(connection, name, born, scope=reader.people)
    assert rows
    assert not any({"religion", "ethnicity", "party_member"} & set(row.values) for row in rows)


def test_a_date_that_is_none_is_told(world: World, opened: Opener) -> None:
    app = opened(PAGE)
    app.text_input[0].set_value("Nguyễn Văn 9")
    app.text_input[1].set_value("hôm qua")
    app.button[0].click().run()
    assert "02/03/1975" in " ".join(each.value for each in app.warning)
    assert "Các dòng" not in page_text(app)


def test_the_paper_has_the_rows() -> None:
    at = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
    stamp = Stamp(
        "2026-000001",
        at,
        made_by="lan",
        scope="một người",
        query="",
        data_version="v1",
        rounding="half_up",
        is_demo=False,
        is_internal=True,
    )
    content = person.paper(["Họ và tên: Tô Ngọc Vĩ"], [("Các dòng", ("Ngày", "Đơn vị"), [["1", "Xã Tam Đa"]])], stamp)
    document = Document(io.BytesIO(content))
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Ngày", "Đơn vị"],
        ["1", "Xã Tam Đa"],
    ]
    assert "LƯU HÀNH NỘI BỘ" in document.sections[0].footer.paragraphs[0].text
