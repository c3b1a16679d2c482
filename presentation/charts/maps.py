"""A map: a circle at each commune's middle, sized by its people, coloured by a share; or the office's own boundaries.

Plain points on plain axes of one scale: nothing is fetched, and a picture of it is the page's own figure.
"""

from collections.abc import Mapping, Sequence
from math import cos, radians, sqrt
from typing import Any

from presentation import labels
from presentation.charts import style
from presentation.charts.bars import SHARE, TOTAL, Subset
from presentation.charts.map_names import (
    MARGIN,
    NARROW,
    Box,
    Circle,
    Names,
    bare_name,
    box_around,
    extremes,
    leaders,
    names,
    overlap,
)
from presentation.charts.model import Caption, Cell, Chart, Column, Kind, Native, Series, Shape, Table
from presentation.charts.words import alt_text, both_label, compared_label, hover
from reference import vietnamese
from reference.centres import KILOMETRES, Centre
from stats.measures import Group, Proportion, classes_of_share

NOWHERE = "Không có tọa độ của đơn vị nào trong phạm vi này nên không vẽ được bản đồ."
HEIGHT = 440
_LARGEST, _LARGEST_OF_MANY, _SMALLEST = 20.0, 13.0, 6.0
"""Pixels of the circle of the largest place, of one of many, and at least of any."""
_MANY = 60
_AREA_POINT = 24
"""Pixels around the middle of an area that answer to a pointer."""
Outline = Sequence[Sequence[tuple[float, float]]]
"""The rings of a place's boundary: points of degrees east and north."""
_ABOVE = 18
"""Pixels between the map and the signs above it: the name of a circle at the upper edge stands there."""


def places_map(
    name: str,
    caption: Caption,
    groups: Sequence[Group],
    centres: Mapping[str, Centre],
    subset: Subset,
    place: str,
    outlines: Mapping[str, Outline] | None = None,
) -> Chart:
    """Draw the places that have a boundary, or else a centre; the table has all, in the order given (highest first).

    A spreadsheet draws the shares as bars, a document has the map's picture.
    """
    wholes = [subset.of(group.breakdown) for group in groups]
    columns = (
        Column(place, Kind.TEXT),
        Column(f"{subset.name} (người)", Kind.COUNT),
        Column(f"{TOTAL} (người)", Kind.COUNT),
        Column(SHARE, Kind.SHARE),
    )
    rows: list[tuple[Cell, ...]] = [(g.name, p.count, p.base, p.share) for g, p in zip(groups, wholes, strict=True)]
    outlines = outlines or {}
    centres = {**centres, **{code: _middle(outline) for code, outline in outlines.items()}}
    placed = [group for group in groups if group.code in centres]
    facts = [f"{g.name}: {compared_label(p)}" for g, p in zip(groups, wholes, strict=True)]
    return Chart(
        name,
        caption,
        figure=_figure(_circles(placed, centres, outlines), subset) if placed else None,
        table=Table(columns, tuple(rows)),
        native=_native(wholes),
        alt=alt_text("Bản đồ" if outlines else "Bản đồ điểm", caption, facts),
        note="" if placed else NOWHERE,
    )


def _native(wholes: Sequence[Proportion]) -> Native:
    shares = Series(3, style.HUE[0], labels=tuple(map(compared_label, wholes)))
    return Native(Shape.BAR, (shares,), axis=(0, 100), as_picture=True)


def _middle(outline: Outline) -> Centre:
    """Give the middle of the largest ring's box."""
    east, north = max((tuple(zip(*ring, strict=True)) for ring in outline), key=_extent)
    return Centre((min(north) + max(north)) / 2, (min(east) + max(east)) / 2, 0)


def _extent(ring: Sequence[Sequence[float]]) -> float:
    east, north = ring
    return (max(east) - min(east)) * (max(north) - min(north))


def _circles(groups: Sequence[Group], centres: Mapping[str, Centre], outlines: Mapping[str, Outline]) -> list[Circle]:
    spots = [centres[group.code or ""] for group in groups]
    rings = [outlines.get(group.code or "", ()) for group in groups]
    points = [(s.longitude, s.latitude) for s in spots] + [p for outline in rings for ring in outline for p in ring]
    middle_east, middle_north = ((min(ends) + max(ends)) / 2 for ends in zip(*points, strict=True))
    largest = _LARGEST if len(groups) < _MANY else _LARGEST_OF_MANY
    shrunk, most = cos(radians(middle_north)), max(group.breakdown.people for group in groups) or 1
    return [
        Circle(
            group,
            (spot.longitude - middle_east) * shrunk * KILOMETRES,
            (spot.latitude - middle_north) * KILOMETRES,
            max(_SMALLEST, largest * sqrt(group.breakdown.people / most)),
            tuple(
                tuple(((x - middle_east) * shrunk * KILOMETRES, (y - middle_north) * KILOMETRES) for x, y in ring)
                for ring in outline
            ),
        )
        for group, spot, outline in zip(groups, spots, rings, strict=True)
    ]


