"""Every kind of file × role: what names people is made for those alone whom the table names, the rest for everybody."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

import database
from access import recorded, users
from access.actors import Act, Actor, NotAllowedError, Role
from access.users import Presence
from etl.problems import problem
from etl.records import SourceFile
from presentation.charts.catalogue import build
from reports.catalogue import REPORTS
from reports.export_request import ExportRequest
from reports.pictures.chart_files import FORMS, chart_file
from settings import from_environment
from stats import queries
from stats.measures.forms import FormError
from stats.scope import Scope
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World
from tests.reports.invented import STAMP
from tests.rosters import people, roster

DAY = Selection(END_2023)
READERS, CLERKS = {Role.PEOPLE, Role.UPLOADER, Role.ADMIN}, {Role.UPLOADER, Role.ADMIN}
NAMING = {"bm04": READERS, "danang": CLERKS, "original": CLERKS, "marked copy": CLERKS}
"""Typed by hand: the kinds of files that name people, and who gets them."""
COUNTING = {"summary", "bm01", "bm02", "profile", "letter", "data", "images"}
"""The reports that name nobody."""


def _sit_down(monkeypatch: pytest.MonkeyPatch, role: Role, *places: str) -> Actor:
    actor = Actor("hoa", frozenset({role}), Scope(frozenset(places) or None), account=1)
    monkeypatch.setattr(users, "_finders", [lambda: Presence(actor, "10.0.0.7")])
    return actor


def _form(name: str, world: World, actor: Actor, selection: Selection = DAY) -> bool:
    with database.reading(world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        try:
            source.form(name, selection, actor.people)
        except FormError:
            return False
    return True


def _original(_: str, world: World, actor: Actor) -> bool:
    """Tell whether the import of a file is given, from which alone a page knows its hash, to whoever may load."""
    with database.reading(world.url) as connection:
        details = queries.import_details(connection, world.imports["2023-12-31"], actor.people)
    try:
        actor.require(Act.LOAD)
    except NotAllowedError:
        return False
    return details is not None


def _marked_copy(_: str, world: World, __: Actor) -> bool:
    file = SourceFile("a.xlsx", roster(people(3, "Phường Đáp Cầu"), date(2023, 12, 31)))
    fault = problem("unknown_value", file="a.xlsx", sheet="Sheet", cell="F5", field="education", value="ĐHH")
    try:
        return bool(list(recorded.marked_copies(world.url, [file], [fault], from_environment())))
    except NotAllowedError:
        return False


MAKERS: dict[str, Callable[[str, World, Actor], bool]] = {
    "bm04": _form,
    "danang": _form,
    "original": _original,
    "marked copy": _marked_copy,
}


def test_the_table_has_every_report() -> None:
    assert {name for name, kind in REPORTS.items() if kind.names_people} == NAMING.keys() & REPORTS.keys()
    assert REPORTS.keys() - NAMING.keys() == COUNTING
    assert NAMING.keys() == MAKERS.keys()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("kind", NAMING)
def test_a_file_that_names_people_is_for_whom_the_table_says(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch, kind: str, role: Role
) -> None:
    assert MAKERS[kind](kind, sqlite_world, _sit_down(monkeypatch, role)) == (role in NAMING[kind])


@pytest.mark.parametrize("name", ["bm04", "danang"])
def test_a_clerk_gets_lists_of_their_own_commune_alone(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    own, other = sqlite_world.on(END_2023)["unit_code"].unique()[:2]
    clerk = _sit_down(monkeypatch, Role.UPLOADER, own)
    assert not _form(name, sqlite_world, clerk)
    with database.reading(sqlite_world.url) as connection:
        district = StatisticsSource.of_connection(connection, PROVINCE).names_of(DAY).district_of
    assert _form(name, sqlite_world, clerk, Selection(END_2023, district[own], own))
    assert not _form(name, sqlite_world, clerk, Selection(END_2023, district[other], other))


@pytest.mark.parametrize("name", sorted(COUNTING))
def test_a_report_of_numbers_is_made_in_no_name(sqlite_world: World, name: str) -> None:
    with database.reading(sqlite_world.url) as connection:
        request = ExportRequest(
            name, ".docx", StatisticsSource.of_connection(connection, PROVINCE), DAY, "Sở Nội vụ", is_internal=True
        )
        assert not request.people.covers("09175")
        assert not REPORTS[name].names_people


def test_a_chart_of_each_format_is_made_of_numbers_alone(sqlite_world: World) -> None:
    assert set(FORMS) == {"png", "svg", "pdf", "html", "xlsx", "docx", "pptx"}
    with database.reading(sqlite_world.url) as connection:
        chart = build(StatisticsSource.of_connection(connection, PROVINCE), "education", DAY, is_demo=False)
    for form in ("xlsx", "docx", "pptx"):  # the others draw the same chart by a browser
        with zipfile.ZipFile(io.BytesIO(chart_file(chart, form, STAMP))) as archive:
            texts = [archive.read(name).decode(errors="ignore") for name in archive.namelist()]
        assert not [text for text in texts if "Nguyễn Văn" in text]
