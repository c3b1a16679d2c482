"""The data tables as an accessible workbook: a cover, contents with links, notes, one table a sheet, native charts.

The layout of statutory forms is for printing; this file is for counting on. Nothing is merged, hidden, filtered or
frozen, each table is an Excel table with a name, numbers are numbers, and no cell is blank.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from presentation import labels
from presentation.charts import Caption, Cell, Chart, Column, Kind, Native, Series, Shape, Table, style
from presentation.printed_counts import TABLES
from reference import vietnamese
from reports import stamping
from reports.archives import zipped
from reports.contents.data_notes import Note, mark, numbered, text
from reports.contents.data_tables import DataCell, DataTable, tables
from reports.contents.further_tables import further_tables
from reports.delimited import harmless, written
from reports.excel.native_chart import Cells
from reports.excel.workbook import in_vietnamese, write_picture, write_table
from reports.inputs import ReportError, ReportInputs
from stats.shares import Rounding

COVER, CONTENTS, NOTES = "Trang bìa", "Mục lục", "Ghi chú"
README = "doc-truoc.txt"
_MOST_BARS = 40
_GROUNDS = (*style.PALETTE, style.HUE[2], style.GREY_LINE)
_WIDE = 120
"""Letters in a line of the cover, of the contents and of the notes."""


def workbook(inputs: ReportInputs) -> bytes:
    """The .xlsx of the selection's tables. Raises ReportError where nobody has sent a roster."""
    data_tables, rounding = _data_tables(inputs)
    numbers, pictures = numbered(table.notes for table in data_tables), _pictures(data_tables)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    title, lines = _about(inputs)
    _write_cover(book, title, lines)
    entries = list(_entries(data_tables))
    _write_contents(book, entries)
    columns = (Column("Ghi chú", Kind.TEXT), Column("Nội dung", Kind.TEXT))
    rows = [(mark(number), text(note, rounding, _wholes(data_tables))) for note, number in numbers.items()]
    write_table(book, NOTES, "ghi_chu", columns=columns, rows=rows, head=[NOTES], widest=_WIDE)
    for place, table in enumerate(data_tables):
        inputs.progress("Đang ghi bảng số liệu", place, len(data_tables))
        head = _head(table, numbers, inputs)
        write_table(book, table.sheet, table.name, columns=table.columns, rows=table.rows, head=head)
        if table.name in pictures:
            _write_chart(book, pictures[table.name], table, inputs, len(head))
    _describe(book, inputs, title)
    book.close()
    return in_vietnamese(target.getvalue())


def archive(inputs: ReportInputs) -> bytes:
    """A .zip of the same tables as CSV, UTF-8 with a byte-order mark, and of what there is to know of them.

    Shares are per cent with a decimal point, dates ISO; a text that begins like a formula gets a «'».
    Raises ReportError where nobody has sent a roster.
    """
    data_tables, rounding = _data_tables(inputs)
    numbers = numbered(table.notes for table in data_tables)
    files: dict[str, bytes] = {}
    for place, table in enumerate(data_tables):
        inputs.progress("Đang ghi bảng số liệu", place, len(data_tables))
        files[_csv_name(table)] = written(
            [harmless(column.header) for column in table.columns], ([_word(cell) for cell in row] for row in table.rows)
        )
    readme = "\r\n".join(_readme(inputs, data_tables, numbers, rounding)).encode("utf-8-sig")
    return zipped({README: readme} | files, inputs.stamp.made_at if inputs.stamp else None)


def _data_tables(inputs: ReportInputs) -> tuple[tuple[DataTable, ...], Rounding]:
    if not inputs.source.coverage(inputs.selection).units_with_roster:
        raise ReportError("Chưa có danh sách của đơn vị nào trong phạm vi này. Hãy chọn ngày hoặc phạm vi khác.")
    inputs.progress("Đang tính số liệu", 0, 1)
    source, selection = inputs.source, inputs.selection
    is_for_all = source.secrecy is not None and source.secrecy.fields is None
    further = (
        () if is_for_all else further_tables(source, selection, is_demo=inputs.is_demo, crosses=inputs.options.crosses)
    )
    return (*tables(source, selection), *further), source.rounding.rule


