"""Every page × role: which opens, what it shows of named people, and what somebody's own places leave."""

import json

import pytest
from sqlalchemy import select

import database
from access import users
from access.actors import Act, Actor, Role
from access.users import Presence
from dashboard.parts import register
from models import Event
from stats import queries
from stats.measures.layouts import Layout
from stats.scope import Scope
from tests.pages.conftest import Opener, frames, headings, page_text, words
from tests.people import World

ENTRIES = [entry for entries in register.SECTIONS.values() for entry in entries]
_FIGURES = {
    "", "dia-ban", "so-sanh", "trinh-do-chuyen-mon", "tin-hoc", "chi-tieu-khac", "bao-cao", "so-xuat-bao-cao",
    "tien-do-gui", "huong-dan", "bien-che", "bien-dong", "co-cau", "chuan-va-nghi-huu", "xu-huong",
    "chat-luong-so-lieu",
    "doi-chieu", "chuyen-doi-so",
    "muc-san-sang-so", "dien-bieu-mau", "hoi-so-lieu", "bang-cheo", "ai-o-dau",
}  # fmt: skip
OPEN = {
    Role.VIEWER: _FIGURES,
    Role.PEOPLE: _FIGURES | {"tra-cuu-mot-nguoi"},
    Role.PUBLISHER: _FIGURES,
    Role.UPLOADER: _FIGURES
    | {"tra-cuu-mot-nguoi", "nhap-so-lieu", "duyet-danh-sach", "lich-su-nap", "dieu-da-nho", "nap-bien-che-chi-so"},
    Role.ADMIN: {entry.slug for entry in ENTRIES},
}
"""Typed by hand: what a role opens, wherever the program says so."""


@pytest.fixture(autouse=True)
def _nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "_finders", [])


def sit_down(role: Role, *places: str) -> Actor:
    """Let somebody of that role look at the screen."""
    actor = Actor("hoa", frozenset({role}), Scope(frozenset(places) or None), "Lê Hòa", account=1)
    users.find_by(lambda: Presence(actor, "10.0.0.7"))
    return actor


def links(app: object) -> set[str]:
    """List the slugs of the pages that the menu leads to."""
    texts = (element.proto.bytes for element in app.get("bidi_component"))  # type: ignore[attr-defined]
    (menu,) = [data["menu"] for text in texts if text and "menu" in (data := json.loads(text))]
    return {page["slug"] for section in menu for page in section["pages"]}


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_has_what_the_role_opens(world: World, opened: Opener, role: Role) -> None:
    sit_down(role)
    app = opened("pages/system/guide.py")
    assert links(app) >= OPEN[role]
    assert not links(app) & ({entry.slug for entry in ENTRIES} - OPEN[role])


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PUBLISHER, Role.UPLOADER])
def test_a_page_that_the_role_does_not_open_shows_nothing(world: World, opened: Opener, role: Role) -> None:
    sit_down(role)
    for entry in ENTRIES:
        if entry.slug not in OPEN[role]:
            app = opened(entry.script)
            assert "không mở được trang này" in page_text(app), entry
            assert not [*frames(app), *app.button, *app.selectbox, *app.text_input]


def test_a_clerk_of_a_commune_opens_less_than_one_of_the_province(world: World, opened: Opener) -> None:
    sit_down(Role.UPLOADER, "09175")
    assert "không mở được trang này" in page_text(opened("pages/data/learned.py"))
    assert "không mở được trang này" not in page_text(opened("pages/data/load.py"))


@pytest.mark.parametrize(("role", "names"), [(Role.VIEWER, False), (Role.PUBLISHER, False), (Role.PEOPLE, True)])
def test_reports_that_name_people_are_offered_to_whoever_may_see_them(
    world: World, opened: Opener, role: Role, *, names: bool
) -> None:
    sit_down(role)
    app = opened("pages/reports/report.py")
    choice = next(box for box in app.selectbox if box.label == "Báo cáo")
    assert ("bm04" in " ".join(choice.options).lower() or any("Danh sách" in each for each in choice.options)) == names
    assert any(button.label == "Công bố" for button in app.button) == (role is Role.PUBLISHER)


