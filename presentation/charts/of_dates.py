"""Charts over the dates."""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from datetime import date

from presentation import charts, completeness, labels
from presentation.charts import Break, Caption, Chart, Line, Subset, counted, style
from presentation.charts.requests import ChartRequest, caption_of
from presentation.charts.words import share_label
from presentation.printed_counts import MARK, marked_day, notes_of_printed
from reference import vietnamese
from stats.cube import Conditions
from stats.disclosure import is_untold, is_withheld
from stats.measures import (
    Trend,
    TrendPoint,
)


def headcount_trend(name: str, request: ChartRequest) -> Chart:
    """Draw the number of people over the dates, in all and of each kind."""
    trend = request.source.trend(request.selection, "category")
    points = trend.points
    codes = {
        part.code: part for point in points for part in point.breakdown.parts if part.count and not point.is_total_only
    }
    lines = [_count_line(points, code, part.short_label) for code, part in codes.items()]
    if len(lines) != 1:
        totals = tuple(point.breakdown.base for point in points)
        texts = tuple(map(vietnamese.number, totals))
        whole = Line("Tổng số", _drawn(totals), texts, style.MUTED, breaks_of(points), where=counted.EVERYBODY)
        lines.insert(0, whole)
    notes = _time_notes(trend)
    caption = caption_of(request, "Số lượng qua các năm", "Đơn vị tính: người", notes, points)
    return _over_time(name, caption, points, lines)


def _over_time(name: str, caption: Caption, points: Sequence[TrendPoint], lines: Sequence[Line]) -> Chart:
    """Draw the lines over the dates; dates that lack units say of how many they tell."""
    marks = list(map(mark_of, points))
    days = list(map(day_of, points))
    hollow = frozenset(place for place, point in enumerate(points) if point.is_printed)
    lines = [replace(line, hollow=hollow) for line in lines]
    return charts.over_time(name, caption, [m.as_of for m in points], lines, marks, days=days)


def mark_of(point: TrendPoint) -> str:
    """Give the words under a date: of which units it tells, where not of all its own, and that it is printed."""
    units = labels.summed(point.summed) if point.coverage.is_complete else labels.units_covered(point.coverage)
    return "<br>".join(filter(None, [units, MARK if point.is_printed else ""]))


def day_of(point: TrendPoint) -> str:
    """Write a date in a table, with how many of its units it tells of where some are missing."""
    day = marked_day(point.as_of, is_printed=point.is_printed)
    return day if point.coverage.is_complete else f"{day} ({labels.units_covered(point.coverage)})"


def breaks_of(points: Sequence[TrendPoint]) -> tuple[Break, ...]:
    """Tell where a line over these dates is interrupted, and why."""
    reasons = ((place, point.interruption) for place, point in enumerate(points))
    return tuple(Break(place, labels.interruption(reason)) for place, reason in reasons if reason)


def _time_notes(trend: Trend) -> list[str]:
    """Say where the line is interrupted, and which dates are left out."""
    points = trend.points
    return [
        *notes_of_printed(points),
        *labels.sums_note(points),
        *labels.interruption_notes(points),
        *completeness.gap_notes(trend.gaps),
    ]


def _count_line(points: Sequence[TrendPoint], code: str | None, label: str) -> Line:
    counts = tuple(next((p.count for p in point.breakdown.parts if p.code == code), 0) for point in points)
    ground = charts.part_colour("category", code)
    ink = style.ink_of_line(ground)
    known = [not point.is_total_only for point in points]
    drawn = tuple(count if is_known else None for count, is_known in zip(_drawn(counts), known, strict=True))
    texts = (vietnamese.number(count) if is_known else "" for count, is_known in zip(counts, known, strict=True))
    people = counted.of_codes("category", (code,))
    return Line(label, drawn, tuple(texts), ink, breaks_of(points), where=people)


def _drawn(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Give the points of a line; a count that is no number has none."""
    return tuple(None if is_withheld(count) or is_untold(count) else count for count in counts)


def share_trend(field: str, subset: Subset) -> Callable[[str, ChartRequest], Chart]:
    """A share over time; the whole province's beside it where a smaller place is looked at."""

    def make(name: str, request: ChartRequest) -> Chart:
        selection = request.selection
        trend = request.source.trend(selection, field)
        points = trend.points
        lines = [_share_line(subset.name, points, subset, style.PALETTE[0])]
        if selection != selection.whole_province():
            days = {point.as_of for point in points}
            whole = request.source.trend(selection.whole_province(), field).points
            line = _share_line("Toàn tỉnh", _on_days(whole, days), subset, style.PROVINCE)
            lines.append(replace(line, where=_and(line.where, counted.PROVINCE)))
        bases = ", ".join(f"{vietnamese.day(m.as_of)} {vietnamese.number(m.breakdown.base)} người" for m in points)
        wholes = [point.breakdown for point in points]
        notes = labels.share_notes(wholes[-1].rounding, wholes, all_parts=False) if wholes else []
        notes += _time_notes(trend)
        caption = caption_of(request, f"{subset.name} qua các năm", f"Tỷ lệ trong tổng số: {bases}", notes, points)
        return _over_time(name, caption, points, lines)

    return make


def _on_days(points: Sequence[TrendPoint], days: Container[date]) -> list[TrendPoint]:
    """Keep the points of these days; what interrupts the line on a day that is left out does so on the next one."""
    kept: list[TrendPoint] = []
    interruption = None
    for point in points:
        interruption = interruption or point.interruption
        if point.as_of in days:
            kept.append(replace(point, interruption=interruption if kept else None))
            interruption = None
    return kept


def _share_line(name: str, points: Sequence[TrendPoint], subset: Subset, ground: str) -> Line:
    values = [subset.of(point.breakdown) for point in points]
    texts = (share_label(p) if p.count else "" if p.share is None else vietnamese.percent(p.share) for p in values)
    people = counted.of_codes(points[0].breakdown.field, subset.codes) if points else None
    return Line(name, tuple(p.share for p in values), tuple(texts), ground, breaks_of(points), where=people)


def _and(first: Conditions | None, second: Conditions) -> Conditions | None:
    return None if first is None else (*first, *second)
