"""Units that an office enters: checked as the register is, counted in all three views, taken back with a reason."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

import database
import office_register
import reference
from etl import office_units, pipeline, unit_entries
from etl.problems import Refused
from etl.reading.entered_rows import Entry
from etl.records import LoadOptions, SourceFile
from migrations.prepare import prepare
from models import Unit
from presentation import unit_changes
from reference import office_units as standing_units
from reference import provinces
from reference.territory import NEWEST, origin, territory_start
from reports.excel import unit_list
from settings import from_environment
from stats import queries
from stats.selection import View
from stats.source import StatisticsSource
from tests.etl.rosters import run
from tests.rosters import people, roster

SUMMER, AUTUMN = date(2025, 7, 31), date(2025, 10, 31)
MERGER = {
    "code": "09990",
    "name": "Phường Kinh Đô",
    "parent": "24",
    "first": "01/09/2025",
    "resolution": "9/NQ",
    "origins": "09367 toàn bộ; 09370",
}
TU_SON, TAM_SON = "Phường Từ Sơn", "Phường Tam Sơn"


def _enter(url: str, *rows: dict[str, str]) -> int:
    return office_units.enter(url, [Entry(row) for row in rows], "Thử", "An")


def _wrong(url: str, *rows: dict[str, str]) -> str:
    with pytest.raises(Refused) as caught:
        _enter(url, *rows)
    with database.reading(url) as connection:
        assert queries.unit_changes(connection) == []
    return str(caught.value)


def _send(url: str, day: date, **numbers: int) -> str:
    first, rows = 0, []
    for name, number in numbers.items():
        rows += people(number, name.replace("_", " "), first)
        first += number
    return run(url, SourceFile("ds.xlsx", roster(rows, day))).status


def _counts(url: str, day: date, by: str, view: View) -> dict[str | None, int]:
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, "24")
        answer = source.crosstab(day, [by], {}, territory=view)
        return {row.key[0]: row.count for row in answer.rows if row.count}


def test_a_unit_of_the_office_counts_in_all_three_views(database_url: str) -> None:
    assert _send(database_url, AUTUMN, Phường_Kinh_Đô=9) == "refused"
    assert _send(database_url, SUMMER, Phường_Từ_Sơn=5, Phường_Tam_Sơn=3) == "loaded"
    _enter(database_url, MERGER)
    assert _send(database_url, AUTUMN, Phường_Kinh_Đô=9) == "loaded"
    assert _counts(database_url, AUTUMN, "unit", View.REPORTED) == {"09990": 9}
    assert _counts(database_url, SUMMER, "unit", View.REPORTED) == {"09367": 5, "09370": 3}
    assert _counts(database_url, SUMMER, "unit", View.TODAY) == {"09990": 5 + 3}
    assert _counts(database_url, AUTUMN, "district", View.OLD) == {"261": 9}
    for day, total in ((SUMMER, 8), (AUTUMN, 9)):
        assert {sum(_counts(database_url, day, "unit", view).values()) for view in View} == {total}


def test_what_goes_whole_into_another_ends_the_day_before(sqlite_url: str) -> None:
    _enter(sqlite_url, MERGER)
    names = {unit.code: unit.name for unit in provinces.communes_on(AUTUMN, "24")}
    assert names["09990"] == "Phường Kinh Đô"
    assert not names.keys() & {"09367", "09370"}
    assert {"09367", "09370"} <= {unit.code for unit in provinces.communes_on(date(2025, 8, 31), "24")}
    assert len(provinces.communes_on(AUTUMN, "24")) == 98
    assert origin("09990", NEWEST, SUMMER).codes == ("09367", "09370")


def test_the_caches_follow_and_return(sqlite_url: str) -> None:
    """Nothing that was derived from one register is given under another, and the first one returns."""
    before = (origin("09367", NEWEST, SUMMER), provinces.communes_on(AUTUMN, "24"), territory_start("09990", AUTUMN))
    number = _enter(sqlite_url, MERGER)
    assert territory_start("09990", AUTUMN) == date(2025, 9, 1)
    assert office_units.take_back(sqlite_url, number, "Bình", "Ghi nhầm")
    after = (origin("09367", NEWEST, SUMMER), provinces.communes_on(AUTUMN, "24"), territory_start("09990", AUTUMN))
    assert before == after
    with database.reading(sqlite_url) as connection:
        (row,) = queries.unit_changes(connection)
        assert connection.scalar(select(Unit.id).where(Unit.code == "09990")) is None
    assert (row.by, row.removed_by, row.reason) == ("An", "Bình", "Ghi nhầm")
    assert not office_units.take_back(sqlite_url, number, "Bình", "Lần nữa")


def test_another_process_sees_a_change_where_it_asks_first(sqlite_url: str) -> None:
    _enter(sqlite_url, MERGER)
    standing_units.use((), "")
    assert reference.units_on(AUTUMN) is reference.units_on(AUTUMN)
    assert "09990" not in {unit.code for unit in reference.units_on(AUTUMN)}
    with database.reading(sqlite_url) as connection:
        office_register.follow(connection)
    assert "09990" in {unit.code for unit in reference.units_on(AUTUMN)}


def test_the_version_of_the_data_changes_with_the_units(database_url: str) -> None:
    versions = []
    with database.reading(database_url) as connection:
        versions.append(queries.data_version(connection))
    number = _enter(database_url, MERGER)
    with database.reading(database_url) as connection:
        versions.append(queries.data_version(connection))
    office_units.take_back(database_url, number, "An", "Thử xong")
    with database.reading(database_url) as connection:
        versions.append(queries.data_version(connection))
    assert len(set(versions)) == 3


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"code": "9990"}, "mã có 5 chữ số"),
        ({"name": "Kinh Đô"}, "mở đầu bằng loại đơn vị"),
        ({"name": "Thị trấn Kinh Đô"}, "loại «Thị trấn» chỉ có đến 30/06/2025"),
        ({"first": "31/09/2025"}, "không phải là ngày"),
        ({"first": ""}, "cần ngày"),
        ({"last": "01/08/2025"}, "sau ngày kết thúc"),
        ({"parent": ""}, "không có đơn vị cấp trên"),
        ({"parent": "261"}, "không có suốt thời gian hiệu lực"),
        ({"parent": "27"}, "không có suốt thời gian hiệu lực"),
        ({"origins": "09367 hết; 09370"}, "phạm vi là một trong"),
        ({"origins": "09366 toàn bộ"}, "danh mục không có mã ấy"),
        ({"code": "09379", "name": "Phường Phù Khê", "origins": ""}, ""),
        ({"replaces": "01/01/2020"}, "không có đơn vị mã 09990"),
    ],
)
def test_what_is_wrong_is_refused_with_a_sentence(sqlite_url: str, row: dict[str, str], sentence: str) -> None:
    if sentence:
        assert sentence in _wrong(sqlite_url, MERGER | row)
    else:
        _enter(sqlite_url, MERGER | row)


def test_nobody_is_counted_twice(sqlite_url: str) -> None:
    other = MERGER | {"code": "09991", "name": "Phường Kinh Bang", "origins": "09370 toàn bộ"}
    assert "sẽ được tính hai lần" in _wrong(sqlite_url, MERGER, other)


def test_overlapping_versions_are_refused(sqlite_url: str) -> None:
    """Từ Sơn begins on 01/07/2025: nothing may begin before its end and end after."""
    early = {"code": "09370", "name": TAM_SON, "parent": "24", "first": "01/07/2025", "replaces": ""}
    assert "có hiệu lực cùng ngày" in _wrong(sqlite_url, early)


def test_a_correction_keeps_the_id_of_its_unit(database_url: str) -> None:
    with database.reading(database_url) as connection:
        same = (Unit.code == "09370", Unit.valid_to.is_(None))
        before = connection.scalar(select(Unit.id).where(*same))
    late = {"code": "09370", "name": TAM_SON, "parent": "24", "first": "02/07/2025", "replaces": "01/07/2025"}
    problems = office_units.examine(database_url, [Entry(late)])[1]
    assert "không có đơn vị nào mang mã ấy ngày 01/07/2025" in problems[0].message  # its successions are of that day
    renamed = {"code": "09370", "name": "Phường Tam Sơn", "parent": "24", "first": "2025-07-01", "resolution": "7/NQ"}
    _enter(database_url, renamed | {"replaces": "01/07/2025"})
    with database.reading(database_url) as connection:
        row = connection.execute(select(Unit.id, Unit.resolution).where(*same)).one()
    assert (row.id, row.resolution) == (before, "7/NQ")


def test_a_roster_is_never_left_without_its_unit(database_url: str) -> None:
    number = _enter(database_url, MERGER)
    assert _send(database_url, AUTUMN, Phường_Kinh_Đô=4) == "loaded"
    with pytest.raises(Refused, match=r"«Phường Kinh Đô» \(09990\) có danh sách tính đến 31/10/2025.*lần nạp số 1"):
        office_units.take_back(database_url, number, "An", "Thử")
    pipeline.undo(database_url, 1, "An")
    assert office_units.take_back(database_url, number, "An", "Thử")


def test_a_change_that_a_later_one_needs_stays(sqlite_url: str) -> None:
    first = _enter(sqlite_url, MERGER)
    later = {"code": "09992", "name": "Phường Kinh Thành", "parent": "24", "first": "01/10/2025", "origins": "09990"}
    second = _enter(sqlite_url, later)
    with pytest.raises(Refused, match=f"Thay đổi số {second} dựa vào thay đổi này"):
        office_units.take_back(sqlite_url, first, "An", "Thử")
    assert office_units.take_back(sqlite_url, second, "An", "Thử")
    assert office_units.take_back(sqlite_url, first, "An", "Thử")


def test_a_newer_register_that_knows_the_unit_sets_the_change_aside(sqlite_url: str) -> None:
    """The office's row is of a unit that the tables have: the program starts, and says why the row is not used."""
    number = _enter(sqlite_url, MERGER)
    with database.writing(sqlite_url) as connection:
        connection.execute(text("UPDATE office_units SET code = '09379', name = 'Phường Phù Khê' WHERE replaces = ''"))
        connection.execute(text("UPDATE unit_changes SET made_at = '2030-01-01 00:00:00.000000'"))
    prepare(sqlite_url)
    with database.reading(sqlite_url) as connection:
        (row,) = queries.unit_changes(connection)
    assert "có hiệu lực cùng ngày" in row.aside
    assert unit_changes.state(row).startswith("Chưa dùng được")
    assert "09367" in {unit.code for unit in provinces.communes_on(AUTUMN, "24")}
    assert office_units.take_back(sqlite_url, number, "An", "Danh mục mới đã có")


