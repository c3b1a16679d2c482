"""The progress of a maker, as it tells it."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""A listener, who is told in Vietnamese what is being done, how much of it is done and how much there is."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Ignore the progress: nobody listens."""
