"""The areas of a GeoJSON file: rings of degrees east and north, made light enough to be drawn."""

from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
TOLERANCE = 0.0012
"""Degrees, about 130 metres: on a screen less than half a pixel of a province."""
_SMALLEST = TOLERANCE**2 * 9
"""Square degrees of an island or a hole that is a pixel."""


def rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Give the rings of an area: of each polygon the outer one against the clock, its holes with it.

    Raises what Python raises for a geometry that is not formed as GeoJSON has it.
    """
    kind, parts = geometry["type"], geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        return
    for polygon in [parts] if kind == "Polygon" else parts:
        for place, points in enumerate(polygon):
            ring = [(float(point[0]), float(point[1])) for point in points]
            if len(ring) >= 4:
                yield ring if (area(ring) > 0) == (place == 0) else ring[::-1]


def area(ring: Sequence[Point]) -> float:
    """Give a ring's area in square degrees; above 0 where it runs against the clock."""
    following = [*ring[1:], ring[0]]
    return sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in zip(ring, following, strict=True)) / 2


def middle(outline: Sequence[Ring]) -> Point:
    """Give the middle of the largest ring's box."""
    east, north = zip(*max(outline, key=lambda ring: abs(area(ring))), strict=True)
    return (min(east) + max(east)) / 2, (min(north) + max(north)) / 2


def light(outline: Sequence[Ring]) -> list[Ring]:
    """Leave out islands and holes smaller than a pixel, and points within the tolerance of a line between others.

    The largest ring stays; four decimals of a degree stay.
    """
    largest = max(outline, key=lambda ring: abs(area(ring)))
    return [_lighter(ring) for ring in outline if ring is largest or abs(area(ring)) > _SMALLEST]


def _lighter(ring: Ring) -> Ring:
    closed = _apart(ring if ring[0] == ring[-1] else [*ring, ring[0]])
    far = max(range(len(closed)), key=lambda place: _distance(closed[place], closed[0], closed[0]))
    kept = [*_without_small_bends(closed[: far + 1]), *_without_small_bends(closed[far:])[1:]]
    return [(round(x, 4), round(y, 4)) for x, y in (kept if len(kept) > 3 else ring)]


def _apart(ring: Ring) -> Ring:
    """Leave out points that hardly differ from the one before; the last stays."""
    kept = ring[:1]
    for x, y in ring[1:-1]:
        if hypot(x - kept[-1][0], y - kept[-1][1]) > TOLERANCE / 4:
            kept.append((x, y))
    return [*kept, ring[-1]]


def _without_small_bends(line: Sequence[Point]) -> list[Point]:
    """Simplify a line as Douglas and Peucker do."""
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda place: _distance(line[place], line[first], line[last]))
        if _distance(line[far], line[first], line[last]) > TOLERANCE:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [line[place] for place in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Give a point's distance from a line between two others, which may be the same."""
    (x, y), (across, up) = point, (end[0] - start[0], end[1] - start[1])
    length = hypot(across, up)
    if not length:
        return hypot(x - start[0], y - start[1])
    return abs(across * (y - start[1]) - up * (x - start[0])) / length
