"""The lines of a ranking of places: which are shown, under which names, and the words for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

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
