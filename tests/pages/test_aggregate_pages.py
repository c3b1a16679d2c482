"""Counts of years without lists on the pages: loaded, seen marked in lines, never beside rosters, reconciled with."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from etl.figures import pipeline
from etl.figures.records import FigureOptions
from reference.figures import AGGREGATES
from reference.provinces import communes_on
from tests.etl.figures.workbooks import PROVINCE, workbook
from tests.pages.conftest import Opener, page_text, words
from tests.people import END_2023, World, complete, fill

LOAD_PAGE, TRENDS, RECONCILE = "pages/data/figures.py", "pages/figures/trends.py", "pages/data/reconcile.py"
DAY = date(2020, 12, 31)
UNITS = communes_on(DAY, PROVINCE)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEADS = ["Đơn vị", "Tổng số", "Thạc sĩ"]


@pytest.fixture
def world(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> World:
    """Rosters of 2021 to 2025, complete at the end of 2023; of 2020 nothing yet."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    world = fill(sqlite_url)
    complete(sqlite_url, END_2023)
    return world


def _in_word(rows: list[list[Any]], day: date) -> bytes:
    document = Document()
    document.add_paragraph(f"Tính đến ngày {day:%d/%m/%Y}")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            table.cell(at, column).text = str(value)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _dropped(opened: Opener, content: bytes) -> Any:
    app = opened(LOAD_PAGE)
    app.button_group(key="figures_catalogue").set_value(AGGREGATES).run()
    app.file_uploader[0].set_value([("bang.docx", content, WORD)])
    return app.run()


@pytest.fixture
def printed(world: World) -> World:
    """The same world with 25 people printed for each commune of 2020, two of them masters."""
    rows: list[list[Any]] = [
        ["Cấp xã, tính đến 31/12/2020"],
        HEADS,
        *([f"{unit.code} - {unit.name}", 25, 2] for unit in UNITS),
    ]
    report = pipeline.load(world.url, AGGREGATES, [workbook(rows)], FigureOptions(loaded_by="lan"))
    assert report.status == "loaded", [each.message for each in report.errors]
    return world


def test_a_table_of_word_is_tried_and_loaded(world: World, opened: Opener) -> None:
    app = _dropped(opened, _in_word([HEADS, *([unit.name, 25, 2] for unit in UNITS[:2])], DAY))
    assert not app.exception
    assert "Đọc được **4 số liệu** của **2 đơn vị**" in page_text(app)
    app.button(key=f"figures_load_{AGGREGATES}").click().run()
    assert not app.exception
    assert any(text.startswith("1. bang.docx") for text in words(app.markdown))
    assert [line.undone_at for line in pipeline.imports(world.url, AGGREGATES)] == [None]


def test_a_unit_with_a_roster_of_that_day_is_refused_with_its_cell(world: World, opened: Opener) -> None:
    person = world.on(END_2023).iloc[0]
    unit = f"{person['unit_code']} - {person['unit_name']}"
    app = _dropped(opened, _in_word([HEADS, [unit, 25, 2]], END_2023))
    assert app.button(key=f"figures_load_{AGGREGATES}").disabled
    assert "**1 lỗi**" in page_text(app)
    assert pipeline.imports(world.url, AGGREGATES) == []


def test_the_line_goes_on_backwards_and_says_so(printed: World, opened: Opener) -> None:
    app = opened(TRENDS, as_of="2023-12-31", measure="headcount")
    assert not app.exception
    assert "Điểm hình thoi rỗng (ngày 31/12/2020) là số liệu tổng hợp" in page_text(app)
    first = opened(as_of="2023-12-31")
    assert "Đường nhỏ trong ô: ngày 31/12/2020 là số liệu tổng hợp, không có danh sách." in page_text(first)
    assert printed.url


def test_a_line_without_printed_counts_says_nothing_of_them(world: World, opened: Opener) -> None:
    assert "số liệu tổng hợp" not in page_text(opened(as_of="2023-12-31"))
    assert world.url


def test_a_published_table_is_held_against_the_counts_of_its_day(printed: World, opened: Opener) -> None:
    app = opened(RECONCILE)
    app.selectbox(key="reconcile_day").set_value(DAY)
    right, wrong = 2 * len(UNITS), 25 * len(UNITS) + 1
    app.text_area[0].input(f"Toàn tỉnh có {wrong} người. Về trình độ: thạc sĩ {right} người.").run()
    assert not app.exception
    assert "1/2 số khớp với số liệu tổng hợp" in page_text(app)
    assert printed.url
