"""The least change that makes a whole table agree: one proposal for each block that does not, together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice, product

from reconciling.agreement import Change, Verdict, judge
from reconciling.figures import Block, Figure, Published, Share

_MOST_TRIED = 300
_MOST_SHOWN = 4


def least_changes(published: Published, verdicts: Sequence[Verdict]) -> list[tuple[Change, ...]]:
    """Find the fewest changes after which most blocks agree, all ways that are equally few, at most `_MOST_SHOWN`.

    A figure stands in a column and in a row: a change that mends the one must not break the other. Empty where
    everything agrees or nothing helps.
    """
    wrong = sum(not verdict.agrees for verdict in verdicts)
    tried = []
    for changes in islice(_candidates(verdicts), _MOST_TRIED):
        after = judge(_changed(published, changes))
        if not any(map(_is_broken, verdicts, after)):
            tried.append((sum(not verdict.agrees for verdict in after), len(changes), changes))
    best = min((each[:2] for each in tried), default=(wrong, 0))
    if best[0] >= wrong:
        return []
    least = {frozenset(map(_place, changes)): changes for *rank, changes in tried if tuple(rank) == best}
    return list(least.values())[:_MOST_SHOWN]


def _is_broken(before: Verdict, after: Verdict) -> bool:
    """Tell whether a block that agreed does so no longer, or can no longer be checked."""
    return before.agrees and not (after.agrees and after.is_checked >= before.is_checked)


def _candidates(verdicts: Sequence[Verdict]) -> Iterator[tuple[Change, ...]]:
    """Give each single proposal, then one of each block together, first those that most blocks share."""
    choices = [[proposal.changes for proposal in verdict.proposals] for verdict in verdicts if verdict.proposals]
    sharing = Counter(_place(change) for proposals in choices for changes in proposals for change in changes)
    for proposals in choices:
        proposals.sort(key=lambda changes: -max(sharing[_place(change)] for change in changes))
        yield from proposals
    if len(choices) > 1:
        for chosen in product(*choices):
            yield tuple({change.figure.where: change for changes in chosen for change in changes}.values())


def _place(change: Change) -> tuple[str, int | None, Decimal | None]:
    """Name a change by its cell, which stands in a column and in a row."""
    return change.figure.where, change.count, change.share


def _changed(published: Published, changes: Sequence[Change]) -> Published:
    by_place = {change.figure.where: change for change in changes}

    def of(figure: Figure) -> Figure:
        change = by_place.get(figure.where)
        if change is None:
            return figure
        share = figure.share
        if change.share is not None and share is not None:
            share = Share(change.share, share.decimals)
        return replace(figure, count=figure.count if change.count is None else change.count, share=share)

    def changed(block: Block) -> Block:
        parts = tuple(map(of, block.parts))
        return replace(block, parts=parts, total=of(block.total) if block.total else None)

    return replace(published, blocks=tuple(map(changed, published.blocks)), wholes=tuple(map(of, published.wholes)))
