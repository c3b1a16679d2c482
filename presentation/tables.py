"""Tables for people: pandas frames with Vietnamese headers from measures; numbers stay numbers."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pandas as pd

import reference
from presentation import completeness, labels
from presentation.movement_words import DIVIDED, NAMES
from reference import vietnamese
from stats.indicators import Indicator
from stats.measures import Breakdown, Group, GroupedBreakdown, Level, Submission, Submissions, UnitMeasure
from stats.movements import Movements
from stats.quotas import Quotas, UnitStanding

PEOPLE = "Số người"
SHARE = "Tỷ lệ (%)"
AS_OF = "Tính đến ngày"
TOTAL = "Tổng số"
LOADED = "Nạp lúc"
UNIT = "Đơn vị"


def _per_cent(share: Decimal | None) -> float | None:
    """A share as pandas keeps it; of too few people it is missing."""
    return None if share is None else float(share)


def grouped_table(grouped: GroupedBreakdown, *, shares: bool = False) -> pd.DataFrame:
    """One row a place: name, people, then a column a part (people, or per cent with `shares`); the province last.

    A place of too few people has no shares: they are missing.
    """
    place = labels.level_name(Level(grouped.by))
    codes = _codes([*grouped.groups, Group(None, "", grouped.province)])
    places = [*grouped.groups, *grouped.without_roster]
    heads = [reference.code_label(grouped.field, code) + (" (%)" if shares else "") for code in codes]
    rows = [
        _group_row(completeness.covered(group.name, group.coverage), group.breakdown, codes, shares)
        if group.is_known
        else [completeness.covered(group.name, group.coverage), *[None] * (1 + len(codes))]
        for group in places
    ]
    rows.append(_group_row(completeness.covered("Toàn tỉnh", grouped.coverage), grouped.province, codes, shares))
    return _numbers(pd.DataFrame(rows, columns=[place, TOTAL, *heads]), heads, shares)


def _numbers(frame: pd.DataFrame, heads: list[str], shares: bool) -> pd.DataFrame:
    """The columns as numbers that may be missing: people where a place has no roster, shares of too few people, too."""
    kinds = {TOTAL: "Int64"} | dict.fromkeys(heads, "Float64" if shares else "Int64")
    return frame.astype(kinds)


def _codes(groups: Iterable[Group]) -> list[str | None]:
    """Every group's codes in the order of the list, «Không khai» last where any group has it."""
    codes = {part.code: None for group in groups for part in group.breakdown.parts}
    return [*(code for code in codes if code is not None), *([None] if None in codes else [])]


def _group_row(name: str, breakdown: Breakdown, codes: Iterable[str | None], shares: bool) -> list[Any]:
    nobody = (0.0 if breakdown.has_shares else None) if shares else 0
    parts = {part.code: _per_cent(part.share) if shares else part.count for part in breakdown.parts}
    return [name, breakdown.people, *(parts.get(code, nobody) for code in codes)]


def units_table(units: Iterable[UnitMeasure]) -> pd.DataFrame:
    """One row a place: code, name, district, type, people, cadres, civil servants, two shares in per cent.

    Where a place has no roster its numbers are missing, not 0; where it has too few people its shares are.
    """
    rows = [_unit_row(unit) for unit in units]
    columns = [
        "Mã",
        "Đơn vị",
        "Đơn vị cấp huyện",
        "Loại",
        TOTAL,
        "Cán bộ",
        "Công chức",
        "Đại học trở lên (%)",
        "Có trình độ, chứng chỉ tin học (%)",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(columns[4:7], "Int64") | dict.fromkeys(columns[7:], "Float64"))


def _unit_row(unit: UnitMeasure) -> list[Any]:
    profile = unit.profile
    kind = reference.code_label("unit_type", unit.unit_type)
    kind = vietnamese.district_kind(unit.unit_type) if kind == unit.unit_type else kind
    numbers: list[Any] = [
        profile.headcount,
        profile.category.part("cadre").count,
        profile.category.part("civil_servant").count,
        _per_cent(profile.university.share),
        _per_cent(profile.it_evidence.share),
    ]
    has_roster = unit.coverage.units_with_roster > 0
    return [unit.code, unit.name, unit.district_name, kind, *(numbers if has_roster else [None] * len(numbers))]


def submissions_table(units: Iterable[Submission]) -> pd.DataFrame:
    """One row a unit: name, how far it is, district, people, when it was loaded (Viet Nam's clock), its problems.

    Where a unit has not sent its numbers are missing, not 0.
    """
    rows = [
        [
            unit.name,
            labels.submission_status(unit.status),
            unit.district_name,
            unit.people,
            vietnamese.in_viet_nam(unit.loaded_at).replace(tzinfo=None) if unit.loaded_at else None,
            *([None] * 3 if unit.people is None else [unit.errors, unit.warnings, unit.shared]),
            unit.import_id,
        ]
        for unit in units
    ]
    columns = [
        UNIT,
        "Trạng thái",
        "Đơn vị cấp huyện",
        PEOPLE,
        LOADED,
        "Lỗi đã chấp nhận",
        "Cảnh báo",
        "Vấn đề chung của tệp",
        "Lần nạp",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys([PEOPLE, *columns[5:]], "Int64") | {LOADED: "datetime64[s]"})


