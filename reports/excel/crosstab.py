"""A cross-table as a workbook laid out as on the screen, headings merged, and as CSV with a row for each cell.

Merged headings are what the reader asked for; the same numbers as one plain table are the CSV.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

import xlsxwriter

import reference
from presentation import crossing
from presentation.charts import Kind
from presentation.crossing import Grid, GridColumn, Number, Role
from presentation.labels import DEMO_NOTE
from reference import vietnamese
from reports import delimited as comma_separated
from reports import stamping
from reports.delimited import harmless
from reports.excel.workbook import head_of, in_vietnamese
from reports.stamp import Stamp
from stats.disclosure import is_untold
from stats.measures.cross_tables import ALL
from stats.measures.layouts import Layout, Measure
from stats.selection import Selection
from stats.source import StatisticsSource

_FONT = {"font_name": "Arial", "font_size": 11}
_FORMATS = {
    (Kind.COUNT, False): "#,##0",
    (Kind.SHARE, False): "0.00%",
    (Kind.COUNT, True): "+#,##0;-#,##0;0",
    (Kind.SHARE, True): "+0.00;-0.00;0.00",
}
_LIGHT, _DARK = "#FFFFFF", "#82B1DA"
_A4 = 9
_SHEET = "Bảng chéo"


def workbook(source: StatisticsSource, selection: Selection, layout: Layout, stamp: Stamp) -> bytes:
    """Make an .xlsx: a sheet for the whole and one for each panel; shares are fractions, changes of them points."""
    caption = crossing.caption(source, selection, layout, is_demo=stamp.is_demo)
    words = crossing.words_of(source, selection)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    for place, grid in enumerate(crossing.grids(source, selection, layout)):
        head = head_of(replace(caption, subtitle=crossing.subtitle(layout, grid.people, words)))
        head[1:1] = [grid.title] if grid.title else []
        _Sheet(book, f"{_SHEET} {place + 1}" if layout.panels else _SHEET, grid).write(head)
    stamping.workbook(book, stamp, {"title": caption.title, "subject": caption.subtitle, "comments": caption.source})
    book.close()
    return in_vietnamese(target.getvalue())


class _Sheet:
    """One panel's sheet: headings as on the screen, cells as numbers, each column shaded by its largest."""

    def __init__(self, book: Any, title: str, grid: Grid) -> None:
        self.sheet, self.grid = book.add_worksheet(title), grid
        self.title = book.add_format(_FONT | {"bold": True, "font_size": 14})
        self.plain = book.add_format(_FONT)
        heading = _FONT | {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
        self.heading = book.add_format(heading | {"align": "center"})
        self.name = book.add_format(_FONT | {"border": 1, "text_wrap": True})
        self.total = book.add_format(_FONT | {"border": 1, "bold": True})
        self.numbers = {key: book.add_format(_FONT | {"border": 1, "num_format": f}) for key, f in _FORMATS.items()}
        self.sums = {
            key: book.add_format(_FONT | {"border": 1, "bold": True, "num_format": f}) for key, f in _FORMATS.items()
        }

    def write(self, head: Sequence[str]) -> None:
        """Write the lines above the table, its headings, its rows and the whole."""
        for line, text in enumerate(head):
            self.sheet.write_string(line, 0, text, self.plain if line else self.title)
        top = len(head) + 1
        first = self._headings(top)
        last = first + len(self.grid.rows) - 1
        for line, row in enumerate((*self.grid.rows, *self.grid.totals), start=first):
            is_total = line > last
            self.sheet.write_string(line, 0, row.label, self.total if is_total else self.name)
            for place, (cell, column) in enumerate(zip(row.cells, self.grid.columns, strict=True), start=1):
                kind = Kind.COUNT if is_total and row.label == crossing.PEOPLE else column.kind
                key = (kind, column.role is Role.CHANGE)
                bold = is_total or (column.code == ALL and bool(self.grid.over))
                self._number(line, place, cell, (self.sums if bold else self.numbers)[key])
        for place, column in enumerate(self.grid.columns, start=1):
            if column.role is not Role.CHANGE and (column.code != ALL or not self.grid.over) and last >= first:
                scale = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "max_type": "max"}
                self.sheet.conditional_format(
                    first, place, last, place, scale | {"min_color": _LIGHT, "max_color": _DARK}
                )
        self.sheet.set_column(0, 0, max(18, min(46, max((len(row.label) for row in self.grid.rows), default=0) + 2)))
        self.sheet.set_column(1, len(self.grid.columns), 13)
        self.sheet.repeat_rows(top, first - 1)
        self.sheet.freeze_panes(first, 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)

    def _headings(self, top: int) -> int:
        """Write the headings, merged where one stands over several; give the first row of people."""
        columns = self.grid.columns
        parted = any(column.part for column in columns)
        line = top + bool(self.grid.over)
        bottom = line + parted
        self._merge(top, 0, bottom, 0, self.grid.corner)
        values = sum(column.code != ALL for column in columns)
        if self.grid.over and values:
            self._merge(top, 1, top, values, self.grid.over)
        place = 1
        for (code, _), group in groupby(columns, key=lambda column: (column.code, bool(column.part))):
            members = list(group)
            above = top if self.grid.over and code == ALL else line
            self._group(members, place, above, line, bottom)
            place += len(members)
        return bottom + 1

    def _group(self, members: Sequence[GridColumn], place: int, top: int, line: int, bottom: int) -> None:
        if not members[0].part:
            for offset, column in enumerate(members):
                self._merge(top, place + offset, bottom, place + offset, column.label)
            return
        self._merge(top, place, line, place + len(members) - 1, members[0].label)
        for offset, column in enumerate(members):
            self.sheet.write_string(bottom, place + offset, column.part, self.heading)

    def _merge(self, top: int, left: int, bottom: int, right: int, text: str) -> None:
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, text, self.heading)
        else:
            self.sheet.merge_range(top, left, bottom, right, text, self.heading)

    def _number(self, line: int, place: int, cell: Number, form: Any) -> None:
        """Write a number; a share as the fraction that equals what is shown, a change of shares in points."""
        if isinstance(cell, Decimal):
            is_change = self.grid.columns[place - 1].role is Role.CHANGE
            self.sheet.write_number(line, place, float(cell if is_change else cell / 100), form)
        elif is_untold(cell):
            self.sheet.write_string(line, place, str(cell), form)
        elif isinstance(cell, int):
            self.sheet.write_number(line, place, cell, form)
        else:
            self.sheet.write_blank(line, place, None, form)


