"""The sentences by name, worded from a source's measures. Pages, documents and the command line ask here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import reference
from presentation import completeness, labels
from presentation.charts.catalogue import OTHER_FIELDS
from presentation.prose import prose
from presentation.sentences import changes, fields, places, wording
from presentation.sentences.model import Sentence, Sentences
from reference import vietnamese
from reference.bodies import Tier
from reference.fields import composition
from stats.cube import Base, Coverage
from stats.measures import (
    UNIVERSITY_OR_HIGHER,
    WITH_IT_EVIDENCE,
    Breakdown,
    GroupedBreakdown,
    combined_share,
    is_listed,
)
from stats.measures.level_groups import merged
from stats.selection import Selection
from stats.source import StatisticsSource

_UNIVERSITY = ("education", UNIVERSITY_OR_HIGHER, "có trình độ đại học trở lên")
_IT_EVIDENCE = ("it", WITH_IT_EVIDENCE, "có trình độ, chứng chỉ tin học")


@dataclass(frozen=True, slots=True)
class SentenceKind:
    """A sentence that can be asked for by name; `make` gives what `prose` reads, «» where there is none."""

    name: str
    label: str
    make: Callable[["SentenceContext"], str]


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """The context that a sentence answers: of which source, about whom, and of whom a field's shares are."""

    source: StatisticsSource
    selection: Selection
    of: Base = Base.ALL

    @property
    def coverage(self) -> Coverage:
        """The number of the place's units, and of those whose people are counted."""
        return self.source.missing(self.selection).coverage

    @property
    def sent(self) -> str:
        """The units whose figures they are where some are missing: «của 69 đơn vị đã gửi»."""
        return places.of_sent(self.coverage)

    def breakdown(self, field: str) -> Breakdown:
        """Count people by a field; ethnic groups and religions, which have no list, in their groups."""
        whole = self.source.breakdown(self.selection, field, self.of)
        return whole if is_listed(field) else merged(whole)

    def grouped(self, field: str) -> GroupedBreakdown:
        """Count people by a field in each district of a whole province that has any, else in each commune."""
        whole = self.selection.district is None and self.selection.unit is None
        has_districts = whole and bool(self.source.names_of(self.selection).districts)
        return self.source.grouped(self.selection, field, "district" if has_districts else "unit")


def sentences_of(
    source: StatisticsSource, selection: Selection, names: Iterable[str] | None = None, of: Base = Base.ALL
) -> Sentences:
    """Make the sentences about a selection: those of `names` (keys of CATALOGUE) in that order, left out: all of them.

    `of`: whether the levels' shares are of everybody or of those who declare something. Where no unit has sent, only
    that is told.
    KeyError for a name that is none.
    """
    kinds = [CATALOGUE[name] for name in (CATALOGUE if names is None else names)]
    if not source.coverage(selection).units_with_roster:
        kinds = [kind for kind in kinds if kind.name == "coverage"]
    context = SentenceContext(source, selection, of)
    sentences = (Sentence(kind.name, kind.label, prose(kind.make(context))) for kind in kinds)
    return Sentences(tuple(sentence for sentence in sentences if sentence.text))


def _headcount(context: SentenceContext) -> str:
    source, selection = context.source, context.selection
    place = source.names_of(selection).place(selection)
    category = source.breakdown(selection, "category")
    return places.headcount(selection, place, source.territory(selection), category, context.sent)


def _coverage(context: SentenceContext) -> str:
    source, selection = context.source, context.selection
    reported = selection.reported_where_whole()
    sentence, own = places.coverage(source.coverage(reported)), source.coverage(selection)
    summed = "" if reported == selection or own.is_complete else places.summed(own)
    held = completeness.as_sentence(completeness.held_back(source, selection.as_of))
    return " ".join(filter(None, (sentence, summed, held)))


def _change(context: SentenceContext) -> str:
    return changes.change(context.source.overview(context.selection), context.selection.category, context.sent)


def _levels(field: str, context: SentenceContext) -> str:
    return fields.levels(context.breakdown(field), context.sent)


def _degrees(context: SentenceContext) -> str:
    """Tell who has a degree, as the bodies of a province tell it; «» of communes, which tell every level."""
    if context.selection.level is Tier.COMMUNE:
        return ""
    return fields.degrees(context.breakdown("education"), context.sent)


def _composition(context: SentenceContext) -> str:
    return fields.composition([(context.breakdown(field), code) for field, code in composition()], context.sent)


def _largest(context: SentenceContext) -> str:
    """Name the place that has most people; of places that lack units nobody can say."""
    if not context.source.coverage(context.selection).is_complete:
        return ""
    grouped = context.grouped("category")
    return places.extremes_of_size(grouped.extremes_of_size(), grouped.by)


def _province(context: SentenceContext, coverage: Coverage, share: str) -> str:
    """«toàn tỉnh 89,64%»; of a part of its units how many: «tính chung 69 đơn vị ấy 89,64%», beside a smaller place."""
    if coverage.is_complete:
        return f"toàn tỉnh {share}"
    if context.selection == context.selection.whole_province():
        return f"tính chung {vietnamese.small_count(coverage.units_with_roster)} đơn vị ấy {share}"
    return f"toàn tỉnh {share} ({labels.units_covered(coverage)})"


def _highest(about: tuple[str, tuple[str, ...], str], context: SentenceContext) -> str:
    field, codes, what = about
    grouped = context.grouped(field)
    whole = combined_share(grouped.province, codes)
    share = wording.percent(whole, grouped.province.rounding)
    province = _province(context, grouped.coverage, share) if share else ""
    sentence = places.extremes_of_share(what, grouped.extremes(codes), province)
    return sentence if context.coverage.is_complete else places.of_known(sentence, context.coverage)


CATALOGUE: dict[str, SentenceKind] = {
    kind.name: kind
    for kind in (
        SentenceKind("headcount", "Số lượng", _headcount),
        SentenceKind("coverage", "Tiến độ gửi danh sách", _coverage),
        SentenceKind("change", "So với năm trước", _change),
        SentenceKind("headcount_by_place", "Nơi đông nhất, ít nhất", _largest),
        SentenceKind("education", reference.field_label("education"), partial(_levels, "education")),
        SentenceKind("degrees", "Trên đại học, đại học", _degrees),
        SentenceKind("university_by_place", "Đại học trở lên: nơi cao nhất, thấp nhất", partial(_highest, _UNIVERSITY)),
        SentenceKind("it", reference.field_label("it"), partial(_levels, "it")),
        SentenceKind("it_evidence_by_place", "Tin học: nơi cao nhất, thấp nhất", partial(_highest, _IT_EVIDENCE)),
        SentenceKind("composition", "Nữ, đảng viên, dân tộc, tôn giáo", _composition),
        *(
            SentenceKind(field, reference.field_label(field), partial(_levels, field))
            for field in OTHER_FIELDS
            if reference.catalogue()[field].has_sentence
        ),
    )
}
"""Every sentence, in the order in which a report tells them."""
