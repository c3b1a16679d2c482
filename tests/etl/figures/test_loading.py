"""Loading workbooks of figures: a trial, all or nothing, the same bytes twice, what replaces what, undoing."""

from datetime import date
from typing import Any

import pytest

import database
from etl.figures import pipeline
from etl.figures.records import FigureOptions, FigureReport
from etl.problems import Refused
from etl.records import SourceFile
from reference.figures import QUOTAS
from stats.queries import data_version
from stats.queries.figures import figures
from tests.etl.figures.workbooks import quotas, units, workbook

FIRST, SECOND = units(2)


def load(url: str, *files: SourceFile, catalogue: str = QUOTAS, **options: Any) -> FigureReport:
    return pipeline.load(url, catalogue, files, FigureOptions(loaded_by="lan", **options))


def held(url: str, catalogue: str = QUOTAS) -> dict[tuple[str, str, date], int]:
    with database.reading(url) as connection:
        rows = figures(connection, catalogue).rows
    return {(row.unit_name, row.department, row.as_of): int(row.value) for row in rows}


def whole(url: str) -> dict[str, int]:
    return {name: value for (name, department, _), value in held(url).items() if not department}


def test_a_trial_writes_nothing_and_a_load_does(database_url: str) -> None:
    file = quotas([(FIRST, 32, 7, 9, 8)])
    assert load(database_url, file, dry_run=True).status == "would_load"
    assert held(database_url) == {}
    report = load(database_url, file)
    assert (report.status, report.imports) == ("loaded", [1])
    assert whole(database_url) == {FIRST: 32}
    assert sum(held(database_url).values()) == 32 + 7 + 9 + 8


def test_the_same_bytes_twice_are_one_load_until_something_replaced_them(sqlite_url: str) -> None:
    old, new = quotas([(FIRST, 32, 7, 9, 8)]), quotas([(FIRST, 30, 7, 9, 8), (SECOND, 28, 7, 8, 8)])
    load(sqlite_url, old)
    again = load(sqlite_url, old)
    assert (again.status, again.imports) == ("already_loaded", [1])
    load(sqlite_url, new)
    assert whole(sqlite_url) == {FIRST: 30, SECOND: 28}
    assert load(sqlite_url, old).status == "loaded"
    assert whole(sqlite_url) == {FIRST: 32, SECOND: 28}


def test_undoing_brings_back_what_was_replaced(sqlite_url: str) -> None:
    load(sqlite_url, quotas([(FIRST, 32, 7, 9, 8)]))
    second = load(sqlite_url, quotas([(FIRST, 30, 7, 9, 8)]))
    with database.reading(sqlite_url) as connection:
        before = data_version(connection)
    pipeline.undo(sqlite_url, QUOTAS, second.imports[0], "hoa")
    assert whole(sqlite_url) == {FIRST: 32}
    with database.reading(sqlite_url) as connection:
        assert data_version(connection) != before
    for wrong, catalogue in ((second.imports[0], QUOTAS), (99, QUOTAS), (1, "indicators")):
        with pytest.raises(Refused):
            pipeline.undo(sqlite_url, catalogue, wrong, "hoa")


def test_an_error_refuses_all_files_and_accepting_leaves_out_its_cell(sqlite_url: str) -> None:
    sound, wrong = quotas([(FIRST, 32, 7, 9, 8)]), quotas([(SECOND, 30, 7, -9, 8)], day="30/06/2026")
    report = load(sqlite_url, sound, wrong)
    assert report.status == "refused"
    assert [each.code for each in report.errors] == ["figure_negative"]
    assert held(sqlite_url) == {}
    assert load(sqlite_url, sound, wrong, accept=True).status == "loaded"
    assert whole(sqlite_url) == {FIRST: 32, SECOND: 30}
    assert "Phòng Kinh tế" not in {department for unit, department, _ in held(sqlite_url) if unit == SECOND}


def test_two_files_with_the_same_number_are_refused(sqlite_url: str) -> None:
    other = SourceFile("khac.xlsx", quotas([(FIRST, 31, 7, 9, 8)]).content)
    report = load(sqlite_url, quotas([(FIRST, 32, 7, 9, 8)]), other)
    assert {each.code for each in report.errors} == {"figure_twice"}


def test_what_is_no_workbook_and_what_is_no_table_is_refused_with_a_sentence(sqlite_url: str) -> None:
    broken = load(sqlite_url, SourceFile("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(100)))
    assert broken.status == "refused"
    assert "anh.png" in broken.problems[0].message
    other = load(sqlite_url, workbook([["Họ và tên"], ["Nguyễn Văn A"]]), accept=True)
    assert (other.status, [each.code for each in other.problems]) == ("refused", ["figures_no_table"])


def test_real_figures_stand_instead_of_invented_ones(sqlite_url: str) -> None:
    load(sqlite_url, quotas([(FIRST, 32, 7, 9, 8), (SECOND, 30, 7, 9, 8)]), is_demo=True)
    with database.reading(sqlite_url) as connection:
        assert figures(connection, QUOTAS).is_demo
    real = load(sqlite_url, quotas([(FIRST, 25, 5, 5, 5)]))
    assert whole(sqlite_url) == {FIRST: 25}
    pipeline.undo(sqlite_url, QUOTAS, real.imports[0], "hoa")
    assert whole(sqlite_url) == {FIRST: 32, SECOND: 30}


def test_own_indicators_are_known_to_later_workbooks(sqlite_url: str) -> None:
    own = [["Mã chỉ tiêu", "Tên chỉ tiêu", "Đơn vị tính", "Điểm tối đa"], ["cap_quang", "Hộ có cáp quang", "điểm", 10]]
    table = [["Ngày 31/12/2025"], ["Đơn vị", "Hộ có cáp quang"], [FIRST, 9.5]]
    later = [["Ngày 31/01/2026"], ["Đơn vị", "Hộ có cáp quang"], [FIRST, 11]]
    assert load(sqlite_url, workbook(table, more={"Danh mục chỉ tiêu": own}), catalogue="indicators").status == "loaded"
    refused = load(sqlite_url, workbook(later), catalogue="indicators")
    assert [each.code for each in refused.errors] == ["figure_above_maximum"]
