"""Disclosure: the one place that decides whether a count or a share may be shown."""

from stats.disclosure.secrecy import ROUND_TO, Secrecy, Way, given, rounded
from stats.disclosure.shares_shown import is_enough, shown_share, shown_shares
from stats.disclosure.withheld import SIGN, UNTOLD, WITHHELD, Untold, Withheld, is_untold, is_withheld

__all__ = [
    "ROUND_TO",
    "SIGN",
    "UNTOLD",
    "WITHHELD",
    "Secrecy",
    "Untold",
    "Way",
    "Withheld",
    "given",
    "is_enough",
    "is_untold",
    "is_withheld",
    "rounded",
    "shown_share",
    "shown_shares",
]
