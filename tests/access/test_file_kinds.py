"""Every kind of file × role: what names people is made for those alone whom the table names, the rest for everybody."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest

import database
from access import account_tables, recorded, users
from access.accounts import NewAccount
from access.actors import Act, Actor, NotAllowedError, Role
from access.users import Presence
from blank_forms.form import read_form
from blank_forms.opening import FormRefusedError
from dashboard.parts.register import NEEDS
from dissemination import filled_forms
from etl.problems import problem
from etl.records import SourceFile
from presentation.charts.catalogue import build
from reference.fields import charted_fields
from reports.catalogue import REPORTS
from reports.export_request import ExportRequest
from reports.pictures.chart_files import FORMS, chart_file
from settings import ROOT, from_environment
from stats import queries
from stats.crossing import crossed_fields
from stats.measures.forms import FormError
from stats.named_lists import people_of
from stats.scope import Scope
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.blank_forms.blank import new_sheet, saved, write_header, write_rows
from tests.people import END_2023, PROVINCE, World
from tests.reports.invented import STAMP
from tests.rosters import people, roster

DAY = Selection(END_2023)
READERS, CLERKS = {Role.PEOPLE, Role.UPLOADER, Role.ADMIN}, {Role.UPLOADER, Role.ADMIN}
NAMING = {
    "bm04": READERS,
    "danang": CLERKS,
    "original": CLERKS,
    "marked copy": CLERKS,
    "filled list": READERS,
    "filled list with ethnic groups": CLERKS,
    "retirement list": READERS,
    "paper for a person": READERS,
    "rows behind a number": READERS,
    "waiting upload": CLERKS,
    "account slips": {Role.ADMIN},
}
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


def _filled(columns: tuple[str, ...], world: World) -> bool:
    sheet = new_sheet("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    first = write_header(sheet, 3, [(column,) for column in columns])
    write_rows(sheet, first, len(columns), [[], []])
    with database.reading(world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        form = read_form(source, DAY, "bieu.xlsx", saved(sheet))
        assert form.lists_people
        try:
            issued, _ = filled_forms.issue(world.url, source, DAY, form)
        except (NotAllowedError, FormRefusedError):
            return False
    return issued.content[:2] == b"PK"


def _filled_list(_: str, world: World, __: Actor) -> bool:
    return _filled(("TT", "Họ và tên", "Năm sinh", "Đơn vị công tác"), world)


def _filled_ethnic_list(_: str, world: World, __: Actor) -> bool:
    return _filled(("TT", "Họ và tên", "Năm sinh", "Dân tộc", "Đơn vị công tác"), world)


def _retirements(_: str, world: World, actor: Actor) -> bool:
    with database.reading(world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        return any(people_of(source, DAY, 5, actor.people))


def _paper(_: str, world: World, actor: Actor) -> bool:
    person = world.on(END_2023).iloc[0]
    with database.reading(world.url) as connection:
        return bool(
            queries.rows_of_name(connection, person["full_name"], person["birth_date"] or "", scope=actor.people)
        )


def _rows(_: str, world: World, actor: Actor) -> bool:
    with database.reading(world.url) as connection:
        return bool(queries.traced_rows(connection, DAY, {"it": "none"}, scope=actor.people, province=PROVINCE))


def _waiting(_: str, world: World, actor: Actor) -> bool:
    """Tell whether somebody gets at what waits: by the page, which wants `LOAD`, as a trial, which shows its cells."""
    try:
        actor.require(NEEDS["duyet-danh-sach"])
        recorded.approval(world.url, 1, lambda *_: None, from_environment(), dry_run=True)
    except NotAllowedError as error:
        return "Không có bản" in str(error)  # there is none: whoever may is told so
    return True


def _slips(_: str, world: World, __: Actor) -> bool:
    """Tell whether slips are handed over, which somebody makes with the accounts that they are of."""
    handed: list[bool] = []
    person = NewAccount("lan", "Nguyễn Thị Lan", [Role.ADMIN], password="sông Cầu nước chảy")
    with suppress(NotAllowedError):
        account_tables.make(world.url, [person], lambda: handed.append(True))
    return bool(handed)


MAKERS: dict[str, Callable[[str, World, Actor], bool]] = {
    "bm04": _form,
    "danang": _form,
    "original": _original,
    "marked copy": _marked_copy,
    "filled list": _filled_list,
    "filled list with ethnic groups": _filled_ethnic_list,
    "retirement list": _retirements,
    "paper for a person": _paper,
    "rows behind a number": _rows,
    "waiting upload": _waiting,
    "account slips": _slips,
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


DOWNLOADS = {
    "dashboard/data/approvals.py": {"waiting upload"},
    "dashboard/data/import_history.py": {"original"},
    "dashboard/data/import_steps.py": {"marked copy"},
    "dashboard/data/person.py": {"paper for a person"},
    "dashboard/data/quality.py": set(),
    "dashboard/data/submissions.py": {"letter"},
    "dashboard/figures/crosstab.py": set(),
    "dashboard/parts/blank_roster.py": set(),
    "dashboard/parts/cards.py": set(),
    "dashboard/parts/named_lists.py": {"retirement list"},
    "dashboard/parts/page_tables.py": set(),
    "dashboard/reports/form_filling.py": {"filled list", "filled list with ethnic groups"},
    "dashboard/reports/publication_list.py": set(),
    "dashboard/reports/report_desk.py": set(REPORTS),
    "dashboard/system/account_table.py": {"account slips"},
    "dashboard/system/events_page.py": {"events"},
    "dashboard/system/office_form.py": set(),
    "dashboard/system/unit_changes.py": set(),
    "dashboard/system/unit_entry.py": set(),
}
"""Typed by hand: each place that hands out files, and the kinds of the tables above that it hands out, empty where it
has counts, units or empty forms alone. A new place stands here, or the test fails: somebody says what it names."""


def test_each_place_that_hands_out_files_is_known() -> None:
    places = [*ROOT.glob("dashboard/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "frame.py"]
    having = {path.relative_to(ROOT).as_posix() for path in places if "download_button(" in path.read_text("utf-8")}
    assert having == DOWNLOADS.keys()
    assert NAMING.keys() - {"rows behind a number"} <= set().union(*DOWNLOADS.values())


def test_the_events_are_for_administrators_alone() -> None:
    assert NEEDS["nhat-ky"] is Act.EVENTS
    assert {role for role in Role if Actor("x", frozenset({role}), Scope()).may(Act.EVENTS)} == {Role.ADMIN}


def test_counts_of_a_page_leave_by_its_tables_without_anybodys_name() -> None:
    """«Tải mọi bảng», charts and cross-tables count by fields none of which tells one person from all others."""
    counted = {*crossed_fields(), *charted_fields()}
    assert {"education", "unit"} <= counted
    assert not {"full_name", "birth_date", "source", "identity_mark", "identity_number"} & counted