def _wholes(data_tables: Sequence[DataTable]) -> list[tuple[Decimal, ...]]:
    return [whole for table in data_tables for whole in table.wholes]


def _about(inputs: ReportInputs) -> tuple[str, list[str]]:
    """The title, and what a reader must know before the first table."""
    selection, source, head = inputs.selection, inputs.source, inputs.letterhead
    names, day = source.names_of(selection), vietnamese.day(selection.as_of)
    rounding = source.breakdown(selection, "category").rounding
    coverage = source.coverage(selection)
    office = f"{head.office}, {head.superior}" if head.superior else head.office
    lines = [
        f"Số liệu tính đến ngày {day}. Phạm vi: {labels.people(selection, names)}.",
        f"{labels.source_line(coverage, selection.as_of, inputs.is_demo, selection.level)}.",
        "Đếm mỗi người có tên trong danh sách của đơn vị một lần; không có tên người nào trong tệp này.",
        labels.rounding_note(rounding),
        "Đơn vị chưa gửi danh sách không nằm trong tổng số; bảng «Tình trạng gửi» nêu từng đơn vị.",
        "Khi đơn vị gửi lại danh sách, số liệu được tính lại và tệp mới mang số xuất mới.",
        f"Cơ quan lập, nơi liên hệ: {office}.",
    ]
    marks = [inputs.stamp.line] if inputs.stamp else []
    demo = [labels.DEMO_NOTE] if inputs.is_demo else []
    who = labels.people(selection, names)
    return f"Bảng số liệu · {who} · {day}", [*demo, *lines, *marks]


def _head(table: DataTable, numbers: Mapping[Note, int], inputs: ReportInputs) -> list[str]:
    """The lines above a table: title with the marks of its notes, unit and base, what signs mean."""
    marks = " ".join(mark(numbers[note]) for note in table.notes)
    demo = [labels.DEMO_NOTE] if inputs.is_demo else []
    return [f"{table.title} {marks}".strip(), table.subtitle, *table.remarks, *demo, *table.signs]


# Sheets before the tables


def _entries(data_tables: Sequence[DataTable]) -> Iterator[tuple[str, str]]:
    yield NOTES, "Điều cần biết về các bảng"
    pictures = _pictures(data_tables)
    for table in data_tables:
        yield table.sheet, table.title
        if table.name in pictures:
            yield pictures[table.name], f"Biểu đồ: {table.title}"


def _write_cover(book: Any, title: str, lines: Sequence[str]) -> None:
    sheet = book.add_worksheet(COVER)
    sheet.set_column(0, 0, _WIDE)
    font = {"font_name": "Arial", "text_wrap": True, "valign": "top"}
    sheet.write_string(0, 0, title, book.add_format(font | {"font_size": 16, "bold": True}))
    plain = book.add_format(font | {"font_size": 11})
    for place, line in enumerate(lines, start=1):
        sheet.write_string(place, 0, line, plain)
    link = book.add_format(font | {"font_size": 11, "font_color": style.PALETTE[0], "underline": 1})
    sheet.write_url(len(lines) + 1, 0, f"internal:'{CONTENTS}'!A1", link, string="Xem mục lục các bảng")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_contents(book: Any, entries: Sequence[tuple[str, str]]) -> None:
    columns = (Column("Trang", Kind.TEXT), Column("Nội dung", Kind.TEXT))
    sheet = write_table(book, CONTENTS, "muc_luc", columns=columns, rows=entries, head=[CONTENTS], widest=_WIDE)
    link = book.add_format({"font_name": "Arial", "font_size": 11, "font_color": style.PALETTE[0], "underline": 1})
    for place, (name, _) in enumerate(entries, start=2):
        sheet.write_url(place, 0, f"internal:'{name}'!A1", link, string=name)


def _describe(book: Any, inputs: ReportInputs, title: str) -> None:
    properties = {"title": title, "subject": "Bảng số liệu để dùng lại", "company": inputs.letterhead.office}
    if inputs.stamp is None:
        book.set_properties(properties | {"author": inputs.letterhead.office, "created": datetime.now(UTC)})
    else:
        stamping.workbook(book, inputs.stamp, properties | {"comments": inputs.stamp.line})


