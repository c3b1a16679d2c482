"""Printed totals are held against the count, wherever and however they are printed; they are nobody."""

import pytest

from etl.records import LoadReport, SourceFile
from tests.etl.rosters import DAY, HEAD, codes, current_names, people, run, sheets, workbook
from tests.golden.paper import Formula, Row


def _load(url: str, *under: Row) -> LoadReport:
    return run(url, SourceFile("roster.xlsx", workbook([*people(3), *under])))


RIGHT: dict[str, Row] = {
    "in_the_label": (None, "Tổng cộng: 3 người"),
    "with_a_zero": (None, "Cộng: 03 người"),
    "in_the_first_cell": ("Tổng số: 3 người",),
    "in_brackets": (None, "Tổng cộng (3 người)"),
    "comrades": (None, "Tổng số: 3 đồng chí"),
    "beside_the_label": (None, "Tổng số", 3),
    "formula_with_its_result": (None, "Tổng số", Formula("=COUNTA(B7:B9)", 3)),
    "without_people": (None, "Tổng số: 3"),
    "without_people_in_full": ("Tổng: 03./.",),
    "capitals": (None, "TỔNG CỘNG: 3 NGƯỜI"),
}
WRONG: dict[str, tuple[Row, str]] = {
    "in_the_label": ((None, "Tổng cộng: 4 người"), "B10"),
    "in_the_first_cell": (("Tổng số: 2 người",), "A10"),
    "without_people": ((None, "Tổng số: 6"), "B10"),
    "beside_the_label": ((None, "Tổng số", 5), "C10"),
    "with_a_point": ((None, "Tổng số: 1.263 người"), "B10"),
    "formula_with_its_result": ((None, "Tổng số", Formula("=COUNTA(B7:B9)", 9)), "C10"),
}


@pytest.mark.parametrize("row", RIGHT.values(), ids=RIGHT)
def test_a_total_that_agrees(row: Row, sqlite_url: str) -> None:
    report = _load(sqlite_url, row)
    assert (report.status, codes(report)) == ("loaded", [])
    assert [(total.says, total.counted) for total in report.files[0].totals] == [(3, 3)]
    assert len(current_names(sqlite_url)) == 3


@pytest.mark.parametrize(("row", "cell"), WRONG.values(), ids=WRONG)
def test_a_total_that_does_not_agree(row: Row, cell: str, sqlite_url: str) -> None:
    report = _load(sqlite_url, row)
    assert report.status == "refused"
    assert [(p.code, p.severity, p.sheet, p.cell) for p in report.problems] == [
        ("total_differs", "error", "Sheet1", cell)
    ]
    (total,) = report.files[0].totals
    assert (total.cell, total.counted) == (f"Sheet1!{cell}", 3)
    assert total.says != 3


def test_a_total_above_its_people(sqlite_url: str) -> None:
    content = workbook([(None, "Tổng số", 3), *people(3)])
    report = run(sqlite_url, SourceFile("roster.xlsx", content))
    assert (report.status, codes(report)) == ("loaded", [])
    assert [(total.cell, total.says, total.counted) for total in report.files[0].totals] == [("Sheet1!C7", 3, 3)]


GROUPS: dict[str, tuple[Row, Row]] = {
    "in_the_label": (("I", "Xã Tam Đa (2 người)"), ("II", "Xã Dũng Liệt (1 người)")),
    "beside_the_label": (("I", "Xã Tam Đa", 2), ("II", "Xã Dũng Liệt", 1)),
    "after_a_colon": (("I", "Xã Tam Đa: 02 người"), ("II", "Xã Dũng Liệt: 01 người")),
}


@pytest.mark.parametrize("groups", GROUPS.values(), ids=GROUPS)
def test_a_number_beside_a_groups_name(groups: tuple[Row, Row], sqlite_url: str) -> None:
    first, second, third = people(3)
    title = "DANH SÁCH CÁN BỘ, CÔNG CHỨC HUYỆN YÊN PHONG"
    right = workbook([groups[0], first, second, groups[1], third], title=title)
    report = run(sqlite_url, SourceFile("roster.xlsx", right))
    assert (report.status, codes(report)) == ("loaded", [])
    assert [(total.says, total.counted) for total in report.files[0].totals] == [(2, 2), (1, 1)]
    wrong = workbook([groups[0], first, groups[1], second, third], title=title)
    report = run(sqlite_url, SourceFile("roster.xlsx", wrong))
    assert [(p.code, p.cell[1:]) for p in report.errors] == [("total_differs", "7"), ("total_differs", "9")]


