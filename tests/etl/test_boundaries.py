"""The office's own boundaries: areas invented around the register's middles, read, matched, made light, kept."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from math import cos, pi, sin
from typing import Any

import pytest

import database
from etl import boundaries, outlines
from etl.boundaries import NoBoundariesError
from reference.centres import centres
from reference.provinces import communes_of, provinces_on
from reference.territory import NEWEST
from reference.units import Unit
from stats import queries

PROVINCE, THEN = "24", date(2023, 12, 31)
UNITS = communes_of(provinces_on(PROVINCE, NEWEST)[0], NEWEST)
_SIDES = 400


def _round(unit: Unit, away: float = 0.0) -> list[list[float]]:
    """A circle of two kilometres around a unit's middle, of many points, closed."""
    middle = centres()[unit.code]
    turns = [2 * pi * (step % _SIDES) / _SIDES for step in range(_SIDES + 1)]
    return [[middle.longitude + away + 0.02 * cos(turn), middle.latitude + 0.02 * sin(turn)] for turn in turns]


def _feature(ring: list[list[float]], **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _file(features: Iterable[Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def _read(features: Iterable[Any]) -> boundaries.Boundaries:
    return boundaries.read(_file(features), PROVINCE, [THEN])


@pytest.mark.parametrize(
    "properties",
    [
        lambda unit: {"stt": 1, "ma_xa": unit.code},
        lambda unit: {"ma": int(unit.code)},
        lambda unit: {"TEN": unit.name},
        lambda unit: {"TEN": unit.name.split(" ", 1)[1].upper()},
    ],
)
def test_areas_are_matched_by_code_or_by_name(properties: Callable[[Unit], dict[str, object]]) -> None:
    read = _read(_feature(_round(unit), **properties(unit)) for unit in UNITS)
    assert len(UNITS) == 99
    assert set(read.rings) == {unit.code for unit in UNITS}
    assert read.sentence.startswith("Nhận ra ranh giới của 99/99 đơn vị cấp xã (theo thuộc tính «")
    assert (read.missing, read.unused) == ((), 0)


def test_missing_and_unused_areas_are_told() -> None:
    read = _read(
        [*(_feature(_round(unit), ten=unit.name) for unit in UNITS[3:]), _feature(_round(UNITS[0]), ten="Xã Ở Xa")]
    )
    assert read.missing == tuple(unit.name for unit in UNITS[:3])
    names = ", ".join(unit.name for unit in UNITS[:3])
    assert f"Chưa có: {names}; các đơn vị này vẫn là vòng tròn. 1 vùng không dùng" in read.sentence


def test_units_of_a_day_before_are_known() -> None:
    units = communes_of(provinces_on(PROVINCE, THEN)[0], THEN)
    middle = next(centres()[unit.code] for unit in UNITS if unit.name == "Phường Kinh Bắc")
    ring = [[middle.longitude + x, middle.latitude + y] for x, y in ((0, 0), (0.01, 0), (0.01, 0.01), (0, 0))]
    read = _read(_feature(ring, ma=unit.code) for unit in units if unit.parent_code == "256")
    assert read.day == THEN
    assert set(read.rings) == {unit.code for unit in units if unit.parent_code == "256"}


def test_an_area_of_the_same_name_elsewhere_is_not_taken() -> None:
    """Files of the whole country have many communes of one name."""
    first, second = UNITS[0], UNITS[1]
    far = _read([_feature(_round(first, 0.5), ten=first.name), _feature(_round(second), ten=second.name)])
    assert set(far.rings) == {second.code}
    twice = _read([_feature(_round(first), ten=first.name)] * 2 + [_feature(_round(second), ten=second.name)])
    assert set(twice.rings) == {second.code}
    parts = _read([_feature(_round(first), ma=first.code)] * 2)
    assert len(parts.rings[first.code]) == 2


def test_lines_are_light_and_stay_where_they_were() -> None:
    ring = _round(UNITS[0])
    (light,) = _read([_feature(ring, ma=UNITS[0].code)]).rings[UNITS[0].code]
    assert 8 < len(light) < 60
    assert outlines.area(light) == pytest.approx(pi * 0.02**2, rel=0.06)
    small = [[x, y] for x, y in ((105.9, 21.0), (105.9004, 21.0), (105.9004, 21.0004), (105.9, 21.0))]
    (still,) = _read([_feature(ring, ma=UNITS[0].code), _feature(small, ma=UNITS[0].code)]).rings[UNITS[0].code]
    assert still == light


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không phải là GeoJSON"),
        (b"\xff\xfe{", "không phải là GeoJSON"),
        (b"[" * 100_000, "không phải là GeoJSON"),
        (b"[]", "không có vùng nào"),
        (_file([]), "không có vùng nào"),
        (
            _file([None, 3, {"properties": {}}, {"properties": {}, "geometry": {"type": "Polygon"}}]),
            "không có vùng nào",
        ),
        (_file([_feature([[10**400, 21]] * 4, ma="07210")]), "không có vùng nào"),
        (_file([_feature([[float("nan"), 21]] * 4, ma="07210")]), "không phải là kinh độ, vĩ độ"),
        (_file([_feature([[561234, 2345678], [561300, 2345678], [561300, 2345800]] * 2, ma="07210")]), "VN-2000"),
        (_file([_feature(_round(UNITS[0]), ten="Nơi khác")]), "các thuộc tính trong tệp: «ten»"),
        (b" " * (boundaries.MAX_MB * 2**20 + 1), "Tệp lớn hơn 20 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(NoBoundariesError, match=words):
        boundaries.read(content, PROVINCE, [THEN])


def test_boundaries_are_kept_replaced_and_taken_away(database_url: str) -> None:
    def kept() -> tuple[set[str], str]:
        with database.reading(database_url) as connection:
            return set(queries.boundaries(connection)), queries.setting(connection, boundaries.SETTING, "")

    both, second = ([_feature(_round(unit), ma=unit.code) for unit in units] for units in (UNITS[:2], UNITS[1:2]))
    boundaries.keep(database_url, _read(both))
    codes, version = kept()
    assert codes == {unit.code for unit in UNITS[:2]}
    with database.reading(database_url) as connection:
        outline = queries.boundaries(connection)[UNITS[0].code]
    assert outline.rings == tuple(map(tuple, _read(both).rings[UNITS[0].code]))
    boundaries.keep(database_url, _read(second))
    assert kept()[0] == {UNITS[1].code}
    assert kept()[1] not in ("", version)
    boundaries.forget(database_url)
    assert kept() == (set(), "")
