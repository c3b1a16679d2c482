"""A load held against what is on file: the year before, other units' rosters of the day, the register of units."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter

from sqlalchemy import Connection

import database
import reference
from etl import history
from etl.comparing import changes
from etl.problems import Problem, problem
from etl.records import Examination, LoadOptions, LoadReport, ReadSheet, UnitChange
from etl.validating import check_elsewhere, check_headcounts, check_missing_units, check_unchanged, whole_births
from reference.provinces import communes_of, provinces_on

ELSEWHERE = "nobody_of_this_province"


def of_elsewhere(report: LoadReport) -> list[Problem]:
    """Find that nobody is of the office's province: such a load would be seen nowhere, nor could it be undone."""
    foreign = {each.suggestion: each for each in report.problems if each.code == "unit_of_other_province"}
    if not report.units or any(code not in foreign for code, _, _ in report.units):
        return []
    first = next(iter(foreign.values()))
    return [problem(ELSEWHERE, file=first.file, sheet=first.sheet, cell=first.cell, field="unit", value=first.value)]


def against_the_rest(
    url: str, examinations: Sequence[Examination], as_of: date, options: LoadOptions, province: str
) -> list[Problem]:
    """Find what is odd beside the year before and beside the register of units."""
    sheets = [sheet for examination in examinations for sheet in examination.sheets]
    pairs = [(sheet.people, sheet.places) for sheet in sheets]
    sent = {place.code for _, places in pairs for place in places if place}
    days = int(reference.limit("headcount_moved_days"))
    with database.reading(url) as connection:
        before = history.headcounts_before(connection, sent, as_of, days, is_demo=options.is_demo)
        since = _changes_since(connection, sheets, before, is_demo=options.is_demo)
        here = [unit.code for home in provinces_on(province, as_of) for unit in communes_of(home, as_of)]
        on_file = history.units_on_file(connection, here, as_of, is_demo=options.is_demo)
        births, others = whole_births(pairs), on_file - sent
        elsewhere = history.namesakes_elsewhere(connection, others, as_of, births, is_demo=options.is_demo)
    file = examinations[0].report.file if len(examinations) == 1 else ""
    missing = check_missing_units(sent, on_file, as_of, province, file)
    if options.places is not None:  # whoever sends for one unit does not learn who works in which other one
        elsewhere = dict.fromkeys(elsewhere, _ANOTHER_UNIT)
    twice = check_elsewhere(pairs, [sheet.name_column for sheet in sheets], elsewhere)
    return [*check_headcounts(pairs, before, as_of), *check_unchanged(pairs, since), *twice, *missing]


_ANOTHER_UNIT = "danh sách đã nạp của đơn vị khác"


def _changes_since(
    connection: Connection, sheets: Sequence[ReadSheet], before: Mapping[str, tuple[date, int]], *, is_demo: bool
) -> dict[date, list[UnitChange]]:
    """Give the changes since an earlier day (unit code -> day and number) of the units with as many people as then."""
    codes: dict[date, set[str]] = {}
    for code, _, count in units_of(sheets):
        day, number = before.get(code, (None, 0))
        if day is not None and number == count:
            codes.setdefault(day, set()).add(code)
    present = {day: history.people_on_file(connection, some, day, is_demo=is_demo) for day, some in codes.items()}
    return {day: changes(sheets, people) for day, people in present.items()}


def changes_of(url: str, examinations: Sequence[Examination], as_of: date, options: LoadOptions) -> list[UnitChange]:
    """List what the load would change of each unit's roster of the day."""
    sheets = [sheet for examination in examinations for sheet in examination.sheets]
    codes = {place.code for sheet in sheets for place in sheet.places if place}
    with database.reading(url) as connection:
        present = history.people_on_file(connection, codes, as_of, is_demo=options.is_demo)
    return changes(sheets, present)


_CODE_AND_NAME = attrgetter("code", "name")


def units_of(sheets: Sequence[ReadSheet]) -> list[tuple[str, str, int]]:
    """Count the people of each unit: code, name, number."""
    counts: Counter[tuple[str, str]] = Counter()
    for sheet in sheets:
        counts.update(map(_CODE_AND_NAME, filter(None, sheet.places)))
    return [(code, name, count) for (code, name), count in sorted(counts.items())]
