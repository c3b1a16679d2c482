"""Filling a blank form: its tables from top to bottom, more rows where units or people need them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from blank_forms.cells import TAKEN, Line, TableWriter, lines_of, questions_of, unit_lines
from blank_forms.counting import Counter, units_within
from blank_forms.form import BlankForm, ReadTable
from blank_forms.grid import write_text
from blank_forms.growing import Shift, block_of, grow
from blank_forms.opening import FormRefusedError, open_form
from blank_forms.outcome import Gap, Outcome
from blank_forms.people import DATES, ORDINAL, SERVICE_YEARS, number_format, shown
from blank_forms.question import Question
from presentation import labels
from reference import vietnamese
from reference.bodies import Tier
from reference.form_words import FormWord
from reference.forms import Rule, fields_of
from reference.forms.facts import columns_of_rules, facts_of_rules
from stats import queries
from stats.measures.form_counts import marks_of_people
from stats.rule_counts import AGE_RULE
from stats.scope import NOBODY, Scope
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.spoken_places import WHOLE

_PEOPLE, _KIND = "people", "category"
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

    Raises FormRefusedError where no cell at all can be filled, NotToldError where one would tell what is hidden.
    """
    for read in form.tables:
        for fields in _counted_together(read):
            people.require_apart(fields)
    book, outcome = open_form(form.name, form.content), Outcome(gaps=list(form.unread), remarks=list(form.remarks))
    filler = _Filler(book, source, selection, outcome)
    for read in form.tables:
        if read.listing:
            filler.list_people(read, people)
        else:
            filler.count(read, by_commune)
    _remark_coverage(source, selection, outcome)
    if not outcome.filled:
        why = _why_empty(outcome)
        raise FormRefusedError(f"Chưa điền được ô nào của «{form.name}»: {why} Chưa ghi gì.")
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    outcome.remarks += [f"Tệp điền xong không còn: {part}." for part in form.lost]
    return FilledForm(form, book, outcome)


def _counted_together(read: ReadTable) -> set[frozenset[str]]:
    """List the fields by which the cells of a table count: of the whole table, the column and the row together."""
    of_columns, of_rows = ({fields_of(each.rule or ()) for each in axis} or {()} for axis in (read.columns, read.rows))
    whole = fields_of(read.people)
    return {frozenset((*whole, *column, *row)) for column in of_columns for row in of_rows}


def _why_empty(outcome: Outcome) -> str:
    """Say why nothing could be put in: nobody has sent, the cells are filled already, or the first reason there is."""
    reasons = [gap.reason for gap in outcome.gaps] or ["không có ô trống nào dưới các tiêu đề."]
    taken = [gap for gap in outcome.gaps if gap.reason.startswith(TAKEN)]
    if len(taken) * 2 > len(reasons):
        return f"biểu đã có số ở {vietnamese.number(len(taken))} ô, từ {taken[0].where}. Hãy dùng biểu còn trống."
    return next((reason for reason in reasons if reason.startswith(_NOBODY_HERE)), reasons[0])


@dataclass(frozen=True, slots=True)
class _Filler:
    """A writer into the tables of one form; `outcome` gathers what was put in and what could not be.

    `shifts`: of each sheet what moved down to make room.
    """

    book: Workbook
    source: StatisticsSource
    selection: Selection
    outcome: Outcome
    shifts: dict[str, list[Shift]] = field(default_factory=dict)

    def count(self, read: ReadTable, by_commune: bool) -> None:
        """Fill a table of counts."""
        sheet = self.book[read.sheet]
        own = list[Line]()
        if read.table.is_open:
            units = _units(self.source, self.selection, read, by_commune=by_commune)
            own = unit_lines(units, self._make_room(read, len(units)))
            if not units:
                self._leave_out(read, f"{_NOBODY_HERE} nào của cấp mà biểu này thống kê.")
            _name_units(sheet, read, own)
        printed = lines_of(read, self.shifts.get(read.sheet, ()))
        lines = sorted([*own, *printed], key=lambda line: line.at)
        silent = _of_no_kind(read.people, self.selection.as_of)
        asked = [*questions_of(read, lines, self.selection), *silent]
        self._remark_territory({each.day for each in asked if each.place in (None, WHOLE)})
        counter = Counter(self.source, self.selection, read.tiers, asked)
        TableWriter(
            sheet,
            read,
            counter=counter,
            selection=self.selection,
            rounding=self.source.rounding,
            outcome=self.outcome,
        ).write(lines)
        for question in silent:
            self._remark_silent(counter.answer(question))

    def _remark_silent(self, number: int | str) -> None:
        remark = (
            f"Có {number} người mà danh sách không ghi là cán bộ hay công chức: được tính vào tổng số, không tính vào "
            "riêng «Cán bộ» hay «Công chức»."
        )
        if number and isinstance(number, int) and remark not in self.outcome.remarks:
            self.outcome.remarks.append(remark)

    def _remark_territory(self, days: Collection[date]) -> None:
        """Say of which days the form's own place had another territory."""
        for day in sorted(set(days) - {self.selection.as_of}):
            held = self.source.comparison(self.selection, day)
            if held.other is not None and (why := labels.why_not_compared(held)) not in self.outcome.remarks:
                self.outcome.remarks.append(why)

    def list_people(self, read: ReadTable, people: Scope) -> None:
        """Fill a list with the people of the selection, a row each."""
        sheet = self.book[read.sheet]
        for column in read.listing:
            if column.reason:
                letter = get_column_letter(column.at)
                self.outcome.gaps.append(Gap(f"{sheet.title} › cột {letter}", " › ".join(column.path), column.reason))
        if not any(column.is_filled for column in read.listing):
            return
        rows = _people(self.source, self.selection, read, people)
        if not rows:
            self._leave_out(read, "Không có ai để ghi vào danh sách này.")
            return
        first = self._make_room(read, len(rows))
        for number, (person, marks) in enumerate(rows, start=1):
            self.outcome.filled += _put_person(
                sheet, first + number - 1, read, person=person, marks=marks, number=number, as_of=self.selection.as_of
            )

    def _make_room(self, read: ReadTable, needed: int) -> int:
        """Put in the rows that a table's free rows lack; gives the first of the free rows."""
        shifts = self.shifts.setdefault(read.sheet, [])
        block, more = block_of(read.table, shifts), max(0, needed - len(read.table.free))
        shifts += grow(self.book, self.book[read.sheet], block, more)
        self.outcome.added += more
        return block.first

    def _leave_out(self, read: ReadTable, reason: str) -> None:
        self.outcome.gaps.append(Gap(read.sheet, read.name, reason))


