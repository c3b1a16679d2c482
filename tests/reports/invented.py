"""A report with every kind of block, from counts that the tests can add up themselves."""

from datetime import UTC, date, datetime
from decimal import Decimal

from presentation import charts
from presentation.charts import Column, Kind, Line, Table
from reports.contents.model import Annex, NumberedChart, Paragraph, Report, Section, Tabular
from reports.letterhead import Letterhead
from reports.stamp import Stamp
from stats.selection import Selection
from stats.shares import Rounding
from tests.presentation.invented import CAPTION, DATES, categories, educations, published

AS_OF = date(2023, 12, 31)
EVIL = '<script>alert("x")</script> & «Xã O\'Ban»'
"""A text that a unit's name or an office's could hold."""
LETTERHEAD = Letterhead(
    "Ủy ban nhân dân tỉnh Bắc Ninh",
    "Sở Nội vụ",
    symbol="SNV",
    place="Bắc Ninh",
    signer_title=("KT. Giám đốc", "Phó Giám đốc"),
    signer_name="Đỗ Thị Lan",
    addressee="Bộ Nội vụ",
    recipients=("Như trên", "Lưu: VT, XDCQ"),
)
STAMP = Stamp(
    "2024-000007",
    made_at=datetime(2024, 1, 5, 1, 30, tzinfo=UTC),
    made_by="lan",
    scope="Tỉnh Bắc Ninh",
    query="as_of=2023-12-31",
    data_version="3.0",
    rounding="half_up",
    is_demo=True,
    is_internal=True,
)

LEVELS = charts.levels("education", CAPTION, published("education"))
STACK = charts.by_place("education_by_place", CAPTION, educations(), published("education"), "Đơn vị")
HEADCOUNT = charts.headcount("headcount", CAPTION, categories(), "Đơn vị")
TREND = charts.over_time(
    "headcount_trend",
    CAPTION,
    DATES,
    [
        Line("Tổng số", (2301, 2344, 2366), ("2.301", "2.344", "2.366"), "#454B50"),
        Line("Cán bộ", (1200, 1250, 1263), ("1.200", "1.250", "1.263"), "#12436D"),
    ],
    [""] * 3,
)
COLUMNS = (Column("Đơn vị", Kind.TEXT), Column("Số người", Kind.COUNT), Column("Tỷ lệ (%)", Kind.SHARE))
TABLE = Table(COLUMNS, (("Xã Tân Lãng", 19, Decimal("42.22")), (EVIL, 26, Decimal("57.78")), ("Cộng", 45, None)))


def report(annexes: int = 2) -> Report:
    """Three sections and so many annexes; the second annex's table goes over several pages."""
    long = Table(COLUMNS, tuple((f"Xã số {place}", place, Decimal("1.25")) for place in range(1, 90)))
    tables = (Tabular("Số lượng theo xã", TABLE, 2, ("Nguồn: danh sách của các xã.",), (2,)), Tabular("Theo xã", long))
    return Report(
        "summary",
        "Báo cáo",
        subject="Số lượng, chất lượng cán bộ, công chức cấp xã tính đến ngày 31/12/2023",
        selection=Selection(AS_OF),
        place="tỉnh Bắc Ninh",
        as_of=AS_OF,
        rounding=Rounding.HALF_UP,
        is_demo=True,
        opening=(Paragraph("Thực hiện chế độ báo cáo, Sở Nội vụ báo cáo như sau:"),),
        sections=(
            Section(
                "Khái quát",
                (
                    Paragraph("Toàn tỉnh có 2.366 người, trong đó tiến sĩ 02 người chiếm 0,08%."),
                    NumberedChart(1, HEADCOUNT),
                ),
            ),
            Section(
                "Trình độ",
                (NumberedChart(2, LEVELS), NumberedChart(3, STACK), Tabular("Chất lượng", TABLE, 1, (), (2,))),
            ),
            Section("Biến động", (Paragraph(EVIL), NumberedChart(4, TREND))),
        ),
        annexes=tuple(Annex(f"Số liệu {place}", (table,)) for place, table in enumerate(tables[:annexes], start=1)),
        closing=(Paragraph("Trên đây là báo cáo của Sở Nội vụ./."),),
        sources=("ab12",),
    )