def progress_table(submissions: Submissions) -> pd.DataFrame:
    """One row a district, in the measure's order: units missing, sent, sent per cent, doubtful, all of them."""
    rows = [
        (district.name, district.missing, district.sent, float(district.share), district.doubtful, district.total)
        for district in submissions.districts
    ]
    columns = ["Đơn vị cấp huyện", "Chưa gửi", "Đã gửi", "Đã gửi (%)", "Có vấn đề", "Số đơn vị"]
    return pd.DataFrame(rows, columns=columns)


def rules_table(submissions: Submissions) -> pd.DataFrame:
    """One row a kind of problem: name, severity, how often, of how many units its own, how often of a whole file."""
    rows = [
        (labels.problem_kind(rule.code), labels.severity(rule.severity), rule.count, rule.units, rule.shared)
        for rule in submissions.rules
    ]
    return pd.DataFrame(rows, columns=["Loại vấn đề", "Mức độ", "Số lần", "Số đơn vị", "Cả tệp"])


def shared_problems_table(submissions: Submissions) -> pd.DataFrame:
    """One row a problem of a whole sheet or file: what, where, how many of the units that count it stands for."""
    rows = [
        (
            labels.problem_kind(problem.code),
            labels.severity(problem.severity),
            problem.file,
            problem.sheet,
            problem.cell,
            len(problem.units),
        )
        for problem in submissions.shared
    ]
    return pd.DataFrame(rows, columns=["Loại vấn đề", "Mức độ", "Tệp", "Trang", "Ô", "Số đơn vị"])


def quota_table(numbers: Quotas) -> pd.DataFrame:
    """One row a unit and, under it, one a department: quota, present, gap, vacant posts, the quota's day and cell."""
    rows = [row for unit in (*numbers.units, *numbers.bodies) for row in _quota_rows(unit)]
    heads = ["Mã", "Đơn vị", "Phòng, ban", "Biên chế", "Có mặt", "Thừa, thiếu", "Vị trí khuyết", "Giao ngày", "Nguồn"]
    return pd.DataFrame(rows, columns=heads).astype(dict.fromkeys(heads[3:7], "Int64"))


def _quota_rows(unit: UnitStanding) -> list[list[Any]]:
    day = vietnamese.day(unit.given_on) if unit.given_on else ""
    whole = [unit.code, unit.name, "", unit.quota, unit.present, unit.gap, unit.vacant, day, unit.where]
    parts = [
        [unit.code, unit.name, line.name or labels.OTHER_DEPARTMENTS, line.quota, line.present, line.gap, None, "", ""]
        for line in unit.departments
    ]
    return [whole, *parts]


def movement_table(numbers: Movements) -> pd.DataFrame:
    """One row a place: code, name, headcount before, each bar, headcount after; the whole place last."""
    heads = ["Đầu kỳ", *NAMES.values(), "Cuối kỳ"]
    rows = [
        [code, name, counts.start, *(counts[kind] for kind in NAMES), counts.end]
        for code, name, counts in (
            *((place.code or "", place.name or DIVIDED, place.counts) for place in numbers.places),
            ("", TOTAL, numbers.counts),
        )
    ]
    return pd.DataFrame(rows, columns=["Mã", UNIT, *heads]).astype(dict.fromkeys(heads, "Int64"))


def indicator_table(numbers: Indicator) -> pd.DataFrame:
    """One row a unit, best first: rank, value, maximum and share where they differ, parts, people, cell."""
    rows = [
        [
            value.code,
            value.name,
            value.rank,
            float(value.value),
            None if value.maximum is None else float(value.maximum),
            _per_cent(value.share),
            *(_per_cent(dict(part.shares).get(value.name)) for part in numbers.parts),
            value.present,
            _per_cent(value.beside),
            value.where,
        ]
        for value in numbers.values
    ]
    parts = [f"{part.label} (% tối đa)" for part in numbers.parts]
    beside = "Trên đầu người" if numbers.measure.beside == "per_head" else "So với số người (%)"
    heads = ["Mã", "Đơn vị", "Hạng", numbers.measure.short_label, "Điểm tối đa", "% điểm tối đa", *parts]
    heads += ["Số người", beside, "Nguồn"]
    floats = [heads[3], *heads[4:6], *parts, beside]
    return pd.DataFrame(rows, columns=heads).astype(
        {"Hạng": "Int64", "Số người": "Int64"} | dict.fromkeys(floats, "Float64")
    )
