"""Erasures: nobody of the person is left in tables, files and originals, everybody else stays, and figures follow."""

import io
import sqlite3
from collections import Counter
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import MetaData, func, insert, select, text

import database
from access import erasing as allowed
from access import events
from etl import erasing, originals, pipeline, tallies
from etl.erasing import Person
from etl.problems import Refused
from etl.records import LoadOptions, SourceFile
from models import Erasure, Event, HeldPerson, Import, ImportFile, LeavingReason, PersonMatch, Problem, Staff, Tally
from safekeeping import checking
from settings import Settings, from_environment
from stats import queries
from stats.scope import EVERYBODY
from tests.rosters import people, roster

DAY, NEXT = date(2023, 12, 31), date(2024, 12, 31)
UNIT = "Phường Đáp Cầu"
NAME, BORN = "Lê Thị Đào 2", "1977-03-03"
WHO = Person("09166", NAME, BORN)


@pytest.fixture
def settings(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The same ward on two dates, another ward with a namesake, and a first list that was replaced and undone."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    for day, number in ((DAY, 4), (DAY, 6), (NEXT, 7)):
        load(database_url, f"{day}-{number}.xlsx", [*people(number, UNIT), ("Lê Thị  Đào 2", "ngày lạ", UNIT)], day)
    load(database_url, "khac.xlsx", [*people(3, "Phường Vệ An"), (NAME, "04/04/1980", "Phường Vệ An")], DAY)
    pipeline.undo(database_url, 1, "lan")
    return from_environment()


def load(url: str, name: str, rows: list[tuple[str, ...]], day: date) -> None:
    report = pipeline.load(url, [SourceFile(name, roster(rows, day))], LoadOptions(accept=True))
    assert report.status == "loaded"


def everything(url: str) -> str:
    """Read all that all tables hold, as one text."""
    with database.reading(url) as connection:
        metadata = MetaData()
        metadata.reflect(connection)
        return "\n".join(
            str(tuple(row)) for table in metadata.sorted_tables for row in connection.execute(select(table))
        )


def test_a_person_is_gone_from_each_table_and_file_and_the_others_stay(settings: Settings) -> None:
    url = settings.database_url
    with database.reading(url) as connection:
        before = Counter(connection.scalars(select(Staff.full_name)))
        version = queries.data_version(connection)
    erased = allowed.person(settings, WHO, everywhere=False, reason="đơn ngày 01/11/2026")
    assert (erased.people, erased.rewritten, erased.removed) == (3, 3, 0)
    with database.reading(url) as connection:
        after = Counter(connection.scalars(select(Staff.full_name)))
        assert before - after == Counter({NAME: 3})
        assert after[NAME] == 2 + 3  # namesakes of Vệ An, and rows without a birth date, are somebody else's
        assert queries.data_version(connection) != version
        assert tallies.are_in_step(connection)
        everybody = select(func.sum(Tally.people)).where(Tally.field == "", Tally.as_of == NEXT)
        assert connection.scalar(everybody) == 7
        (record,) = connection.execute(select(Erasure)).all()
        assert (record.kind, record.people, record.files, record.reason) == ("person", 3, 3, "đơn ngày 01/11/2026")
        event = connection.execute(select(Event).where(Event.act == "erasure")).one()
        assert NAME not in f"{record}{event}"
    assert all(finding.is_right for finding in checking.findings(settings, lambda *_: None))


def test_the_originals_are_written_anew_without_the_rows(settings: Settings) -> None:
    kept = {path.name for path in settings.originals_dir.rglob("*.xlsx")}
    allowed.person(settings, WHO, everywhere=False, reason="")
    with database.reading(settings.database_url) as connection:
        files = connection.execute(select(ImportFile.id, ImportFile.sha256, ImportFile.name)).all()
        places = connection.execute(select(Staff.file_id, Staff.row, Staff.full_name)).all()
    assert len({path.name for path in settings.originals_dir.rglob("*.xlsx")} & kept) == 1  # Vệ An's alone
    for file in files:
        read = originals.reader(settings.originals_dir, file.sha256, file.name)
        assert read is not None
        sheet = load_workbook(io.BytesIO(read())).active
        assert sheet is not None
        names = {row[0].row: str(row[1].value) for row in sheet.iter_rows() if row[1].value}
        born = {str(row[2].value)[-4:] for row in sheet.iter_rows() if row[1].value == NAME}
        assert (BORN[:4] in born) == (file.name == "khac.xlsx")
        for place in places:
            if place.file_id == file.id:
                assert " ".join(names[place.row].split()) == place.full_name


def test_nothing_is_left_in_the_bytes_of_the_database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    load(sqlite_url, "a.xlsx", [*people(4, UNIT), ("Tô Ngọc Vĩ", "05/06/1979", UNIT)], DAY)
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    held = [each for each in path.parent.glob("test.db*") if "Tô Ngọc Vĩ".encode() in each.read_bytes()]
    assert held
    allowed.person(from_environment(), Person("09166", "TÔ NGỌC VĨ", "1979-06-05"), everywhere=False, reason="")
    assert not [each for each in path.parent.glob("test.db*") if "Tô Ngọc Vĩ".encode() in each.read_bytes()]
    assert sqlite3.connect(path).execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_a_person_who_was_held_back_is_found_and_erased_too(settings: Settings) -> None:
    url = settings.database_url
    load(url, "giu.xlsx", [*people(2, UNIT), ("Tô Ngọc Vĩ", "05/06/1979", "Phường Không Có")], DAY)
    person = Person("09166", "Tô Ngọc Vĩ", "1979-06-05")
    with database.reading(url) as connection:
        (row,) = erasing.rows_of(connection, person, everywhere=True)
        assert (row.unit, row.file, row.row) == ("chưa rõ đơn vị", "giu.xlsx", 7)
    erased = allowed.person(settings, person, everywhere=True, reason="")
    assert (erased.people, erased.rewritten) == (1, 1)
    with database.reading(url) as connection:
        assert connection.execute(select(HeldPerson)).all() == []
        numbers = select(Import.rows_read, Import.rows_loaded, Import.rows_held).order_by(Import.id.desc())
        assert tuple(connection.execute(numbers).first() or ()) == (2, 2, 0)
    assert all(finding.is_right for finding in checking.findings(settings, lambda *_: None))


def test_problems_of_the_row_and_those_that_tell_the_name_go_too(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    load(sqlite_url, "a.xlsx", [*people(3, UNIT), ("Tô Ngọc Vĩ", "05/06/1979", UNIT, "Cán bộ", "ĐHH")], DAY)
    with database.reading(sqlite_url) as connection:
        values = connection.scalars(select(Problem.value)).all()
        assert "ĐHH" in values
    at = datetime.fromisoformat("2026-01-05T08:30")
    with database.writing(sqlite_url) as connection:
        answered = {"answered_by": "lan", "answered_at": at}
        title = "Tô Ngọc Vĩ, 05/06/1979 · Tô Ngọc Vĩ, 06/05/1979"
        units = {"earlier_unit": "09166", "later_unit": "09166"}
        pair = {"earlier": "a", "later": "b", "title": title, "is_same": True}
        connection.execute(insert(PersonMatch).values(**pair, **units, **answered))
        left = {"person": "a", "title": "Tô Ngọc Vĩ, 05/06/1979", "unit": "09166", "reason": "retired"}
        connection.execute(insert(LeavingReason).values(**left, **answered))
    allowed.person(from_environment(), Person("09166", "Tô Ngọc Vĩ", "1979-06-05"), everywhere=False, reason="")
    assert "ĐHH" not in everything(sqlite_url)
    assert "Ngọc Vĩ" not in everything(sqlite_url)


def test_a_person_of_other_units_goes_only_where_all_units_are_asked_for(settings: Settings) -> None:
    who = Person("09166", NAME, "1980-04-04")
    with pytest.raises(Refused):
        erasing.erase_person(settings, who, everywhere=False, by="lan", reason="")
    assert erasing.erase_person(settings, who, everywhere=True, by="lan", reason="").people == 1


def test_a_namesake_of_another_unit_in_the_same_workbook_stays(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    load(sqlite_url, "a.xlsx", [*people(4, UNIT), *people(4, "Phường Vệ An")], DAY)
    settings = from_environment()
    assert allowed.person(settings, WHO, everywhere=False, reason="").people == 1
    (path,) = settings.originals_dir.rglob("*.xlsx")
    sheet = load_workbook(path).active
    assert sheet is not None
    assert [row[3].value for row in sheet.iter_rows() if row[1].value == NAME] == ["Phường Vệ An"]


def test_an_original_that_is_no_xlsx_goes_as_a_whole(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    lines = ["(Tính đến ngày 31/12/2023)", "STT,Họ và tên,Ngày sinh,Đơn vị,Trình độ chuyên môn"]
    lines += [f"{n},{name},{born},{unit},Đại học" for n, (name, born, unit, *_) in enumerate(people(4, UNIT), 1)]
    file = SourceFile("a.csv", "\n".join(lines).encode())
    assert pipeline.load(sqlite_url, [file], LoadOptions(accept=True)).status == "loaded"
    settings = from_environment()
    erased = allowed.person(settings, WHO, everywhere=False, reason="")
    assert (erased.people, erased.rewritten, erased.removed) == (1, 0, 1)
    assert not list(settings.originals_dir.rglob("*.csv"))
    assert all(finding.is_right for finding in checking.findings(settings, lambda *_: None))


def test_answers_about_people_of_an_erased_date_go_and_those_about_others_stay(settings: Settings) -> None:
    def row(name: str, born: str, unit: str = "09166") -> str:
        return sha256(f"{name}|{born}|{unit}".encode()).hexdigest()

    # 4 and 6 people on the first date, 7 on the next: number 6 is on the next one alone, number 2 on both.
    both, later, nobody = row("lê thị đào 2", "1977-03-03"), row("đỗ thị quýt 6", "1981-03-07"), row("tô vĩ", "1979")
    answered = {"answered_by": "lan", "answered_at": datetime.fromisoformat("2026-01-05T08:30"), "title": "x"}
    units = {"earlier_unit": "09166", "later_unit": "09166", "is_same": True}
    with database.writing(settings.database_url) as connection:
        for earlier, of_later in ((both, later), (nobody, later), (both, nobody)):
            connection.execute(insert(PersonMatch).values(earlier=earlier, later=of_later, **units, **answered))
        for person in (both, nobody):
            values = {"person": person, "unit": "09166", "reason": "retired"}
            connection.execute(insert(LeavingReason).values(**values, **answered))
    allowed.whole_date(settings, DAY, reason="")
    with database.reading(settings.database_url) as connection:
        assert connection.execute(select(PersonMatch.earlier, PersonMatch.later)).all() == [(both, later)]
        assert connection.scalars(select(LeavingReason.person)).all() == [both]


def test_a_date_is_emptied_with_all_its_imports_and_the_numbers_stay(settings: Settings) -> None:
    erased = allowed.whole_date(settings, DAY, reason="")
    assert (erased.people, erased.removed) == (4 + 1 + 6 + 1 + 3 + 1, 3)
    with database.reading(settings.database_url) as connection:
        assert connection.scalar(select(func.count()).select_from(Staff)) == 8
        assert connection.scalars(select(Import.id).where(Import.erased_at.is_not(None))).all() == [1, 2, 4]
        assert {row.as_of for row in connection.execute(select(Tally.as_of))} == {NEXT}
        statuses = {row.id: row.status for row in queries.imports(connection, scope=EVERYBODY)}
        assert statuses == {1: "erased", 2: "erased", 3: "standing", 4: "erased"}
    assert len(list(settings.originals_dir.rglob("*.xlsx"))) == 1
    assert all(finding.is_right for finding in checking.findings(settings, lambda *_: None))
    with pytest.raises(Refused):
        allowed.whole_date(settings, DAY, reason="")


def test_only_an_import_that_was_undone_is_emptied(settings: Settings) -> None:
    with pytest.raises(Refused):
        allowed.undone_import(settings, 2, reason="")
    erased = allowed.undone_import(settings, 1, reason="")
    assert (erased.people, erased.removed) == (5, 1)
    with pytest.raises(Refused):
        allowed.undone_import(settings, 1, reason="")
    with database.reading(settings.database_url) as connection:
        assert events.broken_at(connection) is None
        assert connection.scalar(text("SELECT count(*) FROM import_files WHERE import_id = 1")) == 0
