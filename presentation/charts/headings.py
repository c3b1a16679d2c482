"""The finding that a chart's heading says, where one stands out."""

import reference
from presentation import completeness
from presentation.charts import naming
from reference import vietnamese
from stats.disclosure import is_withheld
from stats.measures import Breakdown, Extremes, GroupedBreakdown, Level

_GATHERED = tuple(level for level in Level if level.is_gathered)


def largest_part(breakdown: Breakdown) -> str:
    """«Trình độ chuyên môn: Đại học 77,45%», the largest part with its share; «» of too few people, or of equals."""
    if breakdown.is_withheld:
        return ""
    declared = sorted((part for part in breakdown.parts if part.code is not None), key=lambda part: -part.count)
    if len(declared) < 2 or declared[0].share is None or declared[0].count == declared[1].count:
        return ""
    share = vietnamese.percent(declared[0].share, declared[0].count)
    return f"{reference.field_label(breakdown.field)}: {declared[0].label} {share}"


def ends(what: str, extremes: Extremes | None) -> str:
    """«Đại học trở lên: 15 đơn vị đạt 100%, thấp nhất Xã Nhân Thắng 86,1%»; «» where no place stands out."""
    if extremes is None or extremes.is_level or extremes.most.share is None or extremes.least.share is None:
        return ""
    highest, lowest = (naming.few([group.name for group in groups]) for groups in (extremes.highest, extremes.lowest))
    most, least = vietnamese.percent(extremes.most.share), vietnamese.percent(extremes.least.share)
    return f"{what}: {highest} đạt {most}, thấp nhất {lowest} {least}"


def largest_place(grouped: GroupedBreakdown) -> str:
    """«Thị xã Quế Võ đông nhất: 390 người»; «» of a single place, of kinds of places, or of equals.

    While units are missing, one of which may belong to a larger place: «… đông nhất trong các nơi đã gửi: 278 người»;
    likewise while people are in no place of today.
    """
    ranked = [group for group in grouped.ranked_by_size() if group.is_place]
    if any(is_withheld(group.breakdown.people) for group in grouped.groups):
        return ""
    if len(ranked) < 2 or grouped.by in _GATHERED or ranked[0].breakdown.people == ranked[1].breakdown.people:
        return ""
    name = completeness.covered(ranked[0].name, ranked[0].coverage)
    is_whole = all(group.coverage is None or group.coverage.is_complete for group in grouped.groups)
    known = "" if is_whole and not grouped.without_roster else " trong các nơi đã gửi"
    known = known if len(ranked) == len(grouped.groups) else " trong các nơi đã cộng được"
    return f"{name} đông nhất{known}: {vietnamese.number(ranked[0].breakdown.people)} người"
