"""The breakdown that a page of a level of government opens with on a day: `openings.csv`."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from reference.bodies import Tier
from reference.fields import catalogue
from reference.tables import day_in, rows, wrong_row
from reference.versions import check_days

USUAL = "category"
"""The field of a level and a day that no row speaks of."""


@lru_cache(maxsize=128)
def opening_field(tier: Tier, day: date) -> str:
    """Name the field whose breakdown comes first: since 01/7/2025 commune staff are told by department, not by kind."""
    for row in rows("openings"):
        first, last = day_in(row, "valid_from") or date.min, day_in(row, "valid_to") or date.max
        if row["tier"] == tier and first <= day <= last:
            return row["field"]
    return USUAL


def check_openings() -> None:
    """Hold each row against levels and fields, and against the others; ReferenceError for the first wrong one."""
    for row in rows("openings"):
        for sentence in _wrong_opening(row["tier"], row["field"]):
            raise wrong_row(row, sentence)
    check_days(rows("openings"), ("tier",))


def _wrong_opening(tier: str, field: str) -> Iterator[str]:
    if tier not in set(Tier):
        yield f"cột tier ghi «{tier}», chỉ được là: {', '.join(Tier)}."
    if field not in catalogue():
        yield f"không có tiêu thức «{field}» trong fields.csv."
