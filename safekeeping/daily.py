"""A backup each day, and which of them stay: seven days, the last of each of four weeks and of twelve months."""

import re
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event

import database
from safekeeping import backups
from safekeeping.errors import SafekeepingError
from settings import Settings

_DAYS, _WEEKS, _MONTHS = 7, 4, 12
_NAME = re.compile(r"sao-luu-(\d{4}-\d\d-\d\d)\.zip")
_HOUR = 3600.0


def kept(days: Collection[date]) -> set[date]:
    """Choose the days whose backups stay."""
    newest = sorted(set(days), reverse=True)
    weeks = _last_of_each(newest, lambda day: day.isocalendar()[:2])
    months = _last_of_each(newest, lambda day: (day.year, day.month))
    return {*newest[:_DAYS], *weeks[:_WEEKS], *months[:_MONTHS]}


def _last_of_each(newest_first: Iterable[date], period: Callable[[date], tuple[int, int]]) -> list[date]:
    last: dict[tuple[int, int], date] = {}
    for day in newest_first:
        last.setdefault(period(day), day)
    return list(last.values())


def make(settings: Settings, folder: Path, today: date) -> Path | None:
    """Write today's backup unless it is there, and let go of those that need not stay; None: it was there.

    Raises SafekeepingError, OSError or a database's error where none could be written: then no older one goes.
    """
    target = folder / f"sao-luu-{today.isoformat()}.zip"
    if target.exists():
        return None
    backups.write(settings, target, _quiet)
    present = {day: path for path in folder.iterdir() if (day := day_of(path)) is not None}
    # After a clock that went back today's may be the oldest: what was just announced stays.
    for day in present.keys() - kept(present.keys()) - {today}:
        present[day].unlink(missing_ok=True)
    return target


def day_of(path: Path) -> date | None:
    """Read the day in a backup's name; None for every other file, which is never touched."""
    match = _NAME.fullmatch(path.name)
    with suppress(ValueError):
        return date.fromisoformat(match[1]) if match else None
    return None


def keep_making(
    settings: Settings, folder: Path, stopped: Event, tell: Callable[[str], None], then: Callable[[], Iterable[str]]
) -> None:
    """Look each hour whether today's backup is there; what goes wrong is told and tried again an hour later.

    `then` is done once after each new backup, and gives sentences to tell.
    """
    while True:
        try:
            path = make(settings, folder, date.today())  # noqa: DTZ011 - the office's own calendar day
            if path is not None:
                tell(f"Đã sao lưu vào {path}")
                for sentence in then():
                    tell(sentence)
        except SafekeepingError as error:
            tell(f"Chưa sao lưu được: {error}")
        except Exception as error:  # noqa: BLE001  a server goes on without its backup, and says so
            tell(f"Chưa sao lưu được ({type(error).__name__}). {database.trouble(error) or ''}")
        if stopped.wait(_HOUR):
            return


def _quiet(_text: str, _done: int, _total: int) -> None:
    pass
