"""Checks of one sheet's people: identity numbers, Party dates, degrees, and what the year's rules do not know."""

from collections.abc import Sequence

import pytest

from etl.problems import Problem
from etl.records import SourceFile
from tests.etl.rosters import DAY, HEAD, HERE, HERE_CODE, people, run, sheets, workbook
from tests.golden.paper import Row


def _problems_of(url: str, code: str, head: Row, rows: Sequence[Row]) -> list[Problem]:
    """The problems of one kind in a roster of the unit, whose people stand from row 7 on."""
    report = run(url, SourceFile("roster.xlsx", workbook(rows, head=head)), dry_run=True, accept=True)
    assert report.status == "would_load", report.problems
    return [problem for problem in report.problems if problem.code == code]


IDENTITY = ("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Đơn vị", "Huyện")
TAM_DA, DUNG_LIET = ("Xã Tam Đa", "Huyện Yên Phong"), ("Xã Dũng Liệt", "Huyện Yên Phong")


def test_one_identity_number_twice_in_a_unit_is_an_error_at_the_second(sqlite_url: str) -> None:
    rows: list[Row] = [
        (1, "Lê Thị An", "01/02/1980", "027080001234", *TAM_DA),
        (2, "Lê Thị Bình", "03/04/1981", 27080001234, *TAM_DA),  # as a number it lost its zero
        (3, "Lê Thị Chi", "05/06/1982", "027 080 001 235", *TAM_DA),
    ]
    (problem,) = _problems_of(sqlite_url, "duplicate_person", IDENTITY, rows)
    assert (problem.severity, problem.cell, problem.field) == ("error", "D8", "identity_number")
    assert "234" in problem.message
    assert "001234" not in problem.message + problem.value


def test_a_person_twice_is_told_with_the_list_that_has_the_first(sqlite_url: str) -> None:
    """«Row 7» alone would be the problem's own row when the first stands on another sheet or in another file."""
    rows = people(1)
    title = f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {HERE}"
    second: list[Row] = [(2, *rows[0][1:])]
    contents = {"Một": (title, DAY, HEAD, rows), "Hai": (title, DAY, HEAD, second)}
    book = SourceFile("roster.xlsx", sheets(contents))
    copy = SourceFile("khac.xlsx", workbook([(3, *rows[0][1:])], title=title))
    problems = run(sqlite_url, book, copy, dry_run=True, accept=True).problems
    there = [
        (problem.file, problem.sheet, problem.cell, problem.message)
        for problem in problems
        if problem.code == "duplicate_person"
    ]
    assert [each[:3] for each in there] == [("roster.xlsx", "Hai", "B7"), ("khac.xlsx", "Sheet1", "B7")]
    assert "đã có ở dòng 7, trang «Một» của cùng đơn vị" in there[0][3]
    assert "đã có ở dòng 7, tệp «roster.xlsx», trang «Một» của cùng đơn vị" in there[1][3]


def test_one_identity_number_in_two_units_is_a_warning_at_both(sqlite_url: str) -> None:
    rows = [
        (1, "Lê Thị An", "01/02/1980", "027080001234", *TAM_DA),
        (2, "Lê Thị Bình", "03/04/1981", "027080001234", *DUNG_LIET),
    ]
    problems = _problems_of(sqlite_url, "person_in_two_units", IDENTITY, rows)
    assert [(problem.severity, problem.cell) for problem in problems] == [("warning", "D7"), ("warning", "D8")]


def test_who_is_known_by_name_and_birth_date_is_not_told_again_by_number(sqlite_url: str) -> None:
    rows = [(n, "Lê Thị An", "01/02/1980", "027080001234", *TAM_DA) for n in (1, 2)]
    assert [problem.cell for problem in _problems_of(sqlite_url, "duplicate_person", IDENTITY, rows)] == ["B8"]


@pytest.mark.parametrize("number", ["", "x", "-", "0", "000000000000", "chưa có"])
def test_what_is_no_number_makes_nobody_a_duplicate(number: str, sqlite_url: str) -> None:
    rows = [
        (1, "Lê Thị An", "01/02/1980", number, *TAM_DA),
        (2, "Lê Thị Bình", "03/04/1981", number, *TAM_DA),
    ]
    assert _problems_of(sqlite_url, "duplicate_person", IDENTITY, rows) == []


