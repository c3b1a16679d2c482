"""The words of questions: `question_words.csv`, words -> the part that they play."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from reference.leaving import leaving_reasons
from reference.question_words import question_words
from reference.spelling import Words


class Intent(StrEnum):
    """The thing that a question wants to know."""

    COUNT = "count"
    SHARE = "share"
    WHO = "who"
    MISSING = "missing"
    SENT = "sent"
    RETIRE = "retire"
    QUOTA = "quota"
    COMPARE = "compare"
    BESIDE = "beside"
    """The same number of several places."""
    PLACES = "places"
    """The number of units themselves."""
    UNITS = "units"
    DISTRICTS = "districts"
    CROSS = "cross"
    """A table by fields."""
    MEAN_AGE = "mean_age"
    LEFT = "left"
    JOINED = "joined"
    MOVED_IN = "moved_in"
    """Those who came from another unit of the province."""
    MOVED = "moved"
    """Those who are in another unit than before."""
    NAMED = "named"
    """Somebody by name, who is looked up on a page of its own."""


FLOWS = (Intent.LEFT, Intent.MOVED_IN, Intent.JOINED, Intent.MOVED)
"""Questions about people between two dates."""
LEAVING: Mapping[str, str] = {
    "resigned": "Thôi việc", "went_away": "Chuyển đi", "retired_early": "Nghỉ hưu trước tuổi",
}  # fmt: skip
"""Role -> the reasons of those who left that it asks for: their group, or how their labels begin."""


def reasons_of(role: str) -> frozenset[str]:
    """Give the codes of the reasons that a word of leaving means."""
    words = LEAVING[role]
    return frozenset(c for c, each in leaving_reasons().items() if words == each.group or each.label.startswith(words))


@lru_cache(maxsize=1)
def longest() -> int:
    """Give the number of words of the longest entry."""
    return max(map(len, question_words()))


def role_at(words: Words, at: int) -> tuple[str, int]:
    """Find the longest entry that begins at a word: its role and its length; empty where none does."""
    for length in range(min(longest(), len(words) - at), 0, -1):
        role = question_words().get(words[at : at + length])
        if role:
            return role, length
    return "", 0
