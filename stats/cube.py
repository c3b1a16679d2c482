"""A table of counts: people of a selection by up to three fields, on one date or several, with all its margins.

Breakdowns, groups of places, trends and cross-tables are views of it (`stats.measures`); it knows neither shares nor
words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from stats.selection import Selection

AS_OF, KINDS_OF_IT = "as_of", "it_detail"
Key = tuple[str | None, ...]
"""A code for each axis; None: the roster does not say."""


Conditions = tuple[tuple[str, str | None], ...]
"""Dimensions and the code that people have there, None: the roster does not say; of a listed field several codes."""


class Base(StrEnum):
    """Of whom shares are: of everybody, or of those who declare something."""

    ALL = "all"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The number of a place's units, and of those that have a roster on a date."""

    units_with_roster: int
    units_total: int

    @property
    def is_complete(self) -> bool:
        """True where every unit has a roster."""
        return self.units_with_roster >= self.units_total

    @property
    def is_half(self) -> bool:
        """True where at least half of the units have a roster."""
        return 2 * self.units_with_roster >= self.units_total


@dataclass(frozen=True, slots=True)
class Question:
    """People of a selection by fields (names of `queries.DIMENSIONS`).

    `dates`: the dates to count on, oldest first; empty: the selection's own alone. `base`: of whom the shares of a view
    are. `where`: further conditions, dimension and code (None: the roster does not say).
    Screens and documents cross up to three fields; `manage.py stats` may ask for more.
    """

    selection: Selection
    by: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    base: Base = Base.ALL
    where: Conditions = ()

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of the cube's axes: the date first where there are several, then the fields."""
        return (AS_OF, *self.by) if self.dates else self.by


@dataclass(frozen=True)
class Cube:
    """Counts of people by `axes`; combinations without people are left out, and every margin is a sum of `counts`.

    `coverage`: of each date of the question, how many units of the selection's place have a roster.
    """

    axes: tuple[str, ...]
    counts: Mapping[Key, int]
    coverage: Mapping[date, Coverage]
    base: Base = Base.ALL

    @cached_property
    def total(self) -> int:
        """Everybody."""
        return sum(self.counts.values())

    def margin(self, *axes: str) -> dict[Key, int]:
        """Sum the people over all axes but these, in the order given; KeyError for a name that is no axis."""
        places = [self._place(axis) for axis in axes]
        sums: dict[Key, int] = {}
        for key, number in self.counts.items():
            part = tuple(key[place] for place in places)
            sums[part] = sums.get(part, 0) + number
        return sums

    def by(self, axis: str) -> dict[str | None, int]:
        """Sum the people by the codes of one axis; None are those of whom the rosters do not say."""
        return {code: number for (code,), number in self.margin(axis).items()}

    def undeclared(self, axis: str) -> int:
        """Count those of whom the rosters do not say («không khai»)."""
        return self.by(axis).get(None, 0)

    def slices(self, axis: str) -> "dict[str | None, Cube]":
        """Cut the cube along an axis: of each of its codes the cube of the other axes."""
        place = self._place(axis)
        rest = (*self.axes[:place], *self.axes[place + 1 :])
        parts: dict[str | None, dict[Key, int]] = {}
        for key, number in self.counts.items():
            parts.setdefault(key[place], {})[(*key[:place], *key[place + 1 :])] = number
        return {code: Cube(rest, counts, self.coverage, self.base) for code, counts in parts.items()}

    def _place(self, axis: str) -> int:
        if axis not in self.axes:
            raise KeyError(axis)
        return self.axes.index(axis)


def with_kinds(cube: Cube) -> Cube:
    """Turn the last two axes, IT's kinds and IT, into the kinds alone, with «none» for those without IT."""
    sums: dict[Key, int] = {}
    for (*codes, kind, it), number in cube.counts.items():
        key = (*codes, "none" if kind is None and it == "none" else kind)
        sums[key] = sums.get(key, 0) + number
    return replace(cube, axes=cube.axes[:-1], counts=sums)


def counts_at(slices: Mapping[str | None, Cube], place: str | None, field: str) -> dict[str | None, int]:
    """Count the people of one of the places by a field; nobody of a place without people."""
    return slices[place].by(field) if place in slices else {}
