"""Writing a list as an office would: letterhead, merged header, ruled rows, totals, signatures."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from data.samples.generator.words import NOTICE

Cell = str | int | float | date | None
_STYLES: dict[str, dict[str, Any]] = {
    "left": {"border": 1},
    "centre": {"border": 1, "align": "center"},
    "date": {"border": 1, "align": "center", "num_format": "dd/mm/yyyy"},
    "header": {"border": 1, "align": "center", "bold": True, "text_wrap": True},
    "upright": {"border": 1, "align": "center", "bold": True, "text_wrap": True, "rotation": 90},
    "number_row": {"border": 1, "align": "center", "italic": True, "font_size": 9},
    "group": {"border": 1, "bold": True},
    "group_number": {"border": 1, "bold": True, "align": "center"},
    "post": {"border": 1, "bold": True, "italic": True},
    "total": {"border": 1, "bold": True},
    "total_count": {"border": 1, "bold": True, "align": "center", "num_format": "#,##0"},
    "office": {"align": "center"},
    "office_bold": {"align": "center", "bold": True},
    "motto": {"align": "center", "bold": True, "underline": 1},
    "title": {"align": "center", "bold": True, "font_size": 14},
    "subtitle": {"align": "center", "italic": True},
    "notice": {"align": "center", "bold": True, "italic": True, "font_color": "#C00000"},
    "unit_of_count": {"align": "right", "italic": True},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a list; `office` are the two lines at the left, `form` an optional form number."""

    office: tuple[str, str]
    title: str
    as_of: date
    form: str = ""
    notice: bool = True
    notice_text: str = NOTICE
    counted_in: str = "người"


class Book:
    """A workbook in memory; `close` gives its bytes; the same calls give the same contents, and no clock is read."""

    def __init__(self, title: str, made: date, font_size: int = 11) -> None:
        self._buffer = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(self._buffer, {"in_memory": True})
        self.workbook.set_properties({"title": title, "created": datetime(made.year, made.month, made.day)})  # noqa: DTZ001
        base = {"font_name": "Times New Roman", "font_size": font_size, "valign": "vcenter"}
        self.styles = {name: self.workbook.add_format(base | extra) for name, extra in _STYLES.items()}
        self.workbook.formats[0].set_font_name("Times New Roman")

    def sheet(self, name: str, widths: Sequence[float]) -> "Sheet":
        """A new sheet, landscape, with those column widths."""
        return Sheet(self, name, widths)

    def close(self) -> bytes:
        """Finish the workbook."""
        self.workbook.close()
        return self._buffer.getvalue()


