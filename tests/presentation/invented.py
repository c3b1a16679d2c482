"""Breakdowns for charts, from counts that the tests can add up themselves."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from presentation.charts import Caption, Chart
from stats.measures import Breakdown, Group, breakdown
from stats.shares import Rounding

CAPTION = Caption(
    "Cán bộ, công chức cấp xã, tỉnh Bắc Ninh · Trình độ chuyên môn · 31/12/2023",
    "Số người và tỷ lệ trong tổng số 2.366 người",
    "Nguồn: danh sách cán bộ, công chức cấp xã, 126/126 đơn vị, tính đến 31/12/2023",
    "trinh-do-chuyen-mon_bac-ninh_2023-12-31",
    ("Tỷ lệ được làm tròn đến hai chữ số thập phân.",),
)
DATES = (date(2021, 12, 31), date(2022, 12, 31), date(2023, 12, 31))
PUBLISHED: dict[str, dict[str | None, int]] = {
    "education": {"doctorate": 2, "masters": 274, "bachelors": 1845, "college": 61, "intermediate": 184},
    "it": {"degree": 37, "certificate": 2184, "none": 145},
    "category": {"cadre": 1263, "civil_servant": 1103},
}
"""The published numbers of 31/12/2023."""
DISTRICTS = {
    "256": "Thành phố Bắc Ninh", "258": "Huyện Yên Phong", "259": "Thị xã Quế Võ", "260": "Huyện Tiên Du",
    "261": "Thành phố Từ Sơn", "262": "Thị xã Thuận Thành", "263": "Huyện Gia Bình", "264": "Huyện Lương Tài",
}  # fmt: skip


def published(field: str, rounding: Rounding = Rounding.HALF_UP) -> Breakdown:
    """The published people by a field."""
    return breakdown(field, PUBLISHED[field], rounding)


def group(code: str, counts: Mapping[str | None, int], field: str = "education", name: str = "") -> Group:
    """One place."""
    return Group(code, name or DISTRICTS.get(code, code), breakdown(field, counts))


def categories() -> list[Group]:
    """Eight districts by cán bộ and công chức; the last has some who declare nothing, the seventh nobody."""
    groups = [
        group(code, {"cadre": 150 - i, "civil_servant": 130 - 2 * i}, "category") for i, code in enumerate(DISTRICTS)
    ]
    groups[6] = group("263", {}, "category")
    groups[7] = group("264", {"cadre": 3, "civil_servant": 4, None: 5}, "category")
    return groups


def educations() -> list[Group]:
    """Three places: one with all levels, one where some declare nothing, one with a small share."""
    return [
        group(
            "256", {"doctorate": 1, "masters": 19, "bachelors": 60, "college": 10, "intermediate": 8, "elementary": 2}
        ),
        group("258", {"masters": 3, "bachelors": 80, "untrained": 4, None: 13}),
        group("259", {"bachelors": 96, "college": 4}),
    ]


def text_of(share: Decimal) -> str:
    """«77,98»: written another way than `labels` does."""
    return str(share).replace(".", ",")


def column(chart: Chart, header: str) -> list[object]:
    """A column of the chart's table."""
    place = [column.header for column in chart.table.columns].index(header)
    return [row[place] for row in chart.table.rows]
