"""A table as a workbook, and a chart as one: its numbers, and a native chart of them that can be edited and pasted.

The table follows the rules for accessible spreadsheets: one table, named, under its title in column A, one header row,
nothing merged, real numbers with formats. The chart stands on a sheet of its own.
"""

import io
import re
import textwrap
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from presentation.charts import Caption, Chart, Column, Kind, Table
from presentation.charts.native_pieces import BOTH_SIDES
from presentation.labels import DEMO_NOTE
from reports import stamping
from reports.excel.native_chart import Cells, native_chart, write_pieces
from reports.stamp import Stamp

NUMBERS, PICTURE = "Số liệu", "Biểu đồ"
_FORMATS = {Kind.COUNT: "#,##0", Kind.SHARE: "0.00%", Kind.NUMBER: "#,##0.00", Kind.TEXT: "@"}
_DATE_FORMAT = "dd/mm/yyyy"
_FONT = {"font_name": "Arial", "font_size": 11}
_LANGUAGE = "vi-VN"
_WIDEST = 46
_LINE_HEIGHT = 15
_A4 = 9
_CHART_ROWS = 22
"""Rows that a chart of lines covers."""


def chart_workbook(chart: Chart, created: datetime | None = None, stamp: Stamp | None = None) -> bytes:
    """An .xlsx with the chart's table and, where the chart has a figure, a native chart of the same numbers.

    Shares are fractions that equal the displayed share exactly (77.98 % is 0.7798). The same chart gives the same bytes
    but for `created` (default: now), the document's date of creation; `stamp` goes into properties and page footers.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    head = head_of(chart.caption)
    write_table(book, NUMBERS, chart.name, columns=chart.table.columns, rows=dated_rows(chart), head=head)
    if chart.figure is not None:
        write_picture(book, PICTURE, chart, Cells(NUMBERS, len(head)))
    _tell(book, chart.caption, created, stamp)
    book.close()
    return in_vietnamese(target.getvalue())


def table_workbook(
    name: str,
    sheet: str,
    caption: Caption,
    table: Table,
    created: datetime | None = None,
    stamp: Stamp | None = None,
) -> bytes:
    """An .xlsx of one sheet of that title: the table under its caption; `name` is ASCII and names the Excel table.

    `created` and `stamp` as for `chart_workbook`.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    write_table(book, sheet, name, columns=table.columns, rows=table.rows, head=head_of(caption)).set_portrait()
    _tell(book, caption, created, stamp)
    book.close()
    return in_vietnamese(target.getvalue())


def _tell(book: Any, caption: Caption, created: datetime | None, stamp: Stamp | None) -> None:
    """Write the document's properties; the sheets are there already, for the stamp stands at the foot of each."""
    properties = {"title": caption.title, "subject": caption.subtitle, "comments": caption.source}
    if stamp is None:
        book.set_properties(properties | {"created": created or datetime.now(UTC)})
    else:
        stamping.workbook(book, stamp, properties)


def head_of(caption: Caption) -> list[str]:
    """The lines above the table."""
    return [caption.title, caption.subtitle, *([DEMO_NOTE] if caption.is_demo else []), caption.source, *caption.notes]


def write_table(
    book: Any,
    title: str,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    head: Sequence[str],
    widest: int = _WIDEST,
) -> Any:
    """Add a sheet of that title with one table under the lines of `head`; `name` is ASCII. Cells may also be dates.

    No column is wider than `widest` letters.
    """
    sheet = book.add_worksheet(title)
    _write_head(book, sheet, head)
    days = book.add_format(_FONT | {"num_format": _DATE_FORMAT, "align": "left"})
    formats = {kind: book.add_format(_FONT | {"num_format": form}) for kind, form in _FORMATS.items()}
    sheet.add_table(
        len(head),
        0,
        len(head) + max(1, len(rows)),
        len(columns) - 1,
        {
            "name": f"bang_{name}",
            "style": "Table Style Light 1",
            "autofilter": False,
            "columns": [{"header": column.header, "header_format": _header_format(book, column)} for column in columns],
        },
    )
    for line, row in enumerate(rows, start=len(head) + 1):
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            _write_cell(sheet, line, place, cell, days if isinstance(cell, date) else formats[column.kind])
    widths = [_width(column, [row[place] for row in rows], widest) for place, column in enumerate(columns)]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    lines = max(_lines(column.header, width) for column, width in zip(columns, widths, strict=True))
    sheet.set_row(len(head), _LINE_HEIGHT * lines + 3)
    sheet.repeat_rows(len(head))
    _set_page(sheet)
    sheet.fit_to_pages(1, 0)
    return sheet


