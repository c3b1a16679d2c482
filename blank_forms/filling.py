"""Filling a blank form: its tables from top to bottom, more rows where units or people need them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from blank_forms.cells import Line, TableWriter, lines_of, questions_of, unit_lines
from blank_forms.counting import Counter, units_within
from blank_forms.form import BlankForm, ReadTable
from blank_forms.grid import write_text
from blank_forms.growing import grow
from blank_forms.opening import FormRefusedError, open_form
from blank_forms.outcome import Gap, Outcome
from blank_forms.people import DATES, ORDINAL, number_format, shown
from reference import vietnamese
from reference.bodies import Tier
from reference.form_words import FormWord
from reference.forms.facts import columns_of_rules, facts_of_rules
from stats import queries
from stats.measures.form_counts import marks_of_people
from stats.rule_counts import AGE_RULE
from stats.scope import NOBODY, Scope
from stats.selection import Selection
from stats.source import StatisticsSource

_PEOPLE = "people"
_NOBODY_HERE = "Chưa có danh sách"
_PLACE = ("unit_code", "unit_name")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form with its numbers, not yet written to bytes; `save` does that."""

    form: BlankForm
    book: Workbook
    outcome: Outcome


def fill(
    source: StatisticsSource,
    selection: Selection,
    form: BlankForm,
    *,
    by_commune: bool = False,
    people: Scope = NOBODY,
) -> FilledForm:
    """Put the selection's numbers into a form; `by_commune`: free rows of a province get communes, not districts.

    `people`: the places whose people may be named.

    Raises FormRefusedError where no cell at all can be filled.
    """
    book, outcome = open_form(form.name, form.content), Outcome()
    offsets: dict[str, int] = {}
    for read in form.tables:
        sheet = book[read.sheet]
        offset = offsets.get(read.sheet, 0)
        added = (
            _list_people(
                book,
                sheet,
                read=read,
                offset=offset,
                source=source,
                selection=selection,
                outcome=outcome,
                people=people,
            )
            if read.listing
            else _count(
                book,
                sheet,
                read=read,
                offset=offset,
                source=source,
                selection=selection,
                outcome=outcome,
                by_commune=by_commune,
            )
        )
        offsets[read.sheet] = offset + added
    _remark_coverage(source, selection, outcome)
    if not outcome.filled:
        reasons = [gap.reason for gap in outcome.gaps] or ["không có ô trống nào dưới các tiêu đề."]
        why = next((reason for reason in reasons if reason.startswith(_NOBODY_HERE)), reasons[0])
        raise FormRefusedError(f"Chưa điền được ô nào của «{form.name}»: {why} Chưa ghi gì.")
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    outcome.remarks += [f"Tệp điền xong không còn: {part}." for part in form.lost]
    return FilledForm(form, book, outcome)


# Counts


def _count(
    book: Workbook,
    sheet: Worksheet,
    read: ReadTable,
    offset: int,
    source: StatisticsSource,
    selection: Selection,
    outcome: Outcome,
    *,
    by_commune: bool,
) -> int:
    """Fill a table of counts; gives the number of rows put in."""
    added, own = 0, list[Line]()
    if read.table.is_open:
        units = _units(source, selection, read, by_commune=by_commune)
        first = (read.table.free[0] if read.table.free else read.table.bottom + 1) + offset
        added = _make_room(book, sheet, read, offset, len(units))
        own = unit_lines(units, first)
        if not units:
            outcome.gaps.append(Gap(sheet.title, read.name, f"{_NOBODY_HERE} nào của cấp mà biểu này thống kê."))
        _name_units(sheet, read, own)
    end = own[-1].at if own else 0
    printed = lines_of(read, offset)
    first_own = own[0].at if own else 0
    moved = [replace(line, at=line.at + (added if own and line.at >= first_own else 0)) for line in printed]
    lines = sorted([*own, *moved], key=lambda line: line.at)
    counter = Counter(source, selection, read.tiers, questions_of(read, lines, selection))
    TableWriter(sheet, read, counter=counter, selection=selection, rounding=source.rounding, outcome=outcome).write(
        lines
    )
    outcome.added += added
    return added if end or added else 0


def _make_room(book: Workbook, sheet: Worksheet, read: ReadTable, offset: int, needed: int) -> int:
    """Put in the rows that a table's free rows lack; gives their number."""
    free = read.table.free
    more = max(0, needed - len(free))
    last = (free[-1] if free else read.table.bottom) + offset
    if not free and more:
        # No free row shows how one looks: the one under the header does.
        grow(book, sheet, last + 1, more, first=last + 1)
        _swap_down(sheet, last + 1, more)
        return more
    grow(book, sheet, last, more, first=(free[0] if free else last) + offset if free else last)
    return more


