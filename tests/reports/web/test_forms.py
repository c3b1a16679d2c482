"""A statutory form as a page: its header covers every column once, and its numbers are those of the filled form."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

import database
from reference.bodies import Tier
from reference.forms import PEOPLE, all_forms, form_on
from reports import statutory
from reports.inputs import Options, ReportError, ReportInputs
from reports.web.forms import form_page
from stats.measures.forms import FormList, FormTable
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, fill
from tests.reports.invented import LETTERHEAD, STAMP


class Grid(HTMLParser):
    """The table's rows, each of (text, columns, rows, tag, class of the row)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[list[object]]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append(["", int(attributes.get("colspan") or 1), int(attributes.get("rowspan") or 1), tag])
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            cell = self.rows[-1][-1]
            cell[0] = str(cell[0]) + data

    def placed(self) -> list[list[str]]:
        """Every row as wide as the table, a merged cell's text in each of its places."""
        held: dict[tuple[int, int], str] = {}
        for line, row in enumerate(self.rows):
            at = 0
            for text, across, down, _ in row:
                while (line, at) in held:
                    at += 1
                for y in range(int(str(down))):
                    for x in range(int(str(across))):
                        assert (line + y, at + x) not in held, "two cells in one place"
                        held[line + y, at + x] = str(text)
        width = 1 + max(x for _, x in held)
        return [[held[line, x] for x in range(width)] for line in range(len(self.rows))]


@pytest.fixture
def source(sqlite_url: str) -> Iterator[StatisticsSource]:
    with database.reading(fill(sqlite_url).url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def _inputs(source: StatisticsSource, options: Options | None = None, **place: str) -> ReportInputs:
    selection = Selection.from_query({"as_of": END_2023.isoformat(), **place}, END_2023)
    return ReportInputs(source, selection, LETTERHEAD, STAMP, True, options=options or Options(), people=EVERYBODY)


COMMUNE_FORMS = [form for form in all_forms() if Tier.COMMUNE in form.tiers]
"""The forms about communes, whose people the tests have."""


@pytest.mark.parametrize("name", [form.name for form in COMMUNE_FORMS])
def test_the_header_covers_each_column_once_and_is_that_of_the_form(source: StatisticsSource, name: str) -> None:
    form = form_on(name, END_2023)
    assert form is not None
    grid = Grid(statutory.page(name, _inputs(source, unit=_unit(source)))).placed()
    depth = max(len(column.header) for column in form.columns)
    assert {len(row) for row in grid} == {len(form.columns)}
    for place, column in enumerate(form.columns):
        path = [grid[level][place] for level in range(depth)]
        assert list(dict.fromkeys(path)) == list(dict.fromkeys(column.header))
        if form.layout.has_number_row:
            assert grid[depth][place] == column.number


def _unit(source: StatisticsSource) -> str:
    return next(row.code for row in source.register(END_2023) if row.has_roster)


@pytest.mark.parametrize("expanded", [False, True])
def test_the_lines_and_the_total_are_those_of_the_form(source: StatisticsSource, expanded: bool) -> None:
    filled = source.form("bm02", Selection(END_2023), EVERYBODY)
    assert isinstance(filled, FormTable)
    grid = Grid(statutory.page("bm02", _inputs(source, Options(expanded=expanded)))).placed()
    by_name = {row[1]: row for row in grid}
    lines = [row for row in filled.rows if expanded or row.parent is None]
    assert len(lines) > 8 or not expanded
    for place, column in enumerate(filled.form.columns):
        if not column.is_counted:
            continue
        assert by_name["Tổng số"][place] == f"{filled.total[column.key]:,}".replace(",", ".")
        for line in (row for row in lines if row.level == "district"):
            text = "" if line.counts is None else f"{line.counts[column.key]:,}".replace(",", ".")
            assert by_name[line.name][place] == text
    names = [row[1] for row in grid]
    assert [name for name in names if name in {line.name for line in lines}] == [line.name for line in lines]


def test_a_list_shows_its_people_under_their_headings(source: StatisticsSource) -> None:
    filled = source.form("bm04", Selection(END_2023, district="263"), EVERYBODY)
    assert isinstance(filled, FormList)
    page = form_page(filled, "huyện Gia Bình", LETTERHEAD, STAMP)
    people = [cells for group in filled.groups for cells in group.rows]
    grid = Grid(page).placed()
    headings = sum(len(set(row)) == 1 for row in grid)
    header = max(len(column.header) for column in filled.form.columns) + filled.form.layout.has_number_row
    assert len(grid) == header + headings + len(people) + 1
    for heading in {heading for group in filled.groups for heading in group.headings}:
        assert any(set(row) == {heading} for row in grid)
    assert filled.total[PEOPLE] == len(people)
    assert "LƯU HÀNH NỘI BỘ" in page


def test_a_preview_of_a_long_list_shows_its_beginning_and_says_so(source: StatisticsSource) -> None:
    filled = source.form("bm04", Selection(END_2023), EVERYBODY)
    assert isinstance(filled, FormList)
    page = form_page(filled, "tỉnh Bắc Ninh", LETTERHEAD, most=5)
    whole = form_page(filled, "tỉnh Bắc Ninh", LETTERHEAD)
    assert "chỉ hiện 5 người đầu" in page
    assert "chỉ hiện" not in whole
    assert len(page) < len(whole) / 3


def test_a_list_that_is_too_long_is_not_printed(source: StatisticsSource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statutory, "_PRINTED", 10)
    with pytest.raises(ReportError, match="chọn một huyện"):
        statutory.pdf("bm04", _inputs(source))


def test_the_paper_is_that_of_the_form(source: StatisticsSource) -> None:
    for form in COMMUNE_FORMS:
        page = statutory.page(form.name, _inputs(source, unit=_unit(source)))
        assert f"@page {{ size: {form.layout.paper} landscape" in page
        assert "<script" not in page


def test_letters_become_smaller_where_the_paper_is_too_narrow(source: StatisticsSource) -> None:
    page = statutory.page("bm02", _inputs(source))
    size = re.search(r"--size:([\d.]+)pt;--whole:(\d+)pt;--screen:10pt", page)
    assert size is not None
    assert float(size[1]) == pytest.approx(10 * min(1, (420 - 24) / 25.4 * 72 / float(size[2])), abs=0.02)
