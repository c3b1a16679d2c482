"""The loads that are at work, told through the database: a screen of another process shows them, too.

SQLite has one writer at a time, the load itself, and one process: nothing is noted there.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy import Executable, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

import database
from access.users import present
from models import RunningLoad

Progress = Callable[[str, int, int], None]

_EVERY = 0.5
"""Seconds between two notes."""
_SILENT = timedelta(minutes=2)
"""A load that says nothing for so long has died with its process."""
_RECENT = timedelta(minutes=5)
"""A load that has ended stays in the list for so long."""


@dataclass(frozen=True, slots=True)
class Load:
    """Somebody's load: `percent` of its present step; `outcome` «» while it runs, `lost` where its process died."""

    by: str
    percent: int
    outcome: str


class Note:
    """One load's line. `outcome` is set by whoever loads, and written at the end."""

    def __init__(self, url: str, progress: Progress) -> None:
        self.id, self.outcome = uuid4().hex, "failed"
        self._url, self._progress, self._last = url, progress, time.monotonic()

    def tell(self, what: str, done: int, total: int) -> None:
        """Hand the progress on, and note it every now and then."""
        self._progress(what, done, total)
        if time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            self.write(percent=min(max(100 * done // total, 0), 100) if total else 0)

    def write(self, **values: object) -> None:
        """Write values of the line, and that the process is alive."""
        line = update(RunningLoad).where(RunningLoad.id == self.id)
        _execute(self._url, line.values(seen_at=_now(), **values))


@contextmanager
def noted(url: str, progress: Progress) -> Iterator[Note]:
    """Note a load until the end of the block. What cannot be noted does not keep it from being done."""
    note = Note(url, progress)
    line = {"id": note.id, "by": present().actor.name[:80], "percent": 0, "seen_at": _now(), "outcome": ""}
    _execute(url, delete(RunningLoad).where(RunningLoad.seen_at < _now() - timedelta(days=1)))
    _execute(url, insert(RunningLoad).values(line))
    try:
        yield note
    finally:
        note.write(percent=100, outcome=note.outcome)


def loads(url: str) -> list[Load]:
    """List the loads that run, and those that ended in the last minutes, the newest last."""
    if not _is_shared(url):
        return []
    recent = select(RunningLoad.__table__).where(RunningLoad.seen_at >= _now() - _RECENT - _SILENT)
    with database.reading(url) as connection:
        rows = connection.execute(recent.order_by(RunningLoad.seen_at)).all()
    # Seen in the future: the clock went back, and nobody is heard of from there.
    silent, old, ahead = _now() - _SILENT, _now() - _RECENT, _now() + _SILENT
    return [
        Load(row.by, row.percent, row.outcome or ("" if silent <= row.seen_at <= ahead else "lost"))
        for row in rows
        if not row.outcome or old <= row.seen_at <= ahead
    ]


def _execute(url: str, statement: Executable) -> None:
    """Write at once, beside the transaction of the load."""
    if _is_shared(url):
        engine = database.engine_for(url).execution_options(isolation_level="AUTOCOMMIT")
        with suppress(SQLAlchemyError), engine.connect() as connection:
            connection.execute(statement)


def _is_shared(url: str) -> bool:
    return database.engine_for(url).dialect.name == "postgresql"


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
