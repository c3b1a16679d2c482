"""Numbers in a report's preview lead to their people: as many as the number says, none for whoever may see nobody."""

import copy
import re
from collections import Counter
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

import database
from access import users
from access.actors import Actor, Role
from dashboard.parts import tracing
from presentation.charts import Kind, Table
from presentation.group_words import group_words
from presentation.prose import counting, joined, prose, runs_of
from reference.forms import form_on, written
from reports.contents.further import FURTHER
from reports.contents.model import NumberedChart, Paragraph, Report, Tabular
from reports.contents.profile import profile
from reports.contents.summary import summary
from reports.web.document import linked
from reports.web.forms import form_page
from stats.cube import Conditions
from stats.groups import GROUP, texts_of
from stats.measures.forms import FormTable
from stats.measures.layouts import Layout
from stats.scope import EVERYBODY, Scope
from stats.selection import Selection, View
from stats.source import StatisticsSource
from stats.tracing import files_behind, people_in_column
from tests.pages.conftest import Opener, column, listings
from tests.pages.test_report_page import PAGE, THEN, preview
from tests.people import END_2023, PROVINCE, World
from tests.reports.invented import LETTERHEAD

_OF_A_KIND = 3
"""Numbers of a kind of group that are followed: each asks for everybody of a date."""


def _tables(report: Report) -> list[Table]:
    blocks = [block for section in report.sections for block in section.blocks]
    charts = [block.chart.table for block in blocks if isinstance(block, NumberedChart)]
    return [
        *charts,
        *(block.table for block in blocks if isinstance(block, Tabular)),
        *(each.table for annex in report.annexes for each in annex.tables),
    ]


def _behind(source: StatisticsSource, selection: Selection, where: Conditions) -> int:
    """Follow the address of a number; give how many people stand behind it."""
    query = dict(parse_qsl(urlsplit(tracing.address(selection, where)).query))
    there = Selection.from_query(query, selection.as_of)
    group = ((GROUP, query[GROUP]),) if GROUP in query else ()
    assert not group or group_words(there, texts_of(group))
    files = files_behind(source, there, (*Layout.from_query(query).where, *group))
    return sum(people for _, _, people in files)


def _linked(source: StatisticsSource, selection: Selection, table: Table, known: Counter[str]) -> int:
    """Follow each number of people of a table; give how many lead to theirs. Of each kind of group a few."""
    followed = 0
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row):
            where = table.people_of(number, place)
            if where is None or table.columns[place].kind is not Kind.COUNT:
                continue
            kind = "".join(dict(where).get(GROUP) or "").rpartition(".")[0]
            known[kind] += 1
            followed += 1
            if not kind or known[kind] <= _OF_A_KIND:
                assert isinstance(cell, int)
                assert _behind(source, selection, where) == abs(cell), (table.columns[place].header, row, where)
    return followed


@pytest.mark.parametrize(
    "selection",
    [
        Selection(END_2023),
        Selection(END_2023, district="263"),
        Selection(END_2023, category="cadre"),
        Selection(date(2025, 12, 31), territory=View.OLD),
    ],
)
@pytest.mark.parametrize("make", [summary, profile])
def test_as_many_people_stand_behind_a_number_as_it_says(
    sqlite_world: World, make: object, selection: Selection
) -> None:
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        more = {"parts": tuple(FURTHER)} if make is summary else {}
        report = make(source, selection, is_demo=False, **more)  # type: ignore[operator]
        kinds: Counter[str] = Counter()
        followed = [_linked(source, selection, table, kinds) for table in _tables(report)]
        assert sum(followed) > (200 if make is summary else 20)
        spoken = [run for paragraph in _paragraphs(report) for run in runs_of(paragraph.text) if run[1] is not None]
        for text, where in spoken:
            assert _behind(source, selection, where or ()) == int(re.sub(r"\D", "", text)), (text, where)
    assert len(spoken) > (30 if make is summary else 0)


def _paragraphs(report: Report) -> list[Paragraph]:
    blocks = [block for section in report.sections for block in section.blocks if isinstance(block, Paragraph)]
    return [*report.opening, *blocks, *report.closing]


