"""One page of HTML: what `reports.word.sheet` is on paper; on a telephone the pairs stand one below the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.contents.model import Report
from reports.contents.words import Words


@dataclass(frozen=True, slots=True)
class _Section:
    """A section's blocks, those of one kind that follow each other in one group."""

    heading: str
    groups: list[list[object]]


def content(report: Report, fields: Words, blocks: Sequence[Sequence[object]]) -> Mapping[str, object]:
    """The values of the page's template; `blocks` are those of each section."""
    sections = zip(report.sections, blocks, strict=True)
    return {
        "office": " · ".join(fields["co_quan"]),
        "circulation": " · ".join(fields["pham_vi"]),
        "kind": report.kind,
        "subject": report.subject,
        "sections": [_Section(section.heading, _groups(own)) for section, own in sections],
        "closing": [each.text for each in report.closing],
    }


def _groups(blocks: Sequence[object]) -> list[list[object]]:
    return [list(group) for _, group in groupby(blocks, key=type)]
