"""Centres of communes: the middle of each unit of today, and for units of before the middle of what they went into."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from math import cos, pi, radians, sin, sqrt
from typing import NamedTuple

from reference.tables import rows, wrong_row
from reference.territory import NEWEST, origin
from reference.units import per_register

KILOMETRES = 111.32
"""Of a degree of latitude."""
_WITHIN = 0.5
"""The part of a unit's radius at which the units that it was made of stand around its middle."""


class Centre(NamedTuple):
    """A place on the ground: degrees north and east, and the area of its unit in square kilometres (0: unknown)."""

    latitude: float
    longitude: float
    area: float


@lru_cache(maxsize=1)
def centres() -> dict[str, Centre]:
    """Give the middle of each commune of today by its code, as `unit_centres.csv` has them."""
    return {row["code"]: _centre(row) for row in rows("unit_centres")}


def _centre(row: dict[str, str]) -> Centre:
    try:
        centre = Centre(float(row["latitude"]), float(row["longitude"]), float(row["area_km2"] or 0))
    except ValueError as error:
        raise wrong_row(row, "vĩ độ, kinh độ và diện tích phải là số.") from error
    if not (8 <= centre.latitude <= 24 and 102 <= centre.longitude <= 118 and centre.area >= 0):
        raise wrong_row(row, "tọa độ nằm ngoài lãnh thổ Việt Nam, hoặc diện tích nhỏ hơn 0.")
    return centre


@per_register(maxsize=32)
def centres_on(codes: tuple[str, ...], day: date) -> dict[str, Centre]:
    """Place the units of a day; `codes`: the units of today that they went into.

    A unit that still is what it was stands in its middle, those that went into one stand around its middle. A unit that
    went into several stands at the first of them.
    """
    places: dict[str, Centre] = {}
    for code in codes:
        if code not in centres():
            continue
        made_of = origin(code, NEWEST, day)
        parts = [*made_of.codes, *sorted({step.old_code for step in made_of.split})]
        for part, centre in zip(parts, _around(centres()[code], len(parts)), strict=True):
            places.setdefault(part, centre)
    return places


def _around(middle: Centre, number: int) -> Iterable[Centre]:
    """Spread so many places evenly around a middle, the first in the north; one place stands in the middle itself."""
    if number == 1:
        return [middle]
    radius = _WITHIN * sqrt(middle.area / pi) / KILOMETRES
    turns = [2 * pi * place / number for place in range(number)]
    shrunk = cos(radians(middle.latitude))
    return [
        Centre(
            middle.latitude + radius * cos(turn), middle.longitude + radius * sin(turn) / shrunk, middle.area / number
        )
        for turn in turns
    ]
