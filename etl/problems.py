"""Problems in a roster: values, not exceptions; their sentences and advice stand in `data/reference/problems.csv`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

import reference
from reference import vietnamese
from reference.addresses import place_in_words

_LONGEST_VALUE = 1000
"""The most letters of a quoted cell; one may hold thirty times as many, and nobody reads them."""
_STEP = 1000
"""The number of problems after which the errors are counted again."""


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
    district: str = ""
    """The code of the district that the cell's row is known to be in, by which a unit's name was looked up."""

    def as_json(self) -> dict[str, str]:
        """Give the problem's part of the contract's object."""
        return {name: value for name, value in asdict(self).items() if name != "district"}


class Refused(Exception):  # noqa: N818 - it is no defect of the program but an answer
    """A file that cannot be used at all; carries the problem that says why, and those of other files."""

    def __init__(self, problem: Problem, others: Sequence[Problem] = ()) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.others = tuple(others)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """Give the kinds of problems by code: severity, Vietnamese sentence (with {placeholders}), advice."""
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
    """Make a problem of a kind of the catalogue, its sentence filled in with the place, the value and `words`.

    A suggestion that repeats the value is none.
    """
    kind = catalogue()[code]
    label = reference.field_label(field)
    texts = {name: _as_text(word) for name, word in {**words, "value": value, "field": label}.items()}
    sentence = kind["message"].format(**texts)
    advice = kind["advice"].format(**texts)
    message = f"{_opening(file, sheet, cell)}{sentence} {advice}".strip()
    return Problem(
        code,
        kind["severity"],
        file=file,
        sheet=sheet,
        cell=cell,
        field=field,
        value=_as_text(str(value)),
        message=message,
        suggestion="" if suggestion.casefold() == str(value).strip().casefold() else suggestion,
    )


def _as_text(word: object) -> str:
    """Write a word of a sentence: counts with points (2.366); what is no count (a row's number) comes as text."""
    if isinstance(word, int):
        return f"{word:,}".replace(",", ".")
    return str(word)[:_LONGEST_VALUE].replace("\0", "")  # PostgreSQL keeps no text with a zero byte


def refuse_flood(problems: Sequence[Problem]) -> None:
    """Raise Refused with the first of them for more errors than anybody reads; call it after each one."""
    if len(problems) % _STEP == 0 and problems:
        limit = int(reference.limit("most_errors"))
        if sum(each.severity == "error" for each in problems) > limit:
            raise Refused(problem("too_many_errors", file=problems[-1].file, limit=limit), problems[:_STEP])


def sentence(problem: Problem) -> str:
    """Give the sentence of a problem, without the place with which its message begins."""
    return problem.message.removeprefix(_opening(problem.file, problem.sheet, problem.cell))


def _opening(file: str, sheet: str, cell: str) -> str:
    """The place of a problem, «Tệp «a.xlsx», trang «Danh sách», ô K17: », as much of it as is known."""
    place = ", ".join(filter(None, (f"tệp «{file}»" if file else "", place_in_words(sheet, cell))))
    return f"{vietnamese.capitalised(place)}: " if place else ""
