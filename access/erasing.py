"""Erasures as somebody does them: allowed, done, written down without a name, and the database written over."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from sqlalchemy.exc import DBAPIError

import database
from access import events
from access.actors import Act
from access.users import current_user
from etl import erasing
from etl.erasing import Erased, Person
from settings import Settings


def person(settings: Settings, who: Person, *, everywhere: bool, reason: str) -> Erased:
    """Erase a person, as `erasing.erase_person`. Raises NotAllowedError, Refused."""
    return _done(
        settings,
        "Một người",
        reason,
        lambda by: erasing.erase_person(settings, who, everywhere=everywhere, by=by, reason=reason),
    )


def whole_date(settings: Settings, day: date, *, reason: str) -> Erased:
    """Erase all imports of a date, as `erasing.erase_date`. Raises NotAllowedError, Refused."""
    subject = f"Mọi lần nạp tính đến ngày {day:%d/%m/%Y}"
    return _done(settings, subject, reason, lambda by: erasing.erase_date(settings, day, by=by, reason=reason))


def undone_import(settings: Settings, number: int, *, reason: str) -> Erased:
    """Erase an import that was undone, as `erasing.erase_import`. Raises NotAllowedError, Refused."""
    subject = f"Lần nạp số {number}"
    return _done(settings, subject, reason, lambda by: erasing.erase_import(settings, number, by=by, reason=reason))


def _done(settings: Settings, subject: str, reason: str, erase: Callable[[str], Erased]) -> Erased:
    actor = current_user()
    actor.require(Act.ERASE)
    erased = erase(actor.name)
    details = {"dòng người": erased.people, "tệp gốc ghi lại": erased.rewritten, "tệp gốc xóa": erased.removed}
    events.record(settings.database_url, "erasure", subject, details | {"lý do": reason})
    # Somebody who reads for long only delays it: the next erasure or backup writes over what is left.
    with suppress(DBAPIError):
        database.compact(settings.database_url)
    return erased
