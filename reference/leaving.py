"""The reasons of leaving and the words that rosters tell them by: `leaving_reasons.csv`, `leaving_words.csv`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reference.spelling import words_of
from reference.tables import rows, wrong_row

LEFT, SOON, OVER, PRESENT, UNSURE = "left", "soon", "over", "present", "unsure"
ROLES = (LEFT, SOON, OVER, PRESENT, UNSURE)
"""Meanings of words beside reasons: gone without a reason, not yet gone, gone already, not gone at all, either."""


@dataclass(frozen=True, slots=True)
class LeavingReason:
    """A reason why somebody is on no later roster; `leaves` False: a transfer within the province and the like.

    `stays`: whoever has it still is among the people of their unit.
    """

    code: str
    label: str
    group: str
    leaves: bool
    stays: bool
    source: str


@lru_cache(maxsize=1)
def leaving_reasons() -> dict[str, LeavingReason]:
    """Give the reasons by code, in the table's order; ReferenceError for a wrong row."""
    reasons: dict[str, LeavingReason] = {}
    for row in rows("leaving_reasons"):
        reasons[row["code"]] = _reason(row, list(reasons))
    return reasons


def _reason(row: Mapping[str, str], before: Sequence[str]) -> LeavingReason:
    if not row["code"] or not row["label"] or not row["group"]:
        raise wrong_row(row, "thiếu mã, tên hoặc nhóm.")
    if row["code"] in before:
        raise wrong_row(row, f"mã «{row['code']}» đã có ở trên.")
    for column in ("leaves", "stays"):
        if row[column] not in ("yes", "no"):
            raise wrong_row(row, f"cột {column} chỉ được là yes hoặc no.")
    is_leaving, is_staying = row["leaves"] == "yes", row["stays"] == "yes"
    return LeavingReason(
        row["code"], row["label"], group=row["group"], leaves=is_leaving, stays=is_staying, source=row["source"]
    )


@lru_cache(maxsize=1)
def leaving_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List meanings with the runs of words that tell each, the longest first; ReferenceError for a wrong row.

    All runs of a row stand in a text that means it: «thôi việc + 154».
    """
    table: dict[tuple[tuple[str, ...], str], None] = {}
    for row in rows("leaving_words"):
        if row["meaning"] not in (*leaving_reasons(), *ROLES):
            raise wrong_row(row, f"«{row['meaning']}» không phải là lý do rời đi trong leaving_reasons.csv.")
        runs = tuple(" ".join(words_of(run)) for run in row["words"].split("+"))
        if not all(runs) or (runs, row["meaning"]) in table:
            raise wrong_row(row, "thiếu từ, hoặc đã có ở trên.")
        table[runs, row["meaning"]] = None
    longest = sorted(table, key=lambda entry: -sum(map(len, entry[0])))
    return tuple((meaning, runs) for runs, meaning in longest)


def speaks_of_leaving(text: str) -> bool:
    """Tell whether a text holds the words of a reason of leaving: «Nghỉ hưu trước tuổi», «Nghỉ theo Nghị định 178»."""
    spoken = f" {' '.join(words_of(text))} "
    runs_of_reasons = (runs for meaning, runs in leaving_words() if meaning in leaving_reasons())
    return any(all(f" {run} " in spoken for run in runs) for runs in runs_of_reasons)
