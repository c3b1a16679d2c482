"""Tables for people: pandas frames with Vietnamese headers from measures; numbers stay numbers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from dashboard import labels
from dashboard.measures import Breakdown, Group, GroupedBreakdown, Trend, UnitMeasure

PEOPLE = "Số người"
SHARE = "Tỷ lệ (%)"
AS_OF = "Tính đến ngày"
TOTAL = "Tổng số"


def breakdown_table(breakdown: Breakdown) -> pd.DataFrame:
    """One row a part: label, people, per cent; «Tổng số» last."""
    name = labels.field_label(breakdown.field)
    rows: list[tuple[str, int, float]] = [(part.label, part.count, float(part.share)) for part in breakdown.parts]
    rows.append((TOTAL, breakdown.base, 100.0 if breakdown.base else 0.0))
    return pd.DataFrame(rows, columns=[name, PEOPLE, SHARE])


def grouped_table(grouped: GroupedBreakdown, *, shares: bool = False) -> pd.DataFrame:
    """One row a place: name, people, then a column a part (people, or per cent with `shares`); the province last."""
    place = labels.field_label(grouped.by)
    codes = _codes([*grouped.groups, Group(None, "", grouped.province)])
    heads = [labels.code_label(grouped.field, code) + (" (%)" if shares else "") for code in codes]
    rows = [_group_row(group.name, group.breakdown, codes, shares) for group in grouped.groups]
    rows.append(_group_row("Toàn tỉnh", grouped.province, codes, shares))
    return pd.DataFrame(rows, columns=[place, TOTAL, *heads])


def _codes(groups: Iterable[Group]) -> list[str | None]:
    """Every group's codes in the order of the list, «Không khai» last where any group has it."""
    codes = {part.code: None for group in groups for part in group.breakdown.parts}
    return [*(code for code in codes if code is not None), *([None] if None in codes else [])]


def _group_row(name: str, breakdown: Breakdown, codes: Iterable[str | None], shares: bool) -> list[Any]:
    parts = {part.code: float(part.share) if shares else part.count for part in breakdown.parts}
    return [name, breakdown.base, *(parts.get(code, 0.0 if shares else 0) for code in codes)]


def units_table(units: Iterable[UnitMeasure]) -> pd.DataFrame:
    """One row a place: code, name, district, type, people, cadres, civil servants, two shares in per cent.

    Where a place has no roster its numbers are missing, not 0.
    """
    rows = [_unit_row(unit) for unit in units]
    columns = [
        "Mã", "Đơn vị", "Đơn vị cấp huyện", "Loại", TOTAL, "Cán bộ", "Công chức", "Đại học trở lên (%)",
        "Có trình độ, chứng chỉ tin học (%)",
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(columns[4:7], "Int64") | dict.fromkeys(columns[7:], "Float64"))


_DISTRICT_KINDS = {"city": "Thành phố", "town": "Thị xã", "rural_district": "Huyện"}


def _unit_row(unit: UnitMeasure) -> list[Any]:
    profile = unit.profile
    kind = _DISTRICT_KINDS.get(unit.unit_type) or labels.code_label("unit_type", unit.unit_type)
    numbers: list[Any] = [
        profile.headcount,
        profile.category.part("cadre").count,
        profile.category.part("civil_servant").count,
        float(profile.university.share),
        float(profile.it_evidence.share),
    ]
    known = unit.coverage.units_with_roster > 0
    return [unit.code, unit.name, unit.district_name, kind, *(numbers if known else [None] * len(numbers))]


def trend_table(trend: Trend, *, shares: bool = False) -> pd.DataFrame:
    """One row a date, oldest first: date, people, then a column a part."""
    moments = [Group(None, "", moment.breakdown) for moment in trend.moments]
    codes = _codes(moments)
    heads = [labels.code_label(trend.field, code) + (" (%)" if shares else "") for code in codes]
    rows = [[_day(m.as_of), *_group_row("", m.breakdown, codes, shares)[1:]] for m in trend.moments]
    return pd.DataFrame(rows, columns=[AS_OF, TOTAL, *heads])


def _day(day: date) -> str:
    return labels.day(day)
