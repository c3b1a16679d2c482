"""The charts by name: asks for measures, words the caption, and hands both to `charts`.

Pages ask through the cache and the command line through a `Reader`: a builder does not know which.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import reference
from presentation import charts, labels
from presentation.charts import Caption, Chart, Line, Subset, style
from reference import vietnamese
from stats.measures import (
    UNIVERSITY_OR_HIGHER,
    WITH_IT_EVIDENCE,
    Base,
    Breakdown,
    Coverage,
    Group,
    GroupedBreakdown,
    Moment,
    Overview,
    Proportion,
    Submissions,
    Territory,
    Trend,
    is_listed,
)
from stats.measures.level_groups import merged
from stats.names import Names
from stats.selection import Selection

MOST_BARS = 20
"""Places in view; the rest is folded away until the reader asks for it."""
_UNIVERSITY = Subset("Đại học trở lên", UNIVERSITY_OR_HIGHER)
_IT_EVIDENCE = Subset("Có trình độ, chứng chỉ tin học", WITH_IT_EVIDENCE)
OTHER_FIELDS = (
    "political_theory", "state_management", "age_band", "gender", "party_member", "ethnicity", "religion", "schooling",
    "it_detail", "english", "other_language", "ethnic_language",
)  # fmt: skip
"""The fields beside education and IT whose levels are a chart each, in the order of the statistical form."""


class Source(Protocol):
    """Where measures come from: a `stats.reader.Reader`, or the module `dashboard.cached`."""

    def names(self, as_of: date, /) -> Names:
        """The places' names on a date."""

    def coverage(self, selection: Selection, /) -> Coverage:
        """How many of the chosen place's units have a roster."""

    def overview(self, selection: Selection, /) -> Overview:
        """The selection's profile, its change on the year before and its coverage."""

    def territory(self, selection: Selection, /) -> Territory:
        """The units of the chosen place in the register by type."""

    def breakdown(self, selection: Selection, field: str, of: Base = Base.ALL, /) -> Breakdown:
        """The selection's people by one field; shares are of everybody, or of those who declare something."""

    def grouped(self, selection: Selection, field: str, by: str, /) -> GroupedBreakdown:
        """The selection's people by one field in each place."""

    def trend(self, selection: Selection, field: str, /) -> Trend:
        """The selection's people by one field on all dates up to its own."""

    def submissions(self, as_of: date, /) -> Submissions:
        """Every unit of the register on a date: whether its roster is there, and with which problems."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a chart is asked: by whom, about whom, how many places at most (None: all), of which level."""

    source: Source
    selection: Selection
    is_demo: bool
    most: int | None = MOST_BARS
    communes: bool = False

    @property
    def names(self) -> Names:
        """The places' names on the selected date."""
        return self.source.names(self.selection.as_of)

    @property
    def by(self) -> str:
        """Districts where a whole province that has any is looked at and communes are not asked for, else communes."""
        whole = self.selection.district is None and self.selection.unit is None
        return "district" if whole and self.names.districts and not self.communes else "unit"

    @property
    def place(self) -> str:
        """What the places are called."""
        return "Đơn vị cấp huyện" if self.by == "district" else "Đơn vị cấp xã"


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A chart that can be asked for by name; `label` is Vietnamese."""

    name: str
    label: str
    make: Callable[[str, Question], Chart]


def build(
    name: str,
    source: Source,
    selection: Selection,
    *,
    is_demo: bool,
    most: int | None = MOST_BARS,
    communes: bool = False,
) -> Chart:
    """The chart of that name (a key of CHARTS) for a selection; KeyError for a name that is none.

    `is_demo`: the people are invented, which the chart then says. `most`: at most so many places, None: all of them.
    `communes`: the province by communes, not by districts.
    """
    return CHARTS[name].make(name, Question(source, selection, is_demo, most, communes))


def _caption(
    question: Question, what: str, subtitle: str, notes: Iterable[str] = (), moments: Sequence[Moment] = ()
) -> Caption:
    """The words of a chart; `moments` are the dates of a chart over time."""
    selection, names = question.selection, question.names
    title = labels.title(what, selection, names)
    if moments:
        days = dict.fromkeys(vietnamese.day(moment.as_of) for moment in (moments[0], moments[-1]))
        title = f"{labels.people(selection, names)} · {what} · {' – '.join(days)}"
        coverages = {moment.as_of: moment.coverage for moment in moments}
        source = labels.source_line_of_dates(coverages, selection.as_of, question.is_demo)
    else:
        source = labels.source_line(question.source.coverage(selection), selection.as_of, question.is_demo)
    stem = labels.file_name(what, names.slug(selection), selection.as_of, "").rstrip(".")
    return Caption(title, subtitle, source, stem, tuple(notes), question.is_demo)


# One selection


def _levels(name: str, question: Question) -> Chart:
    """The levels of the field of that name; ethnic groups and religions, which have no list, are grouped."""
    found = question.source.breakdown(question.selection, name)
    if not is_listed(name):
        found = merged(found)
    notes = labels.share_notes(found.rounding, [found])
    what = "Số người và tỷ lệ" if found.has_shares else "Số người"
    subtitle = f"{what} trong tổng số {vietnamese.number(found.base)} người"
    return charts.levels(name, _caption(question, reference.field_label(name), subtitle, notes), found)


# Places


def _headcount(name: str, question: Question) -> Chart:
    found = question.source.grouped(question.selection, "category", question.by)
    shown, told = _first(found.ranked_by_size(), question, "đông nhất")
    total = sum(group.breakdown.base for group in found.groups)
    subtitle = f"Đơn vị tính: người · Tổng số: {vietnamese.number(total)} người{told}"
    caption = _caption(question, f"Số lượng theo {vietnamese.in_sentence(question.place)}", subtitle)
    return charts.headcount(name, caption, shown, question.place)


def _by_place(field: str, subset: Subset) -> Callable[[str, Question], Chart]:
    """Merged levels of each place, best first."""

    def make(name: str, question: Question) -> Chart:
        found = question.source.grouped(question.selection, field, question.by)
        shown, told = _first(found.ranked(subset.codes), question, "có tỷ lệ cao nhất")
        what = f"{reference.field_label(field)} theo {vietnamese.in_sentence(question.place)}"
        subtitle = f"Tỷ lệ (%) trong số cán bộ, công chức của từng đơn vị · {_province(found)}{told}"
        parts = map(merged, [found.province, *(group.breakdown for group in shown)])
        caption = _caption(question, what, subtitle, labels.share_notes(found.province.rounding, parts))
        return charts.by_place(name, caption, shown, found.province, question.place)

    return make


def _compared(field: str, subset: Subset) -> Callable[[str, Question], Chart]:
    """One share of each place against the province's, highest first."""

    def make(name: str, question: Question) -> Chart:
        found = question.source.grouped(question.selection, field, question.by)
        shown, told = _first(found.ranked(subset.codes), question, "có tỷ lệ cao nhất")
        what = f"{subset.name} theo {vietnamese.in_sentence(question.place)}"
        subtitle = f"Tỷ lệ trong số cán bộ, công chức của từng đơn vị · {_province(found)}{told}"
        wholes = [found.province, *(group.breakdown for group in shown)]
        notes = labels.share_notes(found.province.rounding, wholes, all_parts=False)
        caption = _caption(question, what, subtitle, notes)
        return charts.compared(name, caption, shown, found.province, subset, question.place)

    return make


