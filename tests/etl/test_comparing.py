"""The changes that a load announces, against those that it then makes."""

from dataclasses import astuple

from etl.records import LoadReport, SourceFile
from tests.etl.rosters import DAY, HERE_CODE, people, roster, run, workbook


def _numbers(report: LoadReport) -> list[tuple[str, int | None, int, int, int, int]]:
    return [(code, *numbers) for code, _, *numbers in map(astuple, report.changes)]


def test_a_unit_without_a_roster_of_the_day_is_new(sqlite_url: str) -> None:
    assert _numbers(run(sqlite_url, roster(3), dry_run=True)) == [(HERE_CODE, None, 3, 3, 0, 0)]


def test_people_who_come_who_go_and_who_change_are_counted(sqlite_url: str) -> None:
    run(sqlite_url, roster(4))
    first, second, *_ = people(4)
    studied = (*second[:5], "Thạc sĩ", *second[6:])
    newcomer = (3, "Ngô Thị Mới", "01/02/1990", *first[3:])
    corrected = SourceFile("sua.xlsx", workbook([first, studied, newcomer], day=DAY))
    assert _numbers(run(sqlite_url, corrected, dry_run=True)) == [(HERE_CODE, 4, 3, 1, 2, 1)]


def test_the_same_people_in_another_order_change_nothing(sqlite_url: str) -> None:
    run(sqlite_url, roster(3))
    turned = SourceFile("khac.xlsx", workbook(list(reversed(people(3))), day=DAY))
    assert _numbers(run(sqlite_url, turned, dry_run=True)) == [(HERE_CODE, 3, 3, 0, 0, 0)]


def test_demonstration_is_nothing_that_a_real_roster_changes(sqlite_url: str) -> None:
    run(sqlite_url, roster(4), is_demo=True)
    assert _numbers(run(sqlite_url, roster(3, "Trần"), dry_run=True)) == [(HERE_CODE, None, 3, 3, 0, 0)]
