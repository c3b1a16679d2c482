"""Names with a number of the list before them, or typed as the keys of VIQR or Telex."""

import pytest

from etl.records import LoadReport, SourceFile
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
