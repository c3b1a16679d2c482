"""The communes of today that answer for units of a past date: with the districts nobody is left at the old address."""

from collections.abc import Iterable, Mapping
from datetime import date

from reference.provinces import communes_on
from reference.territory import NEWEST, last_day_of_districts, predecessors
from reference.units import Unit

Heirs = Mapping[str, tuple[Unit, ...]]
"""A unit's code on a date -> the communes of today that hold it or parts of it."""


def heirs_of(codes: Iterable[str], day: date, province: str) -> Heirs:
    """Find who answers today for communes of a day with districts; empty for a day without, whose units answer."""
    if day > last_day_of_districts():
        return {}
    wanted = set(codes)
    heirs: dict[str, list[Unit]] = {}
    for unit in communes_on(NEWEST, province):
        for code in predecessors(unit.code, NEWEST, day) & wanted:
            heirs.setdefault(code, []).append(unit)
    return {code: tuple(units) for code, units in heirs.items()}
