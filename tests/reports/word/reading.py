"""A report with every kind of block, and its document as other programs read it."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from presentation import charts
from presentation.charts import Chart, Column, Kind, Line, Table
from presentation.charts.native_axes import ENDS
from reports.contents.model import Annex, NumberedChart, Paragraph, Report, Section, Tabular
from stats.selection import Selection
from stats.shares import Rounding
from tests.presentation.invented import CAPTION, DATES, categories, educations, published
from tests.reports import invented

AS_OF = date(2023, 12, 31)
HEAD, STAMP = invented.LETTERHEAD, replace(invented.STAMP, rounding="cut")

EDUCATION = charts.levels("education", CAPTION, published("education"))
STACK = charts.by_place("education_by_place", CAPTION, educations(), published("education"), "Đơn vị cấp huyện")
HEADCOUNT = charts.headcount("headcount", CAPTION, categories(), "Đơn vị cấp huyện")
_SHARES = Line("Đại học trở lên", (Decimal("71.20"), None, Decimal("89.64")), ("71,20%", "", "89,64%"), "#12436D")
TREND = charts.over_time("university_trend", CAPTION, DATES, [_SHARES])
CHARTS = (HEADCOUNT, EDUCATION, STACK, TREND)

COLUMNS = (
    Column("Đơn vị", Kind.TEXT), Column("Tổng số", Kind.COUNT), Column("Tin học › Chứng chỉ", Kind.COUNT),
    Column("Tin học › Tỷ lệ (%)", Kind.SHARE),
)  # fmt: skip
TABLE = Table(COLUMNS, (("Toàn tỉnh", 1845, 26, Decimal("57.78")), ("Xã <A> & \x0b«B»", 19, 0, None)))
LONG = Table(COLUMNS, tuple((f"Xã số {place}", place, 1, Decimal("1.25")) for place in range(126)))


def report(*, annexes: int = 2, is_demo: bool = True) -> Report:
    """Two sections with the four charts, a table, and so many annexes."""
    tables = (Tabular("Theo huyện", TABLE, None, ("Ghi chú của phụ lục.",), (0,)), Tabular("Theo xã", LONG))
    return Report(
        "summary",
        "Báo cáo",
        subject="Về số lượng cán bộ, công chức cấp xã tỉnh Bắc Ninh (tính đến ngày 31/12/2023)",
        selection=Selection(AS_OF),
        place="tỉnh Bắc Ninh",
        as_of=AS_OF,
        rounding=Rounding.CUT,
        is_demo=is_demo,
        sections=(
            Section(
                "Khái quát",
                (Paragraph("Toàn tỉnh có 2.366 người."), NumberedChart(1, HEADCOUNT), NumberedChart(2, EDUCATION)),
            ),
            Section(
                "Chất lượng",
                (Tabular("Tin học", TABLE, 1, ("Ghi chú.",), (0,)), NumberedChart(3, STACK), NumberedChart(4, TREND)),
            ),
        ),
        annexes=tuple(Annex(f"Số liệu {place}", (table,)) for place, table in enumerate(tables[:annexes], start=1)),
        opening=(Paragraph("Thực hiện chế độ báo cáo:"),),
        closing=(Paragraph("Trên đây là báo cáo."),),
    )


def opened(content: bytes) -> Document:
    """Open the document with python-docx."""
    return docx.Document(io.BytesIO(content))


def texts(document: Any, style: str) -> list[str]:
    """The texts of all paragraphs of a style, those in tables too, in their order."""
    paragraphs = (p for p in document.element.body.iter(qn("w:p")) if p.style == style)
    return [written(p) for p in paragraphs]


def written(element: Any) -> str:
    """Read what stands in an element, lines parted by a space."""
    parts = [" " if node.tag == qn("w:br") else node.text or "" for node in element.iter(qn("w:t"), qn("w:br"))]
    return "".join(parts)


def part(content: bytes, name: str) -> bytes:
    """A part of the package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def chart_parts(content: bytes) -> list[Any]:
    """The native charts, in the order of their numbers."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
        return [parse_xml(package.read(name)) for name in sorted(names, key=lambda name: (len(name), name))]


def embedded(content: bytes, number: int) -> list[list[Any]]:
    """The rows of the workbook inside the chart of that number."""
    book = openpyxl.load_workbook(io.BytesIO(part(content, f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def workbook_rows(chart: Chart) -> list[list[Any]]:
    """A chart's table as a workbook holds it: shares are fractions, dates are dates."""
    rows: list[list[Any]] = [
        [round(float(c) / 100, 10) if isinstance(c, Decimal) else c for c in row] for row in chart.table.rows
    ]
    for day, row in zip(chart.native.days, rows, strict=False):
        row[0] = datetime.combine(day, time())
    ends = [ENDS] if chart.native.totals else []
    return [[column.header for column in chart.table.columns] + ends, *([*row, *([0] if ends else [])] for row in rows)]
