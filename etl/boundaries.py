"""An office's own boundaries of communes: a GeoJSON file read, matched with the register, kept or taken away."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import cos, hypot, radians
from typing import Any

from sqlalchemy import delete, insert

import database
from database import Witness
from etl import outlines
from etl.outlines import Ring
from models import Boundary, OfficeSetting
from reference import vietnamese
from reference.centres import KILOMETRES, Centre, centres_on
from reference.provinces import communes_of, provinces_on
from reference.territory import NEWEST
from reference.unit_kinds import without_kind
from reference.units import Unit

SETTING = "boundaries"
"""The office's setting that says which boundaries are kept: it changes with them."""
MAX_MB = 20
_CODE_LETTERS = 5
_NAMED = 8
_EAST, _NORTH = (102.0, 118.0), (8.0, 24.0)
_AWAY = 30
"""Kilometres from the register's middle of a unit at which an area is not taken for it."""


class NoBoundariesError(Exception):
    """A file that cannot be taken; the message is a Vietnamese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The boundaries of a file: rings by the code of the unit, outer ones against the clock."""

    rings: Mapping[str, list[Ring]]
    day: date
    """A day of the register whose units they are."""
    by: str
    """The property of the features that held the units' codes or names."""
    missing: tuple[str, ...]
    """Names of the register's units that the file does not have."""
    unused: int
    """Features that are none of its units."""
    digest: str
    """SHA-256 of the file."""

    @property
    def sentence(self) -> str:
        """Say in Vietnamese how many units were recognised by which property, which are missing, what is not used."""
        count, total = len(self.rings), len(self.rings) + len(self.missing)
        parts = [
            f"Nhận ra ranh giới của {vietnamese.number(count)}/{vietnamese.number(total)} đơn vị cấp xã "
            f"(theo thuộc tính «{self.by}»)."
        ]
        if self.missing:
            more = len(self.missing) - _NAMED
            rest = f" và {vietnamese.number(more)} đơn vị khác" if more > 0 else ""
            parts.append(f"Chưa có: {', '.join(self.missing[:_NAMED])}{rest}; các đơn vị này vẫn là vòng tròn.")
        if self.unused:
            parts.append(
                f"{vietnamese.number(self.unused)} vùng không dùng: không khớp đơn vị nào của tỉnh, trùng tên với vùng "
                f"khác, hoặc cách đơn vị cùng tên hơn {_AWAY} km."
            )
        return " ".join(parts)


def read(content: bytes, province: str, dates: Iterable[date]) -> Boundaries:
    """Read a file's areas and find whose they are: communes of a province's register of today, or of one of `dates`.

    Raises NoBoundariesError with a sentence.
    """
    registers = _registers(province, dates)
    features = _features(content)
    names = sorted({str(name) for feature in features for name in feature["properties"]})
    today = tuple(unit.code for unit in _communes(province, NEWEST))
    best: tuple[int, date, str, list[str | None]] = (0, date.min, "", [])
    for day, units in registers.items():
        middles = centres_on(today, day)
        for name in names:
            for codes in _codes_by(name, features, units):
                near = [_if_near(code, feature, middles) for code, feature in zip(codes, features, strict=True)]
                best = max(best, (len(set(near) - {None}), day, name, near), key=lambda match: match[:2])
    count, day, name, chosen = best
    if not count:
        listed = ", ".join(f"«{name}»" for name in names[:_NAMED])
        raise NoBoundariesError(
            "Không vùng nào trong tệp khớp mã hoặc tên một đơn vị cấp xã của tỉnh. Mỗi vùng cần một thuộc tính là mã "
            f"đơn vị (5 chữ số) hoặc tên đơn vị; các thuộc tính trong tệp: {listed or 'không có'}."
        )
    rings: dict[str, list[Ring]] = {}
    for feature, code in zip(features, chosen, strict=True):
        if code is not None:
            rings.setdefault(code, []).extend(outlines.rings(feature["geometry"]))
    missing = tuple(unit.name for unit in registers[day] if unit.code not in rings)
    drawn = {code: outlines.light(outline) for code, outline in rings.items()}
    return Boundaries(
        drawn, day, by=name, missing=missing, unused=chosen.count(None), digest=sha256(content).hexdigest()
    )


def _registers(province: str, dates: Iterable[date]) -> dict[date, tuple[Unit, ...]]:
    """List the communes of each date, and those of today under the day since which they are so."""
    today = _communes(province, NEWEST)
    since = max((unit.valid_from for unit in today if unit.valid_from), default=date.min)
    return {day: _communes(province, day) for day in dates} | {since: today}


def _communes(province: str, day: date) -> tuple[Unit, ...]:
    return tuple(unit for home in provinces_on(province, day) for unit in communes_of(home, day))


