"""Titles that are one post: what a decree calls by the kind of unit («Địa chính – …» of a commune and of a ward)."""

from functools import lru_cache

from reference.spelling import key
from reference.tables import rows

_BETWEEN = "; "


@lru_cache(maxsize=4096)
def post_of(position: str) -> str:
    """Give a position's titles, each by the first of the names that it has in the kinds of units, as a key."""
    return _BETWEEN.join(_first_names().get(title, title) for title in map(key, position.split(_BETWEEN)))


@lru_cache(maxsize=1)
def _first_names() -> dict[str, str]:
    """The table of title -> first title of its post, as keys, by spellings whose title the kind of unit decides."""
    first: dict[str, str] = {}
    by_spelling: dict[str, str] = {}
    for row in rows("position_spellings"):
        if row["unit_kind"]:
            title = key(row["title"])
            first.setdefault(title, by_spelling.setdefault(row["spelling"], first.get(title, title)))
    return first
