"""Several charts as one workbook: contents with links, then of each chart its table, and a native chart of it."""

import io
from collections.abc import Sequence

import xlsxwriter

from presentation.charts import Chart, Column, Kind
from reports import stamping
from reports.excel.native_chart import Cells
from reports.excel.workbook import dated_rows, head_of, in_vietnamese, write_picture, write_table
from reports.stamp import Stamp

CONTENTS = "Mục lục"
_WIDE = 120
"""Letters in a line of the contents."""


def charts_workbook(title: str, charts: Sequence[Chart], stamp: Stamp) -> bytes:
    """Make the .xlsx of the charts' tables in their order; where a chart has nothing to draw its table stands alone."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    columns = (Column("Trang", Kind.TEXT), Column("Nội dung", Kind.TEXT))
    entries = [(_table_of(place), chart.caption.title) for place, chart in enumerate(charts, start=1)]
    contents = write_table(book, CONTENTS, "muc_luc", columns=columns, rows=entries, head=[title], widest=_WIDE)
    link = book.add_format({"font_name": "Arial", "font_size": 11, "underline": 1})
    for row, (sheet, _) in enumerate(entries, start=2):
        contents.write_url(row, 0, f"internal:'{sheet}'!A1", link, string=sheet)
    for place, chart in enumerate(charts, start=1):
        head, name = [*head_of(chart.caption), *filter(None, [chart.note])], f"{chart.name}_{place}"
        write_table(book, _table_of(place), name, columns=chart.table.columns, rows=dated_rows(chart), head=head)
        if chart.figure is not None:
            write_picture(book, f"Biểu đồ {place}", chart, Cells(_table_of(place), len(head)))
    stamping.workbook(book, stamp, {"title": title})
    book.close()
    return in_vietnamese(target.getvalue())


def _table_of(place: int) -> str:
    return f"Bảng {place}"
