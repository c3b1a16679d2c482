"""The words for dates of which there are no lists of people, only the counts of printed tables."""

from collections.abc import Iterable
from datetime import date

from reference import vietnamese
from stats.measures import TrendPoint

MARK = "số tổng hợp"
"""The mark of such a date: under a chart's axis, in a table's cell."""
LISTS, TABLES = "Danh sách", "Số liệu tổng hợp"
"""The words for where a date's figures are from."""


def marked_day(day: date, *, is_printed: bool) -> str:
    """Write a date, with the mark where only counts are left of it."""
    return f"{vietnamese.day(day)} ({MARK})" if is_printed else vietnamese.day(day)


def source_of_printed(points: Iterable[TrendPoint]) -> str:
    """Say at the end of a source line of which dates the figures are printed counts; «» for none."""
    days = ", ".join(vietnamese.day(point.as_of) for point in points if point.is_printed)
    return f" · {TABLES}, không có danh sách: ngày {days}" if days else ""


def notes_of_printed(points: Iterable[TrendPoint]) -> list[str]:
    """Say what the other marker means; nothing where there is none."""
    printed = [point for point in points if point.is_printed]
    if not printed:
        return []
    days = ", ".join(vietnamese.day(point.as_of) for point in printed)
    alone = [point for point in printed if point.is_total_only]
    more = f" Ngày {', '.join(vietnamese.day(point.as_of) for point in alone)} chỉ có tổng số." if alone else ""
    return [f"Điểm hình thoi rỗng (ngày {days}) là số liệu tổng hợp lấy từ bảng đã lập, không đếm từ danh sách.{more}"]


def note_of_small_lines(points: Iterable[TrendPoint]) -> str:
    """Say of which dates the small lines of cards have printed counts: nothing can be marked in them; «» for none."""
    days = ", ".join(map(vietnamese.day, sorted({point.as_of for point in points if point.is_printed})))
    return f"Đường nhỏ trong ô: ngày {days} là {vietnamese.in_sentence(TABLES)}, không có danh sách." if days else ""