def _province(found: GroupedBreakdown) -> str:
    return f"Toàn tỉnh: {vietnamese.number(found.province.base)} người"


def _first(groups: Sequence[Group], question: Question, which: str) -> tuple[list[Group], str]:
    """The places to show under names that tell them apart, and the words for those left out."""
    shown = list(groups[: question.most])
    told = f" · {len(shown)} đơn vị {which} trong {vietnamese.number(len(groups))} đơn vị"
    return [_told_apart(group, groups, question.names) for group in shown], told if len(shown) < len(groups) else ""


def _told_apart(group: Group, groups: Sequence[Group], names: Names) -> Group:
    """Two communes of one name get their district's beside it."""
    district = names.districts.get(names.district_of.get(group.code or "") or "")
    if district is None or sum(other.name == group.name for other in groups) == 1:
        return group
    return replace(group, name=f"{group.name} ({district})")


# Over time


def _headcount_trend(name: str, question: Question) -> Chart:
    moments = question.source.trend(question.selection, "category").moments
    codes = {part.code: part for moment in moments for part in moment.breakdown.parts if part.count}
    lines = [_count_line(moments, code, part.short_label) for code, part in codes.items()]
    if len(lines) > 1:
        totals = tuple(moment.breakdown.base for moment in moments)
        lines.insert(0, Line("Tổng số", totals, tuple(map(vietnamese.number, totals)), style.MUTED))
    caption = _caption(question, "Số lượng qua các năm", "Đơn vị tính: người", moments=moments)
    return _over_time(name, caption, moments, lines)


