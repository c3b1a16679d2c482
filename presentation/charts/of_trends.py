"""Any measure over all dates, of one place or of several beside each other, with the breaks of `series_breaks.csv`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

import reference
from presentation import completeness, labels
from presentation.charts import counted, style
from presentation.charts.model import Break, Chart, Line
from presentation.charts.of_dates import day_of, mark_of
from presentation.charts.requests import IT_EVIDENCE, UNIVERSITY, ChartRequest, caption_of
from presentation.charts.trends import over_time
from presentation.charts.words import share_label
from presentation.printed_counts import MARK, marked_day, notes_of_printed
from reference import vietnamese
from reference.fields import charted_fields
from reference.series_breaks import breaks_between
from stats.cube import Conditions, Coverage
from stats.disclosure import is_withheld
from stats.measures import Breakdown, Trend, TrendPoint, combined_share, is_listed
from stats.measures.level_groups import level_groups, merged
from stats.names import place_of

PREFIX, HEADCOUNT = "trend_", "headcount"
_COLOURS = (*style.PALETTE[:3], "#2073BC", "#7A5C00", "#5B4A8A")
"""Colours of lines, in this order: each is dark enough for a line on white, and each line is named at its end."""
_MAIN = (HEADCOUNT, "university", "it_evidence")
"""The measures that are defined by themselves."""
_MOST_NUMBERED = 3
"""More lines than these have their numbers at their ends alone; the table below has all of them."""


@dataclass(frozen=True, slots=True)
class TrendMeasure:
    """A number over time: of which field, the codes counted together (none: everybody), its words."""

    code: str
    field: str
    codes: tuple[str, ...]
    label: str


@lru_cache(maxsize=1)
def trend_measures() -> dict[str, TrendMeasure]:
    """The measures that can be followed: people, the two main shares, then each group of levels of each field."""
    main = (
        TrendMeasure(HEADCOUNT, "category", (), "Tổng số người"),
        TrendMeasure("university", "education", UNIVERSITY.codes, UNIVERSITY.name),
        TrendMeasure("it_evidence", "it", IT_EVIDENCE.codes, IT_EVIDENCE.name),
    )
    groups = (
        TrendMeasure(f"{field}_{group.code}", field, (group.code,), f"{reference.field_label(field)}: {group.label}")
        for field in ("category", *charted_fields())
        for group in level_groups(field)
    )
    return {measure.code: measure for measure in (*main, *groups)}


def trend_charts() -> dict[str, tuple[str, Callable[[str, ChartRequest], Chart]]]:
    """Give label and maker of the chart of each measure over time, by the chart's name."""
    return {PREFIX + code: (f"{each.label} qua các ngày", trend_chart) for code, each in trend_measures().items()}


def defined_as(name: str) -> str:
    """Give the name under which a chart's number is defined: of a measure over time the measure's, else its field's."""
    measure = trend_measures().get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
    return name if measure is None else measure.code if measure.code in _MAIN else measure.field


def trend_chart(name: str, request: ChartRequest) -> Chart:
    """Draw a measure over all dates up to the selection's: of its place, or a line for each of `request.places`."""
    measure = trend_measures()[name.removeprefix(PREFIX)]
    names = request.names
    chosen = [(names.of(code), place_of(request.selection, code, names)) for code in request.places]
    places = chosen or [(vietnamese.capitalised(names.place(request.selection)), request.selection)]
    trends = [(title, request.source.trend(place, measure.field)) for title, place in places]
    days = sorted({point.as_of for _, trend in trends for point in trend.points})
    lines = [
        _line(title, trend, measure, days, colour=_COLOURS[number % len(_COLOURS)], place=counted.of_selection(place))
        for number, ((title, trend), (_, place)) in enumerate(zip(trends, places, strict=True))
    ]
    points = [_point([trend for _, trend in trends], day) for day in days]
    whole = "Đơn vị tính: người" if not measure.codes else "Tỷ lệ (%) trong tổng số người của từng nơi, từng ngày"
    caption = caption_of(request, measure.label, whole, _notes(trends, measure, days), points, heading=measure.label)
    printed = {point.as_of for _, trend in trends for point in trend.points if point.is_printed}
    only = {point.as_of: point for point in trends[0][1].points} if len(trends) == 1 else {}
    partial = [_partial(trends, day) for day in days]
    return over_time(
        name,
        caption,
        days,
        lines,
        [
            mark_of(only[day]) if day in only else "<br>".join([*parts, *([MARK] if day in printed else [])])
            for day, parts in zip(days, partial, strict=True)
        ],
        numbered=len(lines) <= _MOST_NUMBERED,
        days=[
            day_of(only[day]) if day in only else _day(day, parts, is_printed=day in printed)
            for day, parts in zip(days, partial, strict=True)
        ],
    )


def _partial(trends: Sequence[tuple[str, Trend]], day: date) -> list[str]:
    """Name the places of which a day has a part of the units: «Bắc Ninh (1/19)»."""
    points = ((title, point) for title, trend in trends for point in trend.points if point.as_of == day)
    return [
        completeness.covered(vietnamese.bare_district(title), point.coverage)
        for title, point in points
        if not point.coverage.is_complete
    ]


