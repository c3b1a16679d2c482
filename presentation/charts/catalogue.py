"""The charts by name: their measures and the words of their captions, handed to `charts`."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import reference
from presentation import charts, completeness, labels
from presentation.charts import Break, Caption, Chart, Line, Subset, headings, naming, style
from presentation.charts.lines import Lines, lines_of
from presentation.charts.naming import told_apart
from reference import vietnamese
from reference.centres import Centre, centres_on
from reference.fields import OWN_PAGE, charted_fields
from reference.provinces import communes_of, provinces_on
from reference.territory import NEWEST
from stats.measures import (
    UNIVERSITY_OR_HIGHER,
    WITH_IT_EVIDENCE,
    Breakdown,
    Group,
    GroupedBreakdown,
    Level,
    Order,
    Trend,
    TrendPoint,
    is_listed,
    rankings,
)
from stats.measures.level_groups import merged
from stats.names import Names, place_of
from stats.selection import Selection, View
from stats.source import StatisticsSource

_UNIVERSITY = Subset("Đại học trở lên", UNIVERSITY_OR_HIGHER)
_IT_EVIDENCE = Subset("Có trình độ, chứng chỉ tin học", WITH_IT_EVIDENCE)
OTHER_FIELDS = tuple(name for name in charted_fields() if reference.catalogue()[name].group != OWN_PAGE)
"""The fields beside education and IT whose levels are a chart each, in the order of the statistical form."""


@dataclass(frozen=True, slots=True)
class ChartRequest:
    """The request for a chart: of which source, about whom, how many places at most (None: all), of which level."""

    source: StatisticsSource
    selection: Selection
    is_demo: bool
    order: Order = Order.ENDS
    level: Level | None = None
    places: tuple[str, ...] = ()

    @property
    def names(self) -> Names:
        """The places' names on the selected date."""
        return self.source.names(self.selection.as_of, self.selection.territory)

    @property
    def by(self) -> Level:
        """The level asked for; else districts where a whole province that has any is looked at, else communes."""
        whole = self.selection.district is None and self.selection.unit is None
        usual = Level.DISTRICT if whole and self.names.districts else Level.UNIT
        return self.level if self.level and (self.level is not Level.DISTRICT or usual is Level.DISTRICT) else usual

    @property
    def place(self) -> str:
        """The word for the places."""
        return "Đơn vị" if self.places else labels.level_name(self.by)

    def grouped(self, field: str) -> GroupedBreakdown:
        """The people by one field in each of the places: the chosen ones, or all of the level."""
        if not self.places:
            return self.source.grouped(self.selection, field, self.by)
        province = self.source.breakdown(self.selection.whole_province(), field)
        chosen = ((code, place_of(self.selection, code, self.names)) for code in self.places)
        groups = (
            Group(code, self.names.of(code), self.source.breakdown(place, field), self.source.coverage(place))
            for code, place in chosen
        )
        return GroupedBreakdown(field, "", tuple(groups), province)

    @property
    def whole(self) -> str:
        """The name of the province beside its places, with how many of its units have a roster where not all have."""
        return completeness.covered(
            charts.WHOLE_PROVINCE, self.source.missing(self.selection.whole_province()).coverage
        )


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A chart that can be asked for by name; `label` is Vietnamese."""

    name: str
    label: str
    make: Callable[[str, ChartRequest], Chart]


def build(
    source: StatisticsSource,
    name: str,
    selection: Selection,
    *,
    is_demo: bool,
    order: Order = Order.ENDS,
    level: Level | None = None,
    places: tuple[str, ...] = (),
) -> Chart:
    """Make the chart of that name (a key of CHARTS) for a selection; KeyError for a name that is none.

    `is_demo`: the people are invented, which the chart then says. `order`: which of many places, and in which order.
    `level`: the province by these places, not by its largest ones; `places`: codes of districts and communes to be
    compared in that order.
    """
    return CHARTS[name].make(name, ChartRequest(source, selection, is_demo, order, level, places))


def _caption(
    request: ChartRequest,
    what: str,
    subtitle: str,
    notes: Iterable[str] = (),
    points: Sequence[TrendPoint] = (),
    heading: str = "",
) -> Caption:
    """The words of a chart; `points` are the dates of a chart over time, `heading` its finding where it has one."""
    selection, names = request.selection, request.names
    title = labels.title(what, selection, names)
    if points:
        days = dict.fromkeys(vietnamese.day(point.as_of) for point in (points[0], points[-1]))
        title = f"{labels.people(selection, names)} · {what} · {' – '.join(days)}"
        coverages = {point.as_of: point.coverage for point in points}
        source = labels.source_line_of_dates(coverages, selection.as_of, request.is_demo)
    else:
        missing = request.source.missing(selection)
        source = labels.source_line(missing.coverage, selection.as_of, request.is_demo)
        notes = [*notes, *filter(None, [completeness.sentence_of_missing(missing)])]
    stem = labels.file_name(what, names.slug(selection), selection.as_of, "").rstrip(".")
    return Caption(title, subtitle, source, stem, tuple(notes), is_demo=request.is_demo, heading=heading or what)


# One selection


def _levels(name: str, request: ChartRequest) -> Chart:
    """The levels of the field of that name; ethnic groups and religions, which have no list, are grouped."""
    breakdown = request.source.breakdown(request.selection, name)
    if not is_listed(name):
        breakdown = merged(breakdown)
    notes = labels.share_notes(breakdown.rounding, [breakdown])
    what = "Số người và tỷ lệ" if breakdown.has_shares else "Số người"
    subtitle = f"{what} trong tổng số {vietnamese.number(breakdown.base)} người"
    caption = _caption(request, reference.field_label(name), subtitle, notes, heading=headings.largest_part(breakdown))
    return charts.levels(name, caption, breakdown)


# Places


def _headcount(name: str, request: ChartRequest) -> Chart:
    grouped = request.grouped("category")
    lines = _lines(grouped, grouped.ranked_by_size(), request, words=("đông nhất", "ít người nhất"))
    total = sum(group.breakdown.base for group in grouped.groups)
    subtitle = f"Đơn vị tính: người · Tổng số: {vietnamese.number(total)} người{lines.omission}"
    what = f"Số lượng theo {vietnamese.in_sentence(request.place)}"
    caption = _caption(request, what, subtitle, heading=headings.largest_place(grouped))
    return charts.headcount(name, caption, lines.groups, request.place)


def _by_place(field: str, subset: Subset) -> Callable[[str, ChartRequest], Chart]:
    """Merged levels of each place, best first."""

    def make(name: str, request: ChartRequest) -> Chart:
        grouped = request.grouped(field)
        lines = _lines(grouped, grouped.ranked(subset.codes), request, subset.codes)
        what = f"{reference.field_label(field)} theo {vietnamese.in_sentence(request.place)}"
        subtitle = f"Tỷ lệ (%) trong số cán bộ, công chức của từng đơn vị{_rest(grouped, request, lines)}"
        parts = map(merged, [grouped.province, *(group.breakdown for group in lines.groups if group.is_known)])
        caption = _caption(request, what, subtitle, labels.share_notes(grouped.province.rounding, parts))
        return charts.by_place(
            *(name, caption, lines.groups, grouped.province), request.place, lines.members, request.whole
        )

    return make


def _compared(field: str, subset: Subset) -> Callable[[str, ChartRequest], Chart]:
    """One share of each place against the province's, highest first."""

    def make(name: str, request: ChartRequest) -> Chart:
        grouped = request.grouped(field)
        lines = _lines(grouped, grouped.ranked(subset.codes), request, subset.codes)
        what = f"{subset.name} theo {vietnamese.in_sentence(request.place)}"
        wholes = [grouped.province, *(group.breakdown for group in lines.groups if group.is_known)]
        few = labels.people_beside_shares() if any(map(_is_of_few, wholes)) else ""
        subtitle = f"Tỷ lệ trong số cán bộ, công chức của từng đơn vị{few}{_rest(grouped, request, lines)}"
        notes = labels.share_notes(grouped.province.rounding, wholes, all_parts=False)
        caption = _caption(request, what, subtitle, notes)
        return charts.compared(
            *(name, caption, lines.groups, grouped.province, subset), request.place, lines.members, request.whole
        )

    return make


