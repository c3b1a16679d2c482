"""Bodies that an office enters beside its units: checked, then known to rosters; corrected, ended, taken back."""

from datetime import date

import pytest
from sqlalchemy import select

import database
from etl import office, office_units, pipeline, unit_entries
from etl.problems import Refused
from etl.reading.entered_rows import Entry
from etl.records import SourceFile
from models import Unit
from presentation import unit_changes, unit_register
from reference import office_units as standing_units
from reference.bodies import Tier, bodies_on, body_on
from reports.excel import unit_list
from settings import from_environment
from stats import queries
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.etl.rosters import run
from tests.rosters import people, roster

CA_MAU, DAY = "96", date(2025, 12, 31)
OFFICE = {"name": "Sở Nội vụ", "kind": "Cơ quan cấp tỉnh", "parent": CA_MAU, "first": "01/07/2025"}


def _enter(url: str, *rows: dict[str, str]) -> int:
    return office_units.enter(url, [Entry(row) for row in rows], "Thử", "An")


def _send(url: str, day: date, number: int, name: str = "Sở Nội vụ") -> str:
    return run(url, SourceFile("ds.xlsx", roster(people(number, name), day))).status


@pytest.fixture
def ca_mau(sqlite_url: str) -> str:
    """An empty database of an office whose province has no body in the tables."""
    office.save(sqlite_url, {"province": CA_MAU})
    assert not bodies_on(DAY, CA_MAU)
    return sqlite_url


def test_a_body_of_the_office_has_rosters(ca_mau: str) -> None:
    assert _send(ca_mau, DAY, 4) == "refused"
    _enter(ca_mau, OFFICE | {"identifier": "H12.05", "resolution": "5/QĐ-UBND"})
    (body,) = bodies_on(DAY, CA_MAU)
    assert (body.code, body.identifier, body.certainty, body.source) == ("96.SNV", "H12.05", "certain", "5/QĐ-UBND")
    assert _send(ca_mau, DAY, 4) == "loaded"
    with database.reading(ca_mau) as connection:
        source = StatisticsSource.of_connection(connection, CA_MAU)
        selection = Selection(DAY, level=Tier.PROVINCE)
        assert [(row.name, row.profile.headcount) for row in source.units(selection)] == [("Sở Nội vụ", 4)]
        assert source.breakdown(Selection(DAY), "education").people == 0