def _write_head(book: Any, sheet: Any, head: Sequence[str]) -> None:
    title = book.add_format(_FONT | {"bold": True, "font_size": 14})
    plain = book.add_format(_FONT)
    for line, text in enumerate(head):
        sheet.write_string(line, 0, text, plain if line else title)


def _header_format(book: Any, column: Column) -> Any:
    side = "left" if column.kind is Kind.TEXT else "right"
    return book.add_format(_FONT | {"bold": True, "text_wrap": True, "valign": "top", "align": side, "bottom": 1})


def _write_cell(sheet: Any, line: int, place: int, cell: object, form: Any) -> None:
    if isinstance(cell, Decimal):
        # Dividing as a Decimal keeps what is shown: 77.98 becomes the number nearest to 0.7798.
        sheet.write_number(line, place, float(cell / 100), form)
    elif isinstance(cell, int | float):
        sheet.write_number(line, place, cell, form)
    elif isinstance(cell, date):
        sheet.write_datetime(line, place, datetime.combine(cell, time()), form)
    elif cell is None:
        sheet.write_blank(line, place, None, form)
    else:
        sheet.write_string(line, place, str(cell), form)


def _width(column: Column, cells: list[Any], widest: int) -> int:
    """Choose a column's width in letters: names are never cut off, long headers wrap."""
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    words = max(map(len, column.header.split()))
    least = 24 if column.kind is Kind.TEXT else 13
    return min(widest, max(least, longest + 3, words + 3))


def _lines(header: str, width: int) -> int:
    """The lines that a bold header needs in a column of so many letters."""
    return len(textwrap.wrap(header, width - 2)) or 1


def dated_rows(chart: Chart) -> list[tuple[object, ...]]:
    """The table's rows with dates as dates, where they are rows of dates."""
    if not chart.native.days:
        return list(chart.table.rows)
    return [(day, *row[1:]) for day, row in zip(chart.native.days, chart.table.rows, strict=True)]


def write_picture(book: Any, title: str, chart: Chart, table: Cells) -> None:
    """Add a sheet of that title with the native chart of a table's cells under its words."""
    sheet = book.add_worksheet(title)
    lines = [chart.caption.title, *([DEMO_NOTE] if chart.caption.is_demo else []), chart.caption.source]
    _write_head(book, sheet, lines)
    sheet.hide_gridlines(2)
    pieces = Cells(title, len(lines) + 3 + _CHART_ROWS)
    sheet.insert_chart(len(lines) + 1, 0, native_chart(book, chart, table, pieces), {"description": chart.alt})
    formats = {kind: book.add_format(_FONT | {"num_format": form}) for kind, form in _FORMATS.items()}
    both_sides = book.add_format(_FONT | {"num_format": BOTH_SIDES})
    write_pieces(sheet, chart, table, pieces, formats, both_sides=both_sides)
    _set_page(sheet)
    sheet.fit_to_pages(1, 1)


def _set_page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)


def _with_days(chart: bytes) -> bytes:
    """The chart with days as the unit of its dates; without it programs may take months, and write their first days."""
    return re.sub(rb"(<c:dateAx>.*?<c:lblOffset [^>]*/>)", rb'\1<c:baseTimeUnit val="days"/>', chart, flags=re.DOTALL)


def _with_gaps(chart: bytes) -> bytes:
    """The chart with a word that blank cells are gaps: without it, as XlsxWriter has it, some programs draw noughts."""
    gap = b'<c:dispBlanksAs val="gap"/>'
    if b"<c:plotVisOnly" not in chart:  # where noughts of hidden rows are drawn, too
        return chart.replace(b"</c:chart>", b'<c:plotVisOnly val="0"/>' + gap + b"</c:chart>")
    return chart.replace(b'<c:plotVisOnly val="1"/>', b'<c:plotVisOnly val="1"/>' + gap)


def _with_dots(chart: bytes) -> bytes:
    """The chart with round caps at error bars of no length, which are dots."""
    return re.sub(rb'(<c:errBars>.*?<a:ln w="\d+")', rb'\1 cap="rnd"', chart, flags=re.DOTALL)


def in_vietnamese(content: bytes) -> bytes:
    """The same workbook with what XlsxWriter cannot write: its language, for screen readers, and the unit of dates."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                element = f"<dc:language>{_LANGUAGE}</dc:language></cp:coreProperties>".encode()
                part = part.replace(b"</cp:coreProperties>", element)
            if entry.filename.startswith("xl/charts/chart"):
                part = _with_dots(_with_gaps(_with_days(part)))
            new.writestr(entry, part)
    return target.getvalue()
