"""The sentences of a report about all dates: people and the main shares on each, and where a line is interrupted."""

from dataclasses import dataclass

from presentation import labels
from presentation.charts import counted
from presentation.printed_counts import notes_of_printed
from presentation.prose import Prose, proses
from presentation.sentences import wording
from reference import vietnamese
from reference.series_breaks import breaks_between
from stats.disclosure import is_withheld
from stats.measures import UNIVERSITY_OR_HIGHER, WITH_IT_EVIDENCE, Trend, TrendPoint, combined_share
from stats.selection import Selection
from stats.source import StatisticsSource


@dataclass(frozen=True, slots=True)
class _Measure:
    name: str
    field: str
    codes: tuple[str, ...]


_SHARES = (
    _Measure("Tỷ lệ có trình độ đại học trở lên", "education", UNIVERSITY_OR_HIGHER),
    _Measure("Tỷ lệ có trình độ, chứng chỉ tin học", "it", WITH_IT_EVIDENCE),
    _Measure("Tỷ lệ nữ", "gender", ("female",)),
    _Measure("Tỷ lệ đảng viên", "party_member", ("yes",)),
)


def over_time_sentences(source: StatisticsSource, selection: Selection) -> tuple[Prose, ...]:
    """Word each measure on all dates up to the selection's, then why dates are not compared; of one date nothing."""
    people = source.trend(selection, "category")
    if len(people.points) < 2:
        return ()
    counts = [f"{_number(point)} ({_day(point)})" for point in people.points if not is_withheld(point.breakdown.people)]
    texts = [f"Tổng số người qua các ngày: {', '.join(counts)}."] if counts else []
    texts += filter(None, (_shares(measure, source.trend(selection, measure.field)) for measure in _SHARES))
    notes = [*labels.interruption_notes(people.points), *labels.sums_note(people.points)]
    notes += notes_of_printed(people.points)
    return proses((*texts, *notes, *_rules(people)))


def _number(point: TrendPoint) -> str:
    """A date's people; those of a printed table can be looked up nowhere."""
    people = point.breakdown.people
    return wording.number(people, vietnamese.number(people), counted.of_day(point.as_of, is_printed=point.is_printed))


def _day(point: TrendPoint) -> str:
    """«31/12/2022»; of a part of the units «31/12/2024, mới có 1/121 đơn vị»."""
    day = vietnamese.day(point.as_of)
    return day if point.coverage.is_complete else f"{day}, mới có {labels.units_covered(point.coverage)}"


def _undeclared(point: TrendPoint) -> str:
    """«; 36/108 người chưa khai»: those who may be among them or not; «» where everybody declares the field."""
    whole = point.breakdown
    if not whole.undeclared or is_withheld(whole.undeclared):
        return ""
    return f"; {vietnamese.number(whole.undeclared)}/{vietnamese.number(whole.people)} người chưa khai"


def _shares(measure: _Measure, trend: Trend) -> str:
    """«Tỷ lệ nữ qua các ngày: 41,20% (31/12/2022; 3/900 người chưa khai), …»; a date without a share is left out."""
    shares = [
        (point, combined_share(point.breakdown, measure.codes)) for point in trend.points if not point.is_total_only
    ]
    if not any(share.count for _, share in shares):
        return ""
    parts = [
        f"{words} ({_day(point)}{_undeclared(point)})"
        for point, share in shares
        if (words := wording.percent(share, point.breakdown.rounding))
    ]
    return f"{measure.name} qua các ngày: {', '.join(parts)}." if parts else ""


def _rules(people: Trend) -> tuple[str, ...]:
    """Tell the rules that interrupt a line about information technology."""
    first, last = people.points[0].as_of, people.points[-1].as_of
    return tuple(f"{each.note} ({each.source})." for each in breaks_between("it", first, last))