def test_totals_of_posts_within_totals_of_communes(sqlite_url: str) -> None:
    first, second, third = ((*row[:4], None, *row[5:]) for row in people(3))
    content = workbook(
        [
            ("I", "Xã Tam Đa"),
            (None, "Chủ tịch UBND"),
            first,
            (None, "Cộng: 1 người"),
            (None, "Tư pháp - hộ tịch"),
            second,
            (None, "Cộng: 1 người"),
            (None, "Cộng xã: 2 người"),
            ("II", "Xã Dũng Liệt"),
            (None, "Chủ tịch UBND"),
            third,
            (None, "Cộng: 1 người"),
            (None, "Cộng xã: 1 người"),
            (None, "Tổng cộng: 3 người"),
        ],
        title="DANH SÁCH CÁN BỘ, CÔNG CHỨC HUYỆN YÊN PHONG",
    )
    report = run(sqlite_url, SourceFile("roster.xlsx", content))
    assert (report.status, codes(report)) == ("loaded", [])
    assert [total.says for total in report.files[0].totals] == [1, 1, 2, 1, 1, 3]


def test_a_grand_total_over_several_sheets(sqlite_url: str) -> None:
    title = "DANH SÁCH CÁN BỘ, CÔNG CHỨC"
    last = [*people(2, "Vũ"), (None, "Tổng số: 2 người"), (None, "Tổng cộng toàn huyện: 5 người")]
    contents: dict[str, tuple[str, str, Row, list[Row]]] = {
        "Xã Tam Đa": (title, DAY, HEAD, people(3)),
        "Xã Dũng Liệt": (title, DAY, HEAD, last),
    }
    report = run(sqlite_url, SourceFile("roster.xlsx", sheets(contents)))
    assert (report.status, codes(report)) == ("loaded", [])
    assert [(total.cell, total.counted) for total in report.files[0].totals] == [
        ("Xã Dũng Liệt!B9", 2),
        ("Xã Dũng Liệt!B10", 5),
    ]


def test_a_big_total_is_one_number(sqlite_url: str) -> None:
    report = _load(sqlite_url, (None, "Tổng số: 1.263 người"))
    assert report.files[0].totals[0].says == 1263


def test_a_row_of_marks_for_not_applicable_is_no_total_of_people(sqlite_url: str) -> None:
    report = _load(sqlite_url, (None, "Tổng cộng", "x", "x", "x", "x", "x"))
    assert (report.status, codes(report)) == ("loaded", [])
    assert len(current_names(sqlite_url)) == 3


def test_a_total_without_its_result_is_no_problem(sqlite_url: str) -> None:
    report = _load(sqlite_url, (None, "Tổng số", Formula("=COUNTA(B7:B9)")))
    assert (report.status, codes(report)) == ("loaded", [])


def test_accepted_a_wrong_total_changes_nobody(sqlite_url: str) -> None:
    content = workbook([*people(3), (None, "Tổng cộng: 4 người")])
    report = run(sqlite_url, SourceFile("roster.xlsx", content), accept=True)
    assert (report.status, report.rows_read, report.rows_loaded, report.rows_held) == ("loaded", 3, 3, 0)
    assert len(current_names(sqlite_url)) == 3


@pytest.mark.parametrize(("number", "problems"), [(3, []), (2, ["total_differs"])])
def test_the_only_grand_total_under_groups_is_not_that_of_the_last(
    number: int, problems: list[str], sqlite_url: str
) -> None:
    first, *others = people(3)
    rows = [("I", "Phòng Kinh tế"), first, ("II", "Trạm Y tế"), *others, (None, f"Tổng số: {number} người")]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows)))
    assert codes(report) == problems