def _units(world: World) -> dict[str, str | None]:
    """Give the communes of the world's people with their districts."""
    with database.reading(world.url) as connection:
        pairs = [queries.places_of_import(connection, import_id) for import_id in world.imports.values()]
    return dict(pair for brought in pairs for pair in brought)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PEOPLE, Role.PUBLISHER])
def test_a_table_of_religions_by_post_tells_nothing_to_whoever_may_not_know(
    world: World, opened: Opener, role: Role
) -> None:
    """By the page, by a link with a filter, by the address of the people behind a number, by the gender of «Cơ cấu»."""
    day = {"as_of": "2023-12-31"}
    post = ("position", "Chủ tịch UBND")
    crossed, filtered = Layout("religion", "gender").to_query(), Layout("religion", where=(post,)).to_query()
    behind = Layout("", where=(("religion", "Công giáo"), post)).to_query()
    tables = [("pages/figures/crosstab.py", crossed), ("pages/figures/crosstab.py", filtered)]
    for page, query in (*tables, ("pages/data/trace.py", behind)):
        sit_down(Role.ADMIN)
        assert "nhạy cảm" not in " ".join(words(opened(page, **day, **query).info))
        sit_down(role)
        app = opened(page, **day, **query)
        assert not app.exception
        assert "nhạy cảm" in " ".join(words(app.info))
        assert not app.get("download_button")
        assert " người" not in " ".join(words([*app.markdown, *app.caption]))
    app = opened("pages/figures/composition.py", **day, part="all")
    heads = headings(app)
    assert "Trình độ chuyên môn theo giới tính" in heads
    assert not [text for text in heads if text.startswith(("Dân tộc", "Tôn giáo"))]
    assert ("Đảng viên theo giới tính" in heads) == (role is not Role.PEOPLE)


def test_a_column_of_a_form_is_no_nought_to_whoever_sees_no_people(world: World, opened: Opener) -> None:
    address = {"as_of": "2023-12-31", "form": "bm02", "column": "female"}
    for role in (Role.VIEWER, Role.ADMIN):
        sit_down(role)
        app = opened("pages/data/trace.py", **address)
        assert ("không xem được danh sách người" in " ".join(words(app.caption))) == (role is Role.VIEWER)
        assert any(text.endswith("Nữ.") and " người" in text for text in words(app.markdown)) == (role is Role.ADMIN)


def test_a_clerk_sees_the_imports_of_their_own_places_alone(world: World, opened: Opener) -> None:
    units = _units(world)
    with database.reading(world.url) as connection:
        everything = queries.imports(connection, scope=Scope())
        for unit, district in units.items():
            for places in ({unit}, {district or unit}):
                scope = Scope(frozenset(places))
                for row in everything:
                    brought = queries.places_of_import(connection, row.id)
                    is_own = bool(brought) and all({each, home} & places for each, home in brought)
                    assert (queries.import_details(connection, row.id, scope) is not None) == is_own
                    assert bool(queries.problems(connection, row.id, scope)) <= is_own
                    seen = {roster.unit_name for roster in queries.rosters_of_import(connection, row.id, scope)}
                    assert len(seen) == sum(bool({each, home} & places) for each, home in brought)
    sit_down(Role.UPLOADER, "00000")
    app = opened("pages/data/imports.py")
    assert not frames(app)


def test_looking_at_people_by_name_is_written_down_with_the_selection(world: World, opened: Opener) -> None:
    sit_down(Role.PEOPLE)
    app = opened("pages/reports/report.py", as_of="2023-12-31")
    choice = next(box for box in app.selectbox if box.label == "Báo cáo")
    choice.select(next(option for option in choice.options if "BM04" in option)).run()
    with database.reading(world.url) as connection:
        rows = connection.execute(select(Event.act, Event.by, Event.origin, Event.subject)).all()
    assert [(row.act, row.by, row.origin) for row in rows] == [("people", "hoa", "10.0.0.7")]
    assert rows[0].subject.startswith("Xem trước")
    assert rows[0].subject.endswith("tính đến 31/12/2023")


def test_everything_that_needs_an_act_is_known_to_the_pages() -> None:
    assert {Act.PEOPLE, Act.ACCOUNTS, Act.EVENTS, Act.LOAD, Act.TEACH, Act.SETTINGS, Act.APPROVE} == set(
        register.NEEDS.values()
    ) - {Act.FIGURES}
    assert words([]) == []
