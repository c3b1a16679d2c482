"""The sides of a line's points on which their numbers stand."""

from collections.abc import Sequence

from presentation.charts import style
from presentation.charts.model import Line

DOT, _LETTERS = 8, 12
"""Pixels of a dot, and of the ink of a number's height."""
_BELOW_AXIS = 4
"""Pixels that a number may reach below the axis."""
_ENOUGH_ROOM = 40
"""Pixels between two lines that let both have a number between them."""
_STEEP = 8
"""Pixels between two dates from which on a line would cross a number above or below its point."""
_Box = tuple[float, float, float, float]
"""Left, bottom, right and top in pixels from the first date on the axis."""


def number_sides(order: Sequence[Line], days: Sequence[float], bottom: float, pixels: float) -> list[list[str | None]]:
    """Choose the side of each point where its number stands: where it runs over no dot and no other number.

    `days` are the dates' places on a phone. None: there is no such side; the number is in the table and the hover text.
    """
    spots = [
        [
            None if value is None else (day, (float(value) - bottom) * pixels)
            for day, value in zip(days, line.values, strict=True)
        ]
        for line in order
    ]
    dots = [_box(*spot, DOT, DOT) for of_line in spots for spot in of_line if spot]
    taken = dots
    sides: list[list[str | None]] = [[None] * len(days) for _ in order]
    for place in range(len(days) - 1):
        for number, line in enumerate(order):
            spot, text = spots[number][place], line.texts[place]
            if spot is None:
                continue
            first = _side(order, line, place, pixels)
            if not text:
                sides[number][place] = first
                continue
            other = first.replace("top", "*").replace("bottom", "top").replace("*", "bottom")
            for side in (first, other):
                box = _number_box(spot, side, text)
                if box[1] >= -_BELOW_AXIS and not any(_meet(box, each) for each in taken):
                    taken.append(box)
                    sides[number][place] = side
                    break
    return sides


def _number_box(spot: tuple[float, float], side: str, text: str) -> _Box:
    """The room of a number on a side of its dot; Plotly keeps it off the dot by the dot's radius and a little more."""
    up, across = side.split()
    long, away = style.text_width(text), DOT / 1.6 + 1
    x = spot[0] + {"left": -1, "center": 0, "right": 1}[across] * (away + long / 2)
    return _box(x, spot[1] + {"top": 1, "bottom": -1}[up] * (away + _LETTERS / 2), long, _LETTERS)


def _box(x: float, y: float, width: float, height: float) -> _Box:
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _meet(box: _Box, other: _Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _side(order: Sequence[Line], line: Line, place: int, pixels: float) -> str:
    """Prefer the side of a number where neither its own line nor another one's number is."""
    above, below = _room(order, line, place, pixels)
    ends = place + 1 == len(line.values) or any(each.row == place + 1 for each in line.breaks)
    now, following = line.values[place], None if ends else line.values[place + 1]
    rise = (float(following) - float(now)) * pixels if now is not None and following is not None else 0.0
    if rise > _STEEP:
        return "bottom right" if below >= _ENOUGH_ROOM else "top left" if place else "top center"
    if rise < -_STEEP:
        return "top right" if above >= _ENOUGH_ROOM else "bottom left" if place else "bottom center"
    return "top center" if above >= _ENOUGH_ROOM else "bottom center"


def _room(order: Sequence[Line], line: Line, place: int, pixels: float) -> tuple[float, float]:
    """Pixels up to the next line above and down to the next one below at a date; of equal values the first is above."""
    above, below = float("inf"), float("inf")
    here = float(line.values[place] or 0)
    for other in order:
        value = other.values[place]
        if other is line or value is None:
            continue
        gap = (float(value) - here) * pixels
        if gap > 0 or (gap == 0 and order.index(other) < order.index(line)):
            above = min(above, gap)
        else:
            below = min(below, -gap)
    return above, below
