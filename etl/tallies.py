"""The care for `tallies`, the counts of each province's people by field: true to the current rosters.

A roster whose `is_tallied` differs from its `is_current` makes its province's date stale: that date is counted anew.
Whoever changes `is_current` calls `refresh` in the same transaction.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, select, update

from models import Roster, Staff, Tally, TallyBasis, Unit
from reference import age_bands
from reference.tallied import AGE_BAND, tallied_fields, tally_basis

_STALE: ColumnElement[bool] = Roster.is_tallied != Roster.is_current


def are_in_step(connection: Connection) -> bool:
    """Tell whether the tallies count the people of exactly the current rosters, by today's fields; reads little."""
    is_stale = connection.scalar(select(exists().where(_STALE)))
    return not is_stale and connection.scalars(select(TallyBasis.digest)).all() == [tally_basis()]


def refresh(connection: Connection) -> None:
    """Count the dates of those provinces anew whose rosters changed; all of them where fields or age bands did."""
    if connection.scalars(select(TallyBasis.digest)).all() != [tally_basis()]:
        _forget_all(connection)
    stale = select(Roster.province_id, Roster.as_of).where(_STALE)
    # Sorted here: DISTINCT leads SQLite's planner away from the index of the few rosters that are stale.
    for province_id, as_of in sorted({(row.province_id, row.as_of) for row in connection.execute(stale)}):
        _count_anew(connection, province_id, as_of)
    connection.execute(update(Roster).where(_STALE).values(is_tallied=Roster.is_current))


def forget_units(connection: Connection, unit_ids: Iterable[int]) -> None:
    """Take out what was counted of these communes, which are of another type now; the next `refresh` counts them."""
    counted = and_(Roster.unit_id.in_(list(unit_ids)), Roster.is_tallied, Roster.is_current)
    connection.execute(update(Roster).where(counted).values(is_tallied=False))


def _forget_all(connection: Connection) -> None:
    connection.execute(delete(Tally))
    connection.execute(update(Roster).where(Roster.is_tallied).values(is_tallied=False))
    connection.execute(delete(TallyBasis))
    connection.execute(insert(TallyBasis).values(digest=tally_basis()))


def _count_anew(connection: Connection, province_id: int, as_of: date) -> None:
    fields = ("", *tallied_fields())
    here = (Tally.province_id == province_id, Tally.as_of == as_of)
    connection.execute(delete(Tally).where(Tally.field.in_(fields), *here))
    counted = _counted(connection, province_id, as_of)
    rows = [(field, province_id, as_of, *key, people) for field, tally in counted for key, people in tally.items()]
    _insert(connection, rows)


def _counted(
    connection: Connection, province_id: int, as_of: date
) -> Iterator[tuple[str, Counter[tuple[str, str, str]]]]:
    """Count the people of each field by type of unit, category and code."""
    columns = list(zip(*_people(connection, province_id, as_of), strict=True))
    if not columns:
        return
    kinds, categories, born, *coded = (_with_blanks(column) for column in columns)
    yield "", Counter(zip(kinds, categories, [""] * len(kinds), strict=True))
    for name, codes in zip(_coded_fields(), coded, strict=True):
        yield name, Counter(zip(kinds, categories, codes, strict=True))
    yield AGE_BAND, Counter(zip(kinds, categories, _bands(born, as_of), strict=True))


def _people(connection: Connection, province_id: int, as_of: date) -> Sequence[Sequence[Any]]:
    query = (
        select(Unit.kind, Staff.category, Staff.birth_number, *(getattr(Staff, name) for name in _coded_fields()))
        .select_from(Roster)
        .join(Unit, Roster.unit_id == Unit.id)
        .join(Staff, Staff.roster_id == Roster.id)
        .where(Roster.is_current, Roster.province_id == province_id, Roster.as_of == as_of)
    )
    return connection.execute(query).all()


def _coded_fields() -> list[str]:
    return [name for name in tallied_fields() if name != AGE_BAND]


def _with_blanks(column: Iterable[Any]) -> list[Any]:
    return ["" if value is None else value for value in column]


def _bands(born: Iterable[int | str], as_of: date) -> Iterator[str]:
    """Give the band of each one's completed years on the day; empty where no birth date is known."""
    day = int(f"{as_of:%Y%m%d}")
    *younger, oldest = age_bands()
    last = [band.last or 0 for band in younger]
    codes = [*(band.code for band in younger), oldest.code]
    for number in born:
        yield codes[bisect_left(last, (day - int(number)) // 10_000)] if number else ""


def _insert(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        names = [column.name for column in Tally.__table__.columns]
        connection.execute(insert(Tally), [dict(zip(names, row, strict=True)) for row in rows])