class Sheet:
    """A sheet that is written downwards; `row` is the next free one, counted from 0."""

    def __init__(self, book: Book, name: str, widths: Sequence[float]) -> None:
        self._styles = book.styles
        self.out = book.workbook.add_worksheet(name)
        self.row = 0
        self.width = len(widths)
        self._widths = widths
        for column, width in enumerate(widths):
            self.out.set_column(column, column, width)
        self.out.set_landscape()
        self.out.set_paper(8 if self.width > 12 else 9)
        self.out.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
        self.out.fit_to_pages(1, 0)
        self.out.set_footer("&C&P/&N")

    def merged(self, first: int, last: int, text: str, style: str, rows: int = 1) -> None:
        """One text over the columns `first` to `last` and `rows` rows from the current one on."""
        if first == last and rows == 1:
            self.out.write_string(self.row, first, text, self._styles[style])
        else:
            self.out.merge_range(self.row, first, self.row + rows - 1, last, text, self._styles[style])

    def heading(self, heading: Heading) -> None:
        """Letterhead, title, date, notice and unit of count."""
        half = self.width * 2 // 5
        last = self.width - 1
        pairs = [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "office_bold"), ("Độc lập - Tự do - Hạnh phúc", "motto")]
        styles = ("office", "office_bold")
        for office, style, (motto, motto_style) in zip(heading.office, styles, pairs, strict=True):
            self.merged(0, half - 1, office, style)
            self.merged(half, last, motto, motto_style)
            self.row += 1
        lines = [(heading.form, "unit_of_count"), (heading.title, "title")]
        lines += [(f"(Tính đến ngày {heading.as_of:%d/%m/%Y})", "subtitle")]
        lines += [(heading.notice_text, "notice")] if heading.notice else []
        for text, style in [*lines, (f"Đơn vị tính: {heading.counted_in}", "unit_of_count")]:
            if text:
                self.merged(0, last, text, style)
            self.row += 1

    def header(self, labels: Sequence[Sequence[str]], heights: Sequence[float]) -> None:
        """A merged header: for each column its labels from top to bottom; equal neighbours become one cell.

        The leaves of narrow columns stand upright; `heights` are the rows' heights in points.
        """
        first = self.row
        done: set[tuple[int, int]] = set()
        for level, height in enumerate(heights):
            self.out.set_row(self.row, height)
            for column in range(len(labels)):
                if (level, column) not in done:
                    done |= self._header_cell(labels, level, column)
            self.row += 1
        self.out.repeat_rows(first, self.row - 1)

    def _header_cell(self, labels: Sequence[Sequence[str]], level: int, column: int) -> set[tuple[int, int]]:
        path, depth = labels[column][: level + 1], len(labels[column])
        last = column
        while last + 1 < len(labels) and labels[last + 1][: level + 1] == path:
            last += 1
        span = range(column, last + 1)
        low = level
        while low + 1 < depth and all(labels[c][low + 1] == path[-1] for c in span):
            low += 1
        upright = low == depth - 1 and last == column and self._widths[column] < 5.5 and len(path[-1]) > 3
        self.merged(column, last, path[-1], "upright" if upright else "header", rows=low - level + 1)
        return {(row, c) for row in range(level, low + 1) for c in span}

    def number_row(self) -> None:
        """A, B, 1, 2, 3 … under the header."""
        self.cells(["A", "B", *range(1, self.width - 1)], ["number_row"] * self.width)

    def cell(self, column: int, value: Cell, style: str) -> None:
        """One cell of the current row; None is an empty ruled cell, a date is a real date."""
        form = self._styles[style]
        if value is None or value == "":
            self.out.write_blank(self.row, column, None, form)
        elif isinstance(value, date):
            self.out.write_datetime(self.row, column, datetime(value.year, value.month, value.day), form)  # noqa: DTZ001
        elif isinstance(value, int | float):
            self.out.write_number(self.row, column, value, form)
        else:
            self.out.write_string(self.row, column, value, form)

    def cells(self, values: Sequence[Cell], styles: Sequence[str]) -> None:
        """A whole ruled row."""
        for column, (value, style) in enumerate(zip(values, styles, strict=True)):
            self.cell(column, value, "date" if isinstance(value, date) else style)
        self.row += 1

    def formula(self, column: int, formula: str, value: int) -> None:
        """A total as a formula with the value that a spreadsheet has already worked out."""
        self.out.write_formula(self.row, column, formula, self._styles["total_count"], value)

    def counted(self, column: int, first_row: int, last_row: int, value: int) -> None:
        """How many marks stand in the column between two rows (counted from 0)."""
        span = f"{xl_rowcol_to_cell(first_row, column)}:{xl_rowcol_to_cell(last_row, column)}"
        self.formula(column, f"=COUNTA({span})", value)

    def total(self, label: str, label_width: int, first_row: int, counts: dict[int, int]) -> None:
        """A total row for the rows from `first_row` on: a label over the first columns, counts under others."""
        end = self.row - 1
        for column in range(label_width, self.width):
            self.cell(column, None, "total")
        self.merged(0, label_width - 1, label, "total")
        for column, count in counts.items():
            self.counted(column, first_row, end, count)
        self.row += 1

    def sum_total(self, label: str, label_width: int, rows: Sequence[int], counts: dict[int, int]) -> None:
        """A total row that adds up the total rows at `rows`."""
        for column in range(label_width, self.width):
            self.cell(column, None, "total")
        self.merged(0, label_width - 1, label, "total")
        for column, count in counts.items():
            parts = ",".join(xl_rowcol_to_cell(row, column) for row in rows)
            self.formula(column, f"=SUM({parts})", count)
        self.row += 1

    def signatures(self, place: str, day: date, left: str, right: Sequence[str]) -> None:
        """The date line and the two signatures; `day` is when the list was signed."""
        half, last = self.width // 2, self.width - 1
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        self.row += 1
        self.merged(half, last, f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}", "subtitle")
        self.row += 1
        self.merged(0, half - 1, left, "office_bold")
        for line in right:
            self.merged(half, last, line, "office_bold")
            self.row += 1
        self.row -= len(right) - 1
        self.merged(0, half - 1, "(Ký, ghi rõ họ tên)", "subtitle")
        self.row += len(right) - 1
        self.merged(half, last, "(Ký, đóng dấu)", "subtitle")
        self.row += 5
