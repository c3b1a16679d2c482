"""Into the database and out again, on both kinds: all or nothing, nothing twice, and a way back."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

import database
from etl.pipeline import load, undo
from etl.problems import Refused
from etl.records import LoadOptions, SourceFile
from models import Import, ImportFile, Roster, Staff
from models import Problem as ProblemRow
from settings import from_environment
from tests.etl.rosters import (
    ELSEWHERE,
    ELSEWHERE_CODE,
    HEAD,
    LAST_DAY,
    codes,
    current_names,
    people,
    roster,
    row_counts,
    run,
    workbook,
    zipped,
)

OLD = ["Lê Thị An", "Lê Thị Bình", "Lê Thị Chi"]
NEW = ["Vũ Thị An", "Vũ Thị Bình"]


def _originals() -> list[Path]:
    return sorted(path for path in from_environment().originals_dir.rglob("*") if path.is_file())


def test_a_load_says_what_it_did(database_url: str) -> None:
    file = roster()
    report = run(database_url, file, loaded_by="thu.ha")
    assert (report.status, report.as_of, report.rows_read, report.rows_loaded, report.rows_held) == (
        "loaded",
        LAST_DAY,
        3,
        3,
        0,
    )
    assert report.files[0].sha256 == hashlib.sha256(file.content).hexdigest()
    with database.reading(database_url) as connection:
        row = connection.execute(select(Import)).one()
        staff = connection.execute(select(Staff.sheet, Staff.row, ImportFile.name).join(ImportFile)).all()
    assert (row.id, row.as_of, row.loaded_by, row.is_demo, row.rows_loaded) == (
        report.import_id,
        LAST_DAY,
        "thu.ha",
        False,
        3,
    )
    assert [tuple(person) for person in staff] == [("Sheet1", n, "roster.xlsx") for n in (7, 8, 9)]


def test_the_same_bytes_for_the_same_date_are_nothing_new(database_url: str) -> None:
    first = run(database_url, roster())
    before = row_counts(database_url)
    again = run(database_url, SourceFile("ten-khac.xlsx", roster().content))
    assert (again.status, again.import_id, again.rows_loaded) == ("already_loaded", first.import_id, 0)
    assert row_counts(database_url) == before
    assert run(database_url, roster(), dry_run=True).status == "already_loaded"


def test_the_same_bytes_for_another_date_are_something_new(database_url: str) -> None:
    run(database_url, roster())
    other = date(2022, 12, 31)
    assert run(database_url, roster(), as_of=other).status == "loaded"
    assert current_names(database_url) == current_names(database_url, day=other) == OLD


def test_a_new_roster_replaces_the_units_people_and_no_other(database_url: str) -> None:
    run(database_url, roster(), SourceFile("khac.xlsx", roster(2, "Mạc", unit=ELSEWHERE).content))
    second = run(database_url, roster(2, "Vũ"))
    assert (second.status, second.rows_loaded) == ("loaded", 2)
    assert current_names(database_url) == NEW
    assert current_names(database_url, ELSEWHERE_CODE) == ["Mạc Thị An", "Mạc Thị Bình"]


def test_a_roster_of_another_date_replaces_nothing(database_url: str) -> None:
    run(database_url, roster())
    run(database_url, roster(2, "Vũ", day="(Tính đến ngày 31/12/2022)"))
    assert current_names(database_url) == OLD
    assert current_names(database_url, day=date(2022, 12, 31)) == NEW


def test_undo_brings_back_what_was_replaced(database_url: str) -> None:
    first, second = run(database_url, roster()), run(database_url, roster(2, "Vũ"))
    assert first.import_id is not None
    assert second.import_id is not None
    undo(database_url, second.import_id, "thu.ha")
    assert current_names(database_url) == OLD
    undo(database_url, first.import_id, "thu.ha")
    assert current_names(database_url) == []
    with database.reading(database_url) as connection:
        assert set(connection.scalars(select(Import.undone_by))) == {"thu.ha"}


def test_undoing_what_was_replaced_leaves_what_replaced_it(database_url: str) -> None:
    first = run(database_url, roster())
    run(database_url, roster(2, "Vũ"))
    assert first.import_id is not None
    undo(database_url, first.import_id, "thu.ha")
    assert current_names(database_url) == NEW


def test_what_was_undone_can_be_loaded_again(database_url: str) -> None:
    first = run(database_url, roster())
    assert first.import_id is not None
    undo(database_url, first.import_id, "thu.ha")
    again = run(database_url, roster())
    assert again.status == "loaded"
    assert again.import_id != first.import_id
    assert current_names(database_url) == OLD


def test_what_was_replaced_can_be_loaded_again(database_url: str) -> None:
    run(database_url, roster())
    run(database_url, roster(2, "Vũ"))
    assert run(database_url, roster()).status == "loaded"
    assert current_names(database_url) == OLD


def test_an_import_is_undone_once(sqlite_url: str) -> None:
    first = run(sqlite_url, roster())
    assert first.import_id is not None
    undo(sqlite_url, first.import_id, "thu.ha")
    with pytest.raises(Refused, match="đã được hoàn tác"):
        undo(sqlite_url, first.import_id, "thu.ha")
    with pytest.raises(Refused, match="Không có lần nạp số 99"):
        undo(sqlite_url, 99, "thu.ha")


def test_the_first_real_roster_takes_the_demonstration_away(database_url: str) -> None:
    """Also that of other units and dates, and at once: the two never mix."""
    demo = roster(2, "Mẫu", unit=ELSEWHERE)
    earlier = roster(2, "Mẫu", day="(Tính đến ngày 31/12/2022)")
    for file in (demo, earlier):
        assert not run(database_url, file, is_demo=True).demo_withdrawn
    assert current_names(database_url, ELSEWHERE_CODE)
    report = run(database_url, roster())
    assert report.demo_withdrawn
    assert current_names(database_url) == OLD
    assert current_names(database_url, ELSEWHERE_CODE) == []
    assert current_names(database_url, day=date(2022, 12, 31)) == []
    assert not run(database_url, roster(2, "Vũ")).demo_withdrawn


def test_undoing_the_only_real_roster_brings_the_demonstration_back(database_url: str) -> None:
    run(database_url, roster(2, "Mẫu"), is_demo=True)
    report = run(database_url, roster())
    assert report.import_id is not None
    undo(database_url, report.import_id, "thu.ha")
    assert current_names(database_url) == ["Mẫu Thị An", "Mẫu Thị Bình"]


def test_the_demonstration_of_all_units_and_dates_returns(database_url: str) -> None:
    run(database_url, roster(2, "Mẫu", unit=ELSEWHERE), is_demo=True)
    run(database_url, roster(2, "Mẫu", day="(Tính đến ngày 31/12/2022)"), is_demo=True)
    reports = [run(database_url, roster()), run(database_url, roster(2, "Vũ", unit=ELSEWHERE))]
    for report, is_back in zip(reports, (False, True), strict=True):
        assert report.import_id is not None
        undo(database_url, report.import_id, "thu.ha")
        assert bool(current_names(database_url, day=date(2022, 12, 31))) is is_back
    assert current_names(database_url, ELSEWHERE_CODE) == ["Mẫu Thị An", "Mẫu Thị Bình"]


def test_a_load_and_its_undoing_touch_only_their_own_units_and_date(database_url: str) -> None:
    """Rosters that a wrong hand marked stay as they are, when others come and go."""
    run(database_url, roster(), SourceFile("khac.xlsx", roster(2, "Mạc", unit=ELSEWHERE).content))
    run(database_url, roster(day="(Tính đến ngày 31/12/2022)"))
    with database.writing(database_url) as connection:
        connection.execute(update(Roster).values(is_current=False))
    second = run(database_url, roster(2, "Vũ"))
    assert current_names(database_url) == NEW
    assert second.import_id is not None
    undo(database_url, second.import_id, "thu.ha")
    assert current_names(database_url) == OLD
    assert current_names(database_url, ELSEWHERE_CODE) == current_names(database_url, day=date(2022, 12, 31)) == []


def test_a_refused_or_tried_roster_leaves_the_demonstration(sqlite_url: str) -> None:
    run(sqlite_url, roster(2, "Mẫu"), is_demo=True)
    assert run(sqlite_url, roster(education="ĐHH")).status == "refused"
    assert run(sqlite_url, roster(), dry_run=True).status == "would_load"
    assert current_names(sqlite_url) == ["Mẫu Thị An", "Mẫu Thị Bình"]


def test_a_load_that_breaks_in_the_middle_leaves_nothing(database_url: str) -> None:
    """The people are written before the problems: with the problems' table gone, the load breaks between the two."""
    run(database_url, roster(2, "Mẫu"), is_demo=True)
    with database.writing(database_url) as connection:
        connection.execute(text("DROP TABLE problems"))
    with_warning = SourceFile("roster.xlsx", workbook([(*row[:4], "Quản trò", *row[5:]) for row in people(3)]))
    with pytest.raises(DBAPIError):
        run(database_url, with_warning)
    with database.reading(database_url) as connection:
        assert connection.scalars(select(Import.is_demo)).all() == [True]
        left = [len(connection.scalars(select(table.id)).all()) for table in (ImportFile, Roster, Staff)]
    assert left == [1, 1, 2]
    assert current_names(database_url) == ["Mẫu Thị An", "Mẫu Thị Bình"]


