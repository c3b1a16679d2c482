"""The spellings of `value_spellings.csv`: whole cells, and the levels that cells of several words are built of."""

from functools import lru_cache

import reference
from reference.spelling import Words, key, words_of

Sets = tuple[tuple[str, str], ...]
"""Fields and the codes that a spelling gives them."""

_SHARED, _COURSE = "shared", "course"
_FLAGS = (_SHARED, _COURSE)
"""The words beside the codes that tell what is doubtful about a spelling."""


@lru_cache(maxsize=1)
def spellings() -> dict[tuple[str, str], Sets]:
    """Give the table: field and key of a spelling -> what it means."""
    table: dict[tuple[str, str], Sets] = {}
    lists = reference.code_lists()
    for row in reference.rows("value_spellings"):
        entries = [item for item in row["sets"].split() if item not in _FLAGS]
        sets: Sets = tuple((field, code) for field, _, code in (item.partition("=") for item in entries))
        for field, code in sets:
            if field != "party_probation" and code not in {value.code for value in lists[field]}:
                raise reference.wrong_row(row, f"«{field}» không có mã «{code}».")
        place = (row["field"], key(row["spelling"]))
        if table.setdefault(place, sets) != sets:
            raise reference.wrong_row(row, f"«{row['spelling']}» của «{row['field']}» đã có nghĩa khác ở trên.")
    return table


def sets_of(field: str, spelling_key: str) -> Sets:
    """Give the meaning of a spelling (already a key) in a column of `field`; empty when it is not in the table."""
    return spellings().get((field, spelling_key), ())


@lru_cache(maxsize=1)
def shared() -> frozenset[tuple[str, str]]:
    """List the spellings, with their fields, that stand for two codes of which the lower one is taken."""
    return _flagged(_SHARED)


@lru_cache(maxsize=1)
def courses() -> frozenset[tuple[str, Words]]:
    """List the words, with their fields, of courses that are taken for the degree at or before them: «Cao học»."""
    return frozenset((field, words_of(spelling)) for field, spelling in _flagged(_COURSE))


def _flagged(flag: str) -> frozenset[tuple[str, str]]:
    rows = (row for row in reference.rows("value_spellings") if flag in row["sets"].split())
    return frozenset((row["field"], key(row["spelling"])) for row in rows)


@lru_cache(maxsize=64)
def known_sets(field: str) -> tuple[Sets, ...]:
    """List everything that a value of a column of `field` can mean."""
    return tuple(dict.fromkeys(sets for (name, _), sets in spellings().items() if name == field and sets))
