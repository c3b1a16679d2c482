"""The four difficulties of digital transformation, and the figures that answer each: rows of `readiness.csv`."""

from dataclasses import dataclass
from functools import lru_cache

from reference.figures import INDICATORS, measures_of
from reference.tables import choice_in, rows, wrong_row

SHARES = ("it_evidence", "university", "digital_skills")
"""The shares of the people of rosters that an answer may have."""


@dataclass(frozen=True, slots=True)
class Difficulty:
    """A difficulty: its name, the question, and its figures as kind (`share`, `indicator`) and name."""

    code: str
    label: str
    question: str
    figures: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def difficulties() -> tuple[Difficulty, ...]:
    """List the difficulties in the table's order; ReferenceError for a figure that nobody has."""
    groups: dict[str, Difficulty] = {}
    indicators = [measure.code for measure in measures_of(INDICATORS)]
    for row in rows("readiness"):
        kind = choice_in(row, "kind", ("share", "indicator"))
        name = choice_in(row, "name", SHARES if kind == "share" else indicators)
        known = groups.get(row["difficulty"])
        if known and (known.label, known.question) != (row["label"], row["question"]):
            raise wrong_row(row, f"«{row['difficulty']}» ở trên có tên hoặc câu hỏi khác.")
        figures = (*(known.figures if known else ()), (kind, name))
        groups[row["difficulty"]] = Difficulty(row["difficulty"], row["label"], row["question"], figures)
    return tuple(groups.values())
