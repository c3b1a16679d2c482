"""Names with a number of the list before them, or typed as the keys of VIQR or Telex."""

import pytest
from sqlalchemy import select

import database
from etl.records import LoadReport, SourceFile
from models import Staff
from tests.etl.rosters import codes, current_names, people, run, workbook


def _load(url: str, *names: str) -> LoadReport:
    rows = [(row[0], name, *row[2:]) for row, name in zip(people(len(names)), names, strict=True)]
    return run(url, SourceFile("roster.xlsx", workbook(rows)))


@pytest.mark.parametrize("number", ["3. ", "3.", "(3) ", "03/ ", "3) ", "- ", "+ ", "12 "])
def test_a_number_before_a_name_is_no_part_of_it(number: str, sqlite_url: str) -> None:
    report = _load(sqlite_url, "Cù Văn Trầm", f"{number}Cù Thị Quế")
    assert (report.status, codes(report)) == ("loaded", [])
    assert current_names(sqlite_url) == ["Cù Văn Trầm", "Cù Thị Quế"]


def test_names_in_viqr_become_unicode_with_a_warning_once(sqlite_url: str) -> None:
    report = _load(sqlite_url, "Cù Văn Trầm", "Nguye^~n Thi. Hoa", "Pha.m Thi. Na", "Le^ Qu^^o Ba?o", "Ha Thi Lan")
    assert current_names(sqlite_url) == [
        "Cù Văn Trầm", "Nguyễn Thị Hoa", "Phạm Thị Na", "Le^ Qu^^o Ba?o", "Ha Thi Lan"
    ]  # fmt: skip
    assert [(p.code, p.cell) for p in report.problems] == [("names_in_viqr", "B8"), ("name_typed_as_keys", "B10")]
    assert "Có 2 họ tên" in report.problems[0].message
    assert "«Nguye^~n Thi. Hoa» thành «Nguyễn Thị Hoa»" in report.problems[0].message


def test_names_in_telex_stay_with_a_warning_each(sqlite_url: str) -> None:
    report = _load(sqlite_url, "Nguyeenx Thij Hoa", "Le Van Ba")
    assert current_names(sqlite_url) == ["Nguyeenx Thij Hoa", "Le Van Ba"]
    assert [(p.code, p.cell) for p in report.problems] == [("name_typed_as_keys", "B7")]


def test_titles_before_names_are_no_part_of_them_and_tell_the_gender(sqlite_url: str) -> None:
    head = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ")
    names = ("Ông Cù Văn Trầm", "Bà Cù Thị Quế", "bà. Lê Thị Hoa", "Đ/c Lê Văn Ba")
    rows = [(n + 1, name, f"0{n + 1}/02/1980", "Văn phòng - thống kê") for n, name in enumerate(names)]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)))
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        people_of_list = connection.execute(select(Staff.full_name, Staff.gender).order_by(Staff.id)).all()
    assert [tuple(row) for row in people_of_list] == [
        ("Cù Văn Trầm", "male"), ("Cù Thị Quế", "female"), ("Lê Thị Hoa", "female"), ("Lê Văn Ba", None)
    ]  # fmt: skip


def test_a_title_that_contradicts_the_gender_is_a_problem(sqlite_url: str) -> None:
    report = _load(sqlite_url, "Ông Cù Văn Trầm", "Bà Cù Thị Quế")  # all of these people are women
    assert [(p.code, p.cell) for p in report.problems] == [("name_title_disagrees", "B7")]
    assert current_names(sqlite_url) == ["Cù Văn Trầm", "Cù Thị Quế"]


def test_a_family_name_that_sounds_like_a_title_stays(sqlite_url: str) -> None:
    names = "Ông Ích Khiêm", "Ông Thị Hoa"
    assert (codes(_load(sqlite_url, *names)), current_names(sqlite_url)) == ([], list(names))
