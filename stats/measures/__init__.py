"""Counts and shares, from integers; charts, tables, files and the command line print what stands here."""

from reference.vietnamese import NOT_DECLARED
from stats.cube import Base, Coverage
from stats.disclosure import is_enough, shown_share, shown_shares
from stats.measures.breakdowns import (
    UNIVERSITY_OR_HIGHER,
    WITH_IT_EVIDENCE,
    Breakdown,
    Part,
    Proportion,
    breakdown,
    breakdown_of,
    combined_share,
    is_listed,
    ordered_values,
)
from stats.measures.crosstabs import Axis, CrossRow, Crosstab, axis, crosstab
from stats.measures.places import (
    Extremes,
    Group,
    GroupedBreakdown,
    Territory,
    Trend,
    TrendPoint,
    UnitMeasure,
    ranks,
    territory,
)
from stats.measures.profiles import Changes, Gap, Overview, Profile, changes, profile
from stats.measures.submissions import DistrictProgress, RuleCount, Status, Submission, Submissions, UnitProblem
from stats.shares import Rounding, change_in_points, share, shares

__all__ = [
    "NOT_DECLARED",
    "UNIVERSITY_OR_HIGHER",
    "WITH_IT_EVIDENCE",
    "Axis",
    "Base",
    "Breakdown",
    "Changes",
    "Coverage",
    "CrossRow",
    "Crosstab",
    "DistrictProgress",
    "Extremes",
    "Gap",
    "Group",
    "GroupedBreakdown",
    "Overview",
    "Part",
    "Profile",
    "Proportion",
    "Rounding",
    "RuleCount",
    "Status",
    "Submission",
    "Submissions",
    "Territory",
    "Trend",
    "TrendPoint",
    "UnitMeasure",
    "UnitProblem",
    "axis",
    "breakdown",
    "breakdown_of",
    "change_in_points",
    "changes",
    "combined_share",
    "crosstab",
    "is_enough",
    "is_listed",
    "ordered_values",
    "profile",
    "ranks",
    "share",
    "shares",
    "shown_share",
    "shown_shares",
    "territory",
]
