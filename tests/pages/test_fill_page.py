"""«Điền biểu mẫu»: drop a blank form, see what its labels count, correct one, take the filled form along."""

import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import database
from stats import queries
from tests.blank_forms.blank import new_sheet, saved, write_header, write_rows
from tests.pages.conftest import Opener, page_text, press, words
from tests.people import END_2023, World

PAGE = "pages/reports/fill.py"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _form(*, is_locked: bool = False) -> bytes:
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Tiêu chí",), ("Tổng số",), ("Phi công",)])
    write_rows(sheet, first, 3, [["Tổng số"], ["Nữ"]])
    sheet.protection.sheet = is_locked
    return saved(sheet)


def _dropped(opened: Opener, content: bytes) -> AppTest:
    app = opened(PAGE, as_of="2023-12-31")
    app.file_uploader[0].set_value([("bieu.xlsx", content, EXCEL)])
    return app.run()


def test_a_form_is_read_corrected_and_filled(world: World, opened: Opener) -> None:
    app = _dropped(opened, _form())
    assert not app.exception
    assert "Chưa hiểu: phi, công." in app.dataframe[0].value.to_string()
    app.selectbox(key="form_label_0").select("column:phi công").run()
    app.multiselect(key="form_choice_0_column:phi công").select("education=masters").run()
    press(app, "Nhớ cho biểu này")
    assert "Chưa hiểu" not in app.dataframe[0].value.to_string()
    press(app, "Điền số liệu")
    assert not app.exception
    assert any("Đã điền 4 ô" in text for text in words(app.success)), page_text(app)
    with database.reading(world.url) as connection:
        (written,) = queries.exports(connection)
        (label,) = queries.learned_form_labels(connection)
    assert (written.name, written.status, written.file_name) == ("fill", "done", "bieu_da-dien.xlsx")
    assert (label.meaning, label.source) == ("education=masters", "bieu.xlsx › Biểu")
    masters = world.on(END_2023)["education"] == "masters"
    job = app.session_state["blank_form_filled"][1].result()
    sheet = openpyxl.load_workbook(io.BytesIO(job.content)).worksheets[0]
    assert sheet.cell(6, 3).value == int(masters.sum())

    app.switch_page("pages/data/learned.py").run()
    assert "Nhãn của biểu mẫu" in page_text(app)


def test_a_locked_form_is_refused_in_a_sentence(world: World, opened: Opener) -> None:
    app = _dropped(opened, _form(is_locked=True))
    assert not app.exception
    assert any("bị khóa" in text for text in words(app.error))
    assert not [button for button in app.button if button.label == "Điền số liệu"]


def test_before_a_form_is_dropped_the_page_says_what_it_does(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    assert not app.exception
    assert "Thả biểu mẫu trống" in page_text(app)


@pytest.mark.parametrize("query", [{"as_of": "2023-12-31", "district": "259"}])
def test_the_chosen_place_is_the_forms(world: World, opened: Opener, query: dict[str, str]) -> None:
    app = opened(PAGE, **query)
    app.file_uploader[0].set_value([("bieu.xlsx", _form(), EXCEL)])
    press(app.run(), "Điền số liệu")
    job = app.session_state["blank_form_filled"][1].result()
    people = world.on(END_2023)
    sheet = openpyxl.load_workbook(io.BytesIO(job.content)).worksheets[0]
    assert sheet.cell(6, 2).value == int((people["district_code"] == "259").sum())
