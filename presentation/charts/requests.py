"""The request for a chart, and the words of its caption."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from presentation import charts, completeness, labels
from presentation.charts import Caption, Subset
from presentation.printed_counts import source_of_printed
from presentation.secrecy import secrecy_note
from reference import vietnamese
from stats.measures import (
    UNIVERSITY_OR_HIGHER,
    WITH_IT_EVIDENCE,
    Group,
    GroupedBreakdown,
    Level,
    Order,
    TrendPoint,
)
from stats.names import Names, place_of
from stats.selection import Selection
from stats.source import StatisticsSource

UNIVERSITY = Subset("Đại học trở lên", UNIVERSITY_OR_HIGHER)
IT_EVIDENCE = Subset("Có trình độ, chứng chỉ tin học", WITH_IT_EVIDENCE)


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
        return self.source.names_of(self.selection)

    @property
    def by(self) -> Level:
        """The level asked for; else districts where a whole province that has any is looked at, else communes."""
        whole = self.selection.district is None and self.selection.unit is None
        usual = Level.DISTRICT if whole and self.names.districts else Level.UNIT
        return self.level if self.level and (self.level is not Level.DISTRICT or usual is Level.DISTRICT) else usual

    @property
    def place(self) -> str:
        """The word for the places."""
        return "Đơn vị" if self.places else labels.level_name(self.by, self.selection.level)

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


def caption_of(
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
        lists = {point.as_of: point.coverage for point in points if not point.is_printed}
        source = labels.source_line_of_dates(lists, selection.as_of, request.is_demo, selection.level)
        source += source_of_printed(points)
    else:
        coverage = request.source.missing(selection).coverage
        source = labels.source_line(coverage, selection.as_of, request.is_demo, selection.level)
        notes = [*notes, *filter(None, [completeness.sentence_of_gaps(request.source, selection)])]
    secrecy = request.source.secrecy
    if secrecy and secrecy.fields is None:
        notes = [*notes, secrecy_note(secrecy)]
    stem = labels.file_name(what, names.slug(selection), selection.as_of, "").rstrip(".")
    return Caption(title, subtitle, source, stem, tuple(notes), is_demo=request.is_demo, heading=heading or what)
