"""Disclosure: the one place that decides whether a count or a share may be shown."""

from stats.disclosure.shares_shown import is_enough, shown_share, shown_shares

__all__ = ["is_enough", "shown_share", "shown_shares"]
