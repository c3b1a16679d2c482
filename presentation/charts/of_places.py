"""Charts of places: rankings, comparisons, distributions, maps."""

from collections.abc import Callable, Sequence
from datetime import date

import reference
from presentation import charts, labels
from presentation.charts import Chart, Subset, headings, naming
from presentation.charts.lines import Lines, lines_of
from presentation.charts.naming import told_apart
from presentation.charts.requests import ChartRequest, caption_of
from presentation.tiers import places_of
from reference import vietnamese
from reference.centres import Centre, centres_on
from reference.provinces import communes_of, provinces_on
from reference.territory import NEWEST, is_same_territory
from stats.measures import (
    Breakdown,
    Group,
    GroupedBreakdown,
    Level,
    rankings,
)
from stats.measures.level_groups import merged
from stats.queries import Ring
from stats.selection import Selection, View
from stats.source import StatisticsSource


def headcount(name: str, request: ChartRequest) -> Chart:
    """Draw the number of people of each place, largest first."""
    grouped = request.grouped("category")
    lines = _lines(grouped, grouped.ranked_by_size(), request, words=("đông nhất", "ít người nhất"))
    total = sum(group.breakdown.base for group in grouped.groups)
    subtitle = f"Đơn vị tính: người · Tổng số: {vietnamese.number(total)} người{lines.omission}"
    what = f"Số lượng theo {vietnamese.in_sentence(request.place)}"
    caption = caption_of(request, what, subtitle, heading=headings.largest_place(grouped))
    return charts.headcount(name, caption, lines.groups, request.place, by=grouped.by, together=lines.members)


def by_place(field: str, subset: Subset) -> Callable[[str, ChartRequest], Chart]:
    """Merged levels of each place, best first."""

    def make(name: str, request: ChartRequest) -> Chart:
        grouped = request.grouped(field)
        lines = _lines(grouped, grouped.ranked(subset.codes), request, subset.codes)
        what = f"{reference.field_label(field)} theo {vietnamese.in_sentence(request.place)}"
        subtitle = f"Tỷ lệ (%) trong số cán bộ, công chức của từng đơn vị{_rest(grouped, request, lines)}"
        parts = map(merged, [grouped.province, *(group.breakdown for group in lines.groups if group.is_known)])
        caption = caption_of(request, what, subtitle, labels.share_notes(grouped.province.rounding, parts))
        return charts.by_place(
            *(name, caption, lines.groups, grouped.province),
            place=request.place,
            members=lines.members,
            whole=request.whole,
            by=grouped.by,
        )

    return make


