"""The words that questions are put in: `question_words.csv`."""

from functools import lru_cache

from reference.spelling import Words, words_of
from reference.tables import rows, wrong_row

ROLES = (
    "count", "share", "who", "missing", "sent", "retire", "quota", "short", "over", "compare", "year_before", "units",
    "wards", "districts", "most", "least", "now", "filler", "by", "mean_age", "left", "joined", "reason",
    "moved_in", "moved", "resigned", "went_away", "retired_early", "named",
)  # fmt: skip


@lru_cache(maxsize=1)
def question_words() -> dict[Words, str]:
    """Read words -> role; raises ReferenceError, with file and line, for a role that there is not."""
    table = {}
    for row in rows("question_words"):
        if row["role"] not in ROLES:
            raise wrong_row(row, f"cột role ghi «{row['role']}», chỉ được là: {', '.join(ROLES)}.")
        table[words_of(row["words"])] = row["role"]
    return table