# Counts


def _of_no_kind(people: Rule, day: date) -> list[Question]:
    """Ask for those of whom no kind is declared, where a table about several kinds counts them, too."""
    kinds = [each for part in people for each in part if each.field == _KIND and None in each.values]
    return [Question(((replace(each, values=(None,)),),), None, day, people=people) for each in kinds]


def _is_merged(cell: Any) -> bool:
    return type(cell).__name__ == "MergedCell"


def _units(source: StatisticsSource, selection: Selection, read: ReadTable, *, by_commune: bool) -> Mapping[str, str]:
    """List the units that get a row each: a province's districts, else communes or bodies; code -> name."""
    names = source.names(selection.as_of, selection.territory)
    if (
        read.tiers == (Tier.COMMUNE,)
        and selection.district is None
        and selection.unit is None
        and names.districts
        and not by_commune
    ):
        return {code: name for code, name in names.districts.items() if names.is_within(code, selection)}
    return {row.code: row.name for row in units_within(source, selection, read.tiers)}


def _name_units(sheet: Worksheet, read: ReadTable, lines: Sequence[Line]) -> None:
    unit, ordinal = read.table.with_role(FormWord.UNIT), read.table.with_role(FormWord.ORDINAL)
    for line in lines:
        if unit is not None:
            sheet.cell(line.at, unit.at).value = line.name
        if ordinal is not None:
            sheet.cell(line.at, ordinal.at).value = line.ordinal


def _remark_coverage(source: StatisticsSource, selection: Selection, outcome: Outcome) -> None:
    coverage = source.coverage(selection.reported_where_whole())
    if not coverage.is_complete:
        outcome.remarks.append(
            f"Mới có danh sách của {vietnamese.number(coverage.units_with_roster)}/"
            f"{vietnamese.number(coverage.units_total)} đơn vị; số liệu chỉ gồm các đơn vị đã gửi."
        )


# People


def _put_person(
    sheet: Worksheet,
    row: int,
    read: ReadTable,
    *,
    person: Mapping[str, str | None],
    marks: Mapping[str, bool],
    number: int,
    as_of: date,
) -> int:
    """Write a person into the free cells of a row; gives the number of cells filled, the ordinal's not among them."""
    filled = 0
    for column in read.listing:
        value = shown(column, person, holds=marks.get(str(column.at), True), number=number, as_of=as_of)
        cell = sheet.cell(row, column.at)
        if value is None or _is_merged(cell) or cell.value is not None:
            continue
        if isinstance(value, str):
            write_text(cell, value)
        else:
            cell.value = value
        if column.shows in DATES:
            cell.number_format = number_format(value)
        filled += column.shows != ORDINAL
    return filled


def _people(
    source: StatisticsSource, selection: Selection, read: ReadTable, people: Scope
) -> list[tuple[dict[str, str | None], dict[str, bool]]]:
    """List the people of the table with their fields and whom each column's rule holds for."""
    rules = {str(column.at): column.rule for column in read.listing if column.rule is not None}
    every = {**rules, _PEOPLE: read.people}
    asked = ("service_since" if column.shows == SERVICE_YEARS else column.shows for column in read.listing)
    fields = [name for name in asked if name in queries.FLAT_COLUMNS]
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
