"""The lines of a form: units with live subtotals, or people with marks, and the row «Tổng số» under them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from reference.forms import PEOPLE, Column, Form
from reports.forms.frame import merge, row_height
from reports.forms.paper import points
from reports.forms.styles import Styles
from stats.measures.forms import Counts, FormList, FormRow, FormTable

_SUM = "=SUBTOTAL(9,{first}:{last})"
"""A subtotal leaves out the subtotals inside its range, so that a commune is counted once in the whole."""
_FULL_DATE = 10


@dataclass(frozen=True, slots=True)
class Body:
    """The place of the lines: the sheet, the first row, and the look of the cells."""

    sheet: Any
    form: Form
    styles: Styles
    top: int

    def total(self, bottom: int, row: int, counts: Counts, untold: Collection[str] = ()) -> None:
        """Write the row «Tổng số», summing the rows from `top` to `bottom`; `untold`: columns that stay empty."""
        free = next(at for at, column in enumerate(self.form.columns) if column.is_counted or column.blank)
        texts = [at for at, column in enumerate(self.form.columns[:free]) if column.shows != "birth_date"]
        style = self.styles.cell(bold=True, align="center")
        merge(self.sheet, row, 0, texts[-1], text=self.form.footer.total_label, style=style)
        for at, column in enumerate(self.form.columns[texts[-1] + 1 :], start=texts[-1] + 1):
            if column.is_summed and column.key not in untold:
                shape = column.number_format if column.is_counted else f"{column.number_format};;"
                self.subtotal(row, at, (self.top, bottom), counts.get(column.key, 0), shape, is_bold=True)
            else:
                self.sheet.write_blank(row, at, None, self.styles.cell())
        if self.form.groups:
            self._people(row, texts[-1], free - 1, bottom, counts[PEOPLE])
        self.sheet.set_row(row, self.line_height)

    def _people(self, row: int, names: int, last: int, bottom: int, people: int) -> None:
        """Write a live count of the names, where the running number begins anew in each group."""
        first_name, last_name = (xl_rowcol_to_cell(line, names) for line in (self.top, bottom))
        style = self.styles.cell(bold=True, align="center", num_format='#,##0" người"')
        self.sheet.merge_range(row, names + 1, row, last, None, style)
        self.sheet.write_formula(row, names + 1, f"=SUBTOTAL(3,{first_name}:{last_name})", style, people)

    def subtotal(
        self, row: int, at: int, rows: tuple[int, int], value: int, shape: str = "#,##0", *, is_bold: bool = False
    ) -> None:
        """Write a live sum with its value, so that programs that do not reckon can read it too."""
        first, last = (xl_rowcol_to_cell(line, at) for line in rows)
        style = self.styles.cell(num_format=shape, bold=is_bold, align=self.side, text_wrap=False)
        self.sheet.write_formula(row, at, _SUM.format(first=first, last=last), style, value)

    @property
    def side(self) -> str:
        """The side of numbers: marks and their sums stand in the middle, numbers of people on the right."""
        return "center" if self.form.kind == "people" else "right"

    @property
    def line_height(self) -> float:
        """The height of a line that needs no more."""
        return self.styles.size * 1.8


# Units


def write_units(body: Body, table: FormTable, *, expanded: bool) -> int:
    """Write a line for each unit and the total; communes are folded under their district unless `expanded`.

    Gives the last row.
    """
    row = body.top
    numbers = ordinals(table)
    for place, unit in enumerate(table.rows):
        own = _own(table, place)
        is_folded = unit.parent is not None and not expanded
        options = (
            {"level": 1, "hidden": is_folded} if unit.parent is not None else {"collapsed": bool(own) and not expanded}
        )
        body.sheet.set_row(row, body.line_height, None, options)
        _write_unit(body, row, unit, numbers[place], own, is_bold=expanded and own > 0)
        row += 1
    # The sign that unfolds stands at the district, which is above its communes.
    body.sheet.outline_settings(True, False, True, False)
    body.total(row - 1, row, {**table.total, **table.given}, table.untold)
    return row


def _own(table: FormTable, place: int) -> int:
    """Count the communes that follow a district's line."""
    code = table.rows[place].code
    return sum(row.parent == code for row in table.rows) if table.rows[place].level == "district" else 0


