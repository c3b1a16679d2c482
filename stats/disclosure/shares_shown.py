"""Disclosure: the one place that decides whether a count or a share may be shown.

Today's rule: of fewer people than `smallest_base` (`limits.csv`) there is no share, for it would say more than it
knows. `stats.shares` is bare arithmetic and asks nobody.
"""

from collections.abc import Iterable
from decimal import Decimal

import reference
from stats.disclosure.withheld import is_withheld
from stats.shares import Rounding, Rule, share, shares


def is_enough(base: int) -> bool:
    """Tell whether there are so many people that their shares may be shown."""
    return base > 0 and base >= reference.limit("smallest_base")


def shown_share(count: int, base: int, rounding: Rule = Rounding.HALF_UP) -> Decimal | None:
    """Compute a share as `stats.shares.share`; None where the base is too small for one."""
    return share(count, base, rounding) if is_enough(base) and not is_withheld(count) else None


def shown_shares(counts: Iterable[int], rounding: Rule = Rounding.HALF_UP) -> list[Decimal | None]:
    """Compute the shares of a whole as `stats.shares.shares`; None for each part where all together are too few."""
    numbers = list(counts)
    return [*shares(numbers, rounding)] if is_enough(sum(numbers)) else [None] * len(numbers)
