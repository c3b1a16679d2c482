"""The rows under a header: people, groups, totals, signatures, and what nobody understands."""

import pytest
from sqlalchemy import select

import database
from etl.records import LoadReport, SourceFile
from models import Staff
from tests.etl.rosters import HEAD, codes, current_names, people, roster, run, workbook
from tests.golden.paper import Book, Row

NAMES = ["Lê Thị An", "Lê Thị Bình", "Lê Thị Chi"]


def _load(url: str, *rows: Row) -> LoadReport:
    return run(url, SourceFile("roster.xlsx", workbook(rows)))


def test_blank_rows_and_rows_with_only_a_number_are_nobody(sqlite_url: str) -> None:
    first, second, third = people(3)
    report = _load(sqlite_url, first, (), second, (), (), third, (4,), (5,), (6,))
    assert (report.status, codes(report)) == ("loaded", [])
    assert current_names(sqlite_url) == NAMES


def test_people_without_a_running_number(sqlite_url: str) -> None:
    report = _load(sqlite_url, *[(None, *row[1:]) for row in people(3)])
    assert (report.status, codes(report)) == ("loaded", [])
    assert current_names(sqlite_url) == NAMES


def test_a_person_whose_name_starts_like_a_heading(sqlite_url: str) -> None:
    names = ("Tổng Thị Cộng", "Xã Văn Phường", "Phó Đức Chính", "Ngày Văn Tháng", "Giám Thị Đốc", "Cộng Văn Sổ")
    rows = [(n, name, f"0{n}/04/198{n}", "Nữ", "Văn phòng - thống kê", "Đại học") for n, name in enumerate(names, 1)]
    report = _load(sqlite_url, *rows)
    assert (report.status, codes(report)) == ("loaded", [])
    assert current_names(sqlite_url) == list(names)


@pytest.mark.parametrize(("place", "code"), [(6, "unreadable_row"), (5, "unreadable_row"), (0, "unknown_group_row")])
def test_a_lone_mark_under_a_heading_is_somebody_without_a_name(place: int, code: str, sqlite_url: str) -> None:
    first, *others = people(3)
    lone: Row = (*[None] * place, "x")
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook([first, lone, *others])), accept=True)
    assert codes(report) == [code]
    assert (report.rows_loaded, report.rows_held) == (3, code == "unreadable_row")


def test_a_row_that_nobody_understands_is_said(sqlite_url: str) -> None:
    first, second, _ = people(3)
    report = _load(sqlite_url, first, (None, "Danh sách bổ sung đợt hai"), second)
    assert [(p.sheet, p.cell) for p in report.problems] == [("Sheet1", "B8")]
    assert "Danh sách bổ sung đợt hai" in report.problems[0].message


@pytest.mark.parametrize("length", [2, 4, 7], ids=["number_and_name", "little", "all"])
def test_somebody_under_the_signatures_is_said(sqlite_url: str, length: int) -> None:
    first, second, third = people(3)
    report = _load(sqlite_url, first, second, (), (None, "NGƯỜI LẬP BIỂU"), (None, "(Ký, họ tên)"), (), third[:length])
    assert (report.status, current_names(sqlite_url)) == ("refused", [])
    assert [(p.severity, p.sheet, p.cell) for p in report.problems] == [("error", "Sheet1", "B13")]


@pytest.mark.parametrize("post", ["CHỦ TỊCH", "BÍ THƯ", "Phó Chủ tịch UBND"])
def test_a_bare_post_over_a_name_right_of_the_names_is_a_signature(post: str, sqlite_url: str) -> None:
    signature: list[Row] = [(), (None,) * 4 + (post,), (), (None,) * 4 + ("Trần Văn Ký",)]
    assert codes(_load(sqlite_url, *people(3), *signature)) == []
    report = run(sqlite_url, SourceFile("other.xlsx", workbook([*people(2), *signature, *people(1, "Ngô")])))
    assert codes(report) == ["unknown_group_row"] * 2


def test_the_writer_of_a_list_is_its_end(sqlite_url: str) -> None:
    signature: list[Row] = [(), (None, "CÔNG CHỨC LẬP BIỂU", None, "CHỦ TỊCH"), (None, "Lê Lập", None, "Lê Ký")]
    assert codes(_load(sqlite_url, *people(3), *signature)) == []


@pytest.mark.parametrize("post", ["Giám đốc", "Trưởng phòng", "Phụ trách kế toán"])
def test_a_post_that_signs_elsewhere_does_not_end_a_list(post: str, sqlite_url: str) -> None:
    head = ("Họ và tên", "Năm sinh", "Chức vụ")
    rows: list[Row] = [("Lê Thị An", 1975, post), ("Lê Thị Bình", 1976, "Kế toán"), ("Lê Thị Chi", 1977, post)]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)))
    assert (report.status, current_names(sqlite_url)) == ("loaded", NAMES)
    numbered: list[Row] = [(1, "Lê Thị An", 1975, post), (2, None, None, post), (3, "Lê Thị Chi", 1977, post)]
    report = run(sqlite_url, SourceFile("other.xlsx", workbook(numbered, head=("STT", *head))), accept=True)
    assert [p.cell for p in report.problems if p.code == "unreadable_row"] == ["B8"]
    assert report.rows_loaded == 2


