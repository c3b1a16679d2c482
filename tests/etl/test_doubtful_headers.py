"""Words between a heading and its levels, errors in cells, and columns that nobody knows by their heading."""

import io

import openpyxl
import pytest

from etl.headers.vocabulary import path_meaning
from etl.records import SourceFile
from tests.etl.rosters import DAY, HEAD, people, roster, run, workbook


@pytest.mark.parametrize("filler", ["Chia ra", "Trong đó", "Bao gồm"])
def test_a_filler_between_a_heading_and_its_levels_says_nothing(filler: str) -> None:
    meaning = path_meaning(("Trình độ đào tạo", "Chuyên môn", filler, "Đại học")).meaning
    assert meaning is not None
    assert meaning.sets == (("education", "bachelors"),)


def test_an_unknown_heading_in_between_is_not_guessed_over() -> None:
    reading = path_meaning(("Trình độ chuyên môn", "Theo nguồn đào tạo", "Đại học"))
    assert (reading.meaning, reading.under) == (None, "education")


def test_an_allowance_for_a_position_is_no_position() -> None:
    assert path_meaning(("Phụ cấp", "Chức vụ")).meaning is None


@pytest.mark.parametrize(("heading", "field"), [("Phái", "gender"), ("NTNS", "birth_date"), ("Trình độ", "education")])
def test_rarer_headings(heading: str, field: str) -> None:
    meaning = path_meaning((heading,)).meaning
    assert meaning is not None
    assert meaning.field == field


def test_an_error_in_a_cell_is_a_problem_at_that_cell(sqlite_url: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(roster().content))
    cell = book.active["F7"]
    cell.value, cell.data_type = "#N/A", "e"
    file = io.BytesIO()
    book.save(file)
    report = run(sqlite_url, SourceFile("roster.xlsx", file.getvalue()))
    assert [(p.code, p.cell, p.value) for p in report.problems] == [("unknown_value", "F7", "#N/A")]


def test_a_column_of_known_values_under_an_unknown_heading_is_told(sqlite_url: str) -> None:
    head = tuple("Cấp bậc học vấn riêng" if title == HEAD[5] else title for title in HEAD)
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(people(4), day=DAY, head=head)))
    assert [(p.code, p.cell) for p in report.problems] == [("unread_column_known_values", "F6")]
    assert "Trình độ chuyên môn" in report.problems[0].message


@pytest.mark.parametrize("title", ["UBND PHƯỜNG MƯỜNG LẠ", "Đơn vị: Xã Mường Lạ, huyện Gia Bình"])
def test_an_unknown_commune_in_the_title_is_named_with_its_cell(sqlite_url: str, title: str) -> None:
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(people(3), title=title, day=DAY)))
    (problem,) = report.problems
    assert (report.status, problem.code, problem.field) == ("refused", "unknown_unit", "unit")
    assert "Mường Lạ".casefold() in problem.message.casefold()
    assert problem.cell


def test_the_longer_name_in_a_title_counts(sqlite_url: str) -> None:
    title = "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ ĐẠI ĐỒNG THÀNH"
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(people(3), title=title, day=DAY)))
    assert [name for _, name, _ in report.units] == ["Xã Đại Đồng Thành"]


def test_problems_come_in_the_order_of_the_sheet(sqlite_url: str) -> None:
    first, second, third = people(3)
    odd = [(*first[:5], "ĐHH", *first[6:]), (*second[:2], "31/02/1980", *second[3:]), (*third[:5], "ĐHX", *third[6:])]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(odd, day=DAY)))
    assert [problem.cell for problem in report.problems] == ["F7", "C8", "F9"]
