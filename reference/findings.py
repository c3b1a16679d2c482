"""Findings: which facts of a date call for attention, from which threshold on, in which order, in which words.

The rules are rows of `findings.csv`, most urgent first; the standards that one of them asks for, of `standards.csv`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from string import Formatter

from reference.codes import code_lists
from reference.tables import choice_in, day_in, rows, share_in, wrong_row

RULES = (
    "units_missing", "people_held", "problems_open", "headcount_moved", "undeclared", "past_retirement", "lowest",
    "one_below_standard",
)  # fmt: skip
BLANKS = ("places", "number", "count", "share", "province", "day", "since", "limit", "standard")
"""The names that the words of a rule may have in braces."""
_OF_A_FIELD = ("undeclared", "lowest", "one_below_standard")
_FIELDS = ("education", "it")


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A kind of finding: of which field («»: of none), from which share or number on, on which page it leads."""

    rule: str
    field: str
    at_least: Fraction
    page: str
    words: str


@dataclass(frozen=True, slots=True)
class Standard:
    """The least level that a field of a category's people must have on a day, but those of the posts `exempt`.

    `least` «», and no `codes`: the day's rule asks by job, and names no level for all.
    """

    field: str
    category: str
    codes: tuple[str, ...]
    least: str
    exempt: tuple[str, ...]
    valid_from: date
    valid_to: date
    source: str
    note: str = ""


@lru_cache(maxsize=1)
def finding_rules() -> tuple[FindingRule, ...]:
    """The rules, most urgent first; checked to be known, and to have words with known blanks."""
    return tuple(map(_rule, rows("findings")))


def _rule(row: Mapping[str, str]) -> FindingRule:
    rule = choice_in(row, "rule", RULES)
    field = choice_in(row, "field", _FIELDS if rule in _OF_A_FIELD else ("",))
    try:
        blanks = [name for _, name, _, _ in Formatter().parse(row["words"]) if name is not None]
    except ValueError as error:
        raise wrong_row(row, "cột words có dấu ngoặc nhọn không khép.") from error
    unknown = [name for name in blanks if name not in BLANKS]
    if unknown or not row["words"]:
        raise wrong_row(row, f"cột words chỉ được có {{{'}, {'.join(BLANKS)}}}, không có «{', '.join(unknown)}».")
    return FindingRule(rule, field, share_in(row, "at_least"), row["page"], row["words"])


@lru_cache(maxsize=1)
def standards() -> tuple[Standard, ...]:
    """The standards of all times."""
    return tuple(map(_standard, rows("standards")))


def _standard(row: Mapping[str, str]) -> Standard:
    field = choice_in(row, "field", ("education",))
    codes = [value.code for value in code_lists()[field]]
    least = choice_in(row, "least", ("", *codes))
    return Standard(
        field,
        choice_in(row, "category", [value.code for value in code_lists()["category"]]),
        codes=tuple(codes[: codes.index(least) + 1]) if least else (),
        least=least,
        exempt=tuple(filter(None, row["except"].split("; "))),
        valid_from=day_in(row, "valid_from") or date.min,
        valid_to=day_in(row, "valid_to") or date.max,
        source=row["source"],
        note=row["note"],
    )


def standard_on(as_of: date, field: str) -> Standard | None:
    """The standard of a field that is in force on a day."""
    return next(
        (each for each in standards() if each.field == field and each.valid_from <= as_of <= each.valid_to), None
    )
