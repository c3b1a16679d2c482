"""Published figures against themselves: the base, the rule, the sums, and the least change that makes them agree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from reconciling.figures import Block, Figure, Published, Share
from reconciling.roundings import ANY, Bases, Rule, common_bases, counts_of, fits, printed

_MOST_CHANGED = 2
"""Figures changed at once in the search for the least change."""
_DERIVED = Fraction(3, 4)
"""Of the counts, this part must look computed back for a block to be one of such counts."""
_NEAR = 50
"""Parts that miss the whole by less than a fiftieth are meant to make it up."""
_NEAR_WITHOUT_SHARES = 10
"""The same of counts alone under a printed total, where nothing else says what they are of."""


class Origin(StrEnum):
    """The way in which a block's base is known."""

    PRINTED = "printed"
    WHOLES = "wholes"
    """A sum of counts that the article tells elsewhere."""
    USUAL = "usual"
    """The whole of the article's other figures, which these do not fit."""
    PARTS = "parts"
    """The sum of the parts."""
    SHARES = "shares"
    """The only whole number that fits the shares."""
    OPEN = "open"
    NONE = "none"
    """No whole number fits."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure changed so that it agrees: another share, or another count."""

    figure: Figure
    count: int | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """The least change that makes a block agree, and the base that it has then."""

    changes: tuple[Change, ...]
    base: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A block's agreement with itself.

    `rule`: the first rule that most shares fit; `strangers`: the shares that do not fit it; `fitting`: by rule, how
    many shares fit. `difference`: the sum of the parts less the whole, None where it cannot be told. `impossible`:
    shares that no whole number of people gives. `recovered`: counts that shares without counts stand for, where only
    one does. `shares_off`: the sum of the shares where neither rounding nor the counts explain it. `unstated`: people
    of a base that nobody printed who are in none of its parts.
    """

    block: Block
    base: int | None
    origin: Origin
    candidates: Bases
    rule: Rule | None
    fitting: dict[Rule, int]
    strangers: tuple[Figure, ...] = ()
    impossible: tuple[Figure, ...] = ()
    recovered: tuple[tuple[Figure, int], ...] = ()
    difference: int | None = None
    shares_off: Decimal | None = None
    unstated: int = 0
    is_derived: bool = False
    proposals: tuple[Proposal, ...] = ()

    @property
    def is_checked(self) -> bool:
        """True where there was something to check: shares, or parts of a printed whole."""
        return bool(self.block.with_shares) or self.difference is not None

    @property
    def is_verifiable(self) -> bool:
        """True where a wrong figure could show: shares of a whole that something else tells, or parts of one.

        A lone count has some whole that its share fits, and shares alone stand for nobody.
        """
        shared = self.block.with_shares
        is_held = self.base is not None and self.origin not in (Origin.SHARES, Origin.OPEN)
        are_several = sum(part.count is not None for part in shared) > 1
        is_summed = self.shares_off is not None or _adds_up(self.block)
        return self.difference is not None or (bool(shared) and is_held) or are_several or is_summed

    @property
    def agrees(self) -> bool:
        """True where nothing contradicts anything."""
        contradictions = (self.strangers, self.impossible, self.difference, self.shares_off, self.is_derived)
        return not any(contradictions) and self.origin is not Origin.NONE


def judge(published: Published) -> list[Verdict]:
    """Judge each block of a published table or article; where both rules fit one, that of the others decides."""
    verdicts = [judge_block(block, published.wholes) for block in published.blocks]
    usual = max(Rule, key=lambda rule: sum(verdict.fitting[rule] for verdict in verdicts))
    base = _usual_base(published, verdicts)
    return [judge_block(block, published.wholes, usual, usual_base=base) for block in published.blocks]


def _usual_base(published: Published, verdicts: Sequence[Verdict]) -> int | None:
    """Give the whole of most blocks of an article, else the only one that it names; a table has none but its own."""
    if not published.wholes:
        return None
    bases = [v.base for v in verdicts if v.base and v.origin in (Origin.PRINTED, Origin.WHOLES)]
    named = [whole.count for whole in published.wholes if whole.count]
    return max(bases, key=bases.count) if bases else named[0] if len(named) == 1 else None


def judge_block(
    block: Block, wholes: Sequence[Figure] = (), usual: Rule = Rule.HALF_UP, *, usual_base: int | None = None
) -> Verdict:
    """Judge one block; `wholes`: lone counts of the same article that can be its base, alone or together.

    `usual_base`: the whole that a block without one is held against.
    """
    base, origin, candidates = _base(block, wholes)
    counts = [part.count for part in block.with_shares if part.count is not None]
    if usual_base and origin in (Origin.SHARES, Origin.OPEN, Origin.NONE) and counts and max(counts) <= usual_base:
        base, origin = usual_base, Origin.USUAL
    adds_up = block.total is not None and block.sum is not None and block.sum == base
    is_meant_whole = block.is_partition
    is_all = block.is_whole or _is_near(block, base)
    block = replace(block, is_partition=adds_up or (block.is_partition and is_all))
    counted = [part for part in block.with_shares if part.count is not None]
    fitting = {rule: _fitting(counted, base, candidates, rule) for rule in Rule}
    rule = max(Rule, key=lambda each: (fitting[each], each is usual)) if counted else None
    strangers = tuple(f for f in counted if rule and base and not _fits(f, base, rule))
    verdict = Verdict(
        block, base, origin=origin, candidates=candidates, rule=rule, fitting=fitting, strangers=strangers
    )
    if base is None:
        proposals = _proposals_without_base(counted) if origin is Origin.NONE else ()
        return replace(verdict, proposals=proposals, shares_off=_shares_off(block, base, strangers))
    difference = _difference(block, base, origin)
    return replace(
        verdict,
        difference=difference,
        impossible=_impossible(block, base),
        recovered=tuple(_recovered(block, base)),
        shares_off=_shares_off(block, base, strangers),
        unstated=_unstated(block, base, origin, is_meant_whole=is_meant_whole),
        is_derived=bool(difference) and _looks_derived(block, base),
        proposals=tuple(_proposals(verdict, base, difference)),
    )


def _is_near(block: Block, base: int | None) -> bool:
    """Tell whether the parts are meant to make up the whole: they nearly do, in people or in shares."""
    if block.sum is not None and base:
        return abs(block.sum - base) * (_NEAR if block.with_shares else _NEAR_WITHOUT_SHARES) <= base
    shares = [part.share.value for part in block.parts if part.share]
    return len(shares) < len(block.parts) or abs(sum(shares, Decimal(0)) - 100) * _NEAR <= 100


# The base


def _base(block: Block, wholes: Sequence[Figure]) -> tuple[int | None, Origin, Bases]:
    """Find the base: as printed, as the article's other counts make it up, as the parts do, as the shares tell."""
    counted = [part for part in block.with_shares if part.count is not None]
    by_rule = [common_bases(counted, rule) for rule in Rule]
    candidates = next(filter(None, by_rule), by_rule[0]) if counted else ANY
    if block.total is not None and block.total.count is not None:
        return block.total.count, Origin.PRINTED, candidates
    for whole in _sums(wholes):
        if counted and any(whole in bases for bases in by_rule):
            return whole, Origin.WHOLES, candidates
    if block.is_partition and block.sum and (not counted or any(block.sum in bases for bases in by_rule)):
        return block.sum, Origin.PARTS, candidates
    if not counted:
        return None, Origin.OPEN, candidates
    if not any(by_rule):
        return None, Origin.NONE, candidates
    only = next((bases.only for bases in by_rule if bases.only), None)
    return only, Origin.SHARES if only else Origin.OPEN, candidates


