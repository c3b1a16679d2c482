"""The day of a load: what files and their sheets say, what a person chose, and hidden sheets of another day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath

import reference
from etl.examining import RosterSheet, top_lines
from etl.normalising.dates import day_in, day_in_name, unreal_day
from etl.opening import Opened
from etl.problems import Problem, Refused, problem
from etl.records import LoadOptions, Workbook
from reference.addresses import address


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


def date_of(opened: Sequence[Opened], options: LoadOptions) -> tuple[date, list[Problem]]:
    """The day that the rosters describe, and problems: the chosen day is not the written one, or a file has none."""
    days_of_files = options.days or {}
    written = [sheet_day for book in opened for sheet_day in _days_of_rosters(book)]
    ahead = _ahead(written)
    sheet_days = [
        (file, sheet, days_of_files.get(file) if file in ahead or day is None else day) for file, sheet, day in written
    ]
    days = {day for _, _, day in sheet_days if day}
    problems: list[Problem] = []
    if options.as_of is not None:
        chosen = options.as_of
        problems = _overridden(written, dict.fromkeys((file for file, _, _ in written), chosen))
        days = {chosen}
    else:
        missing = [*_undated(sheet_days, ahead), *_unreal(opened, {file for file, _, day in sheet_days if day})]
        problems = [*missing, *_overridden([each for each in written if each[0] in ahead], days_of_files)]
        if missing and not (tells_all(options) and days):
            raise Refused(missing[0], missing[1:])
        if len(days) > 1:
            raise Refused(_disagreement(sheet_days), _days_of_files(sheet_days))
    as_of = days.pop()
    _check_day(as_of, next(((file, sheet) for file, sheet, day in written if day == as_of), ("", "")))
    return as_of, problems


def tells_all(options: LoadOptions) -> bool:
    """Tell whether it is a trial that tells everything there is to ask, and stops at nothing that can be answered."""
    return options.dry_run and options.days is not None


def chosen_day(opened: Opened, options: LoadOptions) -> date | None:
    """The day that the person chose for all files, or told of this one."""
    return options.as_of or (options.days or {}).get(opened[0].file)


def _disagreement(sheet_days: Sequence[tuple[str, str, date | None]]) -> Problem:
    """The problem of days that disagree, each with the first place that says it."""
    files = dict.fromkeys(file for file, _, day in sheet_days if day)
    first: dict[date, str] = {}
    for file, sheet, day in sheet_days:
        if day:
            first.setdefault(day, f"tệp «{file}»" if len(files) > 1 else f"trang «{sheet}»")
    places = ", ".join(f"{day:%d/%m/%Y} ({where})" for day, where in sorted(first.items()))
    return problem("dates_disagree", file="" if len(files) > 1 else next(iter(files)), value=places)


def _days_of_files(sheet_days: Sequence[tuple[str, str, date | None]]) -> list[Problem]:
    """Say the day of each file, so that those of one day can be taken alone; nothing where it is one file's sheets."""
    days = dict.fromkeys((file, day) for file, _, day in sheet_days if day)
    several = len({file for file, _ in days}) > 1
    return [problem("file_day", file=file, value=f"{day:%d/%m/%Y}") for file, day in days if several]


def _days_of_rosters(opened: Opened) -> list[tuple[str, str, date | None]]:
    """The file, the sheet and the day of each roster; where none says a day, the file's other sheets may."""
    book, rosters, passed_over = opened
    sheet_days = [(book.file, roster.sheet.name, roster.as_of) for roster in rosters]
    if not any(day for _, _, day in sheet_days):
        day = day_of_other_sheets(book, passed_over)
        sheet_days = [(file, sheet, day) for file, sheet, _ in sheet_days]
    return sheet_days


def _ahead(written: Sequence[tuple[str, str, date | None]]) -> dict[str, Problem]:
    """Give the files whose titles say no day but such as have not come, with the problem of the first."""
    today = date.today()  # noqa: DTZ011 - the office's own calendar day
    come = {file for file, _, day in written if day and day <= today}
    late = [(file, sheet, day) for file, sheet, day in written if day and day > today and file not in come]
    return {
        file: problem("date_in_future", file=file, sheet=sheet, value=f"{day:%d/%m/%Y}", suggestion=_named_day(file))
        for file, sheet, day in reversed(late)
    }


def _named_day(file: str) -> str:
    """Give the day in a file's name, as it is proposed for one that says none that can be; «» for none."""
    day = day_in_name(PurePath(file).stem)
    return f"{day:%d/%m/%Y}" if day and day <= date.today() else ""  # noqa: DTZ011 - the office's own calendar day


def _overridden(written: Sequence[tuple[str, str, date | None]], chosen: Mapping[str, date]) -> list[Problem]:
    """List the sheets that say another day than the one that was chosen for their file, if any was."""
    return [
        problem("date_overridden", file=file, sheet=sheet, value=f"{day:%d/%m/%Y}", chosen=f"{chosen[file]:%d/%m/%Y}")
        for file, sheet, day in written
        if day and file in chosen and day != chosen[file]
    ]


def _undated(sheet_days: Sequence[tuple[str, str, date | None]], ahead: Mapping[str, Problem]) -> list[Problem]:
    """List the sheets of the files that do not say their day at least once; one problem of a file's day ahead."""
    dated = {file for file, _, day in sheet_days if day}
    undated = [(file, sheet) for file, sheet, _ in sheet_days if file not in dated]
    return list(
        dict.fromkeys(
            ahead.get(file) or problem("no_date", file=file, sheet=sheet, cell="A1", suggestion=_named_day(file))
            for file, sheet in undated
        )
    )


def _unreal(opened: Sequence[Opened], dated: Collection[str]) -> list[Problem]:
    """List the titles of files without a day that say one which no calendar has."""
    sheets = [(book.file, roster) for book, rosters, _ in opened for roster in rosters if book.file not in dated]
    return [
        problem("unreal_day", file=file, sheet=roster.sheet.name, cell=address(row, column), value=written)
        for file, roster in sheets
        for row, cells in enumerate(roster.sheet.rows[: roster.layout.first_row])
        for column, value in enumerate(cells)
        if isinstance(value, str) and (written := unreal_day(value))
    ]


def _check_day(as_of: date, source: tuple[str, str]) -> None:
    file, sheet = source
    if as_of > date.today():  # noqa: DTZ011 - the office's own calendar day
        if not file:  # a chosen day, which no file says, is not a file's mistake
            raise Refused(problem("chosen_date_in_future", value=f"{as_of:%d/%m/%Y}"))
        raise Refused(problem("date_in_future", file=file, sheet=sheet, value=f"{as_of:%d/%m/%Y}"))
    if not reference.units_on(as_of):
        raise Refused(problem("no_units_on_date", file=file, sheet=sheet, value=f"{as_of:%d/%m/%Y}"))
