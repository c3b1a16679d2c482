"""Headings with one slip: what is one, which cells decide, and what a clerk is asked."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import reference
from etl import learned
from etl.headers.misspelt import is_one_slip, likenesses, slips_in_remark
from etl.headers.vocabulary import Meaning, path_meaning, with_marks
from etl.learned import Outcome
from etl.normalising.people import is_person_name
from etl.records import LoadReport, SourceFile
from reference.spelling import key
from tests.etl.rosters import HEAD, codes, current_names, people, run, workbook
from tests.golden.paper import Row

SHORTEST = 8
LETTERS = "aăâeêioôơuưyàáảãạbcdđghklmn "


@pytest.mark.parametrize(
    ("slip", "heading"),
    [
        ("Lý luân chính trị", "Lý luận chính trị"),
        ("Trinh độ chuyên môn", "Trình độ chuyên môn"),
        ("Chuyên nghành", "Chuyên ngành"),
        ("Dân tôc", "Dân tộc"),
        ("Đang viên", "Đảng viên"),
        ("Đơn vị côgn tác", "Đơn vị công tác"),
        ("Họvà tên", "Họ và tên"),
        ("Chứng chi tin học cơ bản", "chứng chỉ tin học cơ bản"),
        ("Tên cơ quan, đơn vi đang làm việc", "tên cơ quan đơn vị đang làm việc"),
    ],
)
def test_one_mark_accent_or_letter_is_a_slip(slip: str, heading: str) -> None:
    assert [likeness.heading for likeness in likenesses((slip,))] == [heading]


@pytest.mark.parametrize(
    "heading", ["Tuổi", "CT", "Đv", "Cơ quan cũ", "Họ và tên vợ", "Đảng viên", "Trinh do chuyen mon"]
)
def test_short_other_and_known_headings_are_none(heading: str) -> None:
    assert likenesses((heading,)) == ()


def test_a_slip_above_or_under_an_unknown_heading() -> None:
    (likeness,) = likenesses(("Lý luân chính trị", "CC"))
    assert likeness.meaning.sets == (("political_theory", "advanced"),)
    (likeness,) = likenesses(("Điều khác", "Trinh độ chuyên môn"))
    assert likeness.meaning.field == "education"


def test_a_slip_in_a_heading_and_in_the_level_under_it() -> None:
    (likeness,) = likenesses(("Lý luân chính trị", "Cao câp"))
    assert likeness.heading == "Lý luận chính trị › Cao cấp"
    assert likeness.meaning.sets == (("political_theory", "advanced"),)
    (likeness,) = likenesses(("Trình độ đào tạo", "Tin học", "Chứng chi"))
    assert likeness.heading == "Chứng chỉ"
    assert likenesses(("Lý luân chính trị", "Điều khác")) == ()


def test_a_heading_as_near_to_another_is_like_both() -> None:
    assert {likeness.heading for likeness in likenesses(("Năi sinh",))} == {"Năm sinh", "Nơi sinh"}


@given(st.text(LETTERS, max_size=12), st.integers(0, 12), st.sampled_from(LETTERS))
def test_one_letter_more_less_or_other_is_one_slip_either_way(text: str, place: int, letter: str) -> None:
    before, after = text[:place], text[place:]
    for other in (before + letter + after, before + after[1:], before + letter + after[1:]):
        if other != text:
            assert is_one_slip(text, other)
            assert is_one_slip(other, text)
    assert not is_one_slip(text, text)
    assert not is_one_slip(text, f"{text}{letter}{letter}")


HEADINGS = [row for row in reference.rows("header_spellings") if not row["under"] and len(row["spelling"]) >= SHORTEST]


@given(st.sampled_from(HEADINGS), st.data(), st.sampled_from(LETTERS))
def test_a_slip_in_a_heading_is_like_what_it_was(row: dict[str, str], data: st.DataObject, letter: str) -> None:
    heading = row["spelling"]
    place = data.draw(st.integers(1, len(heading) - 1))
    slip = data.draw(st.sampled_from([letter + heading[place:], letter + heading[place + 1 :], heading[place + 1 :]]))
    misspelt = heading[:place] + slip
    assume(is_one_slip(key(misspelt), key(heading)))
    known, meaning = (path_meaning((text,)).meaning for text in (misspelt, heading))
    others = likenesses((misspelt,)) if known is None else slips_in_remark((misspelt,))
    assert meaning in (None, known, *(each.meaning for each in others)), misspelt


@pytest.mark.parametrize("name", ["Lê An", "NGUYỄN THỊ HOA MAI", "Trần Lê Văn Quốc Bảo"])
def test_names_of_people(name: str) -> None:
    assert is_person_name(name)


@pytest.mark.parametrize("text", ["An", "Văn phòng", "NV001 An", "Lê Smith", "Một Hai Ba Bốn Năm Sáu", "Đại học"])
def test_what_is_no_name(text: str) -> None:
    assert not is_person_name(text)


def _head(heading: str, slip: str) -> Row:
    return tuple(slip if title == heading else title for title in HEAD)


def _file(head: Row, rows: list[Row]) -> SourceFile:
    return SourceFile("roster.xlsx", workbook(rows, head=head))


def _choose(url: str, report: LoadReport, letter: str, meaning: str) -> Outcome:
    (picture,) = report.pictures
    number = next(column.number for column in picture.columns if column.letter == letter)
    return learned.learn_columns(url, picture, {number: meaning}, "Lan")


def test_one_person_is_enough_where_the_cell_fits(sqlite_url: str) -> None:
    report = run(sqlite_url, _file(_head("Họ và tên", "Họ vả tên"), people(1)))
    (problem,) = report.problems
    assert (report.status, problem.code, problem.cell) == ("loaded", "misspelt_heading", "B6")
    assert "«Họ vả tên» được hiểu là «Họ và tên»" in problem.message
    assert current_names(sqlite_url) == ["Lê Thị An"]


def test_a_slip_over_the_family_name(sqlite_url: str) -> None:
    rows: list[Row] = [(1, "Lê Thị", "An", 1980, "Chủ tịch UBND"), (2, "Trần Văn", "Bình", 1981, "Kế toán")]
    report = run(sqlite_url, _file(("STT", "Họ va tên đệm", "Tên", "Năm sinh", "Chức vụ"), rows), dry_run=False)
    assert codes(report)[0] == "misspelt_heading"
    assert current_names(sqlite_url) == ["Lê Thị An", "Trần Văn Bình"]


def test_a_slip_in_the_second_row_over_the_names(sqlite_url: str) -> None:
    below: Row = ("Họ va chữ đệm", "Tên", None, None)
    rows: list[Row] = [below, ("Lê Thị", "An", 1980, "Chủ tịch UBND"), ("Trần Văn", "Bình", 1981, "Kế toán")]
    report = run(sqlite_url, _file(("Họ và tên", None, "Năm sinh", "Chức vụ"), rows))
    assert (codes(report)[0], current_names(sqlite_url)) == ("misspelt_heading", ["Lê Thị An", "Trần Văn Bình"])


def test_headings_of_groups_vacant_posts_and_totals_are_no_cells_of_a_column(sqlite_url: str) -> None:
    first, second, third = people(3)
    vacancy, group, total = (4, "Khuyết", None, None, "Phó Chủ tịch UBND"), (None, "Phòng Kinh tế"), ("Tổng số", 3)
    rows: list[Row] = [group, first, second, (None, "Văn phòng HĐND và UBND"), third, vacancy, total]
    report = run(sqlite_url, _file(_head("Họ và tên", "Họ va tên"), rows))
    assert (report.status, codes(report)) == ("loaded", ["misspelt_heading", "vacant_posts"])
    assert current_names(sqlite_url) == ["Lê Thị An", "Lê Thị Bình", "Lê Thị Chi"]


def test_a_slip_over_the_names_of_a_table_below(sqlite_url: str) -> None:
    below: list[Row] = [(), ("STT", "Ho và tên", "Chức vụ", "Năm sinh"), (1, "Lê Văn Em", "Chủ tịch UBND", 1975)]
    report = run(sqlite_url, _file(HEAD, [*people(2), *below]))
    assert (report.status, codes(report)) == ("loaded", ["misspelt_heading"])
    assert current_names(sqlite_url) == ["Lê Thị An", "Lê Thị Bình", "Lê Văn Em"]


def test_a_slip_over_no_names_under_a_list_begins_no_table(sqlite_url: str) -> None:
    below: list[Row] = [(), ("STT", "Ho và tên", "Chức vụ"), ("a", "7,5", "b")]
    report = run(sqlite_url, _file(HEAD, [*people(2), *below]))
    assert report.status == "refused"
    assert {problem.cell[1:] for problem in report.errors} >= {"10"}


def test_a_name_with_a_slip_beside_one_known_heading(sqlite_url: str) -> None:
    file = _file(("STT", "Ho và tên", "Năm sịnh", "Chức vụ"), [(1, "Lê Thị An", 1980, "Chủ tịch UBND")])
    report = run(sqlite_url, file)
    assert (report.status, codes(report)) == ("loaded", ["misspelt_heading", "misspelt_heading"])


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Giơi tính (True: Nam; False: Nữ)", "misspelt_heading"),
        ("Gới tính (Nam: 1, Nữ: 2)", "misspelt_heading"),
        ("Giới tinh (Nam: 1; Nữ: 0)", "misspelt_heading"),
        ("Giới tinh (Nam: 2; Nữ: 3)", "doubtful_heading"),
    ],
)
def test_the_signs_that_a_heading_with_a_slip_explains_decide(sqlite_url: str, heading: str, code: str) -> None:
    head = tuple(heading if usual == "Giới tính" else usual for usual in HEAD)
    rows: list[Row] = [(*person[:3], 1, *person[4:]) for person in people(3)]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)))
    assert codes(report) == [code]


def test_cells_that_do_not_fit_are_not_read(sqlite_url: str) -> None:
    rows: list[Row] = [(*row[:5], "chăm chỉ", *row[6:]) for row in people(3)]
    report = run(sqlite_url, _file(_head("Trình độ chuyên môn", "Trinh độ chuyên môn"), rows), dry_run=True)
    assert codes(report) == ["doubtful_heading"]
    assert "F" in report.files[0].sheets[0].unread_columns


@pytest.mark.parametrize("meaning", ["party_member", ""])
def test_a_clerk_answers_what_the_cells_leave_open(sqlite_url: str, meaning: str) -> None:
    file = _file(_head("Đảng viên", "Đang viên"), people(3))
    report = run(sqlite_url, file)
    (problem,) = report.problems
    assert (report.status, problem.code, problem.cell) == ("refused", "doubtful_heading", "G6")
    assert _choose(sqlite_url, report, "G", meaning) == Outcome(1)
    report = run(sqlite_url, file)
    assert (report.status, codes(report)) == ("loaded", [])


def test_a_misspelt_level_beside_right_ones_is_read_and_one_that_is_there_is_not(sqlite_url: str) -> None:
    marks = (("x", "", ""), ("", "x", ""), ("", "", "x"))
    for level, code in (("Cao câp", "misspelt_heading"), ("Trung câp", "doubtful_heading")):
        head = (*HEAD, "Lý luận chính trị", None, None)
        rows: list[Row] = [(None,) * 7 + (level, "Trung cấp", "Sơ cấp")]
        rows += [(*row, *cells) for row, cells in zip(people(3), marks, strict=True)]
        report = run(sqlite_url, _file(head, rows), dry_run=True)
        assert codes(report) == [code], level


@pytest.mark.parametrize(
    ("heading", "cells", "name", "code"),
    [
        ("Ngoại ngữ (tiéng Anh)", ("B", "B1", "A"), "english", "misspelt_heading"),
        ("Ngoại ngữ (tiéng Anh)", ("x", "x", ""), "", "doubtful_heading"),
        ("Đơn vị (phòng, bna)", ("Phòng Kinh tế", "Phòng Kinh tế", "Trạm Y tế"), "department", "misspelt_heading"),
        ("Đơn vị (phòng, bna)", ("Xã Tam Đa", "Xã Tam Đa", "Xã Tam Đa"), "unit", ""),
    ],
)
def test_a_slip_in_a_remark_is_no_other_heading(
    heading: str, cells: tuple[str, ...], name: str, code: str, sqlite_url: str
) -> None:
    rows: list[Row] = [(*row, cell) for row, cell in zip(people(3), cells, strict=True)]
    report = run(sqlite_url, _file((*HEAD, heading), rows), dry_run=True)
    assert codes(report) == ([code] if code else [])
    assert report.files[0].sheets[0].columns.get("H", "") == name


def test_a_second_column_of_a_field_is_never_read_by_likeness(sqlite_url: str) -> None:
    rows: list[Row] = [(*row, "Cao đẳng") for row in people(3)]
    report = run(sqlite_url, _file((*HEAD, "Trinh độ chuyên môn"), rows), dry_run=True)
    assert codes(report) == ["doubtful_heading"]


def test_a_column_that_nobody_needs_may_be_misspelt(sqlite_url: str) -> None:
    rows: list[Row] = [(*row, "mới về") for row in people(3)]
    assert codes(run(sqlite_url, _file((*HEAD, "Ghi chu"), rows))) == []


def test_a_header_without_any_tone_mark_is_read_and_said(sqlite_url: str) -> None:
    head = ("STT", "Ho va ten", "Ngay sinh", "Gioi tinh", "Chuc vu", "Trinh do chuyen mon", "Dang vien")
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(people(3), head=head)))
    assert (report.status, codes(report)) == ("loaded", ["misspelt_heading"] * 6)
    assert [problem.cell for problem in report.problems] == ["B6", "C6", "D6", "E6", "F6", "G6"]
    assert current_names(sqlite_url) == ["Lê Thị An", "Lê Thị Bình", "Lê Thị Chi"]


@pytest.mark.parametrize("heading", ["Ho va ten vo", "Que quan", "Nam", "Nu", "Khoi cong tac", "Ma so"])
def test_other_headings_without_marks_are_no_field(heading: str) -> None:
    assert with_marks(heading) == "" or path_meaning((heading,)).meaning in (None, Meaning("note"))