def _figure(circles: Sequence[Circle], subset: Subset) -> style.Figure:
    by_group = {circle.group: circle for circle in circles}
    bands = classes_of_share([circle.group for circle in circles], subset.codes, most=len(style.HUE))
    known = [band for band in bands if band.low is not None]
    points = [(c.east, c.north) for c in circles] + [p for c in circles for ring in c.outline for p in ring]
    half_east, half_north = (max(1.0, *map(abs, ends)) for ends in zip(*points, strict=True))
    pixels = min((NARROW - 2 * MARGIN) / (2 * half_east), (HEIGHT - 2 * MARGIN) / (2 * half_north))
    # On a phone, too, a name has room above and below the outermost circles.
    north = max(half_north * _spread(HEIGHT), half_north + MARGIN / pixels)
    bare = [circle for circle in circles if not circle.outline]
    named = names(bare, subset, pixels, north * pixels) if len(bare) == len(circles) else Names({}, {})
    grounds = [*reversed(style.HUE[: len(known)]), *([style.GREY] if len(known) < len(bands) else [])]
    traces = [
        trace
        for band, ground in zip(bands, grounds, strict=True)
        for trace in _traces(
            [by_group[group] for group in band.places], labels.share_band(band), ground, subset, named.sides
        )
    ]
    entries = sum(trace["showlegend"] for trace in traces)
    layout = style.layout(
        HEIGHT + style.LEGEND_HEIGHT + style.LEGEND_ROW * (entries - 1) + 8 + _ABOVE,
        showlegend=True,
        legend=style.legend()
        | {"itemsizing": "constant", "y": 1 + _ABOVE / HEIGHT, "yref": "paper", "yanchor": "bottom"},
        xaxis=_axis(half_east * _spread(NARROW)),
        # At the top, so that a phone can cut off what the map leaves free below it (in_browser.py).
        yaxis=_axis(north) | {"scaleanchor": "x", "scaleratio": 1, "constraintoward": "top"},
        annotations=_names_on_areas(circles, subset, pixels) if len(bare) < len(circles) else leaders(named),
    )
    layout["margin"]["t"] = style.LEGEND_HEIGHT + _ABOVE
    return {"data": traces, "layout": layout}


def _spread(pixels: int) -> float:
    """Leave room around the outermost circles on a side so long."""
    return pixels / (pixels - 2 * MARGIN)


def _axis(half: float) -> dict[str, Any]:
    return {"range": [-half, half], "visible": False, "fixedrange": True, "constrain": "domain"}


def _traces(
    circles: Sequence[Circle], name: str, ground: str, subset: Subset, sides: Mapping[Circle, str]
) -> list[dict[str, Any]]:
    """Draw the places of a band: the areas, with points that nobody sees for hover and click, and the circles."""
    areas, bare = [c for c in circles if c.outline], [c for c in circles if not c.outline]
    traces = []
    if areas:
        points = _trace(areas, name, ground, subset, {}) | {"mode": "markers", "showlegend": False}
        points["marker"] |= {"opacity": 0, "size": _AREA_POINT}
        points["unselected"] = points["selected"] = {"marker": {"opacity": 0}}
        traces += [_areas(areas, name, ground), points]
    return traces + ([_trace(bare, name, ground, subset, sides) | {"showlegend": not areas}] if bare else [])


def _areas(circles: Sequence[Circle], name: str, ground: str) -> dict[str, Any]:
    """Fill the boundaries of places of one band: rings parted by gaps, of which Plotly closes each."""
    east: list[float | None] = []
    north: list[float | None] = []
    for ring in (ring for circle in circles for ring in circle.outline):
        east += [*([None] if east else []), *(round(x, 2) for x, _ in ring)]
        north += [*([None] if north else []), *(round(y, 2) for _, y in ring)]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": east,
        "y": north,
        "fill": "toself",
        "fillcolor": ground,
        "line": {"color": style.GREY_LINE if ground in (style.GREY, style.HUE[3]) else style.WHITE, "width": 1},
        "hoverinfo": "skip",
        "showlegend": True,
    }


def _names_on_areas(circles: Sequence[Circle], subset: Subset, pixels: float) -> list[dict[str, Any]]:
    """Name the extremes in the middle of their areas, on white; where two would meet the lower in rank has no name."""
    taken: list[Box] = []
    words = []
    for circle in extremes(circles, subset):
        width, height = style.text_width(bare_name(circle.group)) + 6, style.LABEL_SIZE * 1.6
        box = box_around(circle.east * pixels, -circle.north * pixels, width, height)
        if max(-box[0], box[2]) <= NARROW / 2 and not any(overlap(box, other) for other in taken):
            taken.append(box)
            words.append(
                {
                    "x": round(circle.east, 3),
                    "y": round(circle.north, 3),
                    "text": bare_name(circle.group),
                    "showarrow": False,
                    "bgcolor": style.WHITE,
                    "borderpad": 1,
                    "font": {"size": style.LABEL_SIZE, "color": style.INK},
                }
            )
    return words


def _trace(
    circles: Sequence[Circle], name: str, ground: str, subset: Subset, sides: Mapping[Circle, str]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "x": [round(circle.east, 3) for circle in circles],
        "y": [round(circle.north, 3) for circle in circles],
        "customdata": [circle.group.code for circle in circles],
        "marker": {
            "color": ground,
            "size": [round(circle.size, 1) for circle in circles],
            "opacity": 1,
            "line": {"color": style.GREY_LINE if ground == style.GREY else style.HUE[0], "width": 1},
        },
        "text": [bare_name(circle.group) if circle in sides else "" for circle in circles],
        "textposition": [sides.get(circle, "middle right") for circle in circles],
        "textfont": {"size": style.LABEL_SIZE, "color": style.INK},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": style.INK}},
        "cliponaxis": False,
        "hovertext": [_hover(circle.group, subset) for circle in circles],
        "hoverinfo": "text",
    }


def _hover(group: Group, subset: Subset) -> str:
    amount = subset.of(group.breakdown)
    return hover(group.name, f"{subset.name}: {both_label(amount)}", f"{TOTAL}: {vietnamese.number(amount.base)} người")
