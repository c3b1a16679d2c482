"""«Bảng chéo»: its cells against pandas, its address, its files read back, its chart, wrong links."""

import io
import json
import re
from datetime import date, datetime
from typing import Any

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.parts import cross_table
from presentation import crossing
from presentation.charts import Kind
from presentation.charts.crossed import Drawing, crossed
from presentation.crossing import Grid, GridColumn, GridRow
from reports.excel import crosstab
from reports.stamp import Stamp
from stats.measures.cross_tables import ALL
from stats.measures.layouts import Layout, Measure
from stats.selection import Selection
from stats.tracing import conditions_of
from tests.pages.conftest import Opener, page_text, words
from tests.people import World
from tests.stats.test_crossing import people_of, source_of

PAGE = "pages/figures/crosstab.py"
THEN = date(2023, 12, 31)
DAY = {"as_of": THEN.isoformat()}
_MADE = datetime.fromisoformat("2026-01-02T08:00")
STAMP = Stamp(
    "2026-000001", _MADE, made_by="lan", scope="phạm vi", query="", data_version="v1", rounding="half_up", is_demo=False
)


def tables(app: AppTest) -> list[dict[str, Any]]:
    """Give the cross-tables of a page as the browser gets them."""
    texts = (element.proto.bytes or element.proto.json for element in app.get("bidi_component"))
    return [data for text in texts if text and "corner" in (data := json.loads(text))]


def cell(table: dict[str, Any], row: str, column: str) -> str:
    place = next(i for i, head in enumerate(table["columns"]) if head["label"] == column)
    line = next(each for each in (*table["rows"], *table["totals"]) if each["label"] == row)
    return str(line["cells"][place]["text"])


def test_the_usual_table_has_the_people_of_pandas(world: World, opened: Opener) -> None:
    app = opened(PAGE, **DAY)
    assert not app.exception
    (table,) = tables(app)
    frame = world.on(THEN)
    masters = frame[frame["education"] == "masters"]
    assert (table["corner"], table["over"]) == ("Trình độ chuyên môn", "Giới tính")
    assert cell(table, "Thạc sĩ", "Nữ") == str((masters["gender"] == "female").sum())
    assert cell(table, "Thạc sĩ", "Tổng số") == str(len(masters))
    assert cell(table, "Không khai", "Tổng số") == str(frame["education"].isna().sum())
    assert cell(table, "Tổng số", "Tổng số") == str(len(frame))
    assert len(app.get("plotly_chart")) == 1


def test_a_link_brings_fields_filters_measure_and_another_day(world: World, opened: Opener) -> None:
    layout = Layout(
        "district",
        "gender",
        "category",
        measure=Measure.ROW,
        beside=date(2022, 12, 31),
        where=(("party_member", "yes"),),
    )
    query = layout.to_query()
    app = opened(PAGE, **DAY, **query)
    assert not app.exception
    whole, *panels = tables(app)
    both = pd.concat([people_of(world, layout, THEN), people_of(world, layout, date(2022, 12, 31))])
    assert len(panels) == both[0].nunique()
    assert {column["part"] for column in whole["columns"]} == {
        "31/12/2023", "31/12/2022", "Tăng, giảm (điểm phần trăm)", "",
    }  # fmt: skip
    members = world.on(THEN).query("party_member == 'yes'")
    assert f"Tổng số {len(members)} người. Chỉ đếm: Đảng viên: " in page_text(app)
    assert app.query_params == {**DAY, **query}
    assert str(whole["totals"][0]["cells"][-1]["text"]) == str(len(members))


def test_a_choice_goes_into_the_address_and_stays_on_the_way_to_another_page(world: World, opened: Opener) -> None:
    app = opened(PAGE, **DAY)
    next(box for box in app.selectbox if box.label == "Hàng").set_value("it").run()
    assert app.query_params["rows"] == "it"
    next(box for box in app.selectbox if box.label == "Số trong ô").set_value("column").run()
    assert app.query_params["measure"] == "column"
    app.multiselect[0].set_value(["party_member"]).run()
    assert app.query_params["filters"].startswith("party_member=")
    app.switch_page("pages/figures/it.py").run()
    app.switch_page(PAGE).run()
    assert (app.query_params["rows"], app.query_params["measure"]) == ("it", "column")
    assert tables(app)[0]["corner"] == "Tin học"


def test_a_wrong_link_is_answered_by_sentences(world: World, opened: Opener) -> None:
    app = opened(PAGE, **DAY, rows="full_name", columns="it", panels="it", beside="2001-01-01", filters="gender=fish")
    assert not app.exception
    assert tables(app)[0]["over"] == "Tin học"
    sentences = words(app.info)
    assert len(sentences) == 4
    assert not any("fish" in text for text in words(app.caption))


def test_a_cell_leads_to_its_people_by_codes_alone(world: World, opened: Opener) -> None:
    app = opened(PAGE, **DAY)
    app.session_state["crosstab_opened"] = conditions_of(Layout("education", "gender"), ALL, "masters", "female")
    app.run()
    assert not app.exception
    assert app.title[0].value == "Ai, ở đâu?"
    assert app.query_params == DAY | {"filters": "education=masters&gender=female"}


def test_nobody_is_said(world: World, opened: Opener) -> None:
    app = opened(PAGE, **DAY, rows="it", filters="department=Phòng không có")
    assert not app.exception
    assert "Không có ai" in page_text(app)


