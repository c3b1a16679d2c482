"""Numbers in a report's preview lead to their people: as many as the number says, none for whoever may see nobody."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

import database
from access import users
from access.actors import Actor, Role
from dashboard.parts import tracing
from presentation.charts import Kind, Table
from reference.forms import form_on, written
from reports.contents.further import FURTHER
from reports.contents.model import NumberedChart, Report, Tabular
from reports.contents.profile import profile
from reports.contents.summary import summary
from reports.web.forms import form_page
from stats.cube import Conditions
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


def _tables(report: Report) -> list[Table]:
    blocks = [block for section in report.sections for block in section.blocks]
    charts = [block.chart.table for block in blocks if isinstance(block, NumberedChart)]
    return [
        *charts,
        *(block.table for block in blocks if isinstance(block, Tabular)),
        *(each.table for annex in report.annexes for each in annex.tables),
    ]


def _linked(source: StatisticsSource, selection: Selection, table: Table) -> int:
    """Follow each number of people of a table; give how many lead to theirs."""
    followed = 0
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row):
            where = table.people_of(number, place)
            if where is None or table.columns[place].kind is not Kind.COUNT:
                continue
            query = dict(parse_qsl(urlsplit(tracing.address(selection, where)).query))
            behind = files_behind(source, Selection.from_query(query, selection.as_of), Layout.from_query(query).where)
            assert sum(people for _, _, people in behind) == cell, (table.columns[place].header, row, where)
            followed += 1
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
        followed = [_linked(source, selection, table) for table in _tables(report)]
    assert sum(followed) > (200 if make is summary else 20)


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
