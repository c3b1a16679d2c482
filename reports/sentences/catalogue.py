"""The sentences by name: asks a source for measures and words them. Pages, documents and the command line ask here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from dashboard import labels
from dashboard.figures import OTHER_FIELDS, Source
from dashboard.measures import UNIVERSITY_OR_HIGHER, WITH_IT_EVIDENCE, Breakdown, is_listed, together
from dashboard.measures.level_groups import merged
from dashboard.selection import Selection
from reports.sentences import changes, levels, places
from reports.sentences.model import Sentence, Sentences

_COMPOSITION = (("gender", "female"), ("party_member", "yes"), ("ethnicity", "minority"), ("religion", "religious"))
_UNIVERSITY = ("education", UNIVERSITY_OR_HIGHER, "có trình độ đại học trở lên")
_IT_EVIDENCE = ("it", WITH_IT_EVIDENCE, "có trình độ, chứng chỉ tin học")


@dataclass(frozen=True, slots=True)
class SentenceKind:
    """A sentence that can be asked for by name; `make` gives «» where there is nothing to say."""

    name: str
    label: str
    make: Callable[[Source, Selection], str]


def sentences_of(source: Source, selection: Selection, names: Iterable[str] | None = None) -> Sentences:
    """The sentences about a selection: those of `names` (keys of CATALOGUE) in that order, left out: all of them.

    `source` is a `dashboard.reader.Reader` or the module `dashboard.cached`, as for charts. Where no unit has sent
    only the units and who has not sent are told. KeyError for a name that is none.
    """
    wanted = [CATALOGUE[name] for name in (CATALOGUE if names is None else names)]
    if not source.coverage(selection).units_with_roster:
        wanted = [kind for kind in wanted if kind.name == "coverage"]
    told = (Sentence(kind.name, kind.label, kind.make(source, selection)) for kind in wanted)
    return Sentences(tuple(sentence for sentence in told if sentence.text))


def _headcount(source: Source, selection: Selection) -> str:
    place = source.names(selection.as_of).place(selection)
    return places.headcount(selection, place, source.territory(selection), source.breakdown(selection, "category"))


def _coverage(source: Source, selection: Selection) -> str:
    return places.coverage(source.coverage(selection))


def _change(source: Source, selection: Selection) -> str:
    return changes.change(source.overview(selection), selection.category)


def _levels(field: str, source: Source, selection: Selection) -> str:
    return levels.levels(_breakdown(source, selection, field))


def _composition(source: Source, selection: Selection) -> str:
    return levels.composition([(_breakdown(source, selection, field), code) for field, code in _COMPOSITION])


def _breakdown(source: Source, selection: Selection, field: str) -> Breakdown:
    found = source.breakdown(selection, field)
    return found if is_listed(field) else merged(found)


def _by(source: Source, selection: Selection) -> str:
    whole = selection.district is None and selection.unit is None
    return "district" if whole and source.names(selection.as_of).districts else "unit"


def _largest(source: Source, selection: Selection) -> str:
    """Which place has most people; of places that lack units nobody can say."""
    if not source.coverage(selection).is_complete:
        return ""
    return places.extremes_of_size(source.grouped(selection, "category", _by(source, selection)).extremes_of_size())


def _highest(about: tuple[str, tuple[str, ...], str], source: Source, selection: Selection) -> str:
    field, codes, what = about
    found = source.grouped(selection, field, _by(source, selection))
    whole = together(found.province, codes)
    province = "" if whole.share is None else labels.percent_in_prose(whole.share, whole.count)
    return places.extremes_of_share(what, found.extremes(codes), province)


CATALOGUE: dict[str, SentenceKind] = {
    kind.name: kind
    for kind in (
        SentenceKind("headcount", "Số lượng", _headcount),
        SentenceKind("coverage", "Tiến độ gửi danh sách", _coverage),
        SentenceKind("change", "So với năm trước", _change),
        SentenceKind("headcount_by_place", "Nơi đông nhất, ít nhất", _largest),
        SentenceKind("education", labels.field_label("education"), partial(_levels, "education")),
        SentenceKind("university_by_place", "Đại học trở lên: nơi cao nhất, thấp nhất", partial(_highest, _UNIVERSITY)),
        SentenceKind("it", labels.field_label("it"), partial(_levels, "it")),
        SentenceKind("it_evidence_by_place", "Tin học: nơi cao nhất, thấp nhất", partial(_highest, _IT_EVIDENCE)),
        SentenceKind("composition", "Nữ, đảng viên, dân tộc, tôn giáo", _composition),
        *(SentenceKind(field, labels.field_label(field), partial(_levels, field)) for field in OTHER_FIELDS),
    )
}
"""Every sentence, in the order in which a report tells them."""
