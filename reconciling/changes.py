"""The least change that makes a whole table agree: one proposal for each block that does not, together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
    tried = [
        (sum(not verdict.agrees for verdict in judge(_changed(published, changes))), len(changes), changes)
        for changes in islice(_candidates(verdicts), _MOST_TRIED)
    ]
    best = min((each[:2] for each in tried), default=(wrong, 0))
    if best[0] >= wrong:
        return []
    return [changes for *rank, changes in tried if tuple(rank) == best][:_MOST_SHOWN]


def _candidates(verdicts: Sequence[Verdict]) -> Iterator[tuple[Change, ...]]:
    """Give each single proposal, then one of each block together."""
    choices = [[proposal.changes for proposal in verdict.proposals] for verdict in verdicts if verdict.proposals]
    for proposals in choices:
        yield from proposals
    if len(choices) > 1:
        for chosen in product(*choices):
            yield tuple({change.figure.where: change for changes in chosen for change in changes}.values())


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