def _over_time(name: str, caption: Caption, moments: Sequence[Moment], lines: Sequence[Line]) -> Chart:
    """The lines over the dates; those that lack units say of how many they tell."""
    marks = ["" if m.coverage.is_complete else labels.units_covered(m.coverage) for m in moments]
    dates = [m.as_of for m in moments]
    return charts.over_time(name, caption, dates, lines, [m.is_comparable for m in moments], marks)


def _count_line(moments: Sequence[Moment], code: str | None, label: str) -> Line:
    counts = tuple(sum(p.count for p in moment.breakdown.parts if p.code == code) for moment in moments)
    ground = charts.part_colour("category", code)
    return Line(
        label, counts, tuple(map(vietnamese.number, counts)), style.GREY_LINE if ground == style.GREY else ground
    )


def _share_trend(field: str, subset: Subset) -> Callable[[str, Question], Chart]:
    """A share over time; the whole province's beside it where a smaller place is looked at."""

    def make(name: str, question: Question) -> Chart:
        selection = question.selection
        moments = question.source.trend(selection, field).moments
        lines = [_share_line(subset.name, [subset.of(m.breakdown) for m in moments], style.PALETTE[0])]
        if selection != selection.whole_province():
            province = {m.as_of: subset.of(m.breakdown) for m in _whole(question, field)}
            lines.append(_share_line("Toàn tỉnh", [province[m.as_of] for m in moments], style.PALETTE[3]))
        bases = ", ".join(f"{vietnamese.day(m.as_of)} {vietnamese.number(m.breakdown.base)} người" for m in moments)
        wholes = [moment.breakdown for moment in moments]
        notes = labels.share_notes(wholes[-1].rounding, wholes, all_parts=False) if wholes else []
        subtitle = f"Tỷ lệ trong tổng số: {bases}"
        caption = _caption(question, f"{subset.name} qua các năm", subtitle, notes, moments)
        return _over_time(name, caption, moments, lines)

    return make


def _whole(question: Question, field: str) -> tuple[Moment, ...]:
    return question.source.trend(question.selection.whole_province(), field).moments


def _share_line(name: str, values: Sequence[Proportion], ground: str) -> Line:
    texts = ("" if p.share is None else vietnamese.percent(p.share, p.count) for p in values)
    return Line(name, tuple(p.share for p in values), tuple(texts), ground)


CHARTS: dict[str, ChartKind] = {
    kind.name: kind
    for kind in (
        ChartKind("headcount", "Số lượng theo đơn vị", _headcount),
        ChartKind("education", "Trình độ chuyên môn", _levels),
        ChartKind("it", "Tin học", _levels),
        ChartKind("education_by_place", "Trình độ chuyên môn theo đơn vị", _by_place("education", _UNIVERSITY)),
        ChartKind("it_by_place", "Tin học theo đơn vị", _by_place("it", _IT_EVIDENCE)),
        ChartKind("university_by_place", "Đại học trở lên theo đơn vị", _compared("education", _UNIVERSITY)),
        ChartKind("it_evidence_by_place", "Có trình độ, chứng chỉ tin học theo đơn vị", _compared("it", _IT_EVIDENCE)),
        ChartKind("headcount_trend", "Số lượng qua các năm", _headcount_trend),
        ChartKind("university_trend", "Đại học trở lên qua các năm", _share_trend("education", _UNIVERSITY)),
        ChartKind("it_evidence_trend", "Có trình độ, chứng chỉ tin học qua các năm", _share_trend("it", _IT_EVIDENCE)),
        *(ChartKind(field, reference.field_label(field), _levels) for field in OTHER_FIELDS),
    )
}
"""Every chart, the contract's three first."""