def test_a_name_that_changes_ends_the_one_before(ca_mau: str) -> None:
    _enter(ca_mau, OFFICE)
    renamed = {"code": "96.SNV", "name": "Sở Tổ chức", "kind": "provincial_office", "parent": CA_MAU}
    _enter(ca_mau, renamed | {"first": "01/01/2027"})
    names = [(body := body_on("96.SNV", day)) and body.name for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert names == ["Sở Nội vụ", "Sở Tổ chức"]
    assert body_on("96.SNV", date(2025, 6, 30)) is None


def test_a_body_of_the_tables_is_corrected_and_returns(database_url: str) -> None:
    """Sở Nội vụ of Bắc Ninh of today gets its mã định danh; its id in the database stays."""
    before = body_on("24.SNV", date.max)
    assert before
    assert before.identifier is None
    with database.reading(database_url) as connection:
        same = (Unit.code == "24.SNV", Unit.valid_to.is_(None))
        unit_id = connection.scalar(select(Unit.id).where(*same))
    row = OFFICE | {"code": "24.SNV", "parent": "24", "first": "20/09/2026", "identifier": "H05.13"}
    number = _enter(database_url, row | {"replaces": "20/09/2026"})
    after = body_on("24.SNV", date.max)
    assert after
    assert after.identifier == "H05.13"
    with database.reading(database_url) as connection:
        assert connection.scalar(select(Unit.id).where(*same)) == unit_id
    assert office_units.take_back(database_url, number, "Bình", "Ghi nhầm")
    assert body_on("24.SNV", date.max) == before


def test_a_roster_is_never_left_without_its_body(ca_mau: str) -> None:
    number = _enter(ca_mau, OFFICE)
    assert _send(ca_mau, DAY, 3) == "loaded"
    with pytest.raises(Refused, match=r"«Sở Nội vụ» \(96.SNV\) có danh sách tính đến 31/12/2025.*lần nạp số 1"):
        office_units.take_back(ca_mau, number, "An", "Thử")
    pipeline.undo(ca_mau, 1, "An")
    assert office_units.take_back(ca_mau, number, "An", "Thử")
    assert not bodies_on(DAY, CA_MAU)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"name": ""}, "thiếu tên cơ quan"),
        ({"code": "96.SNV", "kind": "Sở"}, "loại của cơ quan là một trong: Cơ quan cấp huyện, Cơ quan cấp tỉnh"),
        ({"code": "96.SONOIVU"}, "không dài hơn 8 ký tự"),
        ({"parent": "97"}, "không có đơn vị cấp tỉnh mang mã ấy"),
        ({"parent": ""}, "mã có 5 chữ số"),
        ({"kind": "Cơ quan cấp huyện"}, "không có đơn vị cấp huyện mang mã ấy"),
        ({"kind": "Cơ quan cấp huyện", "parent": "964"}, "không có suốt thời gian hiệu lực"),
        ({"first": "31/09/2025"}, "không phải là ngày"),
        ({"last": "01/01/2025"}, "sau ngày kết thúc"),
        ({"identifier": "H31-13"}, "mã định danh ghi «H31-13», không đúng dạng"),
        ({"origins": "96.STP toàn bộ"}, "danh mục không có mã ấy"),
        ({"code": "96.SNV", "replaces": "01/01/2020"}, "không có đơn vị mã 96.SNV"),
        ({"replaces": "01/01/2020"}, "cần mã của cơ quan được sửa"),
    ],
)
def test_what_is_wrong_is_refused_with_a_sentence(ca_mau: str, row: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused) as caught:
        _enter(ca_mau, OFFICE | row)
    assert sentence in str(caught.value)
    assert not bodies_on(DAY, CA_MAU)


def test_two_bodies_have_not_one_name_or_code(ca_mau: str) -> None:
    _enter(ca_mau, OFFICE)
    for twin in ({"code": "96.ABC"}, {"code": "96.SNV", "name": "Sở Khác", "first": "01/06/2025", "replaces": ""}):
        with pytest.raises(Refused, match="có hiệu lực cùng ngày với «Sở Nội vụ»"):
            _enter(ca_mau, OFFICE | twin)


def test_a_district_that_ends_earlier_takes_its_offices_into_account(sqlite_url: str) -> None:
    """Kim Động (331) cannot have ended in 2024: its eleven offices of the tables stood until 30/06/2025."""
    shorter = {"code": "331", "name": "Huyện Kim Động", "parent": "33", "last": "31/12/2024", "replaces": "đầu"}
    sentences = [problem.message for problem in office_units.examine(sqlite_url, [Entry(shorter)])[1]]
    assert sum("Phòng" in text and "suốt thời gian hiệu lực" in text for text in sentences) >= 8


