"""People whom no form counts: a list says once how many it has, beside what each odd post gets."""

import pytest

from etl.problems import Problem
from etl.records import SourceFile
from tests.etl.rosters import HEAD, people, run, workbook
from tests.golden.paper import Row

OF_2023 = "Văn phòng - thống kê"


def _problems(url: str, *posts: str, year: int, head: Row = HEAD) -> list[Problem]:
    rows = [(*row[:4], post, *row[5:]) for row, post in zip(people(len(posts)), posts, strict=True)]
    report = run(url, SourceFile("r.xlsx", workbook(rows, day=f"(Tính đến ngày 31/12/{year})", head=head)))
    assert (report.status, report.rows_loaded) == ("loaded", len(posts))
    return [each for each in report.problems if each.code == "no_category"]


@pytest.mark.parametrize(
    ("year", "words"),
    [(2023, "2 người không được tính là cán bộ, cũng không là công chức (E8, E10)"), (2025, "4 người")],
)
def test_empty_posts_and_those_of_other_years_are_said_once(sqlite_url: str, year: int, words: str) -> None:
    (problem,) = _problems(sqlite_url, OF_2023, "", OF_2023, "", "Chủ tịch UBND", year=year)
    assert f"Có {words}" in problem.message
    assert f"31/12/{year}. Hãy ghi Cán bộ hoặc Công chức ở cột phân loại" in problem.message
    assert (problem.severity, problem.cell) == ("warning", {2023: "E8", 2025: "E7"}[year])


def test_a_post_that_has_its_own_problem_is_not_said_again(sqlite_url: str) -> None:
    assert _problems(sqlite_url, "Thợ hàn", OF_2023, year=2023) == []
    (problem,) = _problems(sqlite_url, "Thợ hàn", OF_2023, "", year=2023)
    assert "Có 1 người không được tính là cán bộ, cũng không là công chức (E9)" in problem.message


def test_a_list_without_posts_names_its_people(sqlite_url: str) -> None:
    (problem,) = _problems(sqlite_url, *7 * ["x"], year=2023, head=(*HEAD[:4], "Ghi chú", *HEAD[5:]))
    assert "Có 7 người không được tính là cán bộ, cũng không là công chức (B7, B8, B9, B10, B11, …)" in problem.message


def test_a_column_of_categories_says_it_all(sqlite_url: str) -> None:
    assert _problems(sqlite_url, *3 * ["Công chức"], year=2025, head=(*HEAD[:4], "Cán bộ/công chức", *HEAD[5:])) == []
