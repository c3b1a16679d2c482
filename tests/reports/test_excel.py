"""Workbooks, opened again: the numbers, the table, and the native chart that points at them."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from presentation import charts
from presentation.charts import Chart, Kind, Line, Subset
from reports.excel.workbook import chart_workbook
from stats.measures import UNIVERSITY_OR_HIGHER
from tests.presentation.invented import CAPTION, DATES, categories, educations, group, published

UNIVERSITY = Subset("Đại học trở lên", UNIVERSITY_OR_HIGHER)
SHARES = Line("Đại học trở lên", (Decimal("88.00"), None, Decimal("89.64")), ("88,00%", "", "89,64%"), "#12436D")
SMALL = group("260", {"masters": 5, "college": 4})
CHARTS = {
    "headcount": charts.headcount("headcount", CAPTION, categories(), "Đơn vị"),
    "levels": charts.levels("education", CAPTION, published("education")),
    "by_place": charts.by_place("education_by_place", CAPTION, educations(), published("education"), "Đơn vị"),
    "compared": charts.compared(
        "university", CAPTION, educations(), province=published("education"), subset=UNIVERSITY, place="Đơn vị"
    ),
    "over_time": charts.over_time("trend", CAPTION, DATES, [SHARES]),
    "few people": charts.levels("education", CAPTION, SMALL.breakdown),
    "a small place": charts.by_place("by", CAPTION, [*educations(), SMALL], published("education"), "Đơn vị"),
    "a small place compared": charts.compared(
        "compared", CAPTION, [*educations(), SMALL], province=published("education"), subset=UNIVERSITY, place="Đơn vị"
    ),
}
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
CREATED = datetime(2024, 1, 5, tzinfo=UTC)


def _open(chart: Chart) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(chart_workbook(chart, CREATED)))


def _part(chart: Chart, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(chart_workbook(chart, CREATED))) as book:
        return book.read(name).decode()


def _table(sheet: Worksheet) -> list[tuple[Any, ...]]:
    (table,) = sheet.tables.values()
    return [tuple(cell.value for cell in row) for row in sheet[table.ref]]


@every_chart
def test_cells_are_numbers_that_equal_what_is_shown(chart: Chart) -> None:
    head, *rows = _table(_open(chart)["Số liệu"])
    assert list(head) == [column.header for column in chart.table.columns]
    assert len(rows) == len(chart.table.rows)
    for values, cells in zip(rows, chart.table.rows, strict=True):
        for value, cell, column in zip(values, cells, chart.table.columns, strict=True):
            if column.kind is Kind.SHARE and cell is not None:
                assert isinstance(value, int | float)
                assert Decimal(repr(value)) * 100 == cell
            elif isinstance(value, datetime):
                assert f"{value:%d/%m/%Y}" == cell
            else:
                assert value == cell


@every_chart
def test_numbers_have_formats(chart: Chart) -> None:
    sheet = _open(chart)["Số liệu"]
    (table,) = sheet.tables.values()
    wanted = {Kind.COUNT: "#,##0", Kind.SHARE: "0.00%", Kind.TEXT: "@"}
    for row in list(sheet[table.ref])[1:]:
        formats = [wanted[column.kind] for column in chart.table.columns]
        assert [cell.number_format for cell in row] == (["dd/mm/yyyy", *formats[1:]] if chart.native.days else formats)


@every_chart
def test_the_sheet_keeps_the_rules_for_accessible_tables(chart: Chart) -> None:
    book = _open(chart)
    assert book.sheetnames == ["Số liệu", "Biểu đồ"]
    assert book.active is not None
    assert book.active.title == "Số liệu"
    assert book.properties.title == CAPTION.title
    assert book.properties.language == "vi-VN"
    sheet = book["Số liệu"]
    (table,) = sheet.tables.values()
    assert table.name == f"bang_{chart.name}"
    assert table.autoFilter is None
    assert table.ref.startswith(f"A{4 + 1}:")
    assert not sheet.merged_cells.ranges
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4)] == [
        CAPTION.title,
        CAPTION.subtitle,
        CAPTION.source,
        CAPTION.notes[0],
    ]


def test_names_are_not_cut_off() -> None:
    sheet = _open(CHARTS["headcount"])["Số liệu"]
    longest = max(len(str(row[0])) for row in CHARTS["headcount"].table.rows)
    assert sheet.column_dimensions["A"].width > longest


@every_chart
def test_the_native_chart_points_at_the_table(chart: Chart) -> None:
    book = _open(chart)
    sheet = book["Số liệu"]
    (drawn,) = book["Biểu đồ"]._charts
    for series, own in zip(drawn.series, chart.native.series, strict=False):
        header = chart.table.columns[own.column].header
        assert _cells(sheet, series.tx.strRef.f) == [header]
        names = _cells(sheet, (series.cat.numRef or series.cat.strRef).f)
        assert [f"{name:%d/%m/%Y}" if isinstance(name, datetime) else name for name in names] == [
            row[0] for row in chart.table.rows
        ]
        if len(own.spans(len(chart.table.rows))) > 1:
            continue  # its numbers stand beside the chart, in columns of their own
        shown = [row[own.column] for row in chart.table.rows]
        values = [None if v is None else v / 100 if isinstance(v, Decimal) else v for v in shown]
        assert _cells(sheet, series.val.numRef.f) == [
            None if v is None else pytest.approx(float(str(v))) for v in values
        ]


def _cells(sheet: Worksheet, reference: str) -> list[Any]:
    name, cells = reference.rsplit("!", 1)
    assert name == "'Số liệu'"
    area = sheet[cells.replace("$", "")]
    return [row[0].value for row in area] if isinstance(area, tuple) else [area.value]


@every_chart
def test_the_native_chart_has_the_figure_s_colours(chart: Chart) -> None:
    xml = _part(chart, "xl/charts/chart1.xml")
    for series in chart.native.series:
        for colour in series.point_colours or (series.colour,):
            assert colour.removeprefix("#") in xml


@pytest.mark.parametrize("name", ["headcount", "levels", "by_place", "compared"])
def test_bars_lie_and_the_first_is_on_top(name: str) -> None:
    xml = _part(CHARTS[name], "xl/charts/chart1.xml")
    assert '<c:barDir val="bar"/>' in xml
    category_axis = xml[xml.index("<c:catAx>") : xml.index("</c:catAx>")]
    assert '<c:orientation val="maxMin"/>' in category_axis
    value_axis = xml[xml.index("<c:valAx>") : xml.index("</c:valAx>")]
    ends = {end: float(value) for end, value in re.findall(r'<c:(min|max) val="([\d.]+)"/>', value_axis)}
    assert ends == {"by_place": {"min": 0, "max": 1}, "compared": {"min": 0.8, "max": 1}}.get(name, {"min": 0})


def test_stacks_are_stacked_and_short_segments_have_no_label() -> None:
    xml = _part(CHARTS["by_place"], "xl/charts/chart1.xml")
    assert '<c:grouping val="stacked"/>' in xml
    assert '<c:overlap val="100"/>' in xml
    shares = [row[place] for row in CHARTS["by_place"].table.rows for place in (3, 5, 7, 9, 11)]
    assert xml.count('<c:delete val="1"/>') >= sum(share < 5 for share in shares if isinstance(share, Decimal))


def test_the_trend_is_a_line_on_the_figure_s_axis() -> None:
    chart = CHARTS["over_time"]
    xml = _part(chart, "xl/charts/chart1.xml")
    assert "<c:lineChart>" in xml
    assert chart.native.axis is not None
    low = re.search(r'<c:min val="([\d.]+)"/>', xml)
    assert low
    assert float(low[1]) == pytest.approx(chart.native.axis[0] / 100)


@every_chart
def test_the_chart_has_an_alternative_text(chart: Chart) -> None:
    drawing = _part(chart, "xl/drawings/drawing1.xml")
    assert f'descr="{chart.alt.replace("<", "&lt;").replace(">", "&gt;")}"' in drawing


def test_demonstration_data_say_so_on_every_sheet() -> None:
    book = _open(replace(CHARTS["levels"], caption=replace(CAPTION, is_demo=True)))
    for sheet in book:
        assert "Số liệu minh họa" in [cell.value for cell in sheet["A"]]


def test_without_figure_the_numbers_still_come() -> None:
    chart = charts.over_time("trend", CAPTION, DATES[:1], [Line("Cán bộ", (1263,), ("1.263",), "#12436D")])
    book = _open(chart)
    assert book.sheetnames == ["Số liệu"]
    assert _table(book["Số liệu"]) == [("Tính đến ngày", "Cán bộ"), (datetime(2021, 12, 31), 1263)]  # noqa: DTZ001


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert chart_workbook(CHARTS["levels"], CREATED) == chart_workbook(CHARTS["levels"], CREATED)
    assert _open(CHARTS["levels"]).properties.created == CREATED.replace(tzinfo=None)


def test_a_name_that_looks_like_a_formula_is_text() -> None:
    groups = [replace(categories()[0], name="=1+1")]
    chart = charts.headcount("headcount", CAPTION, groups, "Đơn vị")
    sheet = _open(chart)["Số liệu"]
    assert sheet["A6"].value == "=1+1"
    assert sheet["A6"].data_type == "s"


def test_of_a_small_place_the_workbook_has_no_share() -> None:
    *_, small = _table(_open(CHARTS["a small place"])["Số liệu"])
    assert small[:3] == ("Huyện Tiên Du", 9, 5)
    assert [cell for cell in small[1:] if isinstance(cell, float)] == []
    head, *rows = _table(_open(CHARTS["few people"])["Số liệu"])
    assert head == ("Trình độ chuyên môn", "Số người")
    assert [row[1] for row in rows] == [0, 5, 0, 4, 0, 0, 0]