def test_two_loads_at_once_are_one_after_the_other(database_url: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: run(database_url, roster()), range(2)))
    assert sorted(report.status for report in reports) == ["already_loaded", "loaded"]
    assert row_counts(database_url)["staff"] == 3


def test_tried_only_nothing_is_written(database_url: str) -> None:
    before = row_counts(database_url)
    report = run(database_url, roster(), dry_run=True)
    assert (report.status, report.rows_read, report.import_id) == ("would_load", 3, None)
    assert row_counts(database_url) == before
    assert _originals() == []


def test_refused_nothing_is_written(database_url: str) -> None:
    before = row_counts(database_url)
    report = run(database_url, roster(education="ĐHH"))
    assert (report.status, report.rows_read, report.rows_loaded, report.import_id) == ("refused", 3, 0, None)
    assert row_counts(database_url) == before
    assert _originals() == []


def test_tried_with_errors_it_is_refused_unless_accepted(sqlite_url: str) -> None:
    before = row_counts(sqlite_url)
    assert run(sqlite_url, roster(education="ĐHH"), dry_run=True).status == "refused"
    assert run(sqlite_url, roster(education="ĐHH"), dry_run=True, accept=True).status == "would_load"
    assert row_counts(sqlite_url) == before


def test_one_file_with_an_error_keeps_the_others_out(sqlite_url: str) -> None:
    bad = SourceFile("khac.xlsx", roster(2, "Vũ", unit=ELSEWHERE, education="ĐHH").content)
    before = row_counts(sqlite_url)
    report = run(sqlite_url, roster(), bad)
    assert (report.status, {problem.file for problem in report.problems}) == ("refused", {"khac.xlsx"})
    assert row_counts(sqlite_url) == before


