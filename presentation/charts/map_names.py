"""The names of the extremes on a map: beside their circle, or apart from it with a line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, hypot, pi, sin
from typing import Any

import reference
from presentation.charts import style
from presentation.charts.bars import Subset
from stats.measures import Group

NARROW, MARGIN = style.PHONE - 24, 26
"""Pixels of the map on a phone, for which names are placed, and around the circles; with more room they lie freer."""
_NEAREST, _FARTHEST, _STEP, _TURNS, _LINE = 22, 220, 6, 24, 3
"""Pixels from a circle at which its name may stand apart, in steps and turns; and between points along the line."""
_CROSSING = 60
"""Pixels that a line may be longer to cross a circle less."""
_ENDS = 2
"""The highest and the lowest place, which come first."""
_NAMED = 3
"""So many of the highest and of the lowest places are named, where there is room."""
_ALL_NAMED = 12
"""Places of which each is named, whatever its share; of more the extremes alone are."""
_SIDES = {
    f"{row} {column}": (across, down)
    for row, down in (("middle", 0), ("top", -1), ("bottom", 1))
    for column, across in (("right", 1), ("left", -1), ("center", 0))
    if (across, down) != (0, 0)
}
"""Plotly's words for the sides of a circle -> a step to the right and a step down."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Circle:
    """A place on the figure: kilometres east and north of the middle of all, and pixels across."""

    group: Group
    east: float
    north: float
    size: float
    outline: tuple[tuple[tuple[float, float], ...], ...] = ()
    """The rings of its boundary, in kilometres like the place itself; without any it is a circle."""


@dataclass(frozen=True, slots=True)
class Names:
    """The places of the names of the extremes: on a side of their circle, or apart from it at the end of a line."""

    sides: Mapping[Circle, str]
    apart: Mapping[Circle, tuple[float, float]]
    """The middle of each name that stands apart, in kilometres like its circle."""


def names(circles: Sequence[Circle], subset: Subset, pixels: float, half: float) -> Names:
    """Choose where the name of each extreme stands, so that it runs over no circle and no other name.

    `pixels` of a kilometre on the narrowest figure, of which `half` lie above its middle and as many below. Where no
    side is free it stands apart, as near as may be.
    """
    marks = [box_around(circle.east * pixels, -circle.north * pixels, circle.size, circle.size) for circle in circles]
    written: list[Box] = []
    sides: dict[Circle, str] = {}
    apart: dict[Circle, tuple[float, float]] = {}
    for place, circle in enumerate(extremes(circles, subset)):
        boxes = ((side, label_box(circle, side, pixels)) for side in _SIDES)
        free = next((each for each in boxes if _is_free(each[1], (*marks, *written))), None)
        if free:
            sides[circle] = free[0]
            written.append(free[1])
        elif spot := _spot_apart(circle, pixels, marks, written, half, is_end=place < _ENDS):
            apart[circle] = (spot[0] / pixels, -spot[1] / pixels)
            written += [_name_box(circle, *spot), *_line_boxes(circle, spot, pixels)]
    return Names(sides, apart)


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    """Tell whether a box lies within the figure's width and over nothing."""
    return max(-box[0], box[2]) <= NARROW / 2 and not any(overlap(box, other) for other in taken)


def _spot_apart(
    circle: Circle, pixels: float, marks: Sequence[Box], written: Sequence[Box], half: float, *, is_end: bool
) -> tuple[float, float] | None:
    """Find the middle of a name, in pixels, at which it is free, near its circle; its line crosses no other name.

    `is_end`: a line may cross circles, few of them, rather than that the lowest or the highest place has no name.
    """
    x, y = circle.east * pixels, -circle.north * pixels
    others = [box for box in marks if box != box_around(x, y, circle.size, circle.size)]
    best, least = None, float("inf") if is_end else _CROSSING
    for distance in range(_NEAREST, _FARTHEST, _STEP):
        if distance >= least:
            break
        for turn in range(_TURNS):
            angle = 2 * pi * turn / _TURNS
            spot = (x + distance * cos(angle), y + distance * sin(angle))
            box = _name_box(circle, *spot)
            if max(-box[1], box[3]) > half or not _is_free(box, (*marks, *written)):
                continue
            line = _line_boxes(circle, spot, pixels)
            crossed = sum(any(overlap(part, other) for part in line) for other in others)
            cost = distance + _CROSSING * crossed
            if cost < least and not any(overlap(part, other) for part in line for other in written):
                best, least = spot, cost
    return best


