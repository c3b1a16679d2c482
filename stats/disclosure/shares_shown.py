"""Disclosure: the one place that decides whether a count or a share may be shown.

Today's rule: of fewer people than `smallest_base` (`limits.csv`) there is no share, for it would say more than it
knows. `stats.shares` is bare arithmetic and asks nobody.
"""

from collections.abc import Iterable
from decimal import Decimal

import reference
from stats.disclosure.withheld import is_untold, is_withheld
from stats.shares import Rounding, Rule, share, shares


def is_enough(base: int) -> bool:
    """Tell whether there are so many people that their shares may be shown."""
    return base > 0 and base >= reference.limit("smallest_base")


def shown_share(count: int, base: int, rounding: Rule = Rounding.HALF_UP) -> Decimal | None:
    """Compute a share as `stats.shares.share`; None where the base is too small for one, or the count is no number."""
    is_number = not (is_withheld(count) or is_untold(count))
    return share(count, base, rounding) if is_enough(base) and is_number else None


def shown_shares(counts: Iterable[int], rounding: Rule = Rounding.HALF_UP) -> list[Decimal | None]:
    """Compute the shares of a whole as `stats.shares.shares`; None for each part where all together are too few.

    A part that no roster tells has none, either.
    """
    numbers = list(counts)
    if not is_enough(sum(numbers)):
        return [None] * len(numbers)
    each = zip(numbers, shares(numbers, rounding), strict=True)
    return [None if is_untold(number) else part for number, part in each]