def _day(day: date, partial: Sequence[str], *, is_printed: bool) -> str:
    """Write a day of several places in the table, with those of which units are missing."""
    written = marked_day(day, is_printed=is_printed)
    return f"{written} ({', '.join(partial)})" if partial else written


def _point(trends: Sequence[Trend], day: date) -> TrendPoint:
    """Give the first place's point of a day, with the units of all places, for the line of the source."""
    points = [point for trend in trends for point in trend.points if point.as_of == day]
    units = (sum(getattr(point.coverage, which) for point in points) for which in ("units_with_roster", "units_total"))
    return replace(points[0], coverage=Coverage(*units))


def _line(
    title: str, trend: Trend, measure: TrendMeasure, days: Sequence[date], colour: str, place: Conditions
) -> Line:
    """Give a place's line: a value for each day, none where the place has no point, breaks where it is interrupted."""
    points = {point.as_of: point for point in trend.points}
    values = [_value(points.get(day), measure) for day in days]
    return Line(
        title,
        values=tuple(v for v, _ in values),
        texts=tuple(t for _, t in values),
        colour=colour,
        breaks=_breaks(points, measure.field, days),
        hollow=frozenset(row for row, day in enumerate(days) if day in points and points[day].is_printed),
        where=None if (people := _people(measure)) is None else (*place, *people),
    )


def _people(measure: TrendMeasure) -> Conditions | None:
    """Give the conditions of a measure's people: everybody's, or those of its levels or groups of levels."""
    if not measure.codes:
        return counted.EVERYBODY
    groups = {group.code for group in level_groups(measure.field)}
    if len(measure.codes) == 1 and groups.issuperset(measure.codes):
        return counted.of_level(measure.field, measure.codes[0])
    return counted.of_codes(measure.field, measure.codes)


def _value(point: TrendPoint | None, measure: TrendMeasure) -> tuple[int | Decimal | None, str]:
    if point is None or (point.is_total_only and measure.codes):
        return None, ""
    if not measure.codes:
        base = point.breakdown.base
        return (None if is_withheld(base) else base), vietnamese.number(base)
    share = combined_share(_grouped(point.breakdown, measure), measure.codes)
    return share.share, "" if share.share is None else share_label(share)


def _grouped(whole: Breakdown, measure: TrendMeasure) -> Breakdown:
    """Group the levels where the measure is one of groups; the two main shares are of the levels themselves."""
    known = {part.code for part in whole.parts} if is_listed(measure.field) else set()
    groups = {group.code for group in level_groups(measure.field)}
    return whole if set(measure.codes) <= known and not set(measure.codes) <= groups else merged(whole)


def _breaks(points: dict[date, TrendPoint], field: str, days: Sequence[date]) -> tuple[Break, ...]:
    """Tell before which rows a line is interrupted: by its territory or units, or by a rule of the table."""
    breaks, before = [], None
    for row, day in enumerate(days):
        point = points.get(day)
        if point is None:
            continue
        words = [labels.interruption(point.interruption)] if point.interruption else []
        words += [each.words for each in breaks_between(field, before, day)] if before else []
        if words and before:
            breaks.append(Break(row, "; ".join(dict.fromkeys(words))))
        before = day
    return tuple(breaks)


def _untold(trends: Sequence[tuple[str, Trend]], measure: TrendMeasure) -> list[str]:
    """Say of which dates a place has no share since its lists do not have the field."""
    notes = []
    for title, trend in trends if measure.codes else ():
        days = [vietnamese.day(point.as_of) for point in trend.points if point.breakdown.is_untold]
        if days:
            what = vietnamese.in_sentence(reference.field_label(measure.field))
            notes.append(f"{title}: Danh sách ngày {', '.join(days)} không khai {what} nên không có tỷ lệ.")
    return notes


def _notes(trends: Sequence[tuple[str, Trend]], measure: TrendMeasure, days: Sequence[date]) -> list[str]:
    """Say where lines are interrupted and why, which dates are left out, how shares were rounded."""
    notes = [note for _, trend in trends for note in notes_of_printed(trend.points)]
    notes += [note for _, trend in trends for note in labels.interruption_notes(trend.points)]
    sums = [(title, note) for title, trend in trends for note in labels.sums_note(trend.points)]
    notes += [note if len(trends) == 1 else f"{title}: {note}" for title, note in sums]
    notes += [f"{title}: {note}" for title, trend in trends for note in completeness.gap_notes(trend.gaps)]
    notes += _untold(trends, measure)
    if days:
        notes += [f"{each.note} ({each.source})." for each in breaks_between(measure.field, days[0], days[-1])]
    wholes = [point.breakdown for _, trend in trends for point in trend.points]
    rounding = labels.share_notes(wholes[-1].rounding, wholes, all_parts=False) if wholes and measure.codes else []
    return list(dict.fromkeys([*rounding, *notes]))