def _sums(wholes: Sequence[Figure]) -> Iterator[int]:
    """Give the lone counts, and the sums of neighbours: cán bộ and công chức together."""
    counts = [whole.count for whole in wholes if whole.count]
    yield from counts
    for length in (2, 3):
        for at in range(len(counts) - length + 1):
            yield sum(counts[at : at + length])


# Shares


def _fits(figure: Figure, base: int, rule: Rule) -> bool:
    return figure.count is not None and figure.share is not None and fits(figure.count, base, figure.share, rule)


def _fitting(counted: Iterable[Figure], base: int | None, candidates: Bases, rule: Rule) -> int:
    """Count the figures whose share fits under a rule: of the base, else of any that all could have."""
    bases = [base] if base else [candidates.least] if candidates and candidates.only else []
    return sum(any(_fits(figure, each, rule) for each in bases) for figure in counted)


def _impossible(block: Block, base: int) -> tuple[Figure, ...]:
    """List the shares that no whole number of the base's people gives, by any rule."""
    alone = (part for part in block.with_shares if part.count is None)
    return tuple(part for part in alone if part.share and not any(len(counts_of(base, part.share, r)) for r in Rule))


def _recovered(block: Block, base: int) -> Iterator[tuple[Figure, int]]:
    for part in block.with_shares:
        if part.count is None and part.share:
            counts = counts_of(base, part.share, Rule.HALF_UP)
            if len(counts) == 1:
                yield part, counts[0]