def test_somebody_without_a_number_under_the_signatures_is_said(sqlite_url: str) -> None:
    head = ("Họ và tên", "Năm sinh", "Chức vụ")
    rows: list[Row] = [
        ("Lê Thị An", 1975, "Kế toán"),
        (),
        ("Người lập", None, "Giám đốc"),
        ("Lê Thị Bình", 1976, "Kế toán"),
    ]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)), dry_run=True)
    assert [p.cell for p in report.problems if p.code == "unread_text_after_end"] == ["A10"]


def test_a_second_list_under_the_signatures_of_the_first_is_not_dropped_in_silence(sqlite_url: str) -> None:
    first, second, third = people(3)
    report = _load(sqlite_url, first, second, (None, "NGƯỜI LẬP BIỂU"), (), HEAD, third)
    assert len(current_names(sqlite_url)) == 3 or report.problems


@pytest.mark.parametrize(
    ("name", "education", "expected"),
    [
        (None, "Cao đẳng", ["masters", "college", "college"]),
        (None, "nt", ["masters", "masters", "masters"]),
        ("Khuyết", None, ["masters", "masters", "masters"]),
        ("Lê Thị Gái", None, ["masters", None, None, None]),
    ],
)
def test_ditto_marks_repeat_a_row_without_a_name_and_no_vacant_post(
    sqlite_url: str, name: str | None, education: str | None, expected: list[str | None]
) -> None:
    first, second, third = people(3)
    between = (4, name, "05/06/1981" if name != "Khuyết" else None, None, "Tư pháp - hộ tịch", education)
    rows = [(*first[:5], "Thạc sĩ", "x"), between, (*second[:5], "nt", "x"), (*third[:5], '"', "x")]
    run(sqlite_url, SourceFile("roster.xlsx", workbook(rows)), accept=True)
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.education).order_by(Staff.id)).all() == expected


def test_ditto_marks_repeat_the_row_above(sqlite_url: str) -> None:
    rows = [(*row[:5], education, "x") for row, education in zip(people(3), ("Đại học", "nt", "như trên"), strict=True)]
    report = _load(sqlite_url, *rows)
    assert (report.status, codes(report)) == ("loaded", [])
    assert report.files[0].sheets[0].people == 3


def test_a_mark_that_nobody_can_read_is_not_taken_for_its_absence(sqlite_url: str) -> None:
    head = ("STT", "Họ và tên", "Ngày sinh", "Nữ", "Chức vụ")
    rows = [(*row[:3], mark, row[4]) for row, mark in zip(people(3), ("x", "abc", None), strict=True)]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)), accept=True)
    assert [(p.code, p.cell) for p in report.problems] == [("unknown_mark", "D8")]
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.gender).order_by(Staff.id)).all() == ["female", None, "male"]


def test_groups_of_posts_inside_groups_of_communes(sqlite_url: str) -> None:
    first, second, third = people(3)
    bare = [(*row[:4], None, *row[5:]) for row in (first, second, third)]
    content = workbook(
        [
            ("I", "Xã Tam Đa"),
            (None, "Chủ tịch UBND"),
            bare[0],
            (None, "Tư pháp - hộ tịch"),
            bare[1],
            ("II", "Xã Dũng Liệt"),
            (None, "Chủ tịch UBND"),
            bare[2],
        ],
        title="DANH SÁCH CÁN BỘ, CÔNG CHỨC HUYỆN YÊN PHONG",
    )
    report = run(sqlite_url, SourceFile("roster.xlsx", content))
    assert (report.status, codes(report)) == ("loaded", [])
    assert [count for _, _, count in sorted(report.units)] == [1, 2]


@pytest.mark.parametrize("kind", ["Cán bộ", "A. CÁN BỘ CẤP XÃ", "I. Cán bộ chuyên trách"])
def test_groups_of_categories(kind: str, sqlite_url: str) -> None:
    first, second, _ = people(3)
    report = _load(sqlite_url, (kind,), (*first[:4],), ("B. CÔNG CHỨC",), (*second[:4],))
    assert (report.status, codes(report)) == ("loaded", [])
    assert current_names(sqlite_url) == NAMES[:2]


@pytest.mark.parametrize("heading", ["I. Cán bộ, công chức", "CBCC", "Cán bộ - công chức cấp xã", "II. CBCCVC"])
def test_a_heading_of_several_categories_ends_the_one_above(heading: str, sqlite_url: str) -> None:
    rows = [("I", "Những người hoạt động không chuyên trách"), (1, "Lê Thị An", "01/04/1980", "Nữ", "việc gì đó")]
    rows += [("", heading), (2, "Lê Thị Bình", "02/04/1980", "Nữ", "việc gì đó")]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows)))
    assert set(codes(report)) == {"unknown_position"}
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.category).order_by(Staff.id)).all() == ["part_time", None]


