"""Names, ethnic groups and religions as the roster has them; the last two by their official names."""

from functools import lru_cache

import reference
from etl.normalising.syllables import is_syllable
from reference.likeness import likeliest
from reference.spelling import words_of

_SYLLABLES_OF_A_NAME = range(2, 6)
_OPENINGS = {"ethnicity": (("dân", "tộc"), ("dt",), ("người",))}
"""Words that may stand before a name of a field's list."""


def read_name(field: str, text: str) -> str | None:
    """Read a name of a field's official list («Mông» for «H'Mông», «Không» for «Lương»); None where no table has it."""
    words = words_of(text)
    for opening in _OPENINGS.get(field, ()):
        words = words[len(opening) :] if words[: len(opening)] == opening else words
    return _names(field).get("".join(words).replace("'", ""))


def propose(field: str, text: str) -> str:
    """Propose the name of the field's list whose spelling is likeliest, or ""; only ever proposed."""
    table = _names(field)
    return table.get(likeliest("".join(words_of(text)), table) or "", "")


@lru_cache(maxsize=8)
def _names(field: str) -> dict[str, str]:
    """The table of spelling, its words run together («bana»), -> official name; each name spells itself.

    Raises reference.ReferenceError when a spelling stands for two names, or for one that the list of names lacks.
    """
    official = reference.rows(reference.catalogue()[field].official_list)
    names = [row["name"] for row in official]
    table: dict[str, str] = {}
    for row in (*official, *reference.rows(f"{field}_spellings")):
        spelling, name = row.get("spelling") or row["name"], row["name"]
        if name not in names:
            raise reference.wrong_row(row, f"«{spelling}» dẫn tới «{name}» là tên không có.")
        if table.setdefault("".join(words_of(spelling)).replace("'", ""), name) != name:
            raise reference.wrong_row(row, f"«{spelling}» đã là tên khác ở trên.")
    return table


def is_person_name(text: str) -> bool:
    """Tell whether a text looks like a Vietnamese person's name: two to five syllables, each with a capital."""
    words = text.split()
    return len(words) in _SYLLABLES_OF_A_NAME and all(word[0].isupper() and is_syllable(word) for word in words)