def _swap_down(sheet: Worksheet, row: int, more: int) -> None:
    """Let the row that stood first stand behind the rows put in after it."""
    for column in range(1, sheet.max_column + 1):
        old, new = sheet.cell(row, column), sheet.cell(row + more, column)
        if hasattr(new, "value") and not _is_merged(new) and not _is_merged(old):
            new.value, old.value = old.value, None


def _is_merged(cell: Any) -> bool:
    return type(cell).__name__ == "MergedCell"


def _units(source: StatisticsSource, selection: Selection, read: ReadTable, *, by_commune: bool) -> Mapping[str, str]:
    """List the units that get a row each: a province's districts, else communes or bodies; code -> name."""
    names = source.names(selection.as_of)
    if (
        read.tiers == (Tier.COMMUNE,)
        and selection.district is None
        and selection.unit is None
        and names.districts
        and not by_commune
    ):
        return names.districts
    return {row.code: row.name for row in units_within(source, selection, read.tiers)}


def _name_units(sheet: Worksheet, read: ReadTable, lines: Sequence[Line]) -> None:
    unit, ordinal = read.table.with_role(FormWord.UNIT), read.table.with_role(FormWord.ORDINAL)
    for line in lines:
        if unit is not None:
            sheet.cell(line.at, unit.at).value = line.name
        if ordinal is not None:
            sheet.cell(line.at, ordinal.at).value = line.ordinal


def _remark_coverage(source: StatisticsSource, selection: Selection, outcome: Outcome) -> None:
    coverage = source.coverage(selection)
    if not coverage.is_complete:
        outcome.remarks.append(
            f"Mới có danh sách của {vietnamese.number(coverage.units_with_roster)}/"
            f"{vietnamese.number(coverage.units_total)} đơn vị; số liệu chỉ gồm các đơn vị đã gửi."
        )


# People


def _list_people(
    book: Workbook,
    sheet: Worksheet,
    read: ReadTable,
    offset: int,
    source: StatisticsSource,
    selection: Selection,
    outcome: Outcome,
    *,
    people: Scope,
) -> int:
    """Fill a list with the people of the selection, a row each; gives the number of rows put in."""
    for column in read.listing:
        if column.reason:
            letter = get_column_letter(column.at)
            outcome.gaps.append(Gap(f"{sheet.title} › cột {letter}", " › ".join(column.path), column.reason))
    rows = _people(source, selection, read, people)
    if not rows:
        outcome.gaps.append(Gap(sheet.title, read.name, "Không có ai để ghi vào danh sách này."))
        return 0
    added = _make_room(book, sheet, read, offset, len(rows))
    first = (read.table.free[0] if read.table.free else read.table.bottom + 1) + offset
    for number, (person, marks) in enumerate(rows, start=1):
        for column in read.listing:
            value = shown(column, person, holds=marks.get(str(column.at), True), number=number)
            cell = sheet.cell(first + number - 1, column.at)
            if value is None or _is_merged(cell) or cell.value is not None:
                continue
            if isinstance(value, str):
                write_text(cell, value)
            else:
                cell.value = value
            if column.shows in DATES:
                cell.number_format = number_format(value)
            outcome.filled += column.shows != ORDINAL
    outcome.added += added
    return added


def _people(
    source: StatisticsSource, selection: Selection, read: ReadTable, people: Scope
) -> list[tuple[dict[str, str | None], dict[str, bool]]]:
    """List the people of the table with their fields and whom each column's rule holds for."""
    rules = {str(column.at): column.rule for column in read.listing if column.rule is not None}
    every = {**rules, _PEOPLE: read.people}
    fields = [column.shows for column in read.listing if column.shows in queries.FLAT_COLUMNS]
    names = tuple(dict.fromkeys((*_PLACE, "birth_date", *fields, *columns_of_rules(every.values()))))
    rows = [
        row
        for tier in read.tiers
        for row in source.ask(
            queries.person_rows, replace(selection, level=tier), names, scope=people, province=source.province
        )
    ]
    columns = dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))
    facts = facts_of_rules(every.values(), AGE_RULE, selection.as_of, columns)
    marks = marks_of_people(every, len(rows), facts)
    persons = [dict(zip(names, row, strict=True)) for row in rows]
    return [(person, mark) for person, mark in zip(persons, marks, strict=True) if mark[_PEOPLE]]
