"""A further table of people who stand above, of allowances, say: nobody is counted twice, no heading is a name."""

import pytest

from etl.records import LoadReport, SourceFile
from tests.etl.rosters import DAY, HEAD, codes, current_names, people, run, sheets, workbook
from tests.golden.paper import Row

NAMES = ["Lê Thị An", "Lê Thị Bình", "Lê Thị Chi"]
TITLE = "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA"
ALLOWANCES: Row = ("STT", "Họ và tên", "Hệ số lương", "Phụ cấp")
FIRST: Row = (1, "Lê Thị An", 3.66, 0.25)
SECOND: Row = (2, "Lê Thị Bình", 4.4, 0.3)
BORN = "01/04/1980"


def _load(url: str, *under: Row) -> LoadReport:
    return run(url, SourceFile("roster.xlsx", workbook([*people(3), *under])), accept=True)


TABLES: dict[str, tuple[list[Row], str]] = {
    "at_once": ([ALLOWANCES, FIRST, SECOND], "B10"),
    "under_a_title": ([(), (None, "Danh sách hưởng phụ cấp"), ALLOWANCES, FIRST], "B12"),
    "under_another_title": ([("Phụ lục 2: phụ cấp chức vụ",), (), ALLOWANCES, SECOND, FIRST], "B12"),
    "under_signatures": ([(None, "NGƯỜI LẬP BIỂU"), (), ("DANH SÁCH PHỤ CẤP",), ALLOWANCES, FIRST], "B13"),
    "with_known_columns": ([("TT", "Họ tên", "Chức vụ", "Phụ cấp"), (1, "Lê Thị An", "Chủ tịch UBND", 1)], "B10"),
    "with_birth_dates": ([("TT", "Họ tên", "Ngày sinh", "Phụ cấp"), (1, "Lê Thị An", BORN, 1)], "B10"),
    "in_other_columns": ([(None, None, *ALLOWANCES), (None, None, *FIRST)], "D10"),
    "with_the_same_header": ([("Biểu phụ cấp",), HEAD, *people(2)], "B11"),
}


@pytest.mark.parametrize(("rows", "cell"), TABLES.values(), ids=TABLES)
def test_people_of_a_second_table_are_not_counted_again(rows: list[Row], cell: str, sqlite_url: str) -> None:
    report = _load(sqlite_url, *rows)
    assert [(p.code, p.severity, p.cell) for p in report.problems] == [("people_repeated", "warning", cell)]
    assert current_names(sqlite_url) == NAMES


def test_what_the_second_table_tells_besides_is_an_error(sqlite_url: str) -> None:
    report = _load(sqlite_url, ("STT", "Họ và tên", "Tin học", "Dân tộc"), (1, "Lê Thị An", "Chứng chỉ A", None))
    assert [(p.code, p.cell) for p in report.problems] == [
        ("people_repeated", "B10"),
        ("new_column_below", "C10"),
    ]


def test_somebody_who_stands_only_there_is_an_error(sqlite_url: str) -> None:
    report = _load(sqlite_url, ALLOWANCES, FIRST, (2, "Lê Thị Bính", 4.4, 0.3), (3, None, 4, 5))
    assert [(p.code, p.severity, p.cell) for p in report.problems] == [
        ("people_repeated", "warning", "B10"),
        ("person_not_above", "error", "B12"),
        ("unreadable_row", "error", "B13"),
    ]
    assert current_names(sqlite_url) == NAMES


OTHERS: dict[str, list[Row]] = {
    "other_names": [ALLOWANCES, (1, "Lê Thị Hà", 3.66, 0.25), (2, "Lê Thị Nga", 4.4, 0.3)],
    "born_on_another_day": [("TT", "Họ tên", "Ngày sinh"), (1, "Lê Thị An", "05/06/1990")],
    "of_another_unit": [
        ("DANH SÁCH CÁN BỘ XÃ DŨNG LIỆT",),
        ("TT", "Họ tên", "Chức vụ"),
        (1, "Lê Thị An", "Chủ tịch UBND"),
    ],
}


@pytest.mark.parametrize("rows", OTHERS.values(), ids=OTHERS)
def test_other_people_are_read(rows: list[Row], sqlite_url: str) -> None:
    report = _load(sqlite_url, *rows)
    assert "people_repeated" not in codes(report)
    assert report.rows_loaded == 3 + sum(isinstance(row[0], int) for row in rows)


def test_a_table_of_allowances_on_a_sheet_of_its_own(sqlite_url: str) -> None:
    allowances = ("STT", "Họ và tên", "Chức vụ", "Phụ cấp")
    rows: list[Row] = [(1, "Lê Thị An", "Chủ tịch UBND", 2), (2, "Lê Thị Chi", "Văn phòng - thống kê", 1)]
    content = sheets({"Danh sách": (TITLE, DAY, HEAD, people(3)), "Phụ cấp": (TITLE, DAY, allowances, rows)})
    report = run(sqlite_url, SourceFile("roster.xlsx", content))
    assert [(p.code, p.sheet, p.cell) for p in report.problems] == [("people_repeated", "Phụ cấp", "B6")]
    assert current_names(sqlite_url) == NAMES
