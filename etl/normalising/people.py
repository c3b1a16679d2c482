"""Names, ethnic groups and religions as the roster has them; the last two by their official names."""

from functools import lru_cache

from rapidfuzz import fuzz, process

import reference
from etl.normalising.text import words_of

_LIKE = 75
"""Of a hundred; below it a proposal would rather mislead."""
_ETHNICITY_WORDS = (("dân", "tộc"), ("dt",), ("người",))


def read_ethnicity(text: str) -> str | None:
    """The official name of one of the 54 ethnic groups («Mông» for «H'Mông»); None for what no table knows."""
    words = words_of(text)
    for opening in _ETHNICITY_WORDS:
        words = words[len(opening) :] if words[: len(opening)] == opening else words
    return _ethnicities().get("".join(words).replace("'", ""))


def read_religion(text: str) -> str | None:
    """The official name of a religion, «Không» for none («Lương»); None for what no table knows."""
    return _religions().get("".join(words_of(text)).replace("'", ""))


def propose(field: str, text: str) -> str:
    """The name of the list (`ethnicity` or `religion`) whose spelling is likeliest, or ""; only ever proposed."""
    table = _ethnicities() if field == "ethnicity" else _religions()
    best = process.extractOne("".join(words_of(text)), list(table), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return table[best[0]] if best else ""


def official_names(field: str) -> tuple[str, ...]:
    """The official list (of `ethnicity` or `religion`) in its order."""
    return tuple(row["name"] for row in reference.rows("ethnicities" if field == "ethnicity" else "religions"))


@lru_cache(maxsize=1)
def _ethnicities() -> dict[str, str]:
    return _names_by_spelling("ethnicities", "ethnicity_spellings")


@lru_cache(maxsize=1)
def _religions() -> dict[str, str]:
    return _names_by_spelling("religions", "religion_spellings")


def _names_by_spelling(names_table: str, spellings_table: str) -> dict[str, str]:
    """Spelling, its words run together («bana»), -> official name; each name spells itself.

    Raises reference.ReferenceError when a spelling stands for two names, or for one that the list of names lacks.
    """
    official = reference.rows(names_table)
    names = [row["name"] for row in official]
    table: dict[str, str] = {}
    for row in (*official, *reference.rows(spellings_table)):
        spelling, name = row.get("spelling") or row["name"], row["name"]
        if name not in names:
            raise reference.wrong_row(row, f"«{spelling}» dẫn tới «{name}» là tên không có.")
        if table.setdefault("".join(words_of(spelling)).replace("'", ""), name) != name:
            raise reference.wrong_row(row, f"«{spelling}» đã là tên khác ở trên.")
    return table
