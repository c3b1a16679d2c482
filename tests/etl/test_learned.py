"""Answers of clerks: each is remembered for the next file, changes nothing else, and can be forgotten."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

import database
from etl import learned, questions
from etl.extracting.answered import AnsweredCells
from etl.learned import Outcome
from etl.normalising import values
from etl.normalising.answers import Answer, AnsweredGazetteer, Answers, Learned
from etl.normalising.places import gazetteer
from etl.records import LoadReport, Picture, SourceFile
from models import ImportFile, LearnedColumn, LearnedSpelling, Roster, Staff
from reference.spelling import key
from tests.etl.rosters import DAY, HERE, LAST_DAY, codes, people, roster, run, workbook
from tests.golden.paper import Row

PROVINCE = "24"
TITLE = f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {HERE}"
STRANGE_HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Học thức đạt được", "Đảng viên")


def file(*rows: Row, head: Row = STRANGE_HEAD, name: str = "roster.xlsx") -> SourceFile:
    return SourceFile(name, workbook(rows, title=TITLE, day=DAY, head=head))


def strange(education: str = "Đại học", family: str = "Lê") -> SourceFile:
    """A roster with a column that no table knows."""
    return file(*people(3, family, education=education))


def answer(url: str, report: LoadReport, meaning: str, about: str = "", by: str = "Lan") -> Outcome:
    """Answer the one question about that field."""
    question = next(question for question in report.questions if about in ("", question.field))
    return learned.learn_spellings(url, [(question, meaning)], by, LAST_DAY, PROVINCE)


def choose(url: str, picture: Picture, letter: str, meaning: str, by: str = "Lan") -> Outcome:
    number = next(column.number for column in picture.columns if column.letter == letter)
    return learned.learn_columns(url, picture, {number: meaning}, by)


def loaded(url: str, field: str) -> list[str | None]:
    with database.reading(url) as connection:
        column = getattr(Staff, field)
        query = select(column).join(Roster, Staff.roster_id == Roster.id).where(Roster.is_current).order_by(Staff.id)
        return list(connection.scalars(query))


def test_a_spelling_is_asked_once_and_read_from_then_on(database_url: str) -> None:
    first = run(database_url, roster(education="ĐH Luật KT"), dry_run=True, accept=True)
    (question,) = first.questions
    assert (question.field, question.spelling, question.count) == ("education", "ĐH Luật KT", 3)
    assert (question.column, question.cells) == ("Trình độ chuyên môn", ["Sheet1!F7", "F8", "F9"])
    assert question.proposal == "education=bachelors"
    assert ("education=bachelors", "Đại học") in first.choices["education"]
    assert answer(database_url, first, "education=bachelors") == Outcome(1)
    second = run(database_url, roster(count=2, family="Ngô", education="Đh luật  KT."), loaded_by="Hoa")
    assert (second.status, codes(second), second.questions) == ("loaded", [], [])
    assert loaded(database_url, "education") == ["bachelors"] * 2


def test_the_import_tells_by_which_answers_it_was_read(sqlite_url: str) -> None:
    first = run(sqlite_url, strange("ĐH Luật KT"), dry_run=True, accept=True)
    choose(sqlite_url, first.pictures[0], "F", "education")
    answer(sqlite_url, run(sqlite_url, strange("ĐH Luật KT"), dry_run=True, accept=True), "education=bachelors")
    run(sqlite_url, strange("ĐH Luật KT"))
    with database.reading(sqlite_url) as connection:
        (record,) = connection.scalars(select(ImportFile.record))
    uses = [(use["about"], use["where"], use["asked"], use["meaning"], use["by"]) for use in record["learned"]]
    assert uses == [
        ("column", "Sheet1!F", "Học thức đạt được", "education", "Lan"),
        ("education", "", "ĐH Luật KT", "education=bachelors", "Lan"),
    ]
    assert record["sheets"][0]["columns"]["F"] == "education"


def test_nobody_in_the_picture_is_kept(sqlite_url: str) -> None:
    report = run(sqlite_url, strange("ĐH Luật KT"), dry_run=True, accept=True)
    assert "Lê Thị An" in str(report.pictures)
    choose(sqlite_url, report.pictures[0], "F", "education")
    report = run(sqlite_url, strange("ĐH Luật KT"), dry_run=True, accept=True)
    answer(sqlite_url, report, "education=bachelors")
    with database.reading(sqlite_url) as connection:
        kept = [*connection.execute(select(LearnedColumn)), *connection.execute(select(LearnedSpelling))]
    assert kept
    assert "Lê Thị" not in str(kept)
    assert "pictures" not in report.as_json()
    assert "Lê Thị" not in str(report.as_json()["files"])


def test_the_picture_is_the_sheet_as_it_stands(sqlite_url: str) -> None:
    (picture,) = run(sqlite_url, strange(), dry_run=True, accept=True).pictures
    shown = dict(picture.rows)
    assert shown[6] == list(STRANGE_HEAD)
    assert shown[7][:3] == ["1", "Lê Thị An", "01/04/1980"]
    assert picture.header_rows == (6, 6)
    meanings = {column.letter: column.meaning for column in picture.columns}
    assert (meanings["B"], meanings["F"]) == ("full_name", "")


def test_a_column_chosen_by_hand_is_known_again_by_its_whole_header(database_url: str) -> None:
    first = run(database_url, strange(), dry_run=True, accept=True)
    assert first.files[0].sheets[0].unread_columns == {"F": "Học thức đạt được"}
    assert choose(database_url, first.pictures[0], "F", "education") == Outcome(1)
    second = run(database_url, strange("Cao đẳng", family="Ngô"))
    assert loaded(database_url, "education") == ["college"] * 3
    assert second.pictures[0].columns[5].answered_by == "Lan"
    other_head = (*STRANGE_HEAD[:6], "Ghi chú")
    third = run(database_url, file(*people(3, "Vũ"), head=other_head), dry_run=True, accept=True)
    assert "F" in third.files[0].sheets[0].unread_columns


def test_a_chosen_meaning_stands_above_what_the_header_says_and_can_be_taken_back(sqlite_url: str) -> None:
    report = run(sqlite_url, roster(), dry_run=True)
    choose(sqlite_url, report.pictures[0], "F", "")
    report = run(sqlite_url, roster(), dry_run=True)
    assert report.files[0].sheets[0].unread_columns == {"F": "Trình độ chuyên môn"}
    assert choose(sqlite_url, report.pictures[0], "F", "") == Outcome(0)
    assert codes(report) == []
    choose(sqlite_url, report.pictures[0], "F", "education")
    with database.reading(sqlite_url) as connection:
        assert connection.execute(select(LearnedColumn)).all() == []
    assert run(sqlite_url, roster()).files[0].learned == []


def test_a_column_that_its_neighbours_explain_can_be_chosen_and_taken_back(sqlite_url: str) -> None:
    """«Đại học» beside «Cao đẳng» and «Trung cấp» is a level of education; its own path alone says nothing."""
    head = ("STT", "Họ và tên", "Ngày sinh", "Trình độ", "", "", "Đảng viên")
    levels = ("", "", "", "Đại học", "Cao đẳng", "Trung cấp", "")
    rows = [levels, *((*row[:3], "x", "", "", "x") for row in people(3))]
    (before,) = run(sqlite_url, file(*rows, head=head), dry_run=True).pictures
    assert before.columns[3].meaning == "education:bachelors"
    assert choose(sqlite_url, before, "D", "education:masters") == Outcome(1)
    (after,) = run(sqlite_url, file(*rows, head=head), dry_run=True).pictures
    assert (after.columns[3].meaning, after.columns[3].by_header) == ("education:masters", "education:bachelors")
    assert choose(sqlite_url, after, "D", "education:bachelors") == Outcome(1)
    (again,) = run(sqlite_url, file(*rows, head=head), dry_run=True).pictures
    assert again == before


def test_a_column_that_nobody_needs_is_named_so_once(sqlite_url: str) -> None:
    head, rows = (*STRANGE_HEAD[:5], "Cột lạ", "Đảng viên"), people(3, education="Đại học")
    report = run(sqlite_url, file(*rows, head=head), dry_run=True)
    assert codes(report) == ["unread_column_known_values"]
    choose(sqlite_url, report.pictures[0], "F", "")
    report = run(sqlite_url, file(*rows, head=head), dry_run=True)
    assert codes(report) == []
    assert report.pictures[0].columns[5].answered_by == "Lan"


def test_everything_that_headers_say_can_be_chosen(sqlite_url: str) -> None:
    offered = dict(questions.column_meanings())
    assert {"full_name", "education", "education:bachelors", "gender:female", "unit", "note"} <= set(offered)
    assert offered["education:bachelors"] == "Trình độ chuyên môn: Đại học (cột đánh dấu)"
    for meaning in offered:
        (picture,) = run(sqlite_url, strange(), dry_run=True, accept=True).pictures
        number = picture.columns[5].number
        assert learned.learn_columns(sqlite_url, picture, {number: meaning}, "Lan").kept == (
            not meaning.endswith("_name") and meaning != picture.columns[5].meaning
        )
        report = run(sqlite_url, strange(), dry_run=True, accept=True)
        if not meaning.endswith("_name"):
            assert report.pictures[0].columns[5].meaning == meaning


def test_a_column_without_a_header_can_be_given_a_meaning(sqlite_url: str) -> None:
    rows = [(*row, "Kinh") for row in people(3)]
    head = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn", "Đảng viên", "")
    report = run(sqlite_url, file(*rows, head=head), dry_run=True)
    assert "column_without_header" in codes(report)
    choose(sqlite_url, report.pictures[0], "H", "ethnicity")
    report = run(sqlite_url, file(*rows, head=head))
    assert codes(report) == []
    assert loaded(sqlite_url, "ethnicity") == ["Kinh"] * 3


@pytest.mark.parametrize(("letter", "meaning"), [("B", ""), ("B", "position"), ("C", "full_name")])
def test_a_table_must_tell_its_names_once(sqlite_url: str, letter: str, meaning: str) -> None:
    (picture,) = run(sqlite_url, roster(), dry_run=True).pictures
    outcome = choose(sqlite_url, picture, letter, meaning)
    assert outcome.kept == 0
    assert "đúng một cột «Họ và tên»" in outcome.refused
    with database.reading(sqlite_url) as connection:
        assert connection.execute(select(LearnedColumn)).all() == []


def test_the_same_file_loads_again_when_answers_since_read_it_otherwise(database_url: str) -> None:
    source = roster(education="ĐH Luật KT")
    first = run(database_url, source, accept=True)
    assert loaded(database_url, "education") == [None] * 3
    again = run(database_url, source, accept=True)
    assert (again.status, again.read_anew) == ("already_loaded", None)
    seen = run(database_url, source, accept=True, dry_run=True)
    assert (seen.status, len(seen.questions)) == ("already_loaded", 1)
    answer(database_url, seen, "education=bachelors")
    promised = run(database_url, source, dry_run=True)
    assert (promised.status, promised.read_anew) == ("would_load", first.import_id)
    assert promised.changes[0].changed == 3
    anew = run(database_url, source)
    assert (anew.status, anew.read_anew) == ("loaded", first.import_id)
    assert loaded(database_url, "education") == ["bachelors"] * 3
    assert run(database_url, source).status == "already_loaded"


def test_an_answer_about_something_else_is_no_reason_to_load_again(sqlite_url: str) -> None:
    source = roster()
    run(sqlite_url, source)
    other = run(sqlite_url, roster(family="Ngô", education="ĐH Luật KT"), dry_run=True, accept=True)
    answer(sqlite_url, other, "education=bachelors")
    assert run(sqlite_url, source).status == "already_loaded"


def test_a_file_loads_again_after_its_answer_was_forgotten(sqlite_url: str) -> None:
    source = roster(education="ĐH Luật KT")
    answer(sqlite_url, run(sqlite_url, source, dry_run=True, accept=True), "education=bachelors")
    run(sqlite_url, source)
    _forget_all(sqlite_url)
    report = run(sqlite_url, source, accept=True)
    assert (report.status, codes(report)) == ("loaded", ["unknown_value"] * 3)


def _forget_all(url: str) -> None:
    with database.reading(url) as connection:
        known = learned.read_all(connection)
    for (field, spelled), entry in known.spellings.items():
        assert learned.forget_spelling(url, field, spelled, entry.at)
    for header, columns in known.columns.items():
        for number, entry in columns.items():
            assert learned.forget_column(url, header, number, entry.at)


def test_cells_may_be_left_blank_with_a_warning(sqlite_url: str) -> None:
    source = roster(education="không nhớ")
    answer(sqlite_url, run(sqlite_url, source, dry_run=True, accept=True), "")
    report = run(sqlite_url, source)
    assert (report.status, codes(report), report.questions) == ("loaded", ["blank_by_answer"] * 3, [])
    assert loaded(sqlite_url, "education") == [None] * 3


def test_a_position_gets_its_title_and_category(sqlite_url: str) -> None:
    rows = [(*row[:4], "Chánh tổng - Bí thư Đảng ủy", *row[5:]) for row in people(2)]
    head = (*STRANGE_HEAD[:5], "Trình độ chuyên môn", "Đảng viên")
    report = run(sqlite_url, file(*rows, head=head), dry_run=True)
    assert report.questions[0].field == "position"
    answer(sqlite_url, report, "Chủ tịch UBND", "position")
    report = run(sqlite_url, file(*rows, head=head))
    assert codes(report) == []
    assert loaded(sqlite_url, "position") == ["Chủ tịch UBND; Bí thư Đảng ủy"] * 2


def test_a_toneless_name_of_a_file_is_asked_about_and_read_from_then_on(sqlite_url: str) -> None:
    nameless = workbook(people(2), title="DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ", day=DAY)
    first = run(sqlite_url, SourceFile("ds_xa tam da.xlsx", nameless), dry_run=True)
    (question,) = first.questions
    assert (question.spelling, question.proposal) == ("xa tam da", "Xã Tam Đa, Huyện Yên Phong")
    assert question.cells == ["Sheet1"]
    answer(sqlite_url, first, question.proposal)
    assert run(sqlite_url, SourceFile("ds_xa tam da.xlsx", nameless)).units == [("09199", "Xã Tam Đa", 2)]
    other = run(sqlite_url, SourceFile("ds cap xa tam da.xlsx", nameless), dry_run=True)
    assert (other.units, other.questions) == ([], [])


def test_a_unit_is_looked_up_on_each_rosters_own_day(sqlite_url: str) -> None:
    rows = [(*row, "Xã Tam Đaa") for row in people(2)]
    head = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn", "Đảng viên", "Đơn vị")

    def of_day(day: str) -> SourceFile:
        return SourceFile("a.xlsx", workbook(rows, title="DANH SÁCH", day=f"(Tính đến ngày {day})", head=head))

    report = run(sqlite_url, of_day("31/12/2023"), dry_run=True, accept=True)
    (question,) = report.questions
    assert (question.field, question.proposal) == ("unit", "Xã Tam Đa, Huyện Yên Phong")
    answer(sqlite_url, report, question.proposal)
    assert run(sqlite_url, of_day("31/12/2023")).units == [("09199", "Xã Tam Đa", 2)]
    later = run(sqlite_url, of_day("31/08/2025"), accept=True, dry_run=True)
    assert later.units == []
    assert codes(later).count("unit_not_then") == 2
    assert not [open_question for open_question in later.questions if open_question.field == "unit"]


def test_an_answer_about_a_unit_holds_in_the_district_that_it_was_given_in(sqlite_url: str) -> None:
    """Two districts have a «Xã Phúc Sơn»: what it was called in a list of one says nothing elsewhere."""
    head = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn", "Đảng viên", "Đơn vị")

    def of(name: str, *districts: str) -> SourceFile:
        columns = (*head, "Đơn vị cấp huyện") if districts else head
        rows = [(*row, "Xã Fúc Sơn") for row in people(2)]
        rows = [(*row, place) for row, place in zip(rows, districts, strict=True)] if districts else rows
        return SourceFile(name, workbook(rows, title="DANH SÁCH", day="(Tính đến ngày 31/12/2023)", head=columns))

    first, second = "Huyện Tân Yên", "Huyện Sơn Động"
    both = run(sqlite_url, of("a.xlsx", first, second), dry_run=True, accept=True)
    assert {question.spelling for question in both.questions} == {f"Xã Fúc Sơn ({name})" for name in (first, second)}
    question = next(each for each in both.questions if first in each.spelling)
    learned.learn_spellings(sqlite_url, [(question, f"Xã Phúc Sơn, {first}")], "Lan", LAST_DAY, PROVINCE)
    again = run(sqlite_url, of("a.xlsx", first, second), dry_run=True, accept=True)
    assert [each.spelling for each in again.questions] == [f"Xã Fúc Sơn ({second})"]
    assert again.units == [("07318", "Xã Phúc Sơn", 1)]
    nowhere = run(sqlite_url, of("b.xlsx"), dry_run=True, accept=True)
    assert (nowhere.units, [each.spelling for each in nowhere.questions]) == ([], ["Xã Fúc Sơn"])
    learned.learn_spellings(sqlite_url, [(again.questions[0], f"Xã Phúc Sơn, {second}")], "Lan", LAST_DAY, PROVINCE)
    units = run(sqlite_url, of("a.xlsx", first, second)).units
    assert sorted(units) == [("07318", "Xã Phúc Sơn", 1), ("07630", "Xã Phúc Sơn", 1)]


def test_a_cell_of_a_column_of_marks(sqlite_url: str) -> None:
    head = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Trình độ chuyên môn", "", "Đảng viên", "Loại cán bộ")
    levels = ("", "", "", "", "Đại học", "Cao đẳng", "", "")
    marks = (("x", "", "x"), ("đã lấy bằng", "", "x"), ("", "x", ""))
    rows = [levels, *((*row[:4], *cells, "Công chức") for row, cells in zip(people(3), marks, strict=True))]
    report = run(sqlite_url, file(*rows, head=head), dry_run=True, accept=True)
    assert [(question.field, question.spelling) for question in report.questions] == [("education:mark", "đã lấy bằng")]
    answer(sqlite_url, report, "x")
    assert codes(run(sqlite_url, file(*rows, head=head))) == []
    assert loaded(sqlite_url, "education") == ["bachelors", "bachelors", "college"]
    asked_of_text = run(sqlite_url, roster(family="Ngô", education="đã lấy bằng"), dry_run=True, accept=True)
    assert [question.field for question in asked_of_text.questions] == ["education"]


# --- two windows -----------------------------------------------------------------------------------------------


def test_the_first_of_two_answers_stands_and_the_second_is_told(database_url: str) -> None:
    report = run(database_url, roster(education="ĐH Luật KT"), dry_run=True, accept=True)
    assert answer(database_url, report, "education=bachelors", by="Lan") == Outcome(1)
    late = answer(database_url, report, "education=college", by="Hoa")
    assert (late.kept, [(conflict.by, conflict.meaning) for conflict in late.taken]) == (
        0,
        [("Lan", "education=bachelors")],
    )
    assert answer(database_url, report, "education=bachelors", by="Hoa") == Outcome(0)


def test_a_column_that_another_window_changed_stays(database_url: str) -> None:
    (picture,) = run(database_url, strange(), dry_run=True, accept=True).pictures
    choose(database_url, picture, "F", "education", by="Lan")
    late = choose(database_url, picture, "F", "major", by="Hoa")
    assert (late.kept, late.taken[0].meaning, late.taken[0].by) == (0, "education", "Lan")
    (seen,) = run(database_url, strange(), dry_run=True).pictures
    assert choose(database_url, seen, "F", "major", by="Hoa") == Outcome(1)


def test_only_the_answer_that_was_seen_is_forgotten(database_url: str) -> None:
    report = run(database_url, roster(education="ĐH Luật KT"), dry_run=True, accept=True)
    answer(database_url, report, "education=bachelors")
    with database.reading(database_url) as connection:
        seen = learned.read_all(connection).spellings["education", key("ĐH Luật KT")]
    assert learned.forget_spelling(database_url, "education", key("ĐH Luật KT"), seen.at)
    assert not learned.forget_spelling(database_url, "education", key("ĐH Luật KT"), seen.at)
    answer(database_url, report, "education=college")
    assert not learned.forget_spelling(database_url, "education", key("ĐH Luật KT"), seen.at)
    with database.reading(database_url) as connection:
        assert learned.read_all(connection).spellings["education", key("ĐH Luật KT")].meaning == "education=college"


def test_only_what_was_offered_can_be_answered(sqlite_url: str) -> None:
    report = run(sqlite_url, roster(education="ĐH Luật KT"), dry_run=True, accept=True)
    with pytest.raises(ValueError, match="no answer"):
        answer(sqlite_url, report, "it=degree")


# --- rules that hold for every answer --------------------------------------------------------------------------

FIELDS = sorted(values.CODED_FIELDS)
NOW = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
spelled = st.sampled_from([f"{a} {b}" for a in ("ĐH", "CC", "Nữ", "Trung cấp", "12/12", "x") for b in ("lạ", "", "KT")])
meanings = st.sampled_from([m for f in FIELDS for m, _ in questions.choices(f, LAST_DAY, PROVINCE)])


@given(about=st.sampled_from(FIELDS), asked=spelled, meaning=meanings, other=st.sampled_from(FIELDS))
def test_an_answer_about_a_field_changes_no_other_and_no_spelling_of_the_tables(
    about: str, asked: str, meaning: str, other: str
) -> None:
    cells = AnsweredCells(Answers(Learned({(about, key(asked)): Answer(asked, meaning, "Lan", NOW)})))
    known = values.read_value(other, asked)
    if other != about or not isinstance(known, values.Unknown):
        assert cells.value(other, asked) == known
    allowed = {name for sets in values.known_sets(about) for name, _ in sets}
    reading = cells.value(about, asked)
    assert isinstance(reading, values.Unknown) or {name for name, _ in reading} <= allowed


@pytest.mark.parametrize("day", [date(2018, 12, 31), LAST_DAY, date(2025, 12, 31)])
@pytest.mark.parametrize(("field", "find"), [("unit", "find_commune"), ("district", "find_district")])
def test_every_full_name_that_is_offered_names_one_unit(day: date, field: str, find: str) -> None:
    register = gazetteer(day, PROVINCE)
    for number, (meaning, _) in enumerate(questions.choices(field, day, PROVINCE)):
        answers = Learned({(field, f"xứ lạ {number}"): Answer("", meaning, "Lan", NOW)})
        ask: Callable[[str], object] = getattr(AnsweredGazetteer(register, Answers(answers)), find)
        assert getattr(ask(f"Xứ lạ {number}"), "place", None) == getattr(register, find)(meaning).place is not None


def test_questions_are_those_in_most_cells_first(sqlite_url: str) -> None:
    rows = [replace_education(row, education) for row, education in zip(people(3), ("lạ", "kỳ", "kỳ"), strict=True)]
    head = (*STRANGE_HEAD[:5], "Trình độ chuyên môn", "Đảng viên")
    report = run(sqlite_url, file(*rows, head=head), dry_run=True, accept=True)
    assert [(question.spelling, question.count) for question in report.questions] == [("kỳ", 2), ("lạ", 1)]


def replace_education(row: Row, education: str) -> Row:
    return (*row[:5], education, *row[6:])
