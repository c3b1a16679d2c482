"""The kinds of units by level, with the words of their names and their validity; how much of a unit goes to another."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reference.tables import choice_in, day_in, rows

LEVELS = ("province", "district", "commune")
"""From above; a unit lies in one of a level above its own."""
ALL, SOME, NOBODY = "all", "some", "nobody"
"""Of a unit's people those who go with an extent."""
WHOLE = "whole"


class UnitKind(NamedTuple):
    """A kind of unit: its level, its code, the words before a name; the days on which there may be units of it."""

    level: str
    code: str
    word: str
    valid_from: date | None
    valid_to: date | None

    def allows(self, first: date | None, last: date | None) -> bool:
        """Tell whether a unit of this kind may stand from a day to another; None: open at that end."""
        begins = self.valid_from is None or (first is not None and first >= self.valid_from)
        return begins and (self.valid_to is None or (last is not None and last <= self.valid_to))


@lru_cache(maxsize=1)
def unit_kinds() -> tuple[UnitKind, ...]:
    """List the kinds of `unit_kinds.csv`, in the official order of each level."""
    return tuple(
        UnitKind(
            choice_in(row, "level", LEVELS),
            row["kind"],
            row["word"],
            day_in(row, "valid_from"),
            day_in(row, "valid_to"),
        )
        for row in rows("unit_kinds")
    )


def kinds_of(level: str) -> tuple[UnitKind, ...]:
    """List the kinds of a level in the official order."""
    return tuple(kind for kind in unit_kinds() if kind.level == level)


def kind_of(level: str, code: str) -> UnitKind | None:
    """Find a kind of a level by its code."""
    return _by_code().get((level, code))


@lru_cache(maxsize=1)
def _by_code() -> dict[tuple[str, str], UnitKind]:
    return {(kind.level, kind.code): kind for kind in unit_kinds()}


@lru_cache(maxsize=4)
def last_day_of(level: str) -> date:
    """Give the last day on which there may be units of a level; date.max while there is none."""
    return max((kind.valid_to or date.max for kind in kinds_of(level)), default=date.max)


def without_kind(name: str, level: str) -> str:
    """Take the words of the kind off a unit's name: («Tỉnh Bắc Ninh», province) -> «Bắc Ninh»."""
    words = (f"{kind.word} " for kind in kinds_of(level))
    return next((name.removeprefix(word) for word in words if name.startswith(word)), name)


@lru_cache(maxsize=1)
def extents() -> dict[str, str]:
    """Give the extents of successions with their words: `whole` -> «toàn bộ»."""
    return {row["extent"]: row["label"] for row in rows("unit_extents")}


@lru_cache(maxsize=1)
def _moves() -> dict[str, str]:
    return {row["extent"]: choice_in(row, "moves", (ALL, SOME, NOBODY)) for row in rows("unit_extents")}


def moves(extent: str) -> str:
    """Tell how many of a unit's people go with an extent: all, some or nobody."""
    return _moves().get(extent, NOBODY)