def test_what_may_not_leave_has_no_files_until_it_is_marked(world: World, opened: Opener) -> None:
    app = opened(PAGE, **DAY, rows="religion", columns="gender")
    app.session_state["menu_crosstab"] = True
    app.run()
    files = {element.proto.label: element.proto.disabled for element in app.get("download_button")}
    assert files["Tải bảng Excel"] and files["Tải bảng CSV"]  # noqa: PT018
    assert "đóng dấu «LƯU HÀNH NỘI BỘ», bỏ tiêu thức đó" in page_text(app)
    app.checkbox(key="crosstab_internal").check().run()
    files = {element.proto.label: element.proto.disabled for element in app.get("download_button")}
    assert not files["Tải bảng Excel"]
    assert not files["Tải bảng CSV"]


def test_without_data_the_page_says_what_to_do(nothing_loaded: str, opened: Opener) -> None:
    app = opened(PAGE)
    assert not app.exception
    assert "Chưa có số liệu" in page_text(app)


def test_places_may_stand_in_columns(world: World, opened: Opener) -> None:
    app = opened(PAGE, **DAY, rows="gender", columns="unit")
    assert not app.exception
    (table,) = tables(app)
    assert (
        len([column for column in table["columns"] if column["code"] != "*"]) == world.on(THEN)["unit_code"].nunique()
    )


@pytest.mark.parametrize("measure", list(Measure))
def test_the_workbook_is_laid_out_as_the_screen_with_numbers(sqlite_world: World, measure: Measure) -> None:
    layout, selection = Layout("education", "gender", "category", measure, date(2022, 12, 31)), Selection(THEN)
    source = source_of(sqlite_world.url)
    book = openpyxl.load_workbook(io.BytesIO(crosstab.workbook(source, selection, layout, STAMP)))
    grids = crossing.grids(source, selection, layout)
    assert len(book.worksheets) == len(grids)
    for sheet, grid in zip(book.worksheets, grids, strict=True):
        merged = {str(area) for area in sheet.merged_cells.ranges}
        assert len(merged) >= 2
        first = next(row for row in range(1, 40) if sheet.cell(row, 1).value == grid.rows[0].label)
        for line, row in enumerate((*grid.rows, *grid.totals), start=first):
            assert sheet.cell(line, 1).value == row.label
            for place, value in enumerate(row.cells, start=2):
                read = sheet.cell(line, place).value
                if value is None:
                    assert read is None
                elif isinstance(value, int):
                    assert read == value
                else:
                    assert round(float(read), 6) in (round(float(value) / 100, 6), round(float(value), 6))


def test_each_sheet_says_how_many_people_it_is_about(sqlite_world: World) -> None:
    layout, people = Layout("education", "gender", "category"), sqlite_world.on(THEN)
    book = openpyxl.load_workbook(
        io.BytesIO(crosstab.workbook(source_of(sqlite_world.url), Selection(THEN), layout, STAMP))
    )
    heads = [next(cell for (cell, *_) in sheet.iter_rows(values_only=True) if "Tổng số" in cell) for sheet in book]
    sizes = [len(people), *(int((people["category"] == kind).sum()) for kind in ("cadre", "civil_servant"))]
    assert [int(re.findall(r"Tổng số ([\d.]+) người", line)[0].replace(".", "")) for line in heads[:3]] == sizes


def test_the_csv_has_every_cell_once(sqlite_world: World) -> None:
    layout, selection = Layout("education", "gender", where=(("category", "cadre"),)), Selection(THEN)
    content = crosstab.delimited(source_of(sqlite_world.url), selection, layout)
    table = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
    expected = people_of(sqlite_world, layout, THEN)
    assert table["Số người"].sum() == len(expected)
    women = table[table["Giới tính"] == "Nữ"].set_index("Trình độ chuyên môn")["Số người"]
    assert women["Đại học"] == ((expected[1] == "bachelors") & (expected[2] == "female")).sum()


@pytest.mark.parametrize("drawing", list(Drawing))
@pytest.mark.parametrize("panels", ["", "category"])
def test_the_chart_draws_the_counts(sqlite_world: World, drawing: Drawing, panels: str) -> None:
    layout = Layout("education", "gender", panels)
    chart = crossed(source_of(sqlite_world.url), Selection(THEN), layout, drawing, is_demo=False)
    assert chart.figure is not None
    drawn = sum(number for trace in chart.figure["data"] for number in trace["x"])
    assert drawn == len(sqlite_world.on(THEN))
    assert sum(cell for row in chart.table.rows for cell in row[1:] if isinstance(cell, int)) == drawn


def test_a_table_of_very_many_columns_is_cut_on_the_screen_alone() -> None:
    """Sixty columns and the whole; a sentence tells how many are left out."""
    columns = tuple(GridColumn(str(place), str(place), "", Kind.COUNT) for place in range(70))
    whole = GridColumn("*", "Tổng số", "", Kind.COUNT)
    row = GridRow("a", "A", tuple(range(71)), tuple(range(71)))
    finished = cross_table.finish(
        Grid("*", "", corner="Hàng", over="Cột", columns=(*columns, whole), rows=(row,), totals=(row,), people=0),
        "Bảng",
    )
    data = json.loads(finished.encoded)
    assert finished.left_out == 10
    assert [column["label"] for column in data["columns"]] == [*map(str, range(60)), "Tổng số"]
    assert [each["text"] for each in data["rows"][0]["cells"]] == [*map(str, range(60)), "70"]
