"""Workbooks of figures, written by openpyxl, whose cells the tests know."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import openpyxl

from etl.records import SourceFile
from reference.provinces import communes_on

TWO_TIER = date(2025, 12, 31)
PROVINCE = "24"
PARTS_OF_766 = (15.82, 19.45, 8.53, 10, 17.86, 21.17)
"""The parts of one week of 12/2025 as Bắc Ninh published them; the total is 92,83."""
HEADINGS_OF_766 = (
    "Công khai, minh bạch (18 điểm)", "Tiến độ giải quyết", "Dịch vụ công trực tuyến /12", "Thanh toán trực tuyến",
    "Mức độ hài lòng", "Số hóa hồ sơ", "Tổng điểm",
)  # fmt: skip


def workbook(
    rows: Iterable[Any],
    *,
    merges: Sequence[str] = (),
    title: str = "Biểu",
    more: dict[str, Any] | None = None,
) -> SourceFile:
    """Write one sheet of these rows, and others of `more` by their names."""
    book = openpyxl.Workbook()
    sheets = {title: rows, **(more or {})}
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
        for merge in merges if name == title else ():
            sheet.merge_cells(merge)
    content = io.BytesIO()
    book.save(content)
    return SourceFile("bieu.xlsx", content.getvalue())


def units(count: int, day: date = TWO_TIER) -> list[str]:
    """Name the first communes of the province on a day."""
    return [unit.name for unit in communes_on(day, PROVINCE)[:count]]


def quotas(
    numbers: Sequence[tuple[str, Any, Any, Any, Any]], *, day: str = "31/12/2025", total: Any = None
) -> SourceFile:
    """Write a table of quotas: unit, whole, office, economy, culture; `total` is printed below."""
    rows: list[Sequence[Any]] = [
        ["UBND TỈNH BẮC NINH"],
        ["BIỂU GIAO BIÊN CHẾ CẤP XÃ"],
        ["(Kèm theo Quyết định số 12/QĐ-UBND ngày 30/07/2025 của UBND tỉnh)"],
        [f"Tính đến ngày {day}"],
        ["STT", "Đơn vị", "Biên chế giao", None, None, None, "Ghi chú"],
        [None, None, "Tổng số", "VP HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", None],
        [1, 2, 3, 4, 5, 6, 7],
        *([place, *line, ""] for place, line in enumerate(numbers, start=1)),
    ]
    if total is not None:
        rows.append([None, "Tổng cộng", total])
    return workbook(rows, merges=("A5:A6", "B5:B6", "C5:F5", "G5:G6"))
