"""Columns whose header nobody knows but whose cells do: a field must not go missing because of its heading."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import reference
from etl.headers.grid import BIRTHS, Column
from etl.headers.layout import Layout
from etl.headers.vocabulary import fields_named
from etl.normalising import values
from etl.normalising.dates import read_date
from etl.normalising.department_posts import is_role
from etl.normalising.departments import find_department
from etl.normalising.people import read_name
from etl.normalising.places import Gazetteer
from etl.normalising.positions import read_position
from reference.fields import Reading, catalogue, fields_read_as
from reference.spelling import words_of

_FEWEST_CELLS = 3
_KNOWN_SHARE = 0.9
_TELLING_FIELDS = {field.name: {field.name, *field.told_by} for field in catalogue().values()}
"""The fields: each -> its own column and others that may tell it."""
_LIKELY = frozenset(
    {field.name for field in catalogue().values() if field.is_evident} | {"unit", "position", "birth_date"}
)
"""Fields whose values speak for themselves, whatever the heading is."""


def likely_fields(cells: Iterable[Any], layout: Layout, gazetteer: Gazetteer) -> list[str]:
    """List the fields that nearly all of a column's cells would be good values of, and that no other column tells.

    Marks, numbers and «Không» say nothing of a field and do not count.
    """
    own_fields = {column.field for column in layout.columns}
    texts = tell_something(cells)
    if len(texts) < _FEWEST_CELLS:
        return []
    return [
        field
        for field, knows in tellers(gazetteer).items()
        if field in _LIKELY and not own_fields & _TELLING_FIELDS[field] and fitting_share(texts, knows) >= _KNOWN_SHARE
    ]


def fields_of_joint_heading(column: Column, layout: Layout) -> list[str]:
    """List the fields that an unread column's heading names together, and that no column of the layout tells."""
    own_fields = {other.field for other in layout.columns}
    headed = fields_named(column.path[-1]) if column.path else set()
    ours = {*values.CODED_FIELDS, *fields_read_as(Reading.LIST), "position"}
    return sorted(field for field in headed & ours if not own_fields & _TELLING_FIELDS[field])


def tell_something(cells: Iterable[Any]) -> list[Any]:
    """List the cells that say something of a field: no marks, numbers or «Không»."""
    return [value for value in cells if _says_something(value)]


def _says_something(value: Any) -> bool:
    if isinstance(value, bool | int | float) or values.word_kind(value) is not None:
        return False
    negative = values.read_value("it", value)
    return not (isinstance(negative, tuple) and dict(negative).get("it") == "none")


def fitting_share(texts: Sequence[Any], knows: Callable[[Any], bool]) -> float:
    """Give the share of cells that a field's reader knows."""
    verdicts = {text: knows(text) for text in set(texts)}
    return sum(verdicts[text] for text in texts) / len(texts)


def tellers(gazetteer: Gazetteer) -> Mapping[str, Callable[[Any], bool]]:
    """Give, for each field whose values can be told from others, what tells a value of it."""
    day = gazetteer.day

    def coded(field: str) -> Callable[[Any], bool]:
        return lambda value: bool(isinstance(sets := values.read_value(field, value), tuple) and sets)

    def listed(field: str) -> Callable[[Any], bool]:
        return lambda value: read_name(field, values.as_text(value)) is not None

    return {
        **{field: coded(field) for field in fields_read_as(Reading.CODES)},
        **{field.name: listed(field.name) for field in catalogue().values() if field.official_list},
        "unit": lambda value: gazetteer.find_commune(values.as_text(value)).place is not None,
        "district": lambda value: gazetteer.find_district(values.as_text(value)).place is not None,
        "position": lambda value: _is_position(values.as_text(value), day),
        "department": lambda value: find_department(values.as_text(value)) is not None,
        **dict.fromkeys(BIRTHS, lambda value: _is_adults_birth(value, day)),
    }


def _is_position(text: str, day: date) -> bool:
    """Tell whether it is a title, or the bare head of some department («Trưởng phòng»)."""
    return is_role(words_of(text)) or not read_position(text, day).unknown


def _is_adults_birth(value: Any, day: date) -> bool:
    born = read_date(value, latest=day)
    youngest, oldest = reference.limit("youngest_age"), reference.limit("oldest_age")
    return born is not None and youngest <= day.year - born.year <= oldest
