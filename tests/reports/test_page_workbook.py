"""The tables of several charts as one workbook, opened again."""

import io
from dataclasses import replace

import openpyxl

from presentation.charts import Chart
from reports.excel.page_workbook import CONTENTS, charts_workbook
from tests.reports.invented import HEADCOUNT, LEVELS, STACK, STAMP, TREND

CHARTS: tuple[Chart, ...] = (HEADCOUNT, LEVELS, STACK, TREND)


def test_each_chart_has_a_sheet_with_its_table_and_a_line_in_the_contents() -> None:
    book = openpyxl.load_workbook(io.BytesIO(charts_workbook("Tổng quan", CHARTS, STAMP)))
    contents = book[CONTENTS]
    for row, chart in enumerate(CHARTS, start=3):
        link = contents.cell(row, 1)
        assert contents.cell(row, 2).value == chart.caption.title
        sheet = book[link.value]
        assert link.hyperlink.location == f"'{link.value}'!A1"
        assert sheet["A1"].value == chart.caption.title
        (table,) = sheet.tables.values()
        header, *rows = sheet[table.ref]
        assert [cell.value for cell in header] == [column.header for column in chart.table.columns]
        assert len(rows) == len(chart.table.rows)
    names = [name for sheet in book for name in sheet.tables]
    assert len(names) == len(set(names)) == len(CHARTS) + 1
    assert len([sheet for sheet in book if sheet._charts]) == len(CHARTS)
    assert {each.name: each.value for each in book.custom_doc_props.props}["Số xuất"] == STAMP.number


def test_a_chart_with_nothing_to_draw_says_why_above_its_table() -> None:
    chart = replace(LEVELS, figure=None, note="Không vẽ được vì lý do này.")
    book = openpyxl.load_workbook(io.BytesIO(charts_workbook("Tổng quan", [chart], STAMP)))
    assert "Không vẽ được vì lý do này." in [cell.value for (cell, *_) in book["Bảng 1"].iter_rows()]
