"""The words of questions: `question_words.csv`, words -> the part that they play."""

from enum import StrEnum
from functools import lru_cache

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
    PLACES = "places"
    """The number of units themselves."""
    UNITS = "units"
    DISTRICTS = "districts"
    CROSS = "cross"
    """A table by fields."""
    MEAN_AGE = "mean_age"
    LEFT = "left"
    JOINED = "joined"


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