# Charts


def _is_drawn(table: DataTable) -> bool:
    return bool(table.drawn) and 1 < len(table.rows) - table.totals <= _MOST_BARS


def _pictures(data_tables: Sequence[DataTable]) -> dict[str, str]:
    """Name of each table that is drawn -> its chart's sheet."""
    drawn = [table.name for table in data_tables if _is_drawn(table)]
    return {name: f"Biểu đồ {place}" for place, name in enumerate(drawn, start=1)}


def _write_chart(book: Any, sheet: str, table: DataTable, inputs: ReportInputs, header_row: int) -> None:
    chart = _chart(table, inputs)
    write_picture(book, sheet, chart, Cells(table.sheet, header_row))


def _chart(table: DataTable, inputs: ReportInputs) -> Chart:
    """The table without its total as a chart of the columns that are to be drawn."""
    heads = [column.header for column in table.columns]
    several = len(table.drawn) > 1
    dated = isinstance(table.rows[0][0], date)
    shape = Shape.LINE if dated else Shape.STACK if several else Shape.BAR
    colours = [
        style.GREY if name == vietnamese.NOT_DECLARED else ground
        for name, ground in zip(table.drawn, _GROUNDS, strict=False)
    ]
    broken = tuple(each.row for each in table.breaks)
    rows = table.rows[: len(table.rows) - table.totals]
    hollow = frozenset(place for place, row in enumerate(rows) if dated and TABLES in row)
    series = tuple(
        Series(heads.index(name), colour, breaks=broken, hollow=hollow)
        for name, colour in zip(table.drawn, colours, strict=True)
    )
    kinds = [column.kind for column in table.columns]
    plotted = tuple(tuple(map(_plotted, row, kinds)) for row in rows)
    source = labels.source_line(
        inputs.source.coverage(inputs.selection), inputs.selection.as_of, inputs.is_demo, inputs.selection.level
    )
    title = table.title if several else f"{table.title}: {table.drawn[0]}"
    caption = Caption(title, table.subtitle, source=source, file_stem="", notes=(), is_demo=inputs.is_demo)
    alt = f"Biểu đồ vẽ từ bảng ở trang «{table.sheet}»: {', '.join(table.drawn)}."
    days = tuple(row[0] for row in rows if isinstance(row[0], date))
    native = Native(shape, series, days=days, breaks=table.breaks)
    return Chart(table.name, caption, figure={}, table=Table(table.columns, plotted), native=native, alt=alt)


def _plotted(cell: DataCell, kind: Kind) -> Cell:
    """Give a cell as it is drawn: a sign among numbers is nothing."""
    if isinstance(cell, date):
        return vietnamese.day(cell)
    return None if isinstance(cell, str) and kind is not Kind.TEXT else cell


# CSV


def _csv_name(table: DataTable) -> str:
    return f"{table.name.replace('_', '-')}.csv"


def _word(cell: object) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def _readme(
    inputs: ReportInputs, data_tables: Sequence[DataTable], numbers: Mapping[Note, int], rounding: Rounding
) -> Iterator[str]:
    title, lines = _about(inputs)
    yield from (title, "", *lines, "")
    yield "Tệp CSV mã UTF-8 có BOM, ngăn cách bằng dấu phẩy; số thập phân dùng dấu chấm, tỷ lệ tính bằng phần trăm."
    yield "Ô chữ bắt đầu bằng = + - @ có thêm dấu ' ở đầu để bảng tính không hiểu là công thức."
    yield "Mở bằng Excel: Dữ liệu > Từ Văn bản/CSV, chọn mã 65001 (UTF-8), định dạng vùng tiếng Anh."
    yield ""
    for table in data_tables:
        marks = " ".join(mark(numbers[note]) for note in table.notes)
        yield f"{_csv_name(table)}: {table.title}. {table.subtitle}. {marks}".rstrip()
        yield from (f"    {line}" for line in (*table.remarks, *table.signs))
    yield ""
    yield from (f"{mark(number)} {text(note, rounding, _wholes(data_tables))}" for note, number in numbers.items())
