"""A list whose column of names nobody knows by its header: a clerk points at it once."""

import pytest

from etl import learned
from etl.learned import Outcome
from etl.records import LoadReport, SourceFile
from tests.etl.rosters import DAY, ELSEWHERE, HEAD, HERE, codes, current_names, people, run, sheets, workbook
from tests.golden.paper import Row

STRANGE = ("STT", "Danh tính", *HEAD[2:])
TITLE = f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {HERE}"


def file(head: Row = STRANGE, rows: list[Row] | None = None) -> SourceFile:
    return SourceFile("roster.xlsx", workbook(people(3) if rows is None else rows, title=TITLE, head=head))


def point(url: str, report: LoadReport, letter: str = "B", meaning: str = "full_name") -> Outcome:
    picture = report.pictures[0]
    number = next(column.number for column in picture.columns if column.letter == letter)
    return learned.learn_columns(url, picture, {number: meaning}, "Lan")


def test_it_is_refused_with_what_was_understood_and_where_to_point(sqlite_url: str) -> None:
    report = run(sqlite_url, file(), accept=True)
    assert (report.status, codes(report)) == ("refused", ["no_name_column"])
    (problem,) = report.problems
    assert (problem.severity, problem.sheet, problem.cell) == ("error", "Sheet1", "B6")
    for words in ("«Ngày sinh», «Giới tính», «Chức vụ»", "«Họ và tên»", "trang «Nhập số liệu»"):
        assert words in problem.message
    (picture,) = report.pictures
    assert picture.rows[-1][1][1] == people(3)[-1][1]


def test_a_name_that_was_pointed_at_is_read_from_then_on(database_url: str) -> None:
    assert point(database_url, run(database_url, file(), dry_run=True)) == Outcome(1)
    other = file(rows=people(2, "Ngô"))
    report = run(database_url, other)
    assert (report.status, codes(report)) == ("loaded", [])
    assert current_names(database_url) == ["Ngô Thị An", "Ngô Thị Bình"]
    (use,) = report.files[0].learned
    assert (use.where, use.meaning, use.by) == ("Sheet1!B", "full_name", "Lan")


def test_other_columns_may_be_answered_first(sqlite_url: str) -> None:
    head = (*STRANGE[:5], "Học thức đạt được", "Đảng viên")
    assert point(sqlite_url, run(sqlite_url, file(head)), "F", "education") == Outcome(1)
    report = run(sqlite_url, file(head))
    assert [c.meaning for c in report.pictures[0].columns if c.answered_by] == ["education"]
    assert point(sqlite_url, report) == Outcome(1)
    assert run(sqlite_url, file(head)).status == "loaded"


def test_two_rows_of_header_over_the_names(sqlite_url: str) -> None:
    top = ("STT", "Nhân sự", "Ngày sinh", None, "Chức vụ", "Trình độ chuyên môn", "Đảng viên")
    below = (None, None, "Nam", "Nữ", None, None, None)
    rows: list[Row] = [below, *((n, name, None, born, job, level, x) for n, name, born, _, job, level, x in people(3))]
    assert point(sqlite_url, run(sqlite_url, file(top, rows))) == Outcome(1)
    report = run(sqlite_url, file(top, rows))
    assert (report.status, report.rows_loaded) == ("loaded", 3)
    assert report.files[0].sheets[0].columns["D"] == "birth_date_female"


def test_a_family_name_alone_lacks_the_given_name(sqlite_url: str) -> None:
    head = ("STT", "Họ đệm", "Gọi là", *HEAD[2:])
    rows: list[Row] = [(row[0], "Lê Thị", str(row[1]).split()[-1], *row[2:]) for row in people(3)]
    assert point(sqlite_url, run(sqlite_url, file(head, rows)), "C", "given_name") == Outcome(1)
    assert run(sqlite_url, file(head, rows)).status == "loaded"
    assert current_names(sqlite_url)[0] == "Lê Thị An"


def test_beside_a_list_that_is_read_it_is_an_error_and_no_silence(sqlite_url: str) -> None:
    book = sheets(
        {
            "Một": (TITLE, DAY, HEAD, people(3)),
            "Hai": (f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {ELSEWHERE}", DAY, STRANGE, people(2, "Ngô")),
        }
    )
    report = run(sqlite_url, SourceFile("a.xlsx", book), dry_run=True)
    assert (report.status, codes(report)) == ("refused", ["no_name_column"])
    assert report.files[0].passed_over == {"Hai": "chưa rõ cột nào là «Họ và tên»"}
    accepted = run(sqlite_url, SourceFile("a.xlsx", book), accept=True)
    assert (accepted.status, accepted.rows_loaded) == ("loaded", 3)


def test_a_file_of_which_nothing_is_read_holds_back_the_others(sqlite_url: str) -> None:
    good = SourceFile("b.xlsx", workbook(people(2, "Ngô"), title=f"DANH SÁCH {ELSEWHERE}"))
    report = run(sqlite_url, good, file(), accept=True)
    assert (report.status, codes(report)) == ("refused", ["no_name_column"])


CODES = ("Chức vụ", "Trình độ chuyên môn", "Dân tộc", "Xếp loại")
COUNTS = ("STT", "Huyện, thành phố", "Trình độ chuyên môn", "Đảng viên", "Dân tộc", "Tôn giáo")


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (CODES, [("Chủ tịch UBND", "Đại học", "Kinh", "Hoàn thành tốt"), ("Văn thư", "Cao đẳng", "Tày", "Khá lắm")]),
        (COUNTS, [(1, "Lương Tài", 12, 4, 1, 2), (2, "Gia Bình", 13, 5, 1, 2)]),
    ],
    ids=["codes", "counts"],
)  # fmt: skip
def test_tables_of_codes_and_counts_are_not_taken_for_lists(head: Row, rows: list[Row], sqlite_url: str) -> None:
    book = sheets({"Một": (TITLE, DAY, HEAD, people(3)), "Hai": ("DANH MỤC", "", head, rows)})
    report = run(sqlite_url, SourceFile("a.xlsx", book))
    assert (report.status, codes(report)) == ("loaded", [])
    assert report.files[0].passed_over == {"Hai": "không có cột «Họ và tên», không phải danh sách"}