def _province(grouped: GroupedBreakdown, request: ChartRequest) -> str:
    return f"{request.whole}: {vietnamese.number(grouped.province.base)} người"


def _rest(grouped: GroupedBreakdown, request: ChartRequest, lines: Lines) -> str:
    return f" · {_province(grouped, request)}{lines.omission}"


def _in_order(ranked: tuple[Group, ...], grouped: GroupedBreakdown, request: ChartRequest) -> tuple[Group, ...]:
    """The places as they are ranked; chosen ones, and those of an order of their own, as they come."""
    return grouped.groups if request.places or request.by is Level.SIZE else ranked


def _is_of_few(whole: Breakdown) -> bool:
    return whole.has_shares and whole.base < reference.limit("few_people")


def _lines(
    grouped: GroupedBreakdown,
    ranked: tuple[Group, ...],
    request: ChartRequest,
    codes: Sequence[str] = (),
    words: tuple[str, str] = ("cao nhất", "thấp nhất"),
) -> Lines:
    """Choose the lines that the request's order asks for; `words`: for the first and for the last of the ranking."""
    ordered = _in_order(ranked, grouped, request)
    return lines_of(ordered, grouped.without_roster, request.order, request.names, codes, words)


def place_count(source: StatisticsSource, selection: Selection, *, level: Level | None = None) -> int:
    """Count the places that a ranking of the selection is of."""
    return len(ChartRequest(source, selection, is_demo=False, level=level).grouped("category").groups)


