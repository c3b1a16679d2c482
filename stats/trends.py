"""A field over the dates that have data: rosters, and before them the counts of printed tables."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from reference.bodies import Tier
from stats.cube import AS_OF, Cube, Question
from stats.measures import Breakdown, Trend, TrendGap, TrendPoint
from stats.printed import PrintedDay
from stats.queries import UnitRow
from stats.registers import interrupted, within
from stats.selection import Selection, View
from stats.territories import Register, is_comparable


class TrendSource(Protocol):
    """The figures that a trend is made of: `StatisticsSource` has them."""

    def dates(self, level: Tier, /) -> tuple[date, ...]:
        """List the dates with rosters of a level, newest first."""

    def printed(self) -> Mapping[tuple[date, Tier], PrintedDay]:
        """Give the days and levels of which printed counts were loaded."""

    def rows_of(self, selection: Selection, /) -> list[UnitRow]:
        """List the register's units of a selection."""

    def _by_field(self, question: Question, /) -> Cube: ...

    def _whole(
        self, selection: Selection, place: None, field: str, counts: Mapping[str | None, int], /
    ) -> Breakdown: ...

    def _is_same_place(self, selection: Selection, as_of: date, /) -> bool: ...

    def _register_of(self, selection: Selection, /) -> Register: ...

    def _of_printed(
        self, selection: Selection, field: str, counts: Mapping[str | None, int], /
    ) -> Breakdown | None: ...


def trend(source: TrendSource, selection: Selection, field: str) -> Trend:
    """View a selection's people by one field on all dates up to its own, as `StatisticsSource.trend`."""
    rosters, gaps = _of_rosters(source, selection, field)
    points = {point.as_of: point for point in rosters}
    for point in _of_printed(source, selection, field):
        known = points.get(point.as_of)
        if known is None or known.coverage.units_with_roster < point.coverage.units_with_roster:
            points[point.as_of] = point

    def rows_on(day: date) -> Sequence[UnitRow]:
        chosen = selection.on(day)
        is_printed = points[day].is_printed
        return within(source.printed()[day, selection.level].rows, chosen) if is_printed else source.rows_of(chosen)

    joined = interrupted([points[day] for day in sorted(points)], rows_on)
    return Trend(field, tuple(joined), tuple(gap for gap in gaps if gap.as_of not in points))


def _of_rosters(source: TrendSource, selection: Selection, field: str) -> tuple[list[TrendPoint], list[TrendGap]]:
    """Give the points that rosters make, and the dates that they leave out."""
    dates = tuple(day for day in reversed(source.dates(selection.level)) if day <= selection.as_of)
    if not dates:
        return [], []
    cube = source._by_field(Question(selection, (field,), dates))
    slices = cube.slices(AS_OF)
    gaps = {day: gap for day in dates if (gap := _gap(source, selection, day))}
    points = [
        TrendPoint(
            day,
            source._whole(selection.on(day), None, field, slices[day.isoformat()].by(field)),
            cube.coverage[day],
            source._is_same_place(selection, day),
            max(1, sum(len(row.origins) for row in source.rows_of(selection.on(day)))) if selection.unit else 1,
        )
        for day in dates
        if day.isoformat() in slices and day not in gaps
    ]
    return points, list(gaps.values())


def _of_printed(source: TrendSource, selection: Selection, field: str) -> Iterator[TrendPoint]:
    """Give the points that printed counts make; of a unit whose territory was another there is none."""
    for (day, level), printed in source.printed().items():
        answer = printed.answer(selection, field) if level is selection.level and day <= selection.as_of else None
        breakdown = None if answer is None else source._of_printed(selection.on(day), field, answer.counts)
        if answer is None or breakdown is None:
            continue
        rows = printed.rows_under(selection.territory) if selection.unit else printed.rows
        is_same = is_comparable(selection, rows, day, source._register_of(selection).rows)
        if is_same or selection.unit is None:
            yield TrendPoint(
                day,
                breakdown,
                answer.coverage,
                is_same,
                answer.summed,
                is_printed=True,
                is_total_only=answer.is_total_only,
            )


def _gap(source: TrendSource, selection: Selection, day: date) -> TrendGap | None:
    """Find the reason why nothing can be given of the chosen commune on a date; None where it can, or none is."""
    if selection.unit is None or source._is_same_place(selection, day):
        return None
    if selection.territory is not View.TODAY:
        return TrendGap(day, "other_unit" if selection.level is Tier.COMMUNE else "other_body")
    reason, units = next((row.gap for row in source.rows_of(selection.on(day))), ("", ()))
    return TrendGap(day, reason or "missing", units)
