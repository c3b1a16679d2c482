"""The cache: the same values while nothing was loaded, new ones after every load, undo and change of settings."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event, update
from streamlit.testing.v1 import AppTest

import database
from dashboard import cached
from etl import boundaries
from models import Import, Roster
from stats import queries
from stats.measures import Order
from stats.selection import Selection
from stats.shares import Precision, Rounding
from stats.source import StatisticsSource
from tests.people import DATES, END_2023, PROVINCE, World, choose, withdraw_import

NOW = Selection(END_2023)


@pytest.fixture
def world_in_use(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The invented people, to which the environment points."""
    monkeypatch.setenv("DATABASE_URL", world.url)
    return world


@pytest.fixture
def statements(world_in_use: World) -> Iterator[list[str]]:
    """The SELECTs that reach the database."""
    selects: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            selects.append(statement)

    engine = database.engine_for(world_in_use.url)
    event.listen(engine, "before_cursor_execute", note)
    yield selects
    event.remove(engine, "before_cursor_execute", note)


def test_the_state(world_in_use: World) -> None:
    state = cached.state()
    assert state.dates == tuple(sorted(DATES, reverse=True))
    assert (state.url, state.province, state.is_demo) == (world_in_use.url, PROVINCE, False)
    assert (state.rounding, state.office) == (Rounding.HALF_UP, "Sở Nội vụ thành phố Bắc Ninh")
    choose(world_in_use.url, "rounding", "cut")
    choose(world_in_use.url, "office_name", "Phòng Nội vụ")
    assert (cached.state().rounding, cached.state().office) == (Rounding.CUT, "Phòng Nội vụ")


def test_boundaries_are_seen_at_once_and_gone_at_once(world_in_use: World) -> None:
    assert cached.source().boundaries() == {}
    ring = [(106.0, 21.0), (106.1, 21.0), (106.1, 21.1), (106.0, 21.0)]
    boundaries.keep(
        world_in_use.url,
        boundaries.Boundaries({"09163": [ring]}, END_2023, by="ma", missing=(), unused=0, digest="a" * 64),
    )
    assert cached.source().boundaries() == {"09163": queries.Outline(END_2023, (tuple(ring),))}
    boundaries.forget(world_in_use.url)
    assert cached.source().boundaries() == {}


def test_the_values_are_the_readers(world_in_use: World) -> None:
    with database.reading(world_in_use.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE, Precision(Rounding.HALF_UP, 1))
        assert cached.source().overview(NOW) == source.overview(NOW)
        assert cached.source().breakdown(NOW, "age_band") == source.breakdown(NOW, "age_band")
        assert cached.source().grouped(NOW, "it", "district") == source.grouped(NOW, "it", "district")
        assert cached.source().units(NOW) == source.units(NOW)
        assert cached.source().districts(NOW) == source.districts(NOW)
        assert cached.source().trend(NOW, "it") == source.trend(NOW, "it")
        assert cached.source().names(NOW.as_of) == source.names(NOW.as_of)
        assert cached.source().register(NOW.as_of) == source.register(NOW.as_of)
        assert cached.source().coverage(NOW) == source.coverage(NOW)


def test_a_second_question_asks_the_database_only_for_its_version(world_in_use: World, statements: list[str]) -> None:
    first = cached.source().overview(NOW)
    count = len(statements)
    assert count > 5
    assert cached.source().overview(Selection(END_2023)) is first
    assert len(statements) - count <= 3
    assert all("staff" not in statement for statement in statements[count:])


def test_a_load_or_an_undo_makes_the_values_new(world_in_use: World) -> None:
    before = cached.source().overview(NOW).profile.headcount
    gone = world_in_use.imports["2023-12-31"]
    with database.writing(world_in_use.url) as connection:
        connection.execute(update(Import).where(Import.id == gone).values(undone_at=Import.loaded_at))
        connection.execute(update(Roster).where(Roster.import_id == gone).values(is_current=False))
    assert before > 0
    assert cached.source().overview(NOW).profile.headcount == 0
    assert END_2023 not in cached.state().dates
    assert next(row for row in cached.imports() if row.id == gone).status == "undone"


def test_a_change_of_the_rounding_rule_makes_the_values_new(world_in_use: World) -> None:
    assert cached.source().breakdown(NOW, "education").rounding.rule is Rounding.HALF_UP
    choose(world_in_use.url, "rounding", "largest_remainder")
    assert cached.source().breakdown(NOW, "education").rounding.rule is Rounding.LARGEST_REMAINDER


def test_screens_have_the_decimals_that_the_office_chose_and_files_two(world_in_use: World) -> None:
    assert {len(str(share).partition(".")[2]) for share in cached.source().breakdown(NOW, "it").shares} == {1}
    assert "một chữ số thập phân" in " ".join(cached.chart("it", NOW).caption.notes)
    order = Order.ENDS
    document = cached.document_chart("it", NOW, cached.state(), order=order, level=None, places=(), is_internal=True)
    assert "hai chữ số thập phân" in " ".join(document.caption.notes)
    choose(world_in_use.url, "screen_decimals", "2")
    assert {len(str(share).partition(".")[2]) for share in cached.source().breakdown(NOW, "it").shares} == {2}


def test_selections_do_not_share_a_value(world_in_use: World) -> None:
    cadres = Selection(END_2023, category="cadre")
    assert cached.source().overview(cadres).profile.headcount < cached.source().overview(NOW).profile.headcount
    assert cached.source().breakdown(NOW, "it") != cached.source().breakdown(NOW, "education")


def test_import_details(world_in_use: World) -> None:
    details = cached.import_details(world_in_use.imports["undone"])
    assert details is not None
    assert details[0].row.undone_by == "hoa"
    assert cached.import_details(10_000) is None


def _page() -> None:
    """Ask two questions, between which somebody takes an import back on the first run."""
    import streamlit as st

    from dashboard import cached
    from stats.selection import Selection
    from tests.people import END_2023, withdraw_import

    figures = cached.source()
    gender = figures.breakdown(Selection(END_2023), "gender").people
    if "standing" in st.session_state:
        withdraw_import(cached.state().url, st.session_state.pop("standing"))
    st.text(f"{gender} {figures.breakdown(Selection(END_2023), 'education').people} {cached.state().version}")


def test_a_page_tells_of_one_state_though_an_import_goes_while_it_runs(world_in_use: World) -> None:
    before = cached.state()
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["standing"] = world_in_use.imports["2023-12-31"]
    app.run()
    assert not app.exception
    gender, education, version = str(app.text[0].value).split(" ", 2)
    assert gender == education
    assert version == cached.state().version != before.version


def test_a_fragment_tells_of_the_state_of_its_page(world_in_use: World) -> None:
    then = cached.state()
    answer = cached.source(then).overview(NOW)
    withdraw_import(world_in_use.url, world_in_use.imports["2023-12-31"])
    assert cached.source(then).overview(NOW) is answer
    assert cached.source().overview(NOW).profile.headcount < answer.profile.headcount
