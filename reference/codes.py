"""Code lists, and the words for codes."""

from dataclasses import dataclass
from functools import lru_cache

from reference.ages import age_bands
from reference.tables import ReferenceError, rows
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
        value = CodeValue(row["field"], row["code"], int(row["rank"]), row["label"], row["short_label"])
        lists.setdefault(value.field, []).append(value)
    for field, values in lists.items():
        values.sort(key=lambda value: value.rank)
        if len({value.code for value in values}) != len(values):
            raise ReferenceError(f"code_lists.csv: {field} has a code twice")
    return {field: tuple(values) for field, values in lists.items()}


def code_label(name: str, code: str | None, *, short: bool = False) -> str:
    """The label of a field's code: («education», «masters») -> «Thạc sĩ»; None is «Không khai»; a text is itself."""
    if code is None:
        return NOT_DECLARED
    values = age_bands() if name == "age_band" else code_lists().get(name, ())
    for value in values:
        if value.code == code:
            return value.short_label if short else value.label
    return code


@lru_cache(maxsize=1)
def problem_labels() -> dict[str, str]:
    """The short Vietnamese name of each kind of problem; the code itself where a row has none yet."""
    return {row["code"]: row["label"] or row["code"] for row in rows("problems")}
