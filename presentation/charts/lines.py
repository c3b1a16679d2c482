"""The lines of a ranking of places: which are shown, under which names, and the words for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import reference
from presentation.charts import naming
from presentation.charts.naming import told_apart
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
    shown = sum(len(line.places) for line in chosen if not line.is_rest)
    omission = naming.places_left_out(order, shown, len(ranked), words) if shown < len(ranked) else ""
    if order is Order.ALL or rankings.shows_everything(everywhere):
        groups += [told_apart(group, everywhere, names) for group in without_roster]
    return Lines(tuple(groups), members, omission)


class _Named(Protocol):
    """A unit of a ranking."""

    @property
    def name(self) -> str:
        """Its name."""


_Unit = TypeVar("_Unit", bound=_Named)


def ends_of(ranked: Sequence[_Unit], order: Order, first: Order, words: tuple[str, str]) -> tuple[list[_Unit], str]:
    """Choose the units that a chart of many shows, and the words for that choice; none where all are shown.

    `first`: the order that asks for the beginning of the ranking; `words`: for the units there, and at its end.
    """
    whole, ends = int(reference.limit("ranking_whole")), int(reference.limit("ranking_ends"))
    if order is Order.NAME:
        return sorted(ranked, key=lambda unit: vietnamese.collation_key(unit.name)), ""
    if len(ranked) <= whole or order is Order.ALL:
        return list(ranked), ""
    if order is Order.ENDS:
        chosen = f"{ends} đơn vị {words[0]} và {ends} đơn vị {words[1]} trong {len(ranked)} đơn vị"
        return [*ranked[:ends], *ranked[-ends:]], chosen
    if order is first:
        return list(ranked[:whole]), f"{whole} đơn vị {words[0]}"
    return list(ranked[-whole:]), f"{whole} đơn vị {words[1]}"
