"""Columns whose header nobody knows but whose cells do: a field must not go missing because of its heading."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import reference
from etl.headers.layout import Column, Layout
from etl.headers.vocabulary import fields_named
from etl.normalising import values
from etl.normalising.dates import read_date
from etl.normalising.people import read_name
from etl.normalising.places import Gazetteer
from etl.normalising.positions import read_position
from reference.fields import Reading, catalogue, fields_read_as

_FEWEST_CELLS = 3
_KNOWN_SHARE = 0.9
_TELLING_FIELDS = {field.name: {field.name, *field.told_by} for field in catalogue().values()}
"""The fields: each -> its own column and others that may tell it."""
_EVIDENT = tuple(field for field in catalogue().values() if field.is_evident)


def likely_fields(cells: Iterable[Any], layout: Layout, gazetteer: Gazetteer) -> list[str]:
    """List the fields that nearly all of a column's cells would be good values of, and that no other column tells.

    Marks, numbers and «Không» say nothing of a field and do not count.
    """
    own_fields = {column.field for column in layout.columns}
    texts = [value for value in cells if _says_something(value)]
    if len(texts) < _FEWEST_CELLS:
        return []
    readers = _readers(gazetteer, gazetteer.day)
    return [
        field
        for field, knows in readers.items()
        if not own_fields & _TELLING_FIELDS[field] and _share(texts, knows) >= _KNOWN_SHARE
    ]


def fields_of_joint_heading(column: Column, layout: Layout) -> list[str]:
    """List the fields that an unread column's heading names together, and that no column of the layout tells."""
    own_fields = {other.field for other in layout.columns}
    headed = fields_named(column.path[-1]) if column.path else set()
    ours = {*values.CODED_FIELDS, *fields_read_as(Reading.LIST), "position"}
    return sorted(field for field in headed & ours if not own_fields & _TELLING_FIELDS[field])


def _says_something(value: Any) -> bool:
    if isinstance(value, bool | int | float) or values.word_kind(value) is not None:
        return False
    negative = values.read_value("it", value)
    return not (isinstance(negative, tuple) and dict(negative).get("it") == "none")


def _share(texts: list[Any], knows: Callable[[Any], bool]) -> float:
    verdicts = {text: knows(text) for text in set(texts)}
    return sum(verdicts[text] for text in texts) / len(texts)


def _readers(gazetteer: Gazetteer, day: date) -> Mapping[str, Callable[[Any], bool]]:
    def coded(field: str) -> Callable[[Any], bool]:
        return lambda value: bool(isinstance(sets := values.read_value(field, value), tuple) and sets)

    def listed(field: str) -> Callable[[Any], bool]:
        return lambda value: read_name(field, values.as_text(value)) is not None

    codes = {field.name: coded(field.name) for field in _EVIDENT if field.reading is Reading.CODES}
    lists = {field.name: listed(field.name) for field in _EVIDENT if field.reading is Reading.LIST}
    return {
        **codes,
        **lists,
        "unit": lambda value: gazetteer.find_commune(values.as_text(value)).place is not None,
        "position": lambda value: not read_position(values.as_text(value), day).unknown,
        "birth_date": lambda value: _is_adults_birth(value, day),
    }


def _is_adults_birth(value: Any, day: date) -> bool:
    born = read_date(value, latest=day)
    youngest, oldest = reference.limit("youngest_age"), reference.limit("oldest_age")
    return born is not None and youngest <= day.year - born.year <= oldest
