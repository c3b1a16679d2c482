"""Counts and shares, from integers; charts, tables, files and the command line print what stands here."""

from dashboard.labels import NOT_DECLARED
from dashboard.measures.breakdowns import (
    UNIVERSITY_OR_HIGHER,
    WITH_IT_EVIDENCE,
    Base,
    Breakdown,
    Part,
    Proportion,
    breakdown,
    is_listed,
    ordered_values,
    together,
)
from dashboard.measures.crosstabs import Axis, CrossRow, Crosstab, axis, crosstab
from dashboard.measures.places import Group, GroupedBreakdown, Moment, Trend, UnitMeasure, ranks
from dashboard.measures.profiles import Changes, Coverage, Gap, Overview, Profile, changes, profile
from dashboard.measures.shares import Rounding, change_in_points, is_enough, share, shares, shown_share, shown_shares
from dashboard.measures.submissions import DistrictProgress, RuleCount, Status, Submission, Submissions, Trouble

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
    "Gap",
    "Group",
    "GroupedBreakdown",
    "Moment",
    "Overview",
    "Part",
    "Profile",
    "Proportion",
    "Rounding",
    "RuleCount",
    "Status",
    "Submission",
    "Submissions",
    "Trend",
    "Trouble",
    "UnitMeasure",
    "axis",
    "breakdown",
    "change_in_points",
    "changes",
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
    "together",
]