def test_a_text_keeps_its_numbers_and_is_plain_to_everybody_else() -> None:
    text = prose(f"Có {counting('12 người', (('it', None), ('unit', '09016')))} & {counting('03', None)}.")
    assert (text, type(str(text))) == ("Có 12 người & 03.", str)
    assert runs_of(text)[1] == ("12 người", (("it", None), ("unit", "09016")))
    assert runs_of(copy.deepcopy(text)) == runs_of(text)
    assert joined([text, "", "Hết."]) == "Có 12 người & 03. Hết."
    assert linked(text, None) == text
    assert linked(text, lambda where: f"?a&{len(where)}") == (
        'Có <a href="?a&amp;2" target="_blank" rel="noopener">12 người</a> &amp; 03.'
    )


def test_a_group_that_does_not_exist_is_said(world: World, opened: Opener) -> None:
    for wrong in ("khong-co", "movement.left", "retirement.due.x", "since.2022-12-31", "level.ethnicity.x", "empty.x"):
        app = opened("pages/data/trace.py", as_of=THEN, group=wrong)
        assert not app.exception
        assert "không có ở ngày này" in " ".join(each.value for each in app.info), wrong


def test_leavers_are_listed_on_the_date_on_which_they_were_there(world: World, opened: Opener) -> None:
    app = opened("pages/data/trace.py", as_of=THEN, group="since.2022-12-31~movement.left")
    assert not app.exception
    before, now = (set(world.on(day)["full_name"]) for day in (date(2022, 12, 31), END_2023))
    assert set(column(listings(app)["Người đứng sau con số"], "Họ và tên")) >= before - now


def test_the_preview_links_its_numbers_for_whoever_may_see_people(
    world: World, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = preview(opened(PAGE, as_of=THEN, district="263"))
    assert 'target="_blank"' in shown
    assert "ai-o-dau?as_of=2023-12-31" in shown
    monkeypatch.setattr(users, "_finders", [])
    users.find_by(lambda: users.Presence(Actor("người xem", frozenset({Role.VIEWER}), Scope())))
    assert "ai-o-dau" not in preview(opened(PAGE, as_of=THEN, district="263"))


def test_a_form_s_number_leads_to_as_many_people(sqlite_world: World) -> None:
    links: list[tuple[str, ...]] = []

    def link(where: Conditions) -> str:
        links.append(tuple(code or "" for _, code in where[-3:]))
        return tracing.address(Selection(END_2023), where)

    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        table = source.form("bm02", Selection(END_2023), EVERYBODY)
        assert isinstance(table, FormTable)
        form_page(table, "tỉnh Bắc Ninh", LETTERHEAD, link=link, expanded=True)
        counts = {row.code: row.counts for row in table.rows if row.counts}
        assert len(links) > len(table.form.columns)
        for place, _, key in [each for each in links if len(each) == 3][:: len(links) // 40]:
            row = next(row for row in table.rows if row.code == place)
            there = Selection(END_2023, **{row.level: place})  # type: ignore[arg-type]
            people = people_in_column(source, there, "bm02", key, EVERYBODY)
            assert len(people) == counts[place][key], (place, key)


def test_a_column_of_a_form_lists_its_people_with_their_cells(world: World, opened: Opener) -> None:
    app = opened("pages/data/trace.py", as_of=THEN, form="bm02", column=_women(world))
    assert not app.exception
    table = listings(app)["Người đứng sau con số"]
    women = world.on(END_2023).query("gender == 'female'")
    assert set(column(table, "Họ và tên")) <= set(women["full_name"])
    assert "Ô: Giới tính" in table["headers"]
    wrong = opened("pages/data/trace.py", as_of=THEN, form="bm02", column="khong-co")
    assert not wrong.exception
    assert "không có ở ngày này" in " ".join(each.value for each in wrong.info)


def _women(world: World) -> str:
    form = form_on("bm02", END_2023)
    assert form is not None
    return next(each.key for each in form.columns if each.counts and "gender=female" in written(each.counts))
