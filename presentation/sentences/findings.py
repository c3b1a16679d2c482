"""The findings in words: a sentence with its numbers, and the page and selection that it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import reference
from presentation import completeness, labels
from presentation.prose import Prose, prose
from presentation.sentences import wording
from reference import vietnamese
from stats.cube import Conditions
from stats.findings import findings_of
from stats.groups import retiring
from stats.measures import Finding
from stats.names import Names, place_of
from stats.retirements import PAST
from stats.selection import Selection
from stats.source import StatisticsSource

_OF_REPORTED = ("problems_open",)
"""Rules whose places are the units that sent the rosters, whatever the territory that is looked at."""


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A finding as a reader gets it; `page` is a page's address, `selection` what is looked at there."""

    text: Prose
    page: str
    selection: Selection
    import_id: int | None = None

    @property
    def query(self) -> dict[str, str]:
        """The query of the link: the selection, or the load that the finding is about."""
        return self.selection.to_query() if self.import_id is None else {completeness.LOAD: str(self.import_id)}


def finding_sentences(source: StatisticsSource, selection: Selection) -> tuple[FoundSentence, ...]:
    """Word the findings about a selection, most urgent first."""
    return tuple(_worded(source, finding, selection) for finding in findings_of(source, selection))


def _worded(source: StatisticsSource, finding: Finding, selection: Selection) -> FoundSentence:
    names = source.names_of(selection)
    text = prose(finding.rule.words.format_map(_blanks(source, finding, selection, names)))
    return FoundSentence(text, finding.rule.page, _narrowed(finding, selection, names), finding.import_id)


def _blanks(source: StatisticsSource, finding: Finding, selection: Selection, names: Names) -> Mapping[str, str]:
    return {
        "places": _places(source, finding, selection, names),
        "number": vietnamese.small_count(len(finding.places)),
        "count": wording.number(finding.count, vietnamese.small_count(finding.count), _people(finding)),
        "share": _percent(finding.share),
        "province": _whole(source, finding, selection),
        "day": vietnamese.day(selection.as_of),
        "since": vietnamese.day(finding.since) if finding.since else "",
        "limit": vietnamese.number(int(finding.rule.at_least * 100)),
        "standard": _standard(finding),
    }


def _people(finding: Finding) -> Conditions | None:
    """Give the conditions of the people whom a finding counts; None where it counts none."""
    return retiring(PAST, 1) if finding.rule.rule == "past_retirement" else None


def _places(source: StatisticsSource, finding: Finding, selection: Selection, names: Names) -> str:
    if finding.rule.rule == "units_missing":
        return completeness.missing_places(source.missing(selection))
    if finding.rule.rule in _OF_REPORTED:
        names = source.names(selection.as_of, level=selection.level)
    return completeness.some_places([names.of(code) for code in finding.places])


def _whole(source: StatisticsSource, finding: Finding, selection: Selection) -> str:
    """«toàn tỉnh 89,22%»; while units are missing «69/126 đơn vị đã gửi 89,22%»."""
    sent = completeness.units_sent(source.missing(selection.whole_province()).coverage)
    return f"{sent or 'toàn tỉnh'} {_percent(finding.province)}"


def _percent(share: Decimal | None) -> str:
    return labels.few_people() if share is None else vietnamese.percent(share)


def _standard(finding: Finding) -> str:
    standard = finding.standard
    if standard is None:
        return ""
    level = vietnamese.in_sentence(reference.code_label(standard.field, standard.least))
    return f"chuẩn {level} ({standard.source})"


def _narrowed(finding: Finding, selection: Selection, names: Names) -> Selection:
    """The selection that a finding's link shows: the place, where it is about a single one."""
    if len(finding.places) != 1 or finding.places[0] not in names.units:
        return selection
    (code,) = finding.places
    return place_of(selection, code, names)