def test_the_usual_bodies_are_a_file_that_is_read(ca_mau: str) -> None:
    content = unit_list.as_file(unit_register.usual_rows(CA_MAU), ".xlsx")
    entries = unit_entries.entries_in(SourceFile("co-quan.xlsx", content), from_environment())
    office_units.enter(ca_mau, entries, "co-quan.xlsx", "An")
    names = {body.code: body.name for body in bodies_on(DAY, CA_MAU, Tier.PROVINCE)}
    assert len(names) == len(entries) == 14
    assert {names["96.SNV"], names["96.TTT"]} == {"Sở Nội vụ", "Thanh tra tỉnh"}
    assert all(len(code) <= 8 for code in names)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_the_office_s_rows_are_read_again(ca_mau: str, ending: str) -> None:
    number = _enter(ca_mau, OFFICE | {"identifier": "H12.05"}, OFFICE | {"name": "Sở Tài chính", "last": "31/12/2026"})
    with database.reading(ca_mau) as connection:
        rows = unit_changes.file_rows(queries.unit_changes(connection))
    office_units.take_back(ca_mau, number, "An", "Thử")
    entries = unit_entries.entries_in(SourceFile(f"x{ending}", unit_list.as_file(rows, ending)), from_environment())
    office_units.enter(ca_mau, entries, "x", "An")
    with database.reading(ca_mau) as connection:
        assert unit_changes.file_rows(queries.unit_changes(connection)) == rows
    assert standing_units.source_of(bodies_on(DAY, CA_MAU)[0].unit) is not None


def test_bodies_that_the_office_puts_together_are_summed_over_time(ca_mau: str) -> None:
    """Sở A and Sở B become Sở C on 01/03/2026, with all their people; both end without a row of their own."""
    _enter(ca_mau, OFFICE | {"name": "Sở A"}, OFFICE | {"name": "Sở B"})
    merged = OFFICE | {"name": "Sở C", "first": "01/03/2026", "origins": "96.SA toàn bộ; 96.SB"}
    _enter(ca_mau, merged)
    assert [body.name for body in bodies_on(date(2026, 3, 1), CA_MAU)] == ["Sở C"]
    rows = people(9, "Sở A")
    assert run(ca_mau, SourceFile("a.xlsx", roster([*rows[:4], *people(5, "Sở B", 4)], DAY))).status == "loaded"
    later = date(2026, 3, 31)
    assert run(ca_mau, SourceFile("b.xlsx", roster(people(10, "Sở C"), later))).status == "loaded"
    with database.reading(ca_mau) as connection:
        source = StatisticsSource.of_connection(connection, CA_MAU)
        for view, line in ((View.REPORTED, [10]), (View.TODAY, [9, 10])):
            selection = Selection(later, unit="96.SC", territory=view, level=Tier.PROVINCE)
            assert [point.breakdown.people for point in source.trend(selection, "category").points] == line
        change = queries.unit_changes(connection)[0].change
    table = [row for row in unit_register.body_lines(CA_MAU) if row.unit.code == "96.SC"]
    assert table[0].cells[6] == "Sở A (96.SA); Sở B (96.SB)"
    assert {step.old_code for step in change.successions} == {"96.SA", "96.SB"}


@pytest.mark.parametrize(
    ("origins", "why"),
    [
        ("96.SA toàn bộ; 96.SX", "danh mục không có mã ấy"),
        ("96.SA toàn bộ; 96.SA một phần", "ghi đơn vị 96.SA hai lần"),
        ("96.SX toàn bộ", "danh mục không có mã ấy"),
        ("31825 toàn bộ", "một bên là đơn vị hành chính, bên kia là cơ quan"),
        ("96.SA tất tần tật", "hãy ghi «33.SKHDT toàn bộ»"),
    ],
)
def test_a_succession_of_bodies_that_cannot_be_is_refused(ca_mau: str, origins: str, why: str) -> None:
    _enter(ca_mau, OFFICE | {"name": "Sở A"})
    with pytest.raises(Refused) as caught:
        _enter(ca_mau, OFFICE | {"name": "Sở C", "first": "01/03/2026", "origins": origins})
    assert why in str(caught.value)
    assert [body.code for body in bodies_on(date(2026, 3, 1), CA_MAU)] == ["96.SA"]


def test_nobody_of_a_body_is_counted_twice(ca_mau: str) -> None:
    _enter(ca_mau, OFFICE | {"name": "Sở A"})
    rows = [OFFICE | {"name": name, "first": "01/03/2026", "origins": "96.SA"} for name in ("Sở C", "Sở D")]
    with pytest.raises(Refused, match="sẽ được tính hai lần"):
        _enter(ca_mau, *rows)
