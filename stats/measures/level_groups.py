"""Values merged to at most four groups: `data/reference/level_groups.csv`.

Levels for charts that show many places side by side; ethnic groups and religions, which have no code list, wherever
they are shown. Which colour a value has follows from its group.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import reference
from stats.disclosure import shown_share
from stats.measures.breakdowns import Breakdown, Part, of_rows


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """Codes of a field that are shown as one; `rank` is the group's place in the order, 1 first.

    `takes_the_rest`: it also has every value that no group names, as free texts need it.
    """

    code: str
    rank: int
    label: str
    members: tuple[str, ...]
    takes_the_rest: bool = False


@lru_cache(maxsize=32)
def level_groups(field: str) -> tuple[LevelGroup, ...]:
    """The groups of a field in their order; KeyError where the table does not have the field.

    `reference.checking` holds the table to its rules at the start.
    """
    rows = [row for row in reference.rows("level_groups") if row["field"] == field]
    if not rows:
        raise KeyError(field)
    heads = sorted({(int(row["rank"]), row["group"], row["label"]) for row in rows})
    members = {code: [row["code"] for row in rows if row["group"] == code] for _, code, _ in heads}
    return tuple(
        LevelGroup(code, rank, label, tuple(filter(None, members[code])), "" in members[code])
        for rank, code, label in heads
    )


def is_grouped(field: str) -> bool:
    """Tell whether the table has groups of a field; a department has none."""
    return any(row["field"] == field for row in reference.rows("level_groups"))


def group_of(field: str, code: str) -> LevelGroup:
    """Find the group of a code: the one that names it, else the one that takes the rest; KeyError where neither is."""
    groups = level_groups(field)
    named = (group for group in groups if code in group.members)
    group = next(named, None) or next((rest for rest in groups if rest.takes_the_rest), None)
    if group is None:
        raise KeyError(code)
    return group


def group_rank(field: str, code: str) -> int:
    """The place of the group that a code belongs to, or that it is; KeyError for a code that no group has."""
    own = next((group for group in level_groups(field) if group.code == code), None)
    return (own or group_of(field, code)).rank


def merged(whole: Breakdown) -> Breakdown:
    """The breakdown by groups: counts are summed, and shares computed again from the sums; «Không khai» stays last."""
    members: dict[str, list[str]] = {}
    for part in whole.parts:
        if part.code is not None:
            members.setdefault(group_of(whole.field, part.code).code, []).append(part.code)
    groups = level_groups(whole.field)
    counts = {group.code: whole.count_of(members.get(group.code, ())) for group in groups}
    if whole.total is not None:
        return _merged_as_given(whole, counts)
    rows = [((group.code, group.label, group.label), counts[group.code]) for group in groups]
    return of_rows(whole.field, rows, whole.undeclared, whole.rounding, whole.of)


def _merged_as_given(whole: Breakdown, counts: Mapping[str, int]) -> Breakdown:
    """Group a breakdown whose counts are withheld or rounded: shares are of the base that is given."""
    parts = [
        Part(group.code, group.label, group.label, count, shown_share(count, whole.base, whole.rounding))
        for group in level_groups(whole.field)
        for count in [counts[group.code]]
    ]
    return replace(whole, parts=(*parts, *(part for part in whole.parts if part.code is None)), together=())