def _share_distribution(field: str, subset: Subset) -> Callable[[str, ChartRequest], Chart]:
    """The number of communes in each band of a share."""

    def make(name: str, request: ChartRequest) -> Chart:
        groups = _communes(request, field)
        bands = rankings.bands_of_share(groups, subset.codes)
        what = f"Số đơn vị cấp xã theo tỷ lệ {vietnamese.in_sentence(subset.name)}"
        caption = _caption(request, what, f"Tổng số: {vietnamese.number(len(groups))} đơn vị cấp xã")
        return charts.distribution(name, caption, bands, list(map(labels.share_band, bands)), "Tỷ lệ")

    return make


def _headcount_distribution(name: str, request: ChartRequest) -> Chart:
    groups = _communes(request, "category")
    bands = rankings.bands_of_size(groups)
    subtitle = f"Tổng số: {vietnamese.number(len(groups))} đơn vị cấp xã"
    caption = _caption(request, "Số đơn vị cấp xã theo số người", subtitle)
    return charts.distribution(name, caption, bands, list(map(labels.size_band, bands)), "Số người")


def _map(field: str, subset: Subset) -> Callable[[str, ChartRequest], Chart]:
    """The communes where they lie, coloured by a share."""

    def make(name: str, request: ChartRequest) -> Chart:
        grouped = request.source.grouped(request.selection, field, Level.UNIT)
        groups = [told_apart(g, grouped.groups, request.names) for g in grouped.ranked(subset.codes) if g.code]
        spots = _centres(request)
        lost = [group.name for group in groups if group.code not in spots]
        notes = labels.share_notes(grouped.province.rounding, [g.breakdown for g in groups], all_parts=False)
        ends = naming.ends(grouped.extremes(subset.codes))
        subtitle = f"Cỡ vòng theo số người, màu theo tỷ lệ · {_province(grouped, request)}{ends}"
        caption = _caption(request, f"{subset.name}: bản đồ", subtitle, [*notes, *labels.not_on_map(lost)])
        return charts.places_map(name, caption, groups, spots, subset=subset, place="Đơn vị cấp xã")

    return make


def _centres(request: ChartRequest) -> dict[str, Centre]:
    """Find where the communes lie: those of a day of before stand where they went."""
    day = NEWEST if request.selection.territory is View.TODAY else request.selection.as_of
    homes = provinces_on(request.source.province, NEWEST)
    return centres_on(tuple(unit.code for home in homes for unit in communes_of(home, NEWEST)), day)


def _communes(request: ChartRequest, field: str) -> tuple[Group, ...]:
    """List the communes that have figures, under names that tell them apart."""
    groups = [group for group in request.source.grouped(request.selection, field, Level.UNIT).groups if group.code]
    return tuple(told_apart(group, groups, request.names) for group in groups)


# Over time


def _headcount_trend(name: str, request: ChartRequest) -> Chart:
    trend = request.source.trend(request.selection, "category")
    points = trend.points
    codes = {part.code: part for point in points for part in point.breakdown.parts if part.count}
    lines = [_count_line(points, code, part.short_label) for code, part in codes.items()]
    if len(lines) > 1:
        totals = tuple(point.breakdown.base for point in points)
        lines.insert(0, Line("Tổng số", totals, tuple(map(vietnamese.number, totals)), style.MUTED, breaks_of(points)))
    notes = _time_notes(trend)
    caption = _caption(request, "Số lượng qua các năm", "Đơn vị tính: người", notes, points)
    return _over_time(name, caption, points, lines)


def _over_time(name: str, caption: Caption, points: Sequence[TrendPoint], lines: Sequence[Line]) -> Chart:
    """Draw the lines over the dates; dates that lack units say of how many they tell."""
    marks = [labels.summed(m.summed) if m.coverage.is_complete else labels.units_covered(m.coverage) for m in points]
    return charts.over_time(name, caption, [m.as_of for m in points], lines, marks)


