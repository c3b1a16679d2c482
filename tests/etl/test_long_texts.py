"""Texts longer than the tables hold: PostgreSQL would fail over them, SQLite would keep them; here both say so."""

import io
import zipfile

import pytest
from sqlalchemy import String, select

import database
import reference
from etl.records import SourceFile
from models import ImportFile, Problem, Staff
from reference.fields import Kind
from tests.etl.rosters import DAY, HEAD, HERE, LAST_DAY, codes, current_names, people, roster, row_counts, run, workbook

TITLE = f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {HERE}"
HEAD_WITH_MAJOR = (*HEAD, "Chuyên ngành")
LONG = {
    "full_name": ("B8", 1, "Lê " * 60),
    "position": ("E8", 4, "Văn phòng thống kê, phụ trách các việc khác " * 8),
    "major": ("H8", 7, "Luật kinh tế, " * 30),
}


def _with_long(field: str) -> SourceFile:
    _, column, text = LONG[field]
    rows = [(*person, "Luật") for person in people(3)]
    rows[1] = (*rows[1][:column], text, *rows[1][column + 1 :])
    return SourceFile("roster.xlsx", workbook(rows, head=HEAD_WITH_MAJOR))


@pytest.mark.parametrize("field", sorted(LONG))
def test_a_text_longer_than_is_kept_is_an_error_at_its_cell(database_url: str, field: str) -> None:
    before = row_counts(database_url)
    report = run(database_url, _with_long(field))
    long_texts = [problem for problem in report.problems if problem.code == "text_longer_than_kept"]
    assert (report.status, [(problem.cell, problem.field) for problem in long_texts]) == (
        "refused",
        [(LONG[field][0], field)],
    )
    assert f"«{LONG[field][2].split(' ', 1)[0]} " in long_texts[0].message
    assert row_counts(database_url) == before


@pytest.mark.parametrize(("field", "loaded"), [("full_name", 2), ("major", 3), ("position", 3)])
def test_accepted_it_stays_unread_whole(database_url: str, field: str, loaded: int) -> None:
    report = run(database_url, _with_long(field), accept=True)
    assert (report.status, report.rows_loaded, len(current_names(database_url))) == ("loaded", loaded, loaded)
    with database.reading(database_url) as connection:
        kept = list(connection.execute(select(Staff.full_name, Staff.position, Staff.major)))
    assert all(len(text or "") < 100 for person in kept for text in tuple(person))
    assert len([1 for _, position, major in kept if position and major]) == 2


def test_the_longest_texts_are_those_that_the_tables_hold() -> None:
    columns = Staff.__table__.columns
    texts = [field.name for field in reference.catalogue().values() if field.is_kept and field.kind is Kind.TEXT]
    assert {"position", "major", "department", "job_position"} <= set(texts)
    limits = {"full_name": "longest_name", "sheet": "longest_sheet_name", **dict.fromkeys(texts, "longest_text")}
    for column, name in limits.items():
        kind = columns[column].type
        assert isinstance(kind, String)
        assert kind.length == reference.limit(name), column


def test_a_text_that_just_fits_is_kept(database_url: str) -> None:
    rows = [(*people(1)[0], "L" * 255)]
    report = run(database_url, SourceFile("roster.xlsx", workbook(rows, head=HEAD_WITH_MAJOR)))
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(database_url) as connection:
        assert connection.scalar(select(Staff.major)) == "L" * 255


def test_a_zero_byte_in_a_value_is_no_obstacle(database_url: str) -> None:
    lines = [TITLE, DAY, ";".join(HEAD), *(";".join(map(str, person)) for person in people(3))]
    lines[4] = lines[4].replace("Đại học", "Đại\0hoc")
    padding = [" " * 80] * 60  # a file that begins with a zero byte is no text
    content = "\n".join([*padding, *lines]).encode()
    report = run(database_url, SourceFile("roster.csv", content), accept=True, as_of=LAST_DAY)
    assert (report.status, codes(report)) == ("loaded", ["unknown_value"])
    with database.reading(database_url) as connection:
        assert connection.scalar(select(Problem.value)) == "Đạihoc"


def test_a_file_of_any_name_is_loaded(database_url: str) -> None:
    file = roster()
    report = run(database_url, SourceFile(f"{'danh sách ' * 40}.xlsx", file.content))
    assert report.status == "loaded"
    with database.reading(database_url) as connection:
        assert connection.scalar(select(ImportFile.name)) == ("danh sách " * 40)[:255]


@pytest.mark.parametrize("name", ["x" * 81, "danh sách " * 9])
def test_a_sheet_with_an_endless_name_is_refused(sqlite_url: str, name: str) -> None:
    # Excel allows 31 letters; other programs write more.
    content = workbook(people(3), sheet="TEN")
    file = SourceFile("roster.xlsx", _renamed(content, name))
    before = row_counts(sqlite_url)
    report = run(sqlite_url, file)
    assert (report.status, codes(report), row_counts(sqlite_url)) == ("refused", ["sheet_name_unusable"], before)


def _renamed(content: bytes, name: str) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w") as archive:
        for part in old.namelist():
            text = old.read(part)
            archive.writestr(part, text.replace(b'"TEN"', f'"{name}"'.encode()) if "workbook.xml" in part else text)
    return new.getvalue()
