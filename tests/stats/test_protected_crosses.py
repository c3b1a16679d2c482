"""Cross-tables and charts of ethnic groups and religions: what leaves, but for internal use, points at nobody."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import database
from presentation import crossing
from presentation.charts import catalogue
from presentation.charts.crossed import Drawing, crossed
from reference.fields import kept_back
from reports.excel import crosstab
from stats.crossing import refusal
from stats.disclosure import Secrecy, Way
from stats.measures.cross_tables import ALL
from stats.measures.layouts import Layout, Measure
from stats.protected import NotGivenError, leaving, protected
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.commands.conftest import Tell, tell
from tests.people import END_2023, PROVINCE, World
from tests.reports.invented import STAMP

__all__ = ["tell"]
DAY = Selection(END_2023)
CROSS = Layout("religion", "gender")
LAYOUTS = [
    CROSS,
    Layout("education", "ethnicity"),
    Layout("it", where=(("religion", None),)),
    Layout("gender", "unit", "ethnicity"),
]
ROUNDING = Secrecy(way=Way.ROUND, fields=kept_back())


@pytest.fixture
def source(sqlite_world: World) -> Iterator[StatisticsSource]:
    with database.reading(sqlite_world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("day", [DAY, Selection(END_2023, district="256")])
def test_no_cross_leaves_beside_tables_that_hide_small_counts(
    source: StatisticsSource, layout: Layout, day: Selection
) -> None:
    """Rounded crosses beside exact sums bound the hidden counts: on these people a solver computes some of them."""
    given = leaving(source, is_internal=False)
    for make in (
        lambda: crossing.table_of(given, day, layout),
        lambda: crosstab.workbook(given, day, layout, STAMP),
        lambda: crosstab.delimited(given, day, layout),
    ):
        with pytest.raises(NotGivenError, match=r"LƯU HÀNH NỘI BỘ.*Thiết lập"):
            make()
    chart = crossed(given, day, layout, Drawing.STACK, is_demo=False)
    assert (chart.figure, chart.table.rows, chart.note) == (None, (), refusal(given, layout))
    assert not re.search(r"[0-9]", chart.caption.subtitle + chart.caption.heading + chart.alt.replace("đến 5", ""))


def test_of_other_fields_the_public_gets_no_cross_either(source: StatisticsSource) -> None:
    with pytest.raises(NotGivenError, match="Giới tính"):
        crossing.table_of(protected(source, Secrecy()), DAY, Layout("education", "gender"))


def test_each_number_is_the_nearest_multiple_of_five_of_its_own(sqlite_world: World, source: StatisticsSource) -> None:
    frame = sqlite_world.on(END_2023).query("unit_type in ('commune', 'ward', 'township')")
    table = crossing.table_of(protected(source, ROUNDING), DAY, CROSS)
    numbers = []
    for row in table.rows.with_all:
        for column in table.columns.with_all:
            people = frame
            for name, code in (("religion", row), ("gender", column)):
                people = (
                    people if code == ALL else people[people[name].isna() if code is None else people[name] == code]
                )
            count = table.count(ALL, row, column)
            assert count % 5 == 0
            assert abs(count - len(people)) <= 2
            numbers.append(count != len(people))
    assert any(numbers)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_where_all_is_rounded_crosses_are_in_each_form_and_say_so(source: StatisticsSource, layout: Layout) -> None:
    given = protected(source, ROUNDING)
    assert not refusal(given, layout)
    assert any("làm tròn riêng" in note for note in crossing.caption(given, DAY, layout, is_demo=False).notes)
    sheet = openpyxl.load_workbook(io.BytesIO(crosstab.workbook(given, DAY, layout, STAMP))).worksheets[0]
    numbers = [cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, int)]
    assert numbers
    assert all(number % 5 == 0 for number in numbers)
    rows = csv.reader(io.StringIO(crosstab.delimited(given, DAY, layout).decode("utf-8-sig")))
    plain = [int(cell) for row in rows for cell in row if cell.isdecimal()]
    assert plain
    assert all(number % 5 == 0 for number in plain)


def test_shares_are_of_the_rounded_numbers(source: StatisticsSource) -> None:
    layout = replace(CROSS, measure=Measure.ROW)
    table = crossing.table_of(protected(source, ROUNDING), DAY, layout)
    for (row, column), cell in table.cells(ALL, Measure.ROW).items():
        base = table.count(ALL, row, ALL)
        if cell.share is not None and column != ALL:
            assert abs(float(cell.share) - 100 * table.count(ALL, row, column) / base) < 12


def test_for_internal_use_and_of_other_fields_nothing_changes(source: StatisticsSource) -> None:
    assert crossing.table_of(leaving(source, is_internal=True), DAY, CROSS) == crossing.table_of(source, DAY, CROSS)
    other = Layout("education", "gender")
    table = crossing.table_of(leaving(source, is_internal=False), DAY, other)
    assert table.sums == crossing.table_of(source, DAY, other).sums
    assert not table.is_rounded


def test_a_chart_that_leaves_does_not_have_what_an_internal_one_has(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch, tell: Tell, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_world.url)
    unit = sqlite_world.on(END_2023)["unit_code"].iloc[0]
    values = {}
    for words in ((), ("--internal",)):
        path = tmp_path / f"{len(words)}.xlsx"
        status, _, err = tell(
            "chart", "religion", "--as-of", "2023-12-31", "--scope", unit, "--output", str(path), *words
        )
        assert status == 0, err
        sheets = openpyxl.load_workbook(path).worksheets
        values[words] = [cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row]
    small = {1, 2, 3, 4}
    assert small & {each for each in values["--internal",] if isinstance(each, int)}
    assert not small & {each for each in values[()] if isinstance(each, int)}
    assert "religion" in catalogue.CHARTS