def breaks_of(points: Sequence[TrendPoint]) -> tuple[Break, ...]:
    """Tell where a line over these dates is interrupted, and why."""
    reasons = ((place, point.interruption) for place, point in enumerate(points))
    return tuple(Break(place, labels.interruption(reason)) for place, reason in reasons if reason)


def _time_notes(trend: Trend) -> list[str]:
    """Say where the line is interrupted, and which dates are left out."""
    points = trend.points
    return [*labels.sums_note(points), *labels.interruption_notes(points), *map(labels.trend_gap, trend.gaps)]


def _count_line(points: Sequence[TrendPoint], code: str | None, label: str) -> Line:
    counts = tuple(sum(p.count for p in point.breakdown.parts if p.code == code) for point in points)
    ground = charts.part_colour("category", code)
    ink = style.GREY_LINE if ground == style.GREY else ground
    return Line(label, counts, tuple(map(vietnamese.number, counts)), ink, breaks_of(points))


def _share_trend(field: str, subset: Subset) -> Callable[[str, ChartRequest], Chart]:
    """A share over time; the whole province's beside it where a smaller place is looked at."""

    def make(name: str, request: ChartRequest) -> Chart:
        selection = request.selection
        trend = request.source.trend(selection, field)
        points = trend.points
        lines = [_share_line(subset.name, points, subset, style.PALETTE[0])]
        if selection != selection.whole_province():
            days = {point.as_of for point in points}
            whole = request.source.trend(selection.whole_province(), field).points
            lines.append(_share_line("Toàn tỉnh", _on_days(whole, days), subset, style.PROVINCE))
        bases = ", ".join(f"{vietnamese.day(m.as_of)} {vietnamese.number(m.breakdown.base)} người" for m in points)
        wholes = [point.breakdown for point in points]
        notes = labels.share_notes(wholes[-1].rounding, wholes, all_parts=False) if wholes else []
        notes += _time_notes(trend)
        caption = _caption(request, f"{subset.name} qua các năm", f"Tỷ lệ trong tổng số: {bases}", notes, points)
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
    texts = ("" if p.share is None else vietnamese.percent(p.share, p.count) for p in values)
    return Line(name, tuple(p.share for p in values), tuple(texts), ground, breaks_of(points))


CHARTS: dict[str, ChartKind] = {
    kind.name: kind
    for kind in (
        ChartKind("headcount", "Số lượng theo đơn vị", _headcount),
        ChartKind("education", reference.field_label("education"), _levels),
        ChartKind("it", reference.field_label("it"), _levels),
        ChartKind("education_by_place", "Trình độ chuyên môn theo đơn vị", _by_place("education", _UNIVERSITY)),
        ChartKind("it_by_place", "Tin học theo đơn vị", _by_place("it", _IT_EVIDENCE)),
        ChartKind("university_by_place", "Đại học trở lên theo đơn vị", _compared("education", _UNIVERSITY)),
        ChartKind("it_evidence_by_place", "Có trình độ, chứng chỉ tin học theo đơn vị", _compared("it", _IT_EVIDENCE)),
        ChartKind("headcount_distribution", "Số đơn vị theo số người", _headcount_distribution),
        ChartKind(
            "university_distribution",
            "Số đơn vị theo tỷ lệ đại học trở lên",
            _share_distribution("education", _UNIVERSITY),
        ),
        ChartKind(
            "it_evidence_distribution",
            "Số đơn vị theo tỷ lệ có trình độ, chứng chỉ tin học",
            _share_distribution("it", _IT_EVIDENCE),
        ),
        ChartKind("university_map", "Bản đồ: đại học trở lên", _map("education", _UNIVERSITY)),
        ChartKind("it_evidence_map", "Bản đồ: có trình độ, chứng chỉ tin học", _map("it", _IT_EVIDENCE)),
        ChartKind("headcount_trend", "Số lượng qua các năm", _headcount_trend),
        ChartKind("university_trend", "Đại học trở lên qua các năm", _share_trend("education", _UNIVERSITY)),
        ChartKind("it_evidence_trend", "Có trình độ, chứng chỉ tin học qua các năm", _share_trend("it", _IT_EVIDENCE)),
        *(ChartKind(field, reference.field_label(field), _levels) for field in OTHER_FIELDS),
    )
}
"""Every chart, the contract's three first."""
