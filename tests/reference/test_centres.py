"""Centres of communes: those of today in their middle, those of before around that of what they went into."""

from datetime import date
from math import cos, hypot, radians

import pytest

import reference
from reference.centres import Centre, centres, centres_on
from reference.provinces import communes_of, province_on
from reference.territory import NEWEST, origin

BAC_NINH = "24"
THEN = date(2023, 12, 31)


@pytest.fixture
def codes() -> tuple[str, ...]:
    home = province_on(BAC_NINH, NEWEST)
    assert home is not None
    return tuple(unit.code for unit in communes_of(home, NEWEST))


def _kilometres(spot: Centre, other: Centre) -> float:
    north, east = spot.latitude - other.latitude, spot.longitude - other.longitude
    return 111.32 * hypot(north, east * cos(radians(spot.latitude)))


def test_every_commune_of_today_has_a_middle(codes: tuple[str, ...]) -> None:
    assert len(codes) == 99
    assert centres_on(codes, NEWEST) == {code: centres()[code] for code in codes}
    area = sum(centres()[code].area for code in codes)
    assert area == pytest.approx(4718.6, rel=0.01)  # the province's official area


def test_every_commune_of_before_stands_where_it_went(codes: tuple[str, ...]) -> None:
    then = centres_on(codes, THEN)
    assert {unit.code for unit in reference.communes_on(THEN, BAC_NINH)} <= set(then)
    for code in codes:
        for part in origin(code, NEWEST, THEN).codes:
            radius = (centres()[code].area / 3.14159) ** 0.5
            assert _kilometres(then[part], centres()[code]) <= radius


def test_two_communes_never_stand_at_one_point(codes: tuple[str, ...]) -> None:
    spots = [(spot.latitude, spot.longitude) for spot in centres_on(codes, THEN).values()]
    assert len(set(spots)) == len(spots)
