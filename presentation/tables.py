"""Tables for files: pandas frames with Vietnamese headers from measures; numbers stay numbers."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from presentation import labels, readiness
from presentation.movement_words import place_table
from presentation.table_rows import (
    CODE,
    PEOPLE,
    TOTAL,
    UNIT,
    UNIT_COUNTS,
    UNIT_SHARES,
    Rows,
    grouped_rows,
    per_cent,
    units_rows,
)
from reference import vietnamese
from stats.indicators import Indicator
from stats.measures import GroupedBreakdown, UnitMeasure
from stats.movements import Movements
from stats.quotas import Quotas, UnitStanding
from stats.readiness import Answer


def grouped_table(grouped: GroupedBreakdown, *, shares: bool = False) -> pd.DataFrame:
    """Give `grouped_rows` with numbers that may be missing."""
    rows = grouped_rows(grouped, shares=shares)
    return _frame(rows).astype({TOTAL: "Int64"} | dict.fromkeys(rows.headers[2:], "Float64" if shares else "Int64"))


def units_table(units: Iterable[UnitMeasure]) -> pd.DataFrame:
    """Give `units_rows` with numbers that may be missing."""
    kinds = dict.fromkeys(UNIT_COUNTS, "Int64") | dict.fromkeys(UNIT_SHARES, "Float64")
    return _frame(units_rows(units)).astype(kinds)


def _frame(table: Rows) -> pd.DataFrame:
    return pd.DataFrame(table.rows, columns=list(table.headers))


def quota_table(numbers: Quotas) -> pd.DataFrame:
    """One row a unit and, under it, one a department: quota, present, gap, vacant posts, the quota's day and cell."""
    rows = [row for unit in (*numbers.units, *numbers.bodies) for row in _quota_rows(unit)]
    heads = [CODE, UNIT, "Phòng, ban", "Biên chế", "Có mặt", "Thừa, thiếu", "Vị trí khuyết", "Có mặt (biểu)"]
    heads += ["Giao ngày", "Nguồn"]
    return pd.DataFrame(rows, columns=heads).astype(dict.fromkeys(heads[3:8], "Int64"))


def _quota_rows(unit: UnitStanding) -> list[list[Any]]:
    day = vietnamese.day(unit.given_on) if unit.given_on else ""
    numbers = [unit.quota, unit.present, unit.gap, unit.vacant, unit.reported]
    parts = [
        [*(unit.code, unit.name, line.name or labels.OTHER_DEPARTMENTS), line.quota, line.present, line.gap]
        for line in unit.departments
    ]
    return [[unit.code, unit.name, "", *numbers, day, unit.where], *([*part, None, None, "", ""] for part in parts)]


def movement_table(numbers: Movements) -> pd.DataFrame:
    """One row a place: code, name, headcount before, each bar, headcount after; the whole place last."""
    table = place_table(numbers)
    heads = [column.header for column in table.columns]
    return pd.DataFrame(list(table.rows), columns=heads).astype(dict.fromkeys(heads[2:], "Int64"))


def readiness_table(answers: tuple[Answer, ...]) -> pd.DataFrame:
    """One row a figure of digital readiness, its difficulty first."""
    kinds = {readiness.NUMBER: "Float64", readiness.SHARE: "Float64", readiness.PER_HEAD: "Float64"}
    frame = pd.DataFrame(readiness.readiness_rows(answers), columns=list(readiness.HEADS))
    return frame.astype(kinds | {readiness.PEOPLE: "Int64", readiness.UNITS: "Int64"})


def indicator_table(numbers: Indicator) -> pd.DataFrame:
    """One row a unit, best first: rank, value, maximum and share where they differ, parts, people, cell."""
    rows = [
        [
            value.code,
            value.name,
            value.rank,
            float(value.value),
            None if value.maximum is None else float(value.maximum),
            per_cent(value.share),
            *(per_cent(dict(part.shares).get(value.name)) for part in numbers.parts),
            value.present,
            per_cent(value.beside),
            value.where,
        ]
        for value in numbers.values
    ]
    parts = [f"{part.label} (% tối đa)" for part in numbers.parts]
    beside = "Trên đầu người" if numbers.measure.beside == "per_head" else "So với số người (%)"
    heads = [CODE, UNIT, "Hạng", numbers.measure.short_label, "Điểm tối đa", "% điểm tối đa", *parts]
    heads += [PEOPLE, beside, "Nguồn"]
    floats = [heads[3], *heads[4:6], *parts, beside]
    return pd.DataFrame(rows, columns=heads).astype(
        {"Hạng": "Int64", PEOPLE: "Int64"} | dict.fromkeys(floats, "Float64")
    )