def ordinals(table: FormTable) -> list[str]:
    """List each line's running number: «1», «2» for the form's own, «1.1», «1.2» for the communes folded under them."""
    numbers: list[str] = []
    outer = inner = 0
    for row in table.rows:
        outer, inner = (outer, inner + 1) if row.parent is not None else (outer + 1, 0)
        numbers.append(f"{outer}.{inner}" if row.parent is not None else str(outer))
    return numbers


def _write_unit(body: Body, row: int, unit: FormRow, ordinal: str, own: int, *, is_bold: bool) -> None:
    """Write one line; a district's numbers are live sums of the `own` communes below it."""
    for at, column in enumerate(body.form.columns):
        if column.shows == "ordinal":
            style = body.styles.cell(align="center", bold=is_bold, text_wrap=False)
            if ordinal.isdecimal():
                body.sheet.write_number(row, at, int(ordinal), style)
            else:
                body.sheet.write_string(row, at, ordinal, style)
        elif column.shows:
            indent = 1 if unit.parent is not None else 0
            style = body.styles.value("@", is_bold=is_bold, is_number=False, indent=indent)
            body.sheet.write_string(row, at, unit.name, style)
        elif column.given and column.key in unit.given:
            _write_given(body, row, at, unit, own, is_bold=is_bold)
        elif unit.counts is None or not column.is_counted or column.key in unit.untold:
            body.sheet.write_blank(row, at, None, body.styles.cell())
        elif own:
            body.subtotal(row, at, (row + 1, row + own), unit.counts[column.key], column.number_format, is_bold=is_bold)
        else:
            style = body.styles.value(column.number_format, is_bold=is_bold)
            body.sheet.write_number(row, at, unit.counts[column.key], style)


def _write_given(body: Body, row: int, at: int, unit: FormRow, own: int, *, is_bold: bool) -> None:
    """Write what a unit was given, a district's as a live sum of the `own` units below it."""
    column = body.form.columns[at]
    if own:
        shape = f"{column.number_format};;"
        body.subtotal(row, at, (row + 1, row + own), unit.given[column.key], shape, is_bold=is_bold)
    else:
        style = body.styles.value(column.number_format, is_bold=is_bold)
        body.sheet.write_number(row, at, unit.given[column.key], style)


# People


def write_people(body: Body, listed: FormList) -> int:
    """Write the people under their headings and the total of the marks; gives the last row."""
    row = body.top
    previous: tuple[str, ...] = ()
    last = len(body.form.columns) - 1
    for group in listed.groups:
        for level, heading in enumerate(group.headings):
            if group.headings[: level + 1] != previous[: level + 1]:
                is_inner = level == len(group.headings) - 1
                style = body.styles.cell(bold=True, italic=is_inner, align="left", indent=level)
                merge(body.sheet, row, 0, last, text=heading, style=style)
                row += 1
        previous = group.headings
        for cells in group.rows:
            _write_person(body, row, cells)
            row += 1
    body.total(max(row - 1, body.top), row, listed.total)
    return row


def _write_person(body: Body, row: int, cells: tuple[str | int | None, ...]) -> None:
    texts = []
    for at, (column, cell) in enumerate(zip(body.form.columns, cells, strict=True)):
        if isinstance(cell, str) and column.shows != "birth_date":
            texts.append((cell, points(column.width)))
        _write_cell(body, row, at, column, cell)
    body.sheet.set_row(row, max(row_height(texts, body.styles.size), body.line_height))


def _write_cell(body: Body, row: int, at: int, column: Column, cell: str | int | None) -> None:
    sheet, styles = body.sheet, body.styles
    if cell is None:
        sheet.write_blank(row, at, None, styles.cell())
    elif isinstance(cell, int):
        sheet.write_number(row, at, cell, styles.cell(num_format="0", align="center", text_wrap=False))
    elif column.shows == "birth_date":
        _write_birth(body, row, at, cell)
    else:
        sheet.write_string(row, at, cell, styles.value("@", is_number=False))


def _write_birth(body: Body, row: int, at: int, birth: str) -> None:
    """Write as much as the roster says: a real date, «03/1975» or the year as a number."""
    style = {"align": "center", "text_wrap": False}
    if len(birth) == _FULL_DATE and date.fromisoformat(birth).year >= 1900:
        body.sheet.write_datetime(
            row, at, date.fromisoformat(birth), body.styles.cell(num_format="dd/mm/yyyy", **style)
        )
    elif birth.isdecimal():
        body.sheet.write_number(row, at, int(birth), body.styles.cell(num_format="0", **style))
    else:
        body.sheet.write_string(row, at, "/".join(reversed(birth.split("-"))), body.styles.cell(**style))