def _name_box(circle: Circle, x: float, y: float) -> Box:
    return box_around(x, y, style.text_width(bare_name(circle.group)) + 4, style.LABEL_SIZE * 1.5)


def _line_boxes(circle: Circle, spot: tuple[float, float], pixels: float) -> list[Box]:
    """Give small boxes along the line from the circle's edge to a name."""
    x, y = circle.east * pixels, -circle.north * pixels
    far = hypot(spot[0] - x, spot[1] - y)
    steps = [(circle.size / 2 + 1 + step) / far for step in range(0, max(0, int(far - circle.size / 2)), _LINE)]
    return [box_around(x + part * (spot[0] - x), y + part * (spot[1] - y), 2, 2) for part in steps]


def leaders(named: Names) -> list[dict[str, Any]]:
    """Write the names that stand apart, each with a line to its circle."""
    return [
        {
            "x": round(circle.east, 3),
            "y": round(circle.north, 3),
            "ax": round(east, 3),
            "ay": round(north, 3),
            "axref": "x",
            "ayref": "y",
            "text": bare_name(circle.group),
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": style.GREY_LINE,
            "standoff": round(circle.size / 2, 1),
            "borderpad": 1,
            "font": {"size": style.LABEL_SIZE, "color": style.INK},
        }
        for circle, (east, north) in named.apart.items()
    ]


def extremes(circles: Sequence[Circle], subset: Subset) -> list[Circle]:
    """List the places to be named: the highest and the lowest in turn, those with a share that many have left out.

    Of few places all are named, those without a share last.
    """
    shares = {circle: subset.of(circle.group.breakdown).share for circle in circles}
    if len(circles) <= _ALL_NAMED:
        return _from_the_ends(shares)
    equal = Counter(shares.values())
    known = [(share, circle) for circle, share in shares.items() if share is not None and equal[share] <= _NAMED]
    ranked = [circle for _, circle in sorted(known, key=lambda pair: -pair[0])]
    pairs = zip(ranked[:_NAMED], reversed(ranked[-_NAMED:]), strict=True)
    return list(dict.fromkeys(circle for pair in pairs for circle in pair))


def _from_the_ends(shares: Mapping[Circle, Decimal | None]) -> list[Circle]:
    """Order all places: the highest, the lowest, the second highest, …"""
    known = [(share, circle) for circle, share in shares.items() if share is not None]
    ranked = [circle for _, circle in sorted(known, key=lambda pair: -pair[0])]
    pairs = zip(ranked, reversed(ranked), strict=True)
    return list(dict.fromkeys([*(circle for pair in pairs for circle in pair), *shares]))


def bare_name(group: Group) -> str:
    """«Từ Sơn»: the name without its kind, which the hover text has; a number alone is no name («Phường 1»)."""
    kinds = (f"{value.label} " for value in reference.code_lists()["unit_type"])
    bare = group.name.removeprefix(next((kind for kind in kinds if group.name.startswith(kind)), ""))
    return group.name if bare[:1].isdigit() else bare


def label_box(circle: Circle, side: str, pixels: float) -> Box:
    """The rectangle of a place's name in pixels from the middle of all, y downwards: left, top, right, bottom.

    Plotly keeps a name off its circle by the circle's radius and a little more.
    """
    width, height = style.text_width(bare_name(circle.group)), style.LABEL_SIZE * 1.3
    away, (across, down) = circle.size / 1.6 + 1, _SIDES[side]
    x = circle.east * pixels + across * (away + width / 2)
    return box_around(x, -circle.north * pixels + down * (away + height / 2), width, height)


def box_around(x: float, y: float, width: float, height: float) -> Box:
    """Give the rectangle of that size around a point."""
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def overlap(box: Box, other: Box) -> bool:
    """Tell whether two rectangles have an area in common."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
