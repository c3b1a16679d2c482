"""Problems in a roster: values, not exceptions; their sentences and advice stand in `data/reference/problems.csv`."""

from dataclasses import dataclass
from functools import lru_cache

import reference


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that was not understood or is doubtful.

    `cell` is «K17», or empty for a problem that belongs to no cell; `severity` is `error` or `warning`.
    """

    code: str
    severity: str
    file: str
    sheet: str
    cell: str
    field: str
    value: str
    message: str
    suggestion: str = ""


class Refused(Exception):
    """A file that cannot be used at all; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """The kinds of problems by code: severity, Vietnamese sentence (with {placeholders}), advice."""
    return {row["code"]: row for row in reference.rows("problems")}


def problem(
    code: str,
    *,
    file: str = "",
    sheet: str = "",
    cell: str = "",
    field: str = "",
    value: object = "",
    suggestion: str = "",
    **words: object,
) -> Problem:
    """A problem of a kind of the catalogue, its sentence filled in with the place, the value and `words`."""
    kind = catalogue()[code]
    place = ", ".join(
        part for part in (f"tệp «{file}»" if file else "", f"trang «{sheet}»" if sheet else "", f"ô {cell}" if cell else "") if part
    )
    label = reference.field_labels().get(field, field)
    sentence = kind["message"].format(value=value, field=label, **words)
    opening = place[:1].upper() + place[1:] + ": " if place else ""
    return Problem(
        code, kind["severity"], file, sheet, cell, field, str(value), f"{opening}{sentence} {kind['advice']}".strip(), suggestion
    )