def test_problems_are_kept_with_the_import(database_url: str) -> None:
    report = run(database_url, roster(education="ĐHH"), accept=True)
    with database.reading(database_url) as connection:
        query = select(ProblemRow.import_id, ProblemRow.code, ProblemRow.cell, ProblemRow.value, ProblemRow.suggestion)
        kept = [tuple(row) for row in connection.execute(query.order_by(ProblemRow.id))]
    assert kept == [(report.import_id, "unknown_value", f"F{n}", "ĐHH", "bachelors") for n in (7, 8, 9)]


def test_who_is_held_back_is_counted_and_not_loaded(database_url: str) -> None:
    head = (*HEAD, "Đơn vị")
    rows = [(*row, unit) for row, unit in zip(people(3), ("Xã Tam Đa", "Xã Không Có", "Xã Tam Đa"), strict=True)]
    rows.append((4, None, "04/04/1983", "Nữ", "Văn phòng - thống kê", "Đại học", "x", "Xã Tam Đa"))
    content = workbook(rows, head=head, title="DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    report = run(database_url, SourceFile("roster.xlsx", content), accept=True)
    assert (report.status, report.rows_read, report.rows_loaded, report.rows_held) == ("loaded", 4, 2, 2)
    assert sorted(codes(report)) == ["unknown_unit", "unreadable_row"]
    assert current_names(database_url) == ["Lê Thị An", "Lê Thị Chi"]
    with database.reading(database_url) as connection:
        kept = connection.execute(select(Import.rows_read, Import.rows_loaded, Import.rows_held)).one()
    assert tuple(kept) == (4, 2, 2)


def test_nothing_loadable_is_never_accepted(sqlite_url: str) -> None:
    content = workbook([(n, None, *row[2:]) for n, row in enumerate(people(3), 1)])
    report = run(sqlite_url, SourceFile("roster.xlsx", content), accept=True)
    assert report.status == "refused"
    assert row_counts(sqlite_url)["imports"] == 0


def test_the_original_is_kept_under_its_hash(database_url: str) -> None:
    file = roster()
    run(database_url, file)
    (kept,) = _originals()
    assert kept.stem == hashlib.sha256(file.content).hexdigest()
    assert kept.read_bytes() == file.content


def test_files_inside_an_archive_are_kept_each(sqlite_url: str) -> None:
    contents = {"a.xlsx": roster().content, "b.xlsx": roster(2, "Vũ", unit=ELSEWHERE).content}
    run(sqlite_url, zipped(contents))
    assert {path.stem for path in _originals()} == {
        hashlib.sha256(content).hexdigest() for content in contents.values()
    }


def test_probation_in_the_party_is_kept(database_url: str) -> None:
    rows = [(*row[:6], mark) for row, mark in zip(people(3), ("x", "DB", None), strict=True)]
    run(database_url, SourceFile("roster.xlsx", workbook(rows)))
    with database.reading(database_url) as connection:
        answers = connection.execute(select(Staff.party_member, Staff.party_probation).order_by(Staff.id)).all()
    assert [tuple(row) for row in answers] == [("yes", False), ("yes", True), ("no", False)]


def test_progress_is_told_and_reaches_its_end(sqlite_url: str) -> None:
    steps: list[tuple[str, int, int]] = []
    load(sqlite_url, [roster()], LoadOptions(), lambda *step: steps.append(step))
    assert steps[0][0].startswith("Đang đọc")
    assert all(0 <= done <= total for _, done, total in steps)
    assert steps[-1][1] == steps[-1][2]
