"""The care for `tallies`, the counts of each province's people by field: true to the current rosters.

A roster whose `is_tallied` differs from its `is_current` makes its province's date stale: that date is counted anew.
Whoever changes `is_current` calls `refresh` in the same transaction.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, select, update

from models import Roster, Staff, Tally, TallyBasis, Unit
from reference import age_bands
from reference.tallied import AGE_BAND, tallied_fields, tally_basis

Counts = Counter[tuple[int, str, str, str]]
"""People by roster, field («» for everybody), category and code, empty where the roster does not say."""

_AT_ONCE = 10_000
"""Rows of people that are read at once."""
_STALE: ColumnElement[bool] = Roster.is_tallied != Roster.is_current


def are_in_step(connection: Connection) -> bool:
    """Tell whether the tallies count the people of exactly the current rosters, by today's fields; reads little."""
    is_stale = connection.scalar(select(exists().where(_STALE)))
    return not is_stale and connection.scalars(select(TallyBasis.digest)).all() == [tally_basis()]


def refresh(connection: Connection, just_written: Counts | None = None) -> None:
    """Count the dates of those provinces anew whose rosters changed; all of them where fields or age bands did.

    Rosters in `just_written` are not read from the database again.
    """
    if connection.scalars(select(TallyBasis.digest)).all() != [tally_basis()]:
        forget_all(connection)
    stale = select(Roster.province_id, Roster.as_of).where(_STALE)
    # Sorted here: DISTINCT leads SQLite's planner away from the index of the few rosters that are stale.
    for province_id, as_of in sorted({(row.province_id, row.as_of) for row in connection.execute(stale)}):
        _count_anew(connection, province_id, as_of, just_written or Counter())
    connection.execute(update(Roster).where(_STALE).values(is_tallied=Roster.is_current))


def forget_units(connection: Connection, unit_ids: Iterable[int]) -> None:
    """Take out what was counted of these communes, which are of another type now; the next `refresh` counts them."""
    counted = and_(Roster.unit_id.in_(list(unit_ids)), Roster.is_tallied, Roster.is_current)
    connection.execute(update(Roster).where(counted).values(is_tallied=False))


def forget_all(connection: Connection) -> None:
    """Take out everything that was counted; the next `refresh` counts all dates anew."""
    connection.execute(delete(Tally))
    connection.execute(update(Roster).where(Roster.is_tallied).values(is_tallied=False))
    connection.execute(delete(TallyBasis))
    connection.execute(insert(TallyBasis).values(digest=tally_basis()))


def _count_anew(connection: Connection, province_id: int, as_of: date, just_written: Counts) -> None:
    fields = ("", *tallied_fields())
    here = (Tally.province_id == province_id, Tally.as_of == as_of)
    connection.execute(delete(Tally).where(Tally.field.in_(fields), *here))
    kinds = _current_rosters(connection, province_id, as_of)
    written = {roster_id for roster_id, *_ in just_written}
    others = _read(connection, kinds.keys() - written, as_of)
    people: Counter[tuple[str, str, str, str]] = Counter()
    for counts in (just_written, others):
        for (roster_id, field, category, code), number in counts.items():
            if roster_id in kinds:
                people[field, kinds[roster_id], category, code] += number
    _insert(connection, [(field, province_id, as_of, *key, number) for (field, *key), number in people.items()])


def _current_rosters(connection: Connection, province_id: int, as_of: date) -> dict[int, str]:
    """Map the current rosters of a province and date to their units' types."""
    query = (
        select(Roster.id, Unit.kind)
        .join(Unit, Roster.unit_id == Unit.id)
        .where(Roster.is_current, Roster.province_id == province_id, Roster.as_of == as_of)
    )
    return {row.id: row.kind for row in connection.execute(query)}


def _read(connection: Connection, roster_ids: Iterable[int], as_of: date) -> Counts:
    """Count the people of those rosters as the database holds them."""
    names = ("roster_id", "category", "birth_number", *_coded_fields())
    query = select(*(getattr(Staff, name) for name in names)).where(Staff.roster_id.in_(sorted(roster_ids)))
    counts: Counts = Counter()
    for rows in connection.execute(query, execution_options={"yield_per": _AT_ONCE}).partitions():
        counts.update(count(names, rows, as_of))
    return counts


def count(names: Sequence[str], rows: Iterable[Sequence[Any]], as_of: date) -> Counts:
    """Count people by roster, category and the code of each tallied field; `names` are those of the rows' columns."""
    counts: Counts = Counter()
    for (roster_id, category), group in _by_roster(names, rows).items():
        columns: dict[str, Sequence[Any]] = dict(zip(names, zip(*group, strict=True), strict=True))
        columns[AGE_BAND] = _bands(columns["birth_number"], as_of)
        counts[roster_id, "", category, ""] = len(group)
        for field in tallied_fields():
            for code, number in Counter(columns[field]).items():
                counts[roster_id, field, category, code or ""] += number
    return counts


def _by_roster(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[tuple[int, str], list[Sequence[Any]]]:
    """Part the rows by roster and category: inside a group a column's codes are counted without a loop of ours."""
    roster, category = names.index("roster_id"), names.index("category")
    groups: dict[tuple[int, str], list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        groups[row[roster], row[category] or ""].append(row)
    return groups


def _coded_fields() -> list[str]:
    return [name for name in tallied_fields() if name != AGE_BAND]


def _bands(born: Iterable[int | None], as_of: date) -> list[str]:
    """Give the band of each one's completed years on the day; empty where no birth date is known."""
    day = int(f"{as_of:%Y%m%d}")
    *younger, oldest = age_bands()
    # Who was born after such a day is in the band of that place, counted from the oldest.
    last_days = [day - ((band.last or 0) + 1) * 10_000 for band in reversed(younger)]
    codes = [oldest.code, *(band.code for band in reversed(younger))]
    return [codes[bisect_left(last_days, number)] if number else "" for number in born]


def _insert(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        names = [column.name for column in Tally.__table__.columns]
        connection.execute(insert(Tally), [dict(zip(names, row, strict=True)) for row in rows])