@pytest.mark.parametrize(
    "heading",
    ["I. DANH SÁCH CÔNG CHỨC", "1. Công chức xã", "Phần I. Công chức", "2) Công chức, gồm:", "Khối CC"],
)
def test_a_category_in_other_words(heading: str, sqlite_url: str) -> None:
    post = [(1, "Lê Thị An", "01/04/1980", "Nữ", "việc gì đó")]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook([(None, heading), *post])))
    assert codes(report) == ["unknown_position"]
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.category)).all() == ["civil_servant"]


def test_a_hidden_sheet_is_read_and_said(sqlite_url: str) -> None:
    book = Book()
    for name, family in (("Xã Dũng Liệt", "Vũ"), ("Xã Tam Đa", "Lê")):
        page = book.page(name)
        page.letterhead("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
        page.rows(6, HEAD, *people(3, family))
    page.sheet.hide()
    report = run(sqlite_url, SourceFile("roster.xlsx", book.close()))
    assert [(p.code, p.severity, p.sheet) for p in report.problems] == [("hidden_sheet", "warning", "Xã Tam Đa")]
    assert current_names(sqlite_url) == NAMES


def test_an_unknown_heading_ends_what_the_one_before_told(sqlite_url: str) -> None:
    head = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Trình độ chuyên môn")
    first, second, _ = [(*person[:4], person[5]) for person in people(3)]
    rows = [("I", "Chủ tịch UBND"), first, ("II", "Nhóm hai"), second]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)), accept=True)
    assert (report.status, codes(report)) == ("loaded", ["unknown_group_row", "no_category"])
    with database.reading(sqlite_url) as connection:
        assert connection.scalars(select(Staff.position).order_by(Staff.id)).all() == ["Chủ tịch UBND", None]


@pytest.mark.parametrize(
    "bloc", ["KHỐI MTTQ VÀ ĐOÀN THỂ", "III. Khối Mặt trận, đoàn thể", "B. Khối chính quyền, quân sự"]
)
def test_a_bloc_is_a_heading_and_tells_no_post(sqlite_url: str, bloc: str) -> None:
    first, second, third = people(3)
    report = _load(sqlite_url, first, (None, bloc), second, third)
    assert (report.status, codes(report), len(current_names(sqlite_url))) == ("loaded", [], 3)


@pytest.mark.parametrize("headcount", ["8 người", "08 đồng chí"])
@pytest.mark.parametrize("column", range(2, 7))
def test_a_headcount_in_words_is_one_under_any_column(sqlite_url: str, headcount: str, column: int) -> None:
    total = ["Tổng số:", *[None] * (column - 1), headcount]
    report = _load(sqlite_url, *people(3), tuple(total))
    assert [(p.code, p.cell) for p in report.problems] == [("total_differs", f"{'ABCDEFG'[column]}10")]


def test_the_headcount_may_stand_in_the_column_of_the_men(sqlite_url: str) -> None:
    head = ("STT", "Họ và tên", "Nam", "Nữ", "Chức vụ", "Trình độ chuyên môn", "Đảng viên")
    rows = [
        (n, name, *birth, post, level, mark)
        for n, name, birth, post, level, mark in (
            (1, "Lê Văn An", ("01/02/1980", None), "Chủ tịch UBND", "Đại học", "x"),
            (2, "Lê Thị Bình", (None, "01/03/1981"), "Chủ tịch HĐND", "Đại học", "x"),
        )
    ]
    content = workbook([*rows, ("Tổng số", None, 2)], head=head)
    report = run(sqlite_url, SourceFile("roster.xlsx", content))
    assert (report.status, codes(report)) == ("loaded", [])


@pytest.mark.parametrize(
    ("written", "level", "is_noticed"),
    [
        ("Cao học", "masters", True),
        ("cao học Luật", "masters", True),
        ("Cao học (2020)", "masters", True),
        ("CH", "masters", True),
        ("NCS", "masters", True),
        ("Thạc sĩ", "masters", False),
        ("Đại học, đang học cao học", "bachelors", False),
    ],
)
def test_a_course_is_counted_as_a_degree_with_a_notice(
    written: str, level: str, is_noticed: bool, sqlite_url: str
) -> None:
    report = run(sqlite_url, roster(2, education=written))
    notices = [(each.code, each.severity, each.cell) for each in report.problems]
    assert notices == ([("course_value", "warning", "F7"), ("course_value", "warning", "F8")] if is_noticed else [])
    with database.reading(sqlite_url) as connection:
        assert set(connection.scalars(select(Staff.education))) == {level}
