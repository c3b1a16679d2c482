"""The lines of a ranking of places: which are shown, under which names, and the words for the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Protocol, TypeVar

import reference
from presentation.charts import naming
from presentation.charts.naming import told_apart
from presentation.charts.words import some_names
from reference import vietnamese
from stats.measures import Group, Order, combined_share, rankings
from stats.names import Names


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a ranking: places under names that tell them apart, what several stand for, words for the rest."""

    groups: tuple[Group, ...]
    members: dict[str, tuple[str, ...]]
    omission: str


def lines_of(
    ranked: Sequence[Group],
    without_roster: Sequence[Group],
    order: Order,
    names: Names,
    codes: Sequence[str],
    words: tuple[str, str],
) -> Lines:
    """Choose the lines that an order asks for; `words`: for the first and for the last of the ranking.

    Places without a roster follow where all are shown: an empty row is to be seen, too.
    """
    chosen, everywhere = rankings.shown(ranked, order, codes), (*ranked, *without_roster)
    groups, members = [], {}
    for line in chosen:
        if line.group:
            groups.append(told_apart(line.group, everywhere, names))
        else:
            share = combined_share(line.breakdown, codes) if codes else None
            name = naming.places_together(len(line.places), share, rest=line.is_rest)
            groups.append(Group(line.key, name, line.breakdown))
            members[line.key] = tuple(told_apart(group, everywhere, names).name for group in line.places)
    if order is Order.NAME:
        groups.sort(key=lambda group: vietnamese.collation_key(group.name))
    omission = naming.places_left_out(order, chosen, len(ranked), words, by_share=bool(codes))
    if order is Order.ALL or rankings.shows_everything(everywhere):
        groups += [told_apart(group, everywhere, names) for group in without_roster]
    return Lines(tuple(groups), members, omission)


class _Named(Protocol):
    """A unit of a ranking."""

    @property
    def code(self) -> str | None:
        """Its code."""

    @property
    def name(self) -> str:
        """Its name."""


_Unit = TypeVar("_Unit", bound=_Named)


@dataclass(frozen=True, slots=True)
class Tie(Generic[_Unit]):
    """A line of a ranking of units: one, or several of the same value that its end has no room for."""

    units: tuple[_Unit, ...]

    @property
    def first(self) -> _Unit:
        """The unit that stands for all."""
        return self.units[0]

    @property
    def only(self) -> _Unit | None:
        """The unit of the line; None where there are several."""
        return self.first if len(self.units) == 1 else None

    @property
    def name(self) -> str:
        """The unit's name, «38 đơn vị, mỗi nơi» for several."""
        return self.first.name if self.only else naming.places_together(len(self.units), None, rest=False)

    @property
    def key(self) -> str:
        """The unit's code; of several a word that is no unit's."""
        return (self.first.code or "none") if self.only else f"equal {self.first.code}"

    @property
    def members(self) -> list[str]:
        """The names that the line stands for, a few and how many others; none beside its own."""
        return [] if self.only else some_names([unit.name for unit in self.units])


def tied_ends(
    ranked: Sequence[_Unit],
    order: Order,
    first: Order,
    words: tuple[str, str],
    value_of: Callable[[_Unit], object],
) -> tuple[list[Tie[_Unit]], str]:
    """Choose the units that a chart of many shows, and the words for that choice; none where all are shown.

    `first`: the order that asks for the beginning of the ranking; `words`: for the units there, and at its end. Where
    an end cuts through units of one value they are one line: which of them came first would be chance.
    """
    whole, ends = int(reference.limit("ranking_whole")), int(reference.limit("ranking_ends"))
    if order is Order.NAME:
        ranked = sorted(ranked, key=lambda unit: vietnamese.collation_key(unit.name))
    if order in (Order.NAME, Order.ALL) or len(ranked) <= whole:
        return [Tie((unit,)) for unit in ranked], ""
    equal = [tuple(units) for _, units in groupby(ranked, value_of)]
    if order is not Order.ENDS:
        place = 0 if order is first else 1
        ties = _end(equal, whole) if place == 0 else _end(equal[::-1], whole)[::-1]
        return ties, f"{_count(ties)} đơn vị {words[place]}"
    upper = _end(equal, ends)
    rest = equal[len({value_of(tie.first) for tie in upper}) :]
    lower = _end(rest[::-1], ends)[::-1]
    shown = [*upper, *lower]
    if sum(len(tie.units) for tie in shown) == len(ranked):
        return shown, ""
    parts = [f"{_count(ties)} đơn vị {word}" for ties, word in zip((upper, lower), words, strict=True)]
    return shown, f"{' và '.join(parts)} trong {vietnamese.number(len(ranked))} đơn vị"


def _end(equal: Sequence[tuple[_Unit, ...]], most: int) -> list[Tie[_Unit]]:
    """Take lines from the beginning until so many units are named; equal ones beyond that stand in one line."""
    ties: list[Tie[_Unit]] = []
    for units in equal:
        if len(ties) >= most:
            break
        fits = len(ties) + len(units) <= most or len(units) < reference.limit("ranking_equal")
        ties += [Tie((unit,)) for unit in units] if fits else [Tie(units)]
        if not fits:
            break
    return ties


def _count(ties: Sequence[Tie[_Unit]]) -> str:
    return vietnamese.number(sum(len(tie.units) for tie in ties))
