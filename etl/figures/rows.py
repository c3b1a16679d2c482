"""The rows of a table of figures: each number with its unit, department, measure and day, or a problem at its cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from etl.extracting.row_words import is_end, is_total_label
from etl.figures.layout import Table, address_of, text_at
from etl.figures.numbers import is_blank, number
from etl.figures.periods import day_of_cell
from etl.figures.records import Column, FigureCell, Unit
from etl.figures.units import UnitFinder
from etl.figures.vocabulary import Vocabulary
from etl.normalising.departments import find_department, read_department
from etl.normalising.place_words import strip_group_numbering
from etl.problems import Problem, problem, refuse_flood
from etl.records import Sheet
from reference.figures import Role
from reference.provinces import province_name
from reference.spelling import key


@dataclass(slots=True)
class TotalLine:
    """A printed total: the sums of its columns, with what the rows above it add up to since the last one."""

    row: int
    label: str
    values: dict[int, Decimal]


@dataclass(slots=True)
class Rows:
    """The numbers of a table, the printed totals, and the problems of cells."""

    figures: list[FigureCell] = field(default_factory=list)
    columns_of: list[int] = field(default_factory=list)
    """The column of each number, in the same order."""
    totals: list[TotalLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class RowReader:
    """A reader of the rows of one table; `day` is the day of numbers whose row and column say none."""

    sheet: Sheet
    table: Table
    vocabulary: Vocabulary
    finder: UnitFinder
    day: date | None
    rows: Rows = field(default_factory=Rows)
    _unit: Unit | None = None
    _unit_text: str = ""
    _district: str | None = None

    def read(self) -> Rows:
        """Read all rows under the header, up to the signatures."""
        for row in range(self.table.first, len(self.sheet.rows)):
            label = self._label(row)
            if not self._has_numbers(row) or (not label and not any(self._numbers(row))):
                if self.rows.figures and any(is_end(text) for text in self._texts(row)):
                    break
                self._remember(label)
            elif any(self._is_total(text_at(self.sheet, row, column)) for column in self.table.labels):
                self.rows.totals.append(TotalLine(row, label, dict(self._numbers(row))))
                self._unit = None
            else:
                self._read_row(row, label)
            refuse_flood(self.rows.problems)
        return self.rows

    def _label(self, row: int) -> str:
        """Give the name in the column of units, else its code; of a merged line whatever stands before the numbers."""
        named = [text_at(self.sheet, row, column.index) for column in self.table.of_role(Role.UNIT)]
        coded = [text_at(self.sheet, row, column.index) for column in self.table.of_role(Role.UNIT_CODE)]
        return next(filter(None, [*named, *coded]), "")

    def _texts(self, row: int) -> Iterator[str]:
        """Give the texts of a row."""
        return (text_at(self.sheet, row, column) for column in range(len(self.sheet.rows[row])))

    def _is_total(self, text: str) -> bool:
        plain = strip_group_numbering(text)
        names = (province_name(self.finder.home, self.day or date.today()), "Toàn tỉnh", "Toàn thành phố")  # noqa: DTZ011
        return bool(plain) and (is_total_label(plain) or key(plain) in map(key, names))

    def _has_numbers(self, row: int) -> bool:
        cells = self.sheet.rows[row]
        return any(
            column.index < len(cells) and not is_blank(cells[column.index]) and self._is_said(cells[column.index])
            for column in self.table.values
        )

    @staticmethod
    def _is_said(value: Any) -> bool:
        """Tell whether a cell is a number or something in the place of one; a long text is a remark."""
        return number(value) is not None or not isinstance(value, str) or len(value.split()) <= 3

    def _remember(self, label: str) -> None:
        """Note the unit or district that a line without numbers names: the rows under it are its departments, units."""
        if not label or self.day is None:
            return
        unit, _ = self.finder.find(label, self.day, self._district)
        if unit is not None and unit.level == "district":
            self._district, self._unit = unit.code, None
        elif unit is not None:
            self._unit, self._unit_text = unit, label

    def _numbers(self, row: int) -> Iterator[tuple[int, Decimal]]:
        cells = self.sheet.rows[row]
        for column in self.table.values:
            value = number(cells[column.index]) if column.index < len(cells) else None
            if value is not None:
                yield column.index, value

    def _read_row(self, row: int, label: str) -> None:
        department = self._department(row)
        is_new = bool(label) and not self._is_department(label)
        if bool(label) and not is_new:
            department = department or self._named(label)
        if is_new:
            self._unit, self._unit_text = None, label
        row_day = self._row_day(row)
        for column in self.table.values:
            self._read_cell(row, column, row_day, department)

    def _is_department(self, label: str) -> bool:
        """Tell whether a row names a department of the unit above it; a name that only looks so is no unit's either."""
        if self._unit is None and not self._unit_text:
            return False
        known = find_department(label)
        if known is not None:
            return True
        day = self.day or date.today()  # noqa: DTZ011  only whether the name is a unit's of any day
        return read_department(label) is not None and self.finder.find(label, day, self._district)[0] is None

    def _department(self, row: int) -> str:
        """Give the department of a row's own column; «» for the whole unit."""
        texts = [text_at(self.sheet, row, column.index) for column in self.table.of_role(Role.DEPARTMENT)]
        text = next(filter(None, texts), "")
        return self._named(text) if text and not is_total_label(text) else ""

    @staticmethod
    def _named(text: str) -> str:
        department = read_department(text)
        return department.name if department else strip_group_numbering(text)

    def _row_day(self, row: int) -> date | None:
        """Read the day of a row's own column; a cell that is none is a problem."""
        for column in self.table.of_role(Role.DAY):
            cells = self.sheet.rows[row]
            value = cells[column.index] if column.index < len(cells) else None
            if is_blank(value):
                continue
            day = day_of_cell(value)
            if day is None:
                self._report("figure_day_unreadable", row, column, value)
            return day
        return None

    def _read_cell(self, row: int, column: Column, row_day: date | None, department: str) -> None:
        cells = self.sheet.rows[row]
        value = cells[column.index] if column.index < len(cells) else None
        if is_blank(value):
            return
        amount, measure = number(value), self._measure(row, column)
        day = column.meaning.day or row_day or self.day
        if amount is None:
            self._report("figure_unreadable", row, column, value, heading=column.title)
        elif day is None:
            self._report("figures_no_day", row, column, value)
        elif measure:
            unit = self._unit_on(row, day)
            if unit is not None:
                self._add(row, column, unit, (department or column.meaning.department, measure, day, amount))

    def _measure(self, row: int, column: Column) -> str:
        """Give the measure of a number: its row's own, where a column names them, else its column's."""
        for named in self.table.of_role(Role.MEASURE):
            text = text_at(self.sheet, row, named.index)
            if text:
                code = self.vocabulary.measure(text)
                if not code:
                    self._report("figure_measure_unknown", row, named, text)
                return code
        return column.meaning.measure

    def _unit_on(self, row: int, day: date) -> Unit | None:
        """Find the unit of a row on a day of one of its numbers; each cell that names none is reported once."""
        text = self._unit_text
        if not text:
            self._report("figure_without_unit", row, self.table.columns[0], "")
            return None
        unit, match = self.finder.find(text, day, self._district)
        if unit is not None:
            self._unit = unit
            return unit
        columns = self.table.of_role(Role.UNIT) or self.table.of_role(Role.UNIT_CODE)
        fault = self.finder.problem(text, day, match, self.sheet.name, address_of(row, columns[0].index))
        if fault not in self.rows.problems:
            self.rows.problems.append(fault)
        return None

    def _add(self, row: int, column: Column, unit: Unit, what: tuple[str, str, date, Decimal]) -> None:
        department, measure, day, amount = what
        maximum = self._maximum(row, column)
        cell = address_of(row, column.index)
        self.rows.figures.append(
            FigureCell(unit, department, measure, day, amount, sheet=self.sheet.name, cell=cell, maximum=maximum)
        )
        self.rows.columns_of.append(column.index)

    def _maximum(self, row: int, column: Column) -> Decimal | None:
        """Give the most points of a number: those of the row's own column for its measure, else of its heading."""
        for other in self.table.maxima:
            cells = self.sheet.rows[row]
            is_its = other.meaning.measure == column.meaning.measure
            value = number(cells[other.index]) if is_its and other.index < len(cells) else None
            if value is not None:
                return value
        return column.meaning.limit

    def _report(self, code: str, row: int, column: Column, value: object, **words: str) -> None:
        fault = problem(
            code,
            file=self.finder.file,
            sheet=self.sheet.name,
            cell=address_of(row, column.index),
            value=value,
            **words,
        )
        if fault not in self.rows.problems:
            self.rows.problems.append(fault)