def _share_sum(block: Block) -> Decimal | None:
    """Add up the shares of a whole's parts; None where some have none."""
    shares = [part.share.value for part in block.with_shares if part.share]
    return sum(shares, Decimal(0)) if block.is_partition and 1 < len(shares) == len(block.parts) else None


def _adds_up(block: Block) -> bool:
    """Tell whether shares of a whole make up 100%, as near as rounding lets them."""
    total = _share_sum(block)
    units = sum((Decimal(1).scaleb(-part.share.decimals) for part in block.parts if part.share), Decimal(0))
    return total is not None and 100 - units < total <= 100 + units / 2


def _shares_off(block: Block, base: int | None, strangers: Sequence[Figure]) -> Decimal | None:
    """Give the sum of a whole's shares where neither rounding nor counts explain it; without a base, if above 100."""
    total = _share_sum(block)
    is_explained = not strangers and block.sum is not None
    if total is None or is_explained or _adds_up(block) or (base is None and total < 100):
        return None
    return total


def _unstated(block: Block, base: int, origin: Origin, *, is_meant_whole: bool) -> int:
    """Count whom the parts leave out of a whole that stands elsewhere, or that only the shares tell."""
    is_whole = is_meant_whole and len(block.parts) > 1 and origin in (Origin.WHOLES, Origin.SHARES)
    return max(0, base - block.sum) if is_whole and block.sum is not None else 0


def _difference(block: Block, base: int, origin: Origin) -> int | None:
    """Give the sum of the parts less the whole; the parts of a whole that only shares tell need not be all of it."""
    if not block.is_partition or block.sum is None or origin not in (Origin.PRINTED, Origin.OPEN, Origin.NONE):
        return None
    return block.sum - base


def _looks_derived(block: Block, base: int) -> bool:
    """Tell whether the counts look computed back from the shares: each the product, cut, where several would print so.

    Only shares so coarse that several counts print as one can betray it.
    """
    counted = [part for part in block.with_shares if part.count is not None]
    coarse = [part for part in counted if part.share and len(counts_of(base, part.share, Rule.HALF_UP)) > 1]
    back = [p for p in coarse if p.share and p.count == int(Fraction(p.share.value) * base / 100)]
    return len(coarse) > 1 and len(back) >= _DERIVED * len(coarse)


# The least change


def _proposals(verdict: Verdict, base: int, difference: int | None) -> Iterator[Proposal]:
    rule = verdict.rule or Rule.HALF_UP
    for figure in verdict.strangers:
        yield from _mended_share(figure, base, rule)
    if difference:
        yield from _mended_sum(verdict.block, base, difference, rule)


def _mended_share(figure: Figure, base: int, rule: Rule) -> Iterator[Proposal]:
    if figure.count is None or figure.share is None:
        return
    yield Proposal((Change(figure, share=printed(figure.count, base, rule, figure.share.decimals)),), base)
    for count in counts_of(base, figure.share, rule)[:1]:
        yield Proposal((Change(figure, count=count),), base)


def _mended_sum(block: Block, base: int, difference: int, rule: Rule) -> Iterator[Proposal]:
    """Give the parts that could be wrong: those whose share agrees with the other count, or that have none."""
    for part in block.parts:
        count = (part.count or 0) - difference
        if part.count is not None and count >= 0 and (part.share is None or fits(count, base, part.share, rule)):
            yield Proposal((Change(part, count=count),), base)
    if block.total and block.sum is not None:
        yield Proposal((Change(block.total, count=block.sum),), block.sum)


def _proposals_without_base(counted: Sequence[Figure]) -> tuple[Proposal, ...]:
    """Leave out as few shares as possible so that one base fits the others, and give what those would have to be."""
    for changed in range(1, _MOST_CHANGED + 1):
        proposals = list(_leaving_out(counted, changed))
        if proposals:
            return tuple(proposals)
    return ()


def _leaving_out(counted: Sequence[Figure], number: int) -> Iterator[Proposal]:
    if len(counted) <= number + 1:
        return
    for rule in Rule:
        for left_out in combinations(counted, number):
            bases = common_bases((figure for figure in counted if figure not in left_out), rule)
            if bases and bases.only:
                yield Proposal(tuple(_corrected(figure, bases.only, rule) for figure in left_out), bases.only)


def _corrected(figure: Figure, base: int, rule: Rule) -> Change:
    share = figure.share or Share(Decimal(0), 2)
    return Change(figure, share=printed(figure.count or 0, base, rule, share.decimals))
