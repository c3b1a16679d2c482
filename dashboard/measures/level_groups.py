"""Levels merged to at most four, for charts that show many places side by side: `data/reference/level_groups.csv`."""

from dataclasses import dataclass
from functools import lru_cache

import reference
from dashboard.labels import NOT_DECLARED
from dashboard.measures.breakdowns import Breakdown, Part
from dashboard.measures.shares import shares

MOST_GROUPS = 4


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """Codes of a field that are shown as one; `rank` is the group's place in the order, 1 first."""

    code: str
    rank: int
    label: str
    members: tuple[str, ...]


@lru_cache(maxsize=16)
def level_groups(field: str) -> tuple[LevelGroup, ...]:
    """The groups of a field in their order.

    Raises KeyError where the table does not have the field, ReferenceError where a code of its list is missing, stands
    twice or is unknown, or where there are more than four groups.
    """
    rows = [row for row in reference.rows("level_groups") if row["field"] == field]
    if not rows:
        raise KeyError(field)
    if sorted(row["code"] for row in rows) != sorted(value.code for value in reference.code_lists()[field]):
        raise reference.ReferenceError(f"level_groups.csv: {field} does not have each code of its list once")
    heads = sorted({(int(row["rank"]), row["group"], row["label"]) for row in rows})
    if [rank for rank, _, _ in heads] != list(range(1, len(heads) + 1)) or len(heads) > MOST_GROUPS:
        raise reference.ReferenceError(f"level_groups.csv: {field} needs groups of ranks 1 to {MOST_GROUPS} at most")
    return tuple(
        LevelGroup(code, rank, label, tuple(row["code"] for row in rows if row["group"] == code))
        for rank, code, label in heads
    )


def group_rank(field: str, code: str) -> int:
    """The place of the group that a code belongs to; KeyError for a code that no group has."""
    for group in level_groups(field):
        if code in group.members:
            return group.rank
    raise KeyError(code)


def merged(whole: Breakdown) -> Breakdown:
    """The breakdown by groups: counts are summed, and shares computed again from the sums; «Không khai» stays last."""
    groups = level_groups(whole.field)
    rows: list[tuple[str | None, str]] = [(group.code, group.label) for group in groups]
    counts = [sum(whole.part(code).count for code in group.members) for group in groups]
    undeclared = sum(part.count for part in whole.parts if part.code is None)
    if undeclared:
        rows.append((None, NOT_DECLARED))
        counts.append(undeclared)
    parts = zip(rows, counts, shares(counts, whole.rounding), strict=True)
    return Breakdown(
        whole.field,
        whole.base,
        tuple(Part(code, label, label, count, share) for (code, label), count, share in parts),
        whole.rounding,
    )
