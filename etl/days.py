"""The days of a file's sheets: what the others say for all, and hidden sheets of another day."""

from collections.abc import Iterable
from datetime import date

from etl.examining import RosterSheet, top_lines
from etl.normalising.dates import day_in
from etl.problems import Problem, problem
from etl.records import Workbook


def day_of_other_sheets(workbook: Workbook, passed_over: Iterable[str]) -> date | None:
    """Find the one day that the file's other sheets say at their top: a «Tổng hợp» sheet often speaks for all."""
    days = {day for line in top_lines(workbook, passed_over) if (day := day_in(line))}
    return days.pop() if len(days) == 1 else None


def leave_out_hidden(
    workbook: Workbook, rosters: list[RosterSheet], passed_over: dict[str, str], chosen: date | None
) -> list[Problem]:
    """Take the hidden sheets of another day than the visible ones, or than the chosen one, out of a file; say which.

    Of a file in which nothing but hidden sheets are rosters, all stay.
    """
    visible = [roster for roster in rosters if not roster.sheet.is_hidden]
    days = {roster.as_of for roster in visible} - {None}
    days = {chosen} if chosen else days or {day_of_other_sheets(workbook, passed_over)}
    old = {
        roster.sheet.name: roster.as_of
        for roster in rosters
        if visible and roster.sheet.is_hidden and roster.as_of not in (None, *days)
    }
    workbook.sheets[:] = [sheet for sheet in workbook.sheets if sheet.name not in old]
    rosters[:] = [roster for roster in rosters if roster.sheet.name not in old]
    written = {name: f"{day:%d/%m/%Y}" for name, day in old.items()}
    passed_over |= {name: f"trang ẩn, ghi ngày {day}" for name, day in written.items()}
    return [
        problem("hidden_sheet_left_out", file=workbook.file, sheet=name, value=day) for name, day in written.items()
    ]
