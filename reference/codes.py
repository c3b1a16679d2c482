"""Code lists, and the words for codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reference.ages import age_band
from reference.tables import rows, wrong_row
from reference.vietnamese import NOT_DECLARED


@dataclass(frozen=True, slots=True)
class CodeValue:
    """One value of a code list."""

    field: str
    code: str
    rank: int
    label: str
    short_label: str


@lru_cache(maxsize=1)
def code_lists() -> dict[str, tuple[CodeValue, ...]]:
    """Code lists by field, each in its official order."""
    lists: dict[str, list[CodeValue]] = {}
    for row in rows("code_lists"):
        values = lists.setdefault(row["field"], [])
        values.append(_value(row, values))
    return {field: tuple(sorted(values, key=lambda value: value.rank)) for field, values in lists.items()}


def _value(row: Mapping[str, str], before: Sequence[CodeValue]) -> CodeValue:
    """One value, held against those of its list that stand above it."""
    if not row["code"] or not row["label"] or not row["short_label"]:
        raise wrong_row(row, "thiếu mã, tên hoặc tên ngắn.")
    if not row["rank"].isdecimal():
        raise wrong_row(row, f"thứ tự «{row['rank']}» không phải là số.")
    value = CodeValue(row["field"], row["code"], int(row["rank"]), row["label"], row["short_label"])
    if any(other.code == value.code or other.rank == value.rank for other in before):
        raise wrong_row(row, f"mã «{value.code}» hoặc thứ tự {value.rank} của «{value.field}» đã có ở trên.")
    return value


def code_label(name: str, code: str | None, *, short: bool = False) -> str:
    """The label of a field's code: («education», «masters») -> «Thạc sĩ»; None is «Không khai»; a text is itself."""
    if code is None:
        return NOT_DECLARED
    band = age_band(code) if name == "age_band" else None
    values = (band,) if band else code_lists().get(name, ())
    for value in values:
        if value.code == code:
            return value.short_label if short else value.label
    return code


@lru_cache(maxsize=1)
def problem_labels() -> dict[str, str]:
    """The short Vietnamese name of each kind of problem; the code itself where a row has none yet."""
    return {row["code"]: row["label"] or row["code"] for row in rows("problems")}


@lru_cache(maxsize=8)
def codes_not_in_force(day: date) -> frozenset[tuple[str, str]]:
    """List the fields and codes that the forms of a day do not have (`form_values.csv`)."""
    return frozenset(
        (row["field"], row["code"])
        for row in rows("form_values")
        if (row["valid_from"] and day < date.fromisoformat(row["valid_from"]))
        or (row["valid_to"] and date.fromisoformat(row["valid_to"]) < day)
    )
