"""The charts by name: their measures and the words of their captions, handed to `charts`."""

from collections.abc import Callable
from dataclasses import dataclass

import reference
from presentation import charts, labels
from presentation.charts import Chart, headings, of_dates, of_figures, of_places, of_standards, of_trends
from presentation.charts.requests import IT_EVIDENCE, UNIVERSITY, ChartRequest, caption_of
from presentation.secrecy import secrecy_note
from reference import vietnamese
from reference.fields import OWN_PAGE, charted_fields
from reference.forms.rules import DEPARTMENT
from stats.data_quality import placed_by_post
from stats.measures import (
    Level,
    Order,
    is_listed,
)
from stats.measures.level_groups import is_grouped, merged
from stats.selection import Selection
from stats.source import StatisticsSource

OTHER_FIELDS = tuple(name for name in charted_fields() if reference.catalogue()[name].group != OWN_PAGE)
"""The fields beside education and IT whose levels are a chart each, in the order of the statistical form."""


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
    """Make the chart of that name (of CHARTS or FIGURE_CHARTS) for a selection; KeyError for a name that is none.

    `is_demo`: the people are invented, which the chart then says. `order`: which of many places, and in which order.
    `level`: the province by these places, not by its largest ones; `places`: codes of districts and communes to be
    compared in that order.
    """
    kind = CHARTS.get(name) or FIGURE_CHARTS.get(name) or ChartKind(name, name, of_figures.maker(name))
    return kind.make(name, ChartRequest(source, selection, is_demo=is_demo, order=order, level=level, places=places))


_PLACED = "{} trong {} người không khai phòng, ban có chức vụ đã cho biết nơi làm việc nên không phải là ô trống."


def _levels(name: str, request: ChartRequest) -> Chart:
    """The levels of the field of that name; ethnic groups and religions, which have no list, are grouped."""
    breakdown = request.source.breakdown(request.selection, name)
    if not is_listed(name) and is_grouped(name):
        breakdown = merged(breakdown)
    notes = labels.share_notes(breakdown.rounding, [breakdown])
    secrecy = request.source.secrecy
    if secrecy and secrecy.fields is not None and secrecy.covers(name):
        notes.append(secrecy_note(secrecy))
    is_open = secrecy is None or not secrecy.covers(name)
    if name == DEPARTMENT and is_open and (placed := placed_by_post(request.source, request.selection)):
        notes.append(_PLACED.format(vietnamese.number(placed), vietnamese.number(breakdown.undeclared)))
    what = "Số người và tỷ lệ" if breakdown.has_shares else "Số người"
    subtitle = f"{what} trong tổng số {vietnamese.number(breakdown.base)} người"
    caption = caption_of(
        request, reference.field_label(name), subtitle, notes, heading=headings.largest_part(breakdown)
    )
    return charts.levels(name, caption, breakdown)


CHARTS: dict[str, ChartKind] = {
    kind.name: kind
    for kind in (
        ChartKind("headcount", "Số lượng theo đơn vị", of_places.headcount),
        ChartKind("education", reference.field_label("education"), _levels),
        ChartKind("it", reference.field_label("it"), _levels),
        ChartKind("education_by_place", "Trình độ chuyên môn theo đơn vị", of_places.by_place("education", UNIVERSITY)),
        ChartKind("it_by_place", "Tin học theo đơn vị", of_places.by_place("it", IT_EVIDENCE)),
        ChartKind("university_by_place", "Đại học trở lên theo đơn vị", of_places.compared("education", UNIVERSITY)),
        ChartKind(
            "it_evidence_by_place", "Có trình độ, chứng chỉ tin học theo đơn vị", of_places.compared("it", IT_EVIDENCE)
        ),
        ChartKind("headcount_distribution", "Số đơn vị theo số người", of_places.headcount_distribution),
        ChartKind(
            "university_distribution",
            "Số đơn vị theo tỷ lệ đại học trở lên",
            of_places.share_distribution("education", UNIVERSITY),
        ),
        ChartKind(
            "it_evidence_distribution",
            "Số đơn vị theo tỷ lệ có trình độ, chứng chỉ tin học",
            of_places.share_distribution("it", IT_EVIDENCE),
        ),
        ChartKind("university_map", "Bản đồ: đại học trở lên", of_places.places_map("education", UNIVERSITY)),
        ChartKind("it_evidence_map", "Bản đồ: có trình độ, chứng chỉ tin học", of_places.places_map("it", IT_EVIDENCE)),
        ChartKind("headcount_trend", "Số lượng qua các năm", of_dates.headcount_trend),
        ChartKind("university_trend", "Đại học trở lên qua các năm", of_dates.share_trend("education", UNIVERSITY)),
        ChartKind(
            "it_evidence_trend", "Có trình độ, chứng chỉ tin học qua các năm", of_dates.share_trend("it", IT_EVIDENCE)
        ),
        ChartKind("department", reference.field_label("department"), _levels),
        *(ChartKind(field, reference.field_label(field), _levels) for field in OTHER_FIELDS),
    )
}
"""Every chart, the contract's three first."""

FIGURE_CHARTS: dict[str, ChartKind] = {
    kind.name: kind
    for kind in (
        ChartKind(of_standards.BY_YEAR, "Nghỉ hưu theo năm", of_standards.by_year),
        ChartKind(of_standards.BY_UNIT, "Nghỉ hưu theo đơn vị", of_standards.by_unit),
        ChartKind(of_standards.POSTS, "Biên chế còn lại sau nghỉ hưu", of_standards.posts),
        ChartKind(of_standards.BELOW_BY_UNIT, "Chưa đạt chuẩn trình độ theo đơn vị", of_standards.below_by_unit),
        ChartKind(of_standards.BELOW_BY_POST, "Chưa đạt chuẩn trình độ theo chức danh", of_standards.below_by_post),
        *(ChartKind(name, label, make) for name, (label, make) in of_trends.trend_charts().items()),
        *(ChartKind(name, label, make) for name, (label, make) in of_figures.figure_charts().items()),
    )
}
"""The charts of exact counts by post, of movements, and of figures that are no people: without those they say so.

Nothing that is published has them."""
