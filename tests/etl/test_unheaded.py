"""A list that goes on on another sheet without its header: nobody may get lost without a word."""

import pytest

from etl.records import SourceFile
from tests.etl.rosters import DAY, HEAD, HERE, codes, current_names, people, row_counts, run
from tests.golden.paper import Book, Row


def _book(*second: Row) -> SourceFile:
    book = Book()
    page = book.page("Trang 1")
    page.letterhead(f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {HERE}", DAY)
    page.rows(6, HEAD, *people(3))
    book.page("Trang 2").rows(1, *second)
    return SourceFile("roster.xlsx", book.close())


@pytest.mark.parametrize(
    ("before", "cell"), [((), "A1"), (((1, 2, 3, 4, 5, 6, 7),), "A2"), ((("", "Tiếp theo trang 1"), ()), "A3")]
)
def test_people_on_a_sheet_without_header_are_an_error(sqlite_url: str, before: tuple[Row, ...], cell: str) -> None:
    empty = row_counts(sqlite_url)
    report = run(sqlite_url, _book(*before, *people(5, "Trần")[3:]))
    assert [(p.code, p.severity, p.sheet, p.cell) for p in report.problems] == [
        ("people_without_header", "error", "Trang 2", cell)
    ]
    assert "2 dòng" in report.problems[0].message
    assert "không có dòng tiêu đề" in report.files[0].passed_over["Trang 2"]
    assert (report.status, row_counts(sqlite_url)) == ("refused", empty)


def test_one_person_alone_is_enough(sqlite_url: str) -> None:
    report = run(sqlite_url, _book((4, "Trần Thị Dũng", 1979)))
    assert codes(report) == ["people_without_header"]


INSTRUCTIONS: list[Row] = [
    (1, "Cột Họ và tên ghi như giấy khai sinh", "31/12/2023"),
    (2, "Xã Tam Đa", 25, 13, 12),
    (3, "Nghị Định 33/2023/NĐ-CP", "10/06/2023"),
    ("a", "Trần Thị Dũng", 1979),
    (4, "Trần Thị Dũng", "Đại học"),
    (5, "Đại Học", 12),
]


@pytest.mark.parametrize("row", INSTRUCTIONS, ids=str)
def test_what_is_no_list_of_people_is_passed_over(sqlite_url: str, row: Row) -> None:
    report = run(sqlite_url, _book(row, row))
    assert (report.status, codes(report), len(current_names(sqlite_url))) == ("loaded", [], 3)