PARTY = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày vào Đảng chính thức")


@pytest.mark.parametrize(
    ("born", "joined", "is_doubtful"),
    [
        ("05/06/1980", "04/06/1998", True),
        ("05/06/1980", "05/06/1998", False),
        ("05/06/1980", "05/1998", True),
        ("05/06/1980", "06/1998", False),
        ("1980", "1997", True),
        ("1980", "1998", False),
        ("05/06/1980", "x", False),
        ("05/06/2010", "03/03/2015", False),  # the birth date is an error by itself
        ("", "03/03/1950", False),
    ],
)
def test_joining_the_party_before_eighteen(born: str, joined: str, is_doubtful: bool, sqlite_url: str) -> None:
    rows = [(1, "Lê Thị An", born, joined, ""), (2, "Lê Thị Bình", "03/04/1981", "03/02/2010", "03/02/2011")]
    cells = [problem.cell for problem in _problems_of(sqlite_url, "party_before_18", PARTY, rows)]
    assert cells == (["D7"] if is_doubtful else [])


DEGREES = ("STT", "Họ và tên", "Ngày sinh", "Trình độ chuyên môn", "Tin học")


@pytest.mark.parametrize(
    ("education", "it", "is_doubtful"),
    [
        ("Trung cấp", "Đại học CNTT", True),
        ("Cao đẳng", "Đại học CNTT", True),
        ("Đại học", "Đại học CNTT", False),
        ("Thạc sĩ", "Đại học CNTT", False),
        ("Chưa qua đào tạo", "Trung cấp", True),
        ("Sơ cấp", "Trung cấp", True),
        ("Trung cấp", "Trung cấp", False),
        ("", "Đại học CNTT", False),
        ("Trung cấp", "Chứng chỉ", False),
    ],
)
def test_a_degree_in_it_above_ones_education(education: str, it: str, is_doubtful: bool, sqlite_url: str) -> None:
    rows = [(1, "Lê Thị An", "01/02/1980", education, it)]
    problems = _problems_of(sqlite_url, "it_degree_without_education", DEGREES, rows)
    assert [(problem.cell, problem.severity) for problem in problems] == ([("E7", "warning")] if is_doubtful else [])


POSTS = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Phân loại")


@pytest.mark.parametrize(
    ("day", "post", "kind", "cell"),
    [
        ("31/12/2022", "Trưởng Công an", "Công chức", None),
        ("31/12/2023", "Trưởng Công an", "Công chức", "D7"),
        ("31/12/2023", "Bí thư Đảng ủy", "Cán bộ", None),
        ("30/06/2026", "Bí thư Đảng ủy", "Không chuyên trách", "E7"),
        ("31/12/2023", "Công an viên", "Không chuyên trách", None),
    ],
)
def test_what_the_rules_of_the_day_do_not_know(
    day: str, post: str, kind: str, cell: str | None, sqlite_url: str
) -> None:
    rows = [(n, f"Lê Thị {name}", "01/02/1980", post, kind) for n, name in ((1, "An"), (2, "Bình"))]
    content = workbook(rows, head=POSTS, day=f"(Tính đến ngày {day})", title="DANH SÁCH")
    unit = HERE_CODE if day.endswith(("2022", "2023")) else "09187"
    report = run(sqlite_url, SourceFile("roster.xlsx", content), dry_run=True, accept=True, unit_code=unit)
    cells = [problem.cell for problem in report.problems if problem.code == "value_unknown_to_form"]
    assert cells == ([cell] if cell else []), report.problems


def test_people_without_a_birth_date_are_one_where_all_else_is_the_same(sqlite_url: str) -> None:
    head = ("STT", "Họ và tên", "Chức vụ", "Trình độ chuyên môn")
    first = (1, "Lê Thị An", "Chủ tịch UBND", "Đại học")
    rows = [first, (2, *first[1:]), (3, "Lê Thị An", "Bí thư Đảng ủy", "Đại học"), (4, "Lê Thị Bình", *first[2:])]
    assert [problem.cell for problem in _problems_of(sqlite_url, "duplicate_person", head, rows)] == ["B8"]
