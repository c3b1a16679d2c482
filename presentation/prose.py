"""Running text of which a number knows whom it counts, so that a preview can lead to them.

While a sentence is put together, such a number stands between signs that no text has (`counting`); `prose` takes them
out again. What comes of it is the plain text, to everybody who does not ask for its `runs`.
"""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec
from urllib.parse import parse_qsl, urlencode

from stats.cube import Conditions

_BEGIN, _TEXT, _END = "\ue000", "\ue001", "\ue002"
"""Signs of the private use area: no keyboard writes them, no roster has them."""
_RUN = re.compile(f"{_BEGIN}([^{_TEXT}]*){_TEXT}([^{_END}]*){_END}")
_About = ParamSpec("_About")
Run = tuple[str, Conditions | None]
"""A piece of text, and the conditions of the people whom it counts; None: it counts nobody who could be listed."""


class Prose(str):
    """A finished text; `runs` are its pieces."""

    __slots__ = ("runs",)
    runs: tuple[Run, ...]

    def __reduce__(self) -> tuple[Callable[..., "Prose"], tuple[tuple[Run, ...]]]:
        """Copy text and pieces."""
        return of_runs, (self.runs,)


def counting(text: str, where: Conditions | None) -> str:
    """Note whom a number in a sentence counts; nothing where that is not known."""
    if where is None:
        return text
    return f"{_BEGIN}{urlencode([(name, code or '') for name, code in where])}{_TEXT}{text}{_END}"


def prose(marked: str) -> Prose:
    """Finish a text: what it counts is beside it, no sign is in it. A finished one stays as it is."""
    if isinstance(marked, Prose):
        return marked
    runs: list[Run] = []
    rest = 0
    for match in _RUN.finditer(marked):
        runs.append((marked[rest : match.start()], None))
        runs.append((match[2], _conditions(match[1])))
        rest = match.end()
    return of_runs(tuple(run for run in (*runs, (marked[rest:], None)) if run[0]))


def finished(make: Callable[_About, str]) -> Callable[_About, Prose]:
    """Let a maker of sentences give them finished."""

    @wraps(make)
    def finish(*about: _About.args, **more: _About.kwargs) -> Prose:
        return prose(make(*about, **more))

    return finish


def proses(texts: Iterable[str]) -> tuple[Prose, ...]:
    """Finish texts, without those that say nothing."""
    return tuple(prose(text) for text in texts if text)


def joined(texts: Iterable[str], sign: str = " ") -> Prose:
    """Put texts one behind the other, without those that say nothing."""
    pieces = [runs for text in texts if text for runs in ((sign, None), *runs_of(text))]
    return of_runs(tuple(pieces[1:]))


def of_runs(runs: tuple[Run, ...]) -> Prose:
    """Make a text of its pieces."""
    text = Prose("".join(piece for piece, _ in runs))
    text.runs = runs
    return text


def runs_of(text: str) -> tuple[Run, ...]:
    """List the pieces of a text; a plain one is one piece."""
    return text.runs if isinstance(text, Prose) else ((text, None),)


def _conditions(query: str) -> Conditions:
    return tuple((name, code or None) for name, code in parse_qsl(query, keep_blank_values=True))
