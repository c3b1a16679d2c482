"""The time for which undone imports and originals are kept, by the office's choice; without one they are kept for ever.

Nothing goes on the day of the choice: what is due is told for `retention_notice` days first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, func, select

from models import Import, ImportFile, OfficeSetting
from reference import limit

UNDONE, ORIGINALS, CHOSEN_ON = "keep_undone_days", "keep_originals_days", "retention_chosen_on"
"""Names of the office's settings: days that undone imports, and originals, are kept, and the day of the choice."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The days that an undone import and an original are kept; None: for ever. `since`: the day of the choice."""

    undone: int | None
    originals: int | None
    since: date | None

    def due(self, begun: datetime, days: int | None) -> date | None:
        """Give the first day on which something may go that was begun to be kept at that moment; None: never."""
        if days is None:
            return None
        return max(begun.date() + timedelta(days=days), (self.since or begun.date()) + notice())


@dataclass(frozen=True, slots=True)
class Due:
    """Something whose time of keeping ends: an undone import, or the original of a file; `on`: the first day to go."""

    on: date
    import_id: int
    file_id: int | None = None


def rule(connection: Connection) -> Rule:
    """Read the office's choice."""
    query = select(OfficeSetting.key, OfficeSetting.value).where(OfficeSetting.key.in_((UNDONE, ORIGINALS, CHOSEN_ON)))
    values = {row.key: row.value for row in connection.execute(query)}
    undone, kept = (int(text) if (text := values.get(key, "")).isdecimal() else None for key in (UNDONE, ORIGINALS))
    since = values.get(CHOSEN_ON, "")
    return Rule(undone, kept, date.fromisoformat(since) if since else None)


def chosen(before: Mapping[str, str], values: Mapping[str, str], today: date) -> dict[str, str]:
    """Give settings with the day of the choice, where the time of keeping changes: notice is counted from it."""
    changed = any(key in values and values[key] != before.get(key, "") for key in (UNDONE, ORIGINALS))
    return dict(values) | ({CHOSEN_ON: today.isoformat()} if changed else {})


def dues(connection: Connection) -> list[Due]:
    """List the undone imports and the originals that will go, the next one first."""
    kept = rule(connection)
    return sorted([*_imports(connection, kept), *_originals(connection, kept)], key=lambda due: (due.on, due.import_id))


def _imports(connection: Connection, kept: Rule) -> Iterable[Due]:
    query = select(Import.id, Import.undone_at).where(Import.undone_at.is_not(None), Import.erased_at.is_(None))
    for row in connection.execute(query):
        if (day := kept.due(row.undone_at, kept.undone)) is not None:
            yield Due(day, row.id)


def _originals(connection: Connection, kept: Rule) -> Iterable[Due]:
    """List originals by the last load that brought them: one file that was loaded again is kept from then on."""
    last = select(ImportFile.sha256, func.max(Import.loaded_at).label("loaded_at"))
    last = last.join(Import, ImportFile.import_id == Import.id).group_by(ImportFile.sha256)
    loaded = {row.sha256: row.loaded_at for row in connection.execute(last)}
    query = select(ImportFile.id, ImportFile.import_id, ImportFile.sha256).where(ImportFile.released_at.is_(None))
    for row in connection.execute(query):
        if (day := kept.due(loaded[row.sha256], kept.originals)) is not None:
            yield Due(day, row.import_id, row.id)


def notice() -> timedelta:
    """Give the time for which is told what will go."""
    return timedelta(days=int(limit("retention_notice")))


def longest_quiet() -> timedelta:
    """Give the time without any event after which the machine's clock may have run ahead."""
    return timedelta(days=int(limit("clock_gap")))


def today() -> date:
    """Give the day by which things are due."""
    return datetime.now(UTC).date()
