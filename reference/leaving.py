"""The reasons of leaving: `leaving_reasons.csv`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reference.tables import rows, wrong_row


@dataclass(frozen=True, slots=True)
class LeavingReason:
    """A reason why somebody is on no later roster; `leaves` False: a transfer within the province and the like."""

    code: str
    label: str
    group: str
    leaves: bool
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
    if row["leaves"] not in ("yes", "no"):
        raise wrong_row(row, "cột leaves chỉ được là yes hoặc no.")
    return LeavingReason(row["code"], row["label"], row["group"], row["leaves"] == "yes", row["source"])
