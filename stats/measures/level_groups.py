"""Values merged to at most four groups: `data/reference/level_groups.csv`.

Levels for charts that show many places side by side; ethnic groups and religions, which have no code list, wherever
they are shown. Which colour a value has follows from its group.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import reference
from stats.measures.breakdowns import Breakdown, is_listed, of_rows, part_values

MOST_GROUPS = 4


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
    """The groups of a field in their order.

    Raises KeyError where the table does not have the field, ReferenceError where a code of its list is missing, stands
    twice or is unknown, where a free text has not one group for all that is not named, or where there are more than
    four groups.
    """
    rows = [row for row in reference.rows("level_groups") if row["field"] == field]
    if not rows:
        raise KeyError(field)
    _check_codes(field, [row["code"] for row in rows])
    heads = sorted({(int(row["rank"]), row["group"], row["label"]) for row in rows})
    if [rank for rank, _, _ in heads] != list(range(1, len(heads) + 1)) or len(heads) > MOST_GROUPS:
        raise reference.ReferenceError(
            f"level_groups.csv: các nhóm của «{field}» phải mang thứ tự 1 đến {MOST_GROUPS}."
        )
    members = {code: [row["code"] for row in rows if row["group"] == code] for _, code, _ in heads}
    return tuple(
        LevelGroup(code, rank, label, tuple(filter(None, members[code])), "" in members[code])
        for rank, code, label in heads
    )


def _check_codes(field: str, codes: list[str]) -> None:
    if is_listed(field):
        if sorted(codes) != sorted(code for code, _, _ in part_values(field, {})):
            raise reference.ReferenceError(f"level_groups.csv: mỗi mã của «{field}» phải có đúng một dòng.")
    elif codes.count("") != 1 or len(set(codes)) < len(codes):
        raise reference.ReferenceError(f"level_groups.csv: «{field}» cần một nhóm cho mọi giá trị còn lại.")


def _group_of(field: str, code: str) -> LevelGroup:
    groups = level_groups(field)
    named = (group for group in groups if code in group.members)
    group = next(named, None) or next((rest for rest in groups if rest.takes_the_rest), None)
    if group is None:
        raise KeyError(code)
    return group


def group_rank(field: str, code: str) -> int:
    """The place of the group that a code belongs to, or that it is; KeyError for a code that no group has."""
    own = next((group for group in level_groups(field) if group.code == code), None)
    return (own or _group_of(field, code)).rank


def merged(whole: Breakdown) -> Breakdown:
    """The breakdown by groups: counts are summed, and shares computed again from the sums; «Không khai» stays last."""
    counts: Counter[str] = Counter()
    for part in whole.parts:
        if part.code is not None:
            counts[_group_of(whole.field, part.code).code] += part.count
    rows = [((group.code, group.label, group.label), counts[group.code]) for group in level_groups(whole.field)]
    return of_rows(whole.field, rows, whole.undeclared, whole.rounding, whole.of)
