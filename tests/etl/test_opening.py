"""One file that cannot be used stops no other: it is told with its reason, and left out by whoever says so."""

import io
import zipfile

import pytest

from etl.records import LoadReport, SourceFile
from tests.etl.rosters import codes, current_names, roster, run, zipped

BROKEN = SourceFile("hỏng.xlsx", b"PK\x03\x04 and nothing that follows")


def trial(url: str, *files: SourceFile, left_out: tuple[str, ...] = ()) -> LoadReport:
    return run(url, *files, dry_run=True, accept=True, days={}, left_out=dict.fromkeys(left_out, "Tệp bị hỏng."))


def test_a_trial_reads_the_others_and_tells_the_one(sqlite_url: str) -> None:
    report = trial(sqlite_url, roster(), BROKEN)
    assert (report.status, report.unread) == ("refused", [BROKEN.name])
    assert [file.file for file in report.files] == [roster().name]
    assert [each.code for each in report.errors] == ["broken_workbook"]


def test_a_load_is_refused_until_the_file_is_left_out(database_url: str) -> None:
    assert run(database_url, roster(), BROKEN, accept=True).status == "refused"
    report = run(database_url, roster(), BROKEN, left_out={BROKEN.name: "Tệp bị hỏng."})
    assert (report.status, codes(report)) == ("loaded", ["file_left_out"])
    assert len(current_names(database_url)) == 3
    (warning,) = report.problems
    assert (warning.file, warning.value) == (BROKEN.name, "Tệp bị hỏng.")


def test_a_part_of_an_archive_is_one_file(sqlite_url: str) -> None:
    archive = zipped({"a.xlsx": roster().content, "b.xlsx": BROKEN.content})
    report = trial(sqlite_url, archive)
    assert report.unread == ["goi.zip/b.xlsx"]
    assert trial(sqlite_url, archive, left_out=("goi.zip/b.xlsx",)).status == "would_load"


def test_a_part_whose_bytes_are_damaged_stops_no_other(sqlite_url: str) -> None:
    content = bytearray(zipped({"a.xlsx": b"x" * 50 + roster().content, "b.xlsx": roster().content}).content)
    place = content.index(b"a.xlsx") + 40
    content[place : place + 20] = bytes(20)
    with pytest.raises(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as damaged:
        damaged.read("a.xlsx")
    report = trial(sqlite_url, SourceFile("goi.zip", bytes(content)))
    assert report.unread == ["goi.zip/a.xlsx"]
    assert [file.file for file in report.files] == ["goi.zip/b.xlsx"]


def test_nothing_is_left_out_where_nothing_else_is_there(sqlite_url: str) -> None:
    report = trial(sqlite_url, BROKEN, left_out=(BROKEN.name,))
    assert (report.status, codes(report)) == ("refused", ["broken_workbook"])


def test_what_is_loaded_already_still_tells_the_one_that_cannot_be_read(sqlite_url: str) -> None:
    run(sqlite_url, roster())
    report = trial(sqlite_url, roster(), BROKEN)
    assert (report.status, report.unread) == ("already_loaded", [BROKEN.name])


def test_a_load_that_is_refused_still_tells_what_is_wrong_in_the_others(sqlite_url: str) -> None:
    wrong = roster(2, unit="XÃ DŨNG LIỆT", education="ĐHH")
    report = run(sqlite_url, wrong, BROKEN, SourceFile("rỗng.xlsx", b""))
    assert (report.status, report.rows_read, report.rows_loaded) == ("refused", 2, 0)
    assert report.unread == [BROKEN.name, "rỗng.xlsx"]
    assert sorted(codes(report)) == ["broken_workbook", "empty_file", "unknown_value", "unknown_value"]


def test_whoever_skips_unread_files_loads_the_others_and_is_told_why(database_url: str) -> None:
    archive = zipped({"a.xlsx": roster().content, "b.xlsx": BROKEN.content})
    report = run(database_url, archive, skips_unread=True)
    assert (report.status, codes(report), report.unread) == ("loaded", ["file_left_out"], [])
    (warning,) = report.problems
    assert warning.file == "goi.zip/b.xlsx"
    assert "hỏng" in warning.value
    assert not warning.value.startswith("Tệp «")
    assert len(current_names(database_url)) == 3
    again = run(database_url, archive, skips_unread=True)
    assert (again.status, codes(again)) == ("already_loaded", ["file_left_out"])


def test_nothing_is_skipped_where_nothing_can_be_read(sqlite_url: str) -> None:
    report = run(sqlite_url, BROKEN, skips_unread=True)
    assert (report.status, codes(report)) == ("refused", ["broken_workbook"])


def test_what_is_loaded_already_is_no_answer_for_the_file_that_cannot_be_read(sqlite_url: str) -> None:
    run(sqlite_url, roster())
    report = run(sqlite_url, roster(), BROKEN, accept=True)
    assert (report.status, codes(report)) == ("refused", ["broken_workbook"])