def _features(content: bytes) -> list[dict[str, Any]]:
    """List the features that are areas."""
    if len(content) > MAX_MB * 2**20:
        raise NoBoundariesError(
            f"Tệp lớn hơn {MAX_MB} MB. Hãy giản lược đường ranh giới (QGIS: Vector, Geometry Tools, Simplify, khoảng "
            "50 m) hoặc chỉ giữ các đơn vị của tỉnh, rồi chọn lại."
        )
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NoBoundariesError(
            "Tệp không phải là GeoJSON. Hãy xuất ranh giới ở dạng GeoJSON (QGIS: Export, Save Features As, GeoJSON, "
            "hệ tọa độ WGS 84)."
        ) from error
    listed = document.get("features") if isinstance(document, dict) else None
    areas = [each for each in listed if _is_area(each)] if isinstance(listed, list) else []
    if not areas:
        raise NoBoundariesError(
            "Tệp không có vùng nào: cần một FeatureCollection gồm các Polygon hoặc MultiPolygon, mỗi đơn vị một vùng."
        )
    if not all(_is_in_viet_nam(area) for area in areas):
        raise NoBoundariesError(
            "Tọa độ trong tệp không phải là kinh độ, vĩ độ của Việt Nam. Hãy chuyển tệp sang hệ tọa độ WGS 84 "
            "(EPSG:4326) rồi chọn lại; tệp theo VN-2000 chưa dùng được."
        )
    return areas


def _is_area(feature: Any) -> bool:
    """Tell whether this is a feature with properties and a well-formed area."""
    try:
        return isinstance(feature.get("properties"), dict) and bool(list(outlines.rings(feature["geometry"])))
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, OverflowError):
        return False


def _is_in_viet_nam(feature: Mapping[str, Any]) -> bool:
    points = (point for ring in outlines.rings(feature["geometry"]) for point in ring)
    return all(_EAST[0] <= x <= _EAST[1] and _NORTH[0] <= y <= _NORTH[1] for x, y in points)


# Whose areas they are


def _codes_by(name: str, features: Sequence[Mapping[str, Any]], units: Sequence[Unit]) -> Iterator[list[str | None]]:
    """Give the unit of each feature by a property, read as a code, and read as a name; None where it is of none.

    Several areas of one code are one unit; of several areas of one name none is taken, as they may be of other units.
    """
    texts = [str(feature["properties"].get(name) or "").strip().removesuffix(".0") for feature in features]
    codes = {unit.code for unit in units}
    padded = [text.zfill(_CODE_LETTERS) if text.isdecimal() else "" for text in texts]
    yield [code if code in codes else None for code in padded]
    full = _by_name({unit.code: vietnamese.slug(unit.name) for unit in units})
    bare = _by_name({unit.code: vietnamese.slug(without_kind(unit.name, "commune")) for unit in units})
    slugs = [vietnamese.slug(text) for text in texts]
    several = Counter(slugs)
    yield [(full.get(slug) or bare.get(slug)) if several[slug] == 1 else None for slug in slugs]


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Turn names by codes around; a name that two units share finds neither."""
    times = Counter(names.values())
    return {name: code for code, name in names.items() if times[name] == 1}


def _if_near(code: str | None, feature: Mapping[str, Any], middles: Mapping[str, Centre]) -> str | None:
    """Give the code where the area does not lie far from where the register has that unit."""
    if code is None or code not in middles:
        return code
    (east, north), centre = outlines.middle(list(outlines.rings(feature["geometry"]))), middles[code]
    across = (east - centre.longitude) * cos(radians(centre.latitude))
    return code if hypot(across, north - centre.latitude) * KILOMETRES <= _AWAY else None


# What is kept


def keep(url: str, boundaries: Boundaries, witness: Witness = database.unseen) -> None:
    """Keep these boundaries instead of all that were kept."""
    rows = [
        {"code": code, "valid_on": boundaries.day, "rings": json.dumps(rings, separators=(",", ":"))}
        for code, rings in boundaries.rings.items()
    ]
    _replace(url, rows, boundaries.digest, witness)


def forget(url: str, witness: Witness = database.unseen) -> None:
    """Go back to circles."""
    _replace(url, [], "", witness)


def _replace(url: str, rows: list[dict[str, Any]], version: str, witness: Witness) -> None:
    with database.writing(url) as connection:
        connection.execute(delete(Boundary))
        connection.execute(delete(OfficeSetting).where(OfficeSetting.key == SETTING))
        if rows:
            connection.execute(insert(Boundary), rows)
            connection.execute(insert(OfficeSetting), [{"key": SETTING, "value": version}])
        witness(connection)
