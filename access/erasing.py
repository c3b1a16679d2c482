"""Erasures as somebody does them, or the time of keeping: allowed, done, written down without a name."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

import database
from access import events
from access.actors import Act
from access.users import current_user
from etl import erasing, retention, unnamed
from etl.erasing import Erased, Person
from etl.retention import ORIGINALS, UNDONE, Due
from settings import Settings

__all__ = ["ORIGINALS", "UNDONE", "coming", "held_until", "person", "retain", "sweep", "undone_import", "whole_date"]
_AHEAD = "Đồng hồ máy nhảy tới: chưa xóa gì theo thời hạn lưu"


def person(settings: Settings, who: Person, *, everywhere: bool, reason: str) -> Erased:
    """Erase a person, as `erasing.erase_person`. Raises NotAllowedError, Refused."""
    return _done(
        settings,
        "Một người",
        reason,
        partial(erasing.erase_person, settings, who, everywhere=everywhere),
    )


def whole_date(settings: Settings, day: date, *, reason: str) -> Erased:
    """Erase all imports of a date, as `erasing.erase_date`. Raises NotAllowedError, Refused."""
    subject = f"Mọi lần nạp tính đến ngày {day:%d/%m/%Y}"
    return _done(settings, subject, reason, partial(erasing.erase_date, settings, day))


def undone_import(settings: Settings, number: int, *, reason: str) -> Erased:
    """Erase an import that was undone, as `erasing.erase_import`. Raises NotAllowedError, Refused."""
    subject = f"Lần nạp số {number}"
    return _done(settings, subject, reason, partial(erasing.erase_import, settings, number))


def _done(settings: Settings, subject: str, reason: str, erase: Callable[..., Erased]) -> Erased:
    actor = current_user()
    actor.require(Act.ERASE)
    erased = erase(by=actor.name, reason=reason, witness=_witness(subject, reason))
    # Somebody who reads for long only delays it: the next erasure or backup writes over what is left.
    with suppress(DBAPIError):
        database.compact(settings.database_url)
    return erased


def _witness(subject: str, reason: str) -> erasing.Witness:
    """Make what writes an erasure down in its own transaction."""

    def write(connection: Connection, erased: Erased) -> None:
        details = {"dòng người": erased.people, "tệp gốc ghi lại": erased.rewritten, "tệp gốc xóa": erased.removed}
        events.add(connection, "erasure", subject, details | {"lý do": reason})

    return write


def retain(settings: Settings, day: date) -> list[Due]:
    """Erase the undone imports and originals whose time of keeping is over on a day; give what went.

    Nobody is asked: the rule is the office's, chosen by whoever may change settings. Nothing goes where the machine's
    clock may have run ahead: what a wrong day erases does not come back (`held_until`).
    """
    with database.reading(settings.database_url) as connection:
        over = [due for due in retention.dues(connection) if due.on <= day]
    if over and _is_ahead(settings.database_url, day):
        return []
    by, reason = current_user().name, "hết thời hạn lưu"
    for due in over:
        if due.file_id is None:
            witness = _witness(f"Lần nạp số {due.import_id}", reason)
            erasing.erase_import(settings, due.import_id, by=by, reason=reason, witness=witness)
    files = {due.file_id for due in over if due.file_id is not None}
    if files:
        erasing.release_originals(settings, files, by=by, reason=reason, witness=_witness("Tệp gốc", reason))
    if over:
        with suppress(DBAPIError):
            database.compact(settings.database_url)
    return over


def _is_ahead(url: str, day: date) -> bool:
    """Tell whether a day may be a wrong clock's; one far beyond all events is written down, and notice runs from it."""
    if held_until(url, day):
        return True
    with database.writing(url) as connection:
        last = events.newest(connection)
        if last is None or day - last.date() <= retention.longest_quiet():
            return False
        events.add(connection, "clock", _AHEAD, {"ngày của máy": day, "sự kiện trước": last.date()})
    return True


def sweep(settings: Settings) -> int:
    """Remove the originals that nothing names, which loads that failed or were killed have left; give how many went."""
    gone = unnamed.sweep(settings)
    if gone:
        with database.writing(settings.database_url) as connection:
            events.add(connection, "erasure", "Tệp gốc không thuộc lần nạp nào", {"tệp gốc xóa": gone})
    return gone


def held_until(url: str, day: date) -> date | None:
    """Give the day until which the time of keeping waits, as the clock jumped to where it is; None: it does not."""
    with database.reading(url) as connection:
        jumped = events.newest(connection, "clock", _AHEAD)
    until = jumped.date() + retention.notice() if jumped else day
    return until if jumped and jumped.date() <= day < until else None


def coming(url: str) -> list[Due]:
    """List what the office's time of keeping will erase, the next first."""
    with database.reading(url) as connection:
        return retention.dues(connection)