def test_the_files_rows_are_read_again(sqlite_url: str, tmp_path: Path) -> None:
    number = _enter(sqlite_url, MERGER)
    with database.reading(sqlite_url) as connection:
        rows = unit_changes.file_rows(queries.unit_changes(connection))
    files = {ending: unit_list.as_file(rows, ending) for ending in (".xlsx", ".csv")}
    office_units.take_back(sqlite_url, number, "An", "Thử")
    for ending, content in files.items():
        entries = unit_entries.entries_in(SourceFile(f"dv{ending}", content), from_environment())
        again = office_units.enter(sqlite_url, entries, f"dv{ending}", "An")
        with database.reading(sqlite_url) as connection:
            assert unit_changes.file_rows(queries.unit_changes(connection)) == rows
        office_units.take_back(sqlite_url, again, "An", "Thử")


def test_a_wrong_cell_of_a_file_is_named(sqlite_url: str) -> None:
    content = "Mã,Tên đơn vị,Từ ngày\n09990,Phường A,01/09/2025\n09991,Phường B,mai\n".encode()
    entries = unit_entries.entries_in(SourceFile("dv.csv", content), from_environment())
    (problem,) = office_units.examine(sqlite_url, entries)[1]
    assert (problem.cell, problem.value) == ("C3", "mai")
    twice = "Mã,Tên đơn vị,Từ ngày,Mã đơn vị cấp trên,Thành lập từ\n"
    twice += "09990,Phường A,01/09/2026,24,09187 toàn bộ\n09991,Phường B,01/09/2026,,09187 toàn bộ\n"
    entries = unit_entries.entries_in(SourceFile("dv.csv", twice.encode()), from_environment())
    problems = office_units.examine(sqlite_url, entries)[1]
    assert {("D3", "đơn vị cấp trên"), ("E3", "hai lần")} == {
        (each.cell, words) for each in problems for words in ("đơn vị cấp trên", "hai lần") if words in each.message
    }
    with pytest.raises(Refused, match="«Mã» và «Tên đơn vị»"):
        unit_entries.entries_in(SourceFile("x.csv", "Số,Họ tên\n1,A\n".encode()), from_environment())


def test_rosters_follow_a_unit_to_another_district(database_url: str) -> None:
    """The register had the commune in the wrong district: its rosters go with it, also in the tallies."""
    day = date(2023, 12, 31)
    report = run(database_url, SourceFile("ds.xlsx", roster(people(4, "Phường Đông Ngàn"), day)))
    assert report.status == "loaded"
    corrected = {"code": "09367", "name": "Phường Đông Ngàn", "parent": "264", "last": "30/06/2025", "replaces": "đầu"}
    _enter(database_url, corrected)
    assert _counts(database_url, day, "district", View.REPORTED) == {"264": 4}


def test_options_are_whole(sqlite_url: str) -> None:
    """A dry run tells what a load would do, with the office's units."""
    _enter(sqlite_url, MERGER)
    files = [SourceFile("ds.xlsx", roster(people(2, "Phường Kinh Đô"), AUTUMN))]
    assert pipeline.load(sqlite_url, files, LoadOptions(dry_run=True)).status == "would_load"
