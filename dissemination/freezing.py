"""A report with its letterhead as JSON and back, exactly: what was published is kept in the database, not made again.

Values that JSON does not know are told by their kind (`{"decimal": "77.98"}`). Back come only the classes listed here,
so that nothing but a report can be made of whatever stands in the database.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any

from presentation.charts import Break, Caption, Chart, Column, Kind, Native, Series, Shape, Table
from reference.bodies import Tier
from reports.contents.model import Annex, NumberedChart, Paragraph, Report, Section, Tabular
from reports.letterhead import Letterhead
from stats.selection import Selection, View
from stats.shares import Rounding

SCHEMA = 1
"""The form's version, raised when a report frozen earlier can no longer be read as it stands; a field with a default
may just be added.
"""
_NAMES: dict[type, str] = {
    each: each.__name__
    for each in (
        Annex,
        Break,
        Caption,
        Chart,
        Column,
        Letterhead,
        Native,
        Paragraph,
        Report,
        Section,
        Selection,
        Series,
        Table,
        Tabular,
    )
} | {NumberedChart: "Figure"}
"""Each class and its name in what is kept: a class that is renamed keeps that name, for reports frozen before."""
_CLASSES = {name: each for each, name in _NAMES.items()}
_ENUMS: dict[str, type[Enum]] = {each.__name__: each for each in (Kind, Rounding, Shape, Tier, View)}


class FrozenError(ValueError):
    """A frozen report that this version of the program cannot read."""


def freeze(report: Report, letterhead: Letterhead) -> dict[str, Any]:
    """Write the report as a JSON object. Raises TypeError for a value that a report cannot hold."""
    return {"schema": SCHEMA, "report": _plain(report), "letterhead": _plain(letterhead)}


def thaw(kept: dict[str, Any]) -> tuple[Report, Letterhead]:
    """Read what was frozen, equal to what it was. Raises FrozenError."""
    if kept.get("schema") != SCHEMA:
        raise FrozenError(f"schema {kept.get('schema')}")
    try:
        report, letterhead = _value(kept["report"]), _value(kept["letterhead"])
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise FrozenError(type(error).__name__) from error
    if not isinstance(report, Report) or not isinstance(letterhead, Letterhead):
        raise FrozenError("no report")
    return report, letterhead


def digest(kept: dict[str, Any]) -> str:
    """Give the SHA-256 of what was frozen: equal for equal reports."""
    return sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return {"enum": [type(value).__name__, value.value]}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if type(value) is date:
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return {"tuple": [_plain(each) for each in value]}
    if isinstance(value, frozenset):
        return {"set": sorted(_plain(each) for each in value)}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {"dict": [[_plain(key), _plain(each)] for key, each in value.items()]}
    if is_dataclass(value) and type(value) in _NAMES:
        # What does not count when two are compared, such as the way to the people, is not put out either.
        kept = (each.name for each in fields(value) if each.compare)
        return {"of": _NAMES[type(value)]} | {name: _plain(getattr(value, name)) for name in kept}
    raise TypeError(type(value).__name__)


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_value(each) for each in plain]
    if not isinstance(plain, dict):
        return plain
    if "of" in plain:
        return _CLASSES[plain["of"]](**{name: _value(each) for name, each in plain.items() if name != "of"})
    ((kind, held),) = plain.items()
    if kind == "enum":
        return _ENUMS[held[0]](held[1])
    if kind == "decimal":
        return Decimal(held)
    if kind == "date":
        return date.fromisoformat(held)
    if kind == "tuple":
        return tuple(_value(each) for each in held)
    if kind == "set":
        return frozenset(held)
    if kind == "dict":
        return {_value(key): _value(each) for key, each in held}
    raise KeyError(kind)