def delimited(source: StatisticsSource, selection: Selection, layout: Layout, *, is_demo: bool = False) -> bytes:
    """Make a CSV with a row for each cell that is no margin: the words of its fields, people, all three shares."""
    table, words = crossing.table_of(source, selection, layout), crossing.words_of(source, selection)
    axes = [axis for axis in (table.panels, table.rows, table.columns) if axis.name]
    header = [reference.field_label(axis.name) for axis in axes] + [crossing.PEOPLE]
    header += [crossing.measure_name(measure) for measure in Measure if measure is not Measure.PEOPLE]
    if layout.beside is not None:
        day = vietnamese.day(layout.beside)
        header += [f"{crossing.PEOPLE} {day}", crossing.CHANGE]
    header += [DEMO_NOTE] if is_demo else []

    def lines() -> Iterator[list[str]]:
        for panel in table.panels.values:
            by_measure = {measure: table.cells(panel, measure) for measure in Measure}
            for (row, column), cell in by_measure[Measure.PEOPLE].items():
                if (row == ALL) or (column == ALL and table.columns.name):
                    continue
                codes = (panel, row, column)
                names = zip((table.panels, table.rows, table.columns), codes, strict=True)
                labels = [harmless(words.of(axis.name, code)) for axis, code in names if axis.name]
                shares = [by_measure[m][row, column].share for m in Measure if m is not Measure.PEOPLE]
                numbers: list[object] = [cell.count, *shares]
                numbers += [] if layout.beside is None else [cell.before, cell.change]
                yield [
                    *labels,
                    *("" if number is None else str(number) for number in numbers),
                    *([""] if is_demo else []),
                ]

    return comma_separated.written(header, lines())
