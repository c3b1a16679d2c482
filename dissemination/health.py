"""The state of the database for those who watch: its tables as they are now, its pages as of the last look at all."""

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import make_url

import database
from models import Base
from schema.completeness import lacking

_PERIOD = 60.0
"""Seconds after which a look is too old."""
_LONGEST = 120.0
"""Seconds after which a look is given up: then nothing is known, as before it."""
_PATIENCE = 2.0
"""Seconds that an answer waits for a look under way; most are over by then."""
_REST = 20
"""The rest after a look, in times of its length: looking takes a twentieth of the time at most."""


@dataclass
class Watch:
    """The last look at every page of a database's file; a thread looks again when that is due."""

    url: str
    damage: str | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _look: threading.Thread | None = None
    _ended: float | None = None
    _took: float = 0.0
    _file: tuple[float, int] | None = None

    def ask(self) -> str | None:
        """Say what is wrong as of the last look, None for nothing; never waits for long."""
        with self._lock:
            if (self._look is None or not self._look.is_alive()) and self._is_due():
                self._look = threading.Thread(target=self._renew, daemon=True)
                self._look.start()
            look = self._look
        if look is not None:
            look.join(_PATIENCE)
        return self.damage

    def _is_due(self) -> bool:
        if self._ended is None:
            return True
        age = time.monotonic() - self._ended
        return age > self._took * _REST and (age > _PERIOD or self._file != self._state())

    def _state(self) -> tuple[float, int] | None:
        try:
            now = Path(make_url(self.url).database or "").stat()
        except OSError:
            return None
        return now.st_mtime, now.st_size

    def _renew(self) -> None:
        state, begun = self._state(), time.monotonic()
        self.damage = database.damage(self.url, _LONGEST)
        self._file, self._ended = state, time.monotonic()
        self._took = self._ended - begun


def _lack(url: str) -> str | None:
    """Say in milliseconds what the program lacks: a table, a column, leave to write; None where it has all."""
    with database.reading(url) as connection:
        if any(lacking(connection, Base.metadata)):
            return database.LACKING
    return database.barrier(url)


_watches: dict[str, Watch] = {}


def damage_of(url: str) -> str | None:
    """Say what is wrong with a database: what it lacks now, its file as of the last look; None where nothing is.

    Raises SQLAlchemyError where it does not answer.
    """
    return _lack(url) or _watches.setdefault(url, Watch(url)).ask()
