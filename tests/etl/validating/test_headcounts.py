"""A load against the year before and against the register of units, on both kinds of database."""

from datetime import date

import pytest

import reference
from etl.problems import Problem
from etl.records import LoadReport, SourceFile
from tests.etl.rosters import roster, run
from tests.rosters import people
from tests.rosters import roster as flat

DAY, YEAR_BEFORE = date(2023, 12, 31), date(2022, 12, 31)
COMMUNES = reference.communes_on(DAY, "24")
BY_DISTRICT = {code: [u for u in COMMUNES if u.parent_code == code] for code in {u.parent_code for u in COMMUNES}}
NAMES = {unit.code: unit.name for unit in reference.units_on(DAY) if unit.level == "district"}


def _of(report: LoadReport, code: str) -> list[Problem]:
    return [problem for problem in report.problems if problem.code == code]


@pytest.mark.parametrize(("before", "now", "is_told"), [(6, 8, False), (6, 9, True), (6, 4, False), (6, 3, True)])
def test_a_headcount_that_moved_by_more_than_a_third(before: int, now: int, is_told: bool, database_url: str) -> None:
    run(database_url, roster(before, day="(Tính đến ngày 31/12/2022)"))
    moved = _of(run(database_url, roster(now, "Vũ"), dry_run=True), "headcount_moved")
    assert [(problem.severity, problem.cell, problem.value) for problem in moved] == (
        [("warning", "B7", str(now))] if is_told else []
    )
    assert all("31/12/2022 có 6 người" in problem.message for problem in moved)
    assert _of(run(database_url, roster(now, "Vũ")), "headcount_moved") == moved


def test_a_headcount_points_at_the_first_row_that_names_its_unit(sqlite_url: str) -> None:
    district = sorted(BY_DISTRICT.values(), key=len)[0]
    named = [f"{unit.name}, {NAMES[unit.parent_code or '']}" for unit in district[:2]]
    before, now = (
        [(f"{unit[:9]} {name}", born, unit, *rest) for unit in named for name, born, _, *rest in people(many, "")]
        for many in (2, 6)
    )
    run(sqlite_url, SourceFile("a.xlsx", flat(before, YEAR_BEFORE)))
    moved = _of(run(sqlite_url, SourceFile("b.xlsx", flat(now, DAY))), "headcount_moved")
    assert [problem.cell for problem in moved] == ["D5", "D11"]


def test_nothing_is_compared_with_demonstration_or_with_years_ago(sqlite_url: str) -> None:
    run(sqlite_url, roster(9, day="(Tính đến ngày 31/12/2022)"), is_demo=True)
    assert not _of(run(sqlite_url, roster(3)), "headcount_moved")
    assert not _of(run(sqlite_url, roster(9, day="(Tính đến ngày 31/12/2021)")), "headcount_moved")
    assert not _of(run(sqlite_url, roster(3, "Vũ")), "headcount_moved")


def test_a_list_that_stands_as_on_an_earlier_day_is_doubted(database_url: str) -> None:
    run(database_url, roster(10, day="(Tính đến ngày 31/12/2022)"))
    same = _of(run(database_url, roster(10), dry_run=True), "list_unchanged")
    assert [(problem.severity, problem.cell, problem.value) for problem in same] == [("warning", "B7", "10")]
    assert "31/12/2022" in same[0].message
    assert not _of(run(database_url, roster(10, "Vũ"), dry_run=True), "list_unchanged")
    assert not _of(run(database_url, roster(9), dry_run=True), "list_unchanged")


def test_a_short_list_or_one_with_another_level_is_not_doubted(sqlite_url: str) -> None:
    for many, education in ((9, "Đại học"), (10, "Thạc sĩ")):
        run(sqlite_url, roster(many, day="(Tính đến ngày 31/12/2022)"))
        assert not _of(run(sqlite_url, roster(many, education=education), dry_run=True), "list_unchanged")


def test_a_unit_made_of_others_in_between_is_not_compared(sqlite_url: str) -> None:
    remade = next(step for step in reference.successions() if step.old_code == "09199" or step.new_code == "09199")
    code = remade.new_code
    run(sqlite_url, roster(3, unit="", day="(Tính đến ngày 31/12/2024)"), unit_code="09199")
    later = roster(9, "Vũ", unit="", day="(Tính đến ngày 31/12/2025)")
    assert not _of(run(sqlite_url, later, unit_code=code), "headcount_moved")


def _province(codes: set[str], name: str = "roster.xlsx") -> SourceFile:
    rows = [
        (f"{unit.code} {row[0]}", row[1], unit.name, NAMES[unit.parent_code or ""], *row[3:])
        for unit in COMMUNES
        if unit.code in codes
        for row in people(1, "")
    ]
    return SourceFile(name, _with_district(rows))


def _with_district(rows: list[tuple[str, ...]]) -> bytes:
    """The common small roster with the district written before the unit, as «Xã …, Huyện …»."""
    return flat([(name, born, f"{unit}, {district}", *rest) for name, born, unit, district, *rest in rows], DAY)


def test_the_missing_units_of_a_province_are_named(database_url: str) -> None:
    left_out = [unit for unit in COMMUNES if unit.code.endswith("3")]
    file = _province({unit.code for unit in COMMUNES} - {unit.code for unit in left_out})
    (problem,) = _of(run(database_url, file, dry_run=True), "units_missing")
    assert (problem.severity, problem.value, problem.cell) == ("warning", str(len(left_out)), "")
    assert [unit.name in problem.message for unit in left_out] == [n < 10 for n in range(len(left_out))]


def test_the_missing_units_of_a_district_are_named(sqlite_url: str) -> None:
    district = sorted(BY_DISTRICT.values(), key=len)[0]
    (problem,) = _of(run(sqlite_url, _province({u.code for u in district[1:]}), dry_run=True), "units_missing")
    assert district[0].name in problem.message


def test_missing_units_of_one_name_are_told_apart(sqlite_url: str) -> None:
    """Bắc Ninh has two wards Ninh Xá, one in the city and one in Thuận Thành."""
    alike = {unit.code: unit.parent_code for unit in COMMUNES if unit.name == "Phường Ninh Xá"}
    file = _province({unit.code for unit in COMMUNES} - alike.keys())
    (problem,) = _of(run(sqlite_url, file, dry_run=True), "units_missing")
    assert len(alike) == 2
    for name in ("Phường Ninh Xá (Thành phố Bắc Ninh)", "Phường Ninh Xá (Thị xã Thuận Thành)"):
        assert name in problem.message


def test_no_unit_is_missing_from_part_of_a_province(sqlite_url: str) -> None:
    district, other, *_ = sorted(BY_DISTRICT.values(), key=len)
    whole = {unit.code for unit in district}
    for codes in ({district[0].code}, whole, whole | {other[0].code}, {u.code for u in district[: len(district) // 3]}):
        assert not _of(run(sqlite_url, _province(codes), dry_run=True), "units_missing")


def test_units_loaded_before_are_not_missing(sqlite_url: str) -> None:
    first, rest = COMMUNES[:20], COMMUNES[20:]
    assert not _of(run(sqlite_url, _province({u.code for u in first[:5]})), "units_missing")
    run(sqlite_url, _province({u.code for u in first}))
    assert not _of(run(sqlite_url, _province({u.code for u in rest})), "units_missing")
