"""The flat table's files: what a spreadsheet program makes of them."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from reports.excel.flat import as_csv, as_workbook

COLUMNS = ("as_of", "unit_code", "full_name", "education", "source")


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+84", "-Nguyễn", "@an", "\tan"])
def test_a_text_that_begins_like_a_formula_is_made_harmless_in_csv(name: str) -> None:
    (_, row) = csv.reader(
        io.StringIO(as_csv(COLUMNS, [(None, None, name, None, name)]).decode("utf-8-sig"), newline="")
    )
    assert row == ["", "", f"'{name}", "", f"'{name}"]


def test_codes_and_ordinary_names_stay_as_they_are() -> None:
    row = (date(2023, 12, 31), "09163", "Nguyễn Thị Ân", None, "a.xlsx › S › dòng 9")
    (_, cells) = csv.reader(io.StringIO(as_csv(COLUMNS, [row]).decode("utf-8-sig"), newline=""))
    assert cells == ["2023-12-31", "09163", "Nguyễn Thị Ân", "", "a.xlsx › S › dòng 9"]


def test_a_workbook_holds_text_and_never_a_formula() -> None:
    content = as_workbook(COLUMNS, [(date(2023, 12, 31), "09163", "=1+1", None, "https://example.org")], "Danh sách")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Danh sách"]
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [
        ("2023-12-31", "s"),
        ("09163", "s"),
        ("=1+1", "s"),
        (None, "n"),
        ("https://example.org", "s"),
    ]
    assert sheet["E2"].hyperlink is None


def test_a_table_without_people_has_its_header() -> None:
    assert as_csv(COLUMNS, []).decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"
    assert openpyxl.load_workbook(io.BytesIO(as_workbook(COLUMNS, [], "S")))["S"].max_row == 1
