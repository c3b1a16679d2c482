"""The blank roster: filled from its own lists it is read to the last cell, without a single question."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

import database
import reference
from etl.records import SourceFile
from models import Roster, Staff
from reference.codes import code_lists
from reports.excel import roster_template
from tests.etl.rosters import run

HOME = "24"
DAYS = [date(2023, 12, 31), date(2025, 12, 31)]
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Phúc")
Person = dict[str, Any]


def filled(as_of: date) -> tuple[bytes, list[Person]]:
    """Fill the blank with a person for each value of its longest list; gives the file and what was chosen."""
    entries = roster_template.columns(as_of, HOME)
    book = load_workbook(io.BytesIO(roster_template.workbook(as_of, HOME)))
    sheet = book[roster_template.SHEET]
    longest = max(len(column.values) for column in entries)
    categories = _categories(as_of.isoformat())
    people = [_person(number, entries, categories) for number in range(longest)]
    for number, person in enumerate(people, start=1):
        row = roster_template.FIRST_ROW + number
        sheet.cell(row, 1, number)
        for place, column in enumerate(entries, start=2):
            sheet.cell(row, place, person[column.field])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), people


def _categories(day: str) -> dict[str, str]:
    """The category of each post on the day: another one in the same line is rightly asked about."""
    posts = (row for row in reference.rows("positions") if row["valid_from"] <= day <= (row["valid_to"] or "9999"))
    return {row["title"]: row["category"] for row in posts}


def _person(number: int, entries: Sequence[roster_template.TemplateColumn], categories: Mapping[str, str]) -> Person:
    person: Person = {
        column.field: column.values[number % len(column.values)] if column.values else "Luật" for column in entries
    }
    family, given = _FAMILIES[number % 7], _GIVEN[number % 11]
    person |= {"full_name": f"{family} Văn {given}", "birth_date": date(1970 + number % 20, 1 + number % 12, 9)}
    person["service_since"] = f"{1995 + number % 20}"
    person["category"] = reference.code_label("category", categories[person["position"]] or "civil_servant")
    # So is a degree in IT above one's education.
    if person["it"] == reference.code_label("it", "degree"):
        person["education"] = "Đại học"
    return person


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_what_is_chosen_from_the_lists_is_read_without_a_question(sqlite_url: str, as_of: date) -> None:
    content, people = filled(as_of)
    report = run(sqlite_url, SourceFile("mau.xlsx", content))
    assert [(problem.code, problem.cell, problem.value) for problem in report.problems] == []
    assert (report.as_of, report.rows_loaded) == (as_of, len(people))
    with database.reading(sqlite_url) as connection:
        query = select(Staff.__table__).join(Roster, Staff.roster_id == Roster.id).where(Roster.as_of == as_of)
        staff = {(row["full_name"], row["birth_date"]): row for row in connection.execute(query).mappings()}
    for person in people:
        row = staff[person["full_name"], person["birth_date"].isoformat()]
        for field, text in person.items():
            if field in code_lists():
                assert reference.code_label(field, row[field]) == text
            elif field == "position":  # two posts of one title are told apart by the kind of commune
                assert row[field].startswith(text)
            elif field not in ("unit", "birth_date"):
                assert row[field] == text


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_cells_have_lists_and_checks_of_dates(as_of: date) -> None:
    sheet = load_workbook(io.BytesIO(roster_template.workbook(as_of, HOME)))[roster_template.SHEET]
    entries = roster_template.columns(as_of, HOME)
    rules = sheet.data_validations.dataValidation
    assert [rule.type for rule in rules].count("date") == 1
    assert len(rules) == 1 + sum(bool(column.values) for column in entries)
    for rule in rules:
        assert re.fullmatch(r"[A-Z]+6:[A-Z]+305", str(rule.sqref))


def test_a_blank_that_nobody_filled_brings_nobody(sqlite_url: str) -> None:
    report = run(sqlite_url, SourceFile("mau.xlsx", roster_template.workbook(DAYS[1], HOME)), accept=True)
    assert report.rows_loaded == 0


def test_it_prints_on_two_sheets_beside_each_other_in_letters_that_can_be_read() -> None:
    sheet = load_workbook(io.BytesIO(roster_template.workbook(DAYS[-1], HOME)))[roster_template.SHEET]
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 2, 0)
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$B", "$5:$5")
    assert sheet["A1"].value is None  # what stands in the repeated columns is cut off on the second sheet
    widths = [sheet.column_dimensions[cell.column_letter].width * 7 for cell in sheet[5]]
    across, both = 10.9 * 96, sum(widths) + sum(widths[:2])
    assert 12 * 2 * across / both > 9  # points of a letter, of 12 before the paper's width