def compared(field: str, subset: Subset) -> Callable[[str, ChartRequest], Chart]:
    """One share of each place against the province's, highest first."""

    def make(name: str, request: ChartRequest) -> Chart:
        grouped = request.grouped(field)
        lines = _lines(grouped, grouped.ranked(subset.codes), request, subset.codes)
        what = f"{subset.name} theo {vietnamese.in_sentence(request.place)}"
        wholes = [grouped.province, *(group.breakdown for group in lines.groups if group.is_known)]
        few = labels.people_beside_shares() if any(map(_is_of_few, wholes)) else ""
        subtitle = f"Tỷ lệ trong số cán bộ, công chức của từng đơn vị{few}{_rest(grouped, request, lines)}"
        notes = labels.share_notes(grouped.province.rounding, wholes, all_parts=False)
        caption = caption_of(request, what, subtitle, notes)
        return charts.compared(
            *(name, caption, lines.groups, grouped.province, subset),
            place=request.place,
            members=lines.members,
            whole=request.whole,
            by=grouped.by,
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
    return lines_of(ordered, grouped.without_roster, order=request.order, names=request.names, codes=codes, words=words)


def place_count(source: StatisticsSource, selection: Selection, *, level: Level | None = None) -> int:
    """Count the places that a ranking of the selection is of."""
    return len(ChartRequest(source, selection, is_demo=False, level=level).grouped("category").groups)


def share_distribution(field: str, subset: Subset) -> Callable[[str, ChartRequest], Chart]:
    """The number of communes in each band of a share."""

    def make(name: str, request: ChartRequest) -> Chart:
        groups = _communes(request, field)
        bands = rankings.bands_of_share(groups, subset.codes)
        what = f"Số {places_of(request.selection.level)} theo tỷ lệ {vietnamese.in_sentence(subset.name)}"
        caption = caption_of(request, what, _how_many(groups, request))
        return charts.distribution(name, caption, bands, list(map(labels.share_band, bands)), "Tỷ lệ")

    return make


def headcount_distribution(name: str, request: ChartRequest) -> Chart:
    """Draw the number of communes in each band of size."""
    groups = _communes(request, "category")
    bands = rankings.bands_of_size(groups)
    what = f"Số {places_of(request.selection.level)} theo số người"
    caption = caption_of(request, what, _how_many(groups, request))
    return charts.distribution(name, caption, bands, list(map(labels.size_band, bands)), "Số người")


def _how_many(groups: Sequence[Group], request: ChartRequest) -> str:
    return f"Tổng số: {vietnamese.number(len(groups))} {places_of(request.selection.level)}"


def places_map(field: str, subset: Subset) -> Callable[[str, ChartRequest], Chart]:
    """The communes where they lie, coloured by a share."""

    def make(name: str, request: ChartRequest) -> Chart:
        grouped = request.source.grouped(request.selection, field, Level.UNIT)
        groups = [told_apart(g, grouped.groups, request.names) for g in grouped.ranked(subset.codes) if g.code]
        spots, outlines = _centres(request), _outlines(request)
        lost = [group.name for group in groups if group.code not in spots.keys() | outlines.keys()]
        notes = labels.share_notes(grouped.province.rounding, [g.breakdown for g in groups], all_parts=False)
        extremes = grouped.extremes(subset.codes)
        is_of_areas = all(group.code in outlines for group in groups)
        drawn = "Màu theo tỷ lệ" if is_of_areas else "Cỡ vòng theo số người, màu theo tỷ lệ"
        subtitle = f"{drawn} · {_province(grouped, request)}"
        what, heading = f"{subset.name}: bản đồ", headings.ends(subset.name, extremes)
        notes = [*naming.ends(extremes), *notes, *_not_on_map(lost)]
        caption = caption_of(request, what, subtitle, notes, heading=heading)
        return charts.places_map(
            name, caption, groups, centres=spots, subset=subset, place="Đơn vị cấp xã", outlines=outlines
        )

    return make


def _day_of_units(selection: Selection) -> date:
    return NEWEST if selection.territory is View.TODAY else selection.as_of


def _outlines(request: ChartRequest) -> dict[str, tuple[Ring, ...]]:
    """Give the office's own boundaries of the units that have the same territory on the selection's day."""
    day, kept = _day_of_units(request.selection), request.source.boundaries()
    return {
        code: outline.rings
        for code, outline in kept.items()
        if is_same_territory(code, min(day, outline.valid_on), max(day, outline.valid_on))
    }


def _centres(request: ChartRequest) -> dict[str, Centre]:
    """Find where the communes lie: those of a day of before stand where they went."""
    day = _day_of_units(request.selection)
    homes = provinces_on(request.source.province, NEWEST)
    return centres_on(tuple(unit.code for home in homes for unit in communes_of(home, NEWEST)), day)


def _communes(request: ChartRequest, field: str) -> tuple[Group, ...]:
    """List the communes that have figures, under names that tell them apart."""
    groups = [group for group in request.source.grouped(request.selection, field, Level.UNIT).groups if group.code]
    return tuple(told_apart(group, groups, request.names) for group in groups)


def _not_on_map(names: Sequence[str]) -> list[str]:
    """Name the places that a map lacks; nothing where it has all."""
    return [f"Không có tọa độ của {labels.some_places(names)}."] if names else []
