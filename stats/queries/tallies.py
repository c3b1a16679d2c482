"""The counting from the tallies that each load keeps: a province's ten years are some hundred rows of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, exists, func, select

from models import Roster, Tally
from reference.tallied import tallied_fields

Value = str | date | tuple[date, ...] | tuple[str, ...] | None
"""A code or a date, or several of which one is meant."""
Choice = tuple[str, Value]
"""A dimension and what is chosen of it; None: those of whom the rosters do not say."""

_PLACED: dict[str, Any] = {"as_of": Tally.as_of, "unit_type": Tally.unit_type, "category": Tally.category}
"""Dimensions that each tally is told apart by, beside its field."""


def field_of(names: Iterable[str]) -> str | None:
    """Find the field whose tallies answer a question of these dimensions, «» for everybody; None where none does."""
    beside = set(names) - _PLACED.keys()
    field = next(iter(beside), "")
    return field if len(beside) <= 1 and field in ("", *tallied_fields()) else None


def are_whole(c: Connection, provinces: Sequence[int] | None) -> bool:
    """Tell whether all current rosters of the provinces (None: of all) are in the tallies, and none besides."""
    stale = exists().where(Roster.is_tallied != Roster.is_current)
    if provinces is not None:
        stale = stale.where(Roster.province_id.in_(provinces))
    return not c.scalar(select(stale))


def tallied(field: str, by: Iterable[str], chosen: Iterable[Choice], provinces: Sequence[int] | None) -> Select[Any]:
    """SELECT people and the dimensions `by`, an empty code for those of whom the rosters do not say."""
    columns = [_column(name) for name in by]
    matches = [_match(_column(name), value) for name, value in chosen]
    query = select(func.sum(Tally.people), *columns).where(Tally.field == field, *matches)
    if provinces is not None:
        query = query.where(Tally.province_id.in_(provinces))
    return query.group_by(*columns) if columns else query


def _column(name: str) -> Any:
    return _PLACED.get(name, Tally.code)


def _match(column: Any, value: Value) -> Any:
    return column.in_(value) if isinstance(value, tuple) else column == ("" if value is None else value)
