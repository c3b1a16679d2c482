"""The memo of a source of numbers: each question is asked of the database once."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import lru_cache, wraps
from threading import local
from typing import Any, Concatenate, ParamSpec, Self, TypeVar, cast

from sqlalchemy import Connection

Connect = Callable[[], AbstractContextManager[Connection]]
"""Opens the database for one question; within it all statements see the database at one moment."""

_About = ParamSpec("_About")
_Answer = TypeVar("_Answer")
_Source = TypeVar("_Source", bound="MemoizedSource")


def question(
    method: Callable[Concatenate[_Source, _About], _Answer],
) -> Callable[Concatenate[_Source, _About], _Answer]:
    """Pass a method's answer through the source's memo."""

    @wraps(method)
    def ask(self: _Source, /, *about: _About.args, **more: _About.kwargs) -> _Answer:
        return self.derive(method, *about, **more)

    return ask


class _Moment(local):
    """The connection that a thread has open while an answer is made."""

    stack: ExitStack | None = None
    connection: Connection | None = None


class MemoizedSource:
    """Answers from a database, each asked once; answers are frozen values.

    At most `kept` answers are remembered, the longest unasked goes first. Several threads may ask at once: they share
    the answers, which nobody may change.
    """

    def __init__(self, connect: Connect, *, kept: int) -> None:
        self._connect, self._moment = connect, _Moment()
        self._memo: Callable[..., Any] = lru_cache(maxsize=kept)(
            lambda make, *about, **more: make(self, *about, **more)
        )

    @property
    def connect(self) -> Connect:
        """The way to the database, for another source of the same moment."""
        return self._connect

    def ask(
        self, query: Callable[Concatenate[Connection, _About], _Answer], *about: _About.args, **more: _About.kwargs
    ) -> _Answer:
        """Ask the database something, `query(connection, *about)`, and do not remember it."""
        with self._one_moment() as stack:
            if self._moment.connection is None:
                self._moment.connection = stack.enter_context(self._connect())
            return query(self._moment.connection, *about, **more)

    def derive(
        self,
        make: Callable[Concatenate[Self, _About], _Answer],
        *about: _About.args,
        **more: _About.kwargs,
    ) -> _Answer:
        """Make something of this source's figures by a pure function, `make(source, *about)`, once for its arguments.

        The arguments are hashable and equal where they mean the same.
        """
        with self._one_moment():
            return cast(_Answer, self._memo(make, *about, **more))

    @contextmanager
    def _one_moment(self) -> Iterator[ExitStack]:
        """Let all questions of one answer see the database at one moment: the first opens it, the last leaves it."""
        if self._moment.stack is not None:
            yield self._moment.stack
            return
        with ExitStack() as stack:
            self._moment.stack = stack
            try:
                yield stack
            finally:
                self._moment.stack = self._moment.connection = None
