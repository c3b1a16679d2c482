"""Dots: a share of each place against the province's, on a scale that shows how far they lie apart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import ceil, floor
from typing import Any

from presentation import completeness
from presentation.charts import counted, style
from presentation.charts.bars import SHARE, TOTAL, WHOLE_PROVINCE, Subset, keys_of
from presentation.charts.model import Caption, Cell, Chart, Column, Kind, Native, Series, Shape, Table
from presentation.charts.words import alt_text, both_label, compared_label, hover, share_label, some_names
from reference import vietnamese
from stats.measures import Breakdown, Group, Proportion

Members = Mapping[str, tuple[str, ...]]
"""A line's code -> the names of the places that it stands for, where they are several."""

_STEPS = (1, 2, 5, 10, 20)
_MOST_STEPS = 4
_DOT = 11
_APART, _APART_WIDTH = "\u2003", 12
"""A space between the end of the scale and the numbers, so that none touches a dot there; its pixels."""
_ROOM = 0.035
"""The part of the scale that stays free beyond its ends, where a dot would touch what stands there."""
_NARROWEST = 5.0
"""Per cent that the scale spans at least, so that two places that are nearly equal look so."""


def compared(
    name: str,
    caption: Caption,
    groups: Sequence[Group],
    province: Breakdown,
    subset: Subset,
    place: str,
    members: Members | None = None,
    whole: str = WHOLE_PROVINCE,
    by: str = "",
) -> Chart:
    """Draw the share of a subset in each place, in the order given, with the province's as a line.

    A place of too few people, or without a roster, has no dot and says so. `place` is the header of the places' column,
    `whole` what the province is called; `by`: the places' level, where numbers lead to people.
    """
    what, average = subset.name, subset.of(province)
    wholes = [subset.of(g.breakdown) for g in groups]
    columns = (
        Column(place, Kind.TEXT),
        Column(f"{what} (người)", Kind.COUNT),
        Column(f"{TOTAL} (người)", Kind.COUNT),
        Column(SHARE, Kind.SHARE),
    )
    rows: list[tuple[Cell, ...]] = [
        (g.name, p.count, p.base, p.share) if g.is_known else (g.name, None, None, None)
        for g, p in zip(groups, wholes, strict=True)
    ]
    rows.append((whole, average.count, average.base, average.share))
    table = Table(columns, tuple(rows))
    if by:
        own = counted.of_codes(province.field, subset.codes)
        places = [*counted.of_groups(by, groups, members or {}), counted.PROVINCE]
        table = table.with_people(places, (own, counted.EVERYBODY, own))
    grounds = (*[style.PALETTE[0]] * len(groups), style.PROVINCE)
    texts = (*_texts(groups, wholes), compared_label(average))
    facts = [f"{whole}: {texts[-1]}", *(f"{g.name}: {t}" for g, t in zip(groups, texts, strict=False))]
    low, high, _ = scale(_known(wholes, average))
    return Chart(
        name,
        caption,
        figure=_figure(groups, wholes, average, (what, whole), members or {}),
        table=table,
        native=_native_of(groups, members or {}, native(3, grounds, texts, (low, high), SHARE), average),
        alt=alt_text("Biểu đồ điểm", caption, facts),
    )


def native(column: int, grounds: Sequence[str], texts: Sequence[str], ends: tuple[float, float], what: str) -> Native:
    """Build the dots of a table's column as a spreadsheet draws them, on the scale of the page."""
    changes = tuple(row for row in range(1, len(grounds)) if grounds[row] != grounds[row - 1])
    first = grounds[0] if grounds else style.PALETTE[0]
    dotted = Series(column, first, tuple(grounds), labels=tuple(texts), breaks=changes)
    return Native(Shape.BAR, (dotted,), axis=ends, scale=scale_name(what, ends[0], ends[1]))


def _native_of(groups: Sequence[Group], members: Members, bare: Native, average: Proportion) -> Native:
    """Add what the page has beside the dots: the province's line, and open dots for several places."""
    hollow = frozenset(place for place, group in enumerate(groups) if group.code in members)
    whole = None if average.share is None else float(average.share)
    return replace(bare, series=(replace(bare.series[0], hollow=hollow),), whole=whole)


def _known(wholes: Sequence[Proportion], average: Proportion) -> list[Decimal]:
    return [p.share for p in (*wholes, average) if p.share is not None]


def _texts(groups: Sequence[Group], wholes: Sequence[Proportion]) -> list[str]:
    return [compared_label(p) if g.is_known else completeness.NOT_KNOWN for g, p in zip(groups, wholes, strict=True)]


def _figure(
    groups: Sequence[Group],
    wholes: Sequence[Proportion],
    average: Proportion,
    words: tuple[str, str],
    members: Members,
) -> style.Figure:
    """Build the figure; `words`: of what share the dots are, and what the province is called."""
    what, whole = words
    keys, names = keys_of(groups), [g.name for g in groups]
    texts = _texts(groups, wholes)
    low, high, step = scale(_known(wholes, average))
    known = average.share is not None
    lines = (
        {"shapes": [_average_line(average)], "annotations": [_average_label(whole, average, low, high)]}
        if known
        else {}
    )
    layout = rows_of_dots(keys, names, texts, axis(low, high, step)) | lines
    layout["margin"] |= {"t": 26}
    # In a column of their own: beside the dots the line of the province would cross them.
    return {"data": [_dots(groups, wholes, what, members), ends(keys, texts, layout)], "layout": layout}


def rows_of_dots(
    keys: Sequence[str], names: Sequence[str], texts: Sequence[str], scaled: dict[str, Any]
) -> dict[str, Any]:
    """Build the layout of dots beside names on a scale, with room for the texts in a column at its end."""
    layout = style.layout(
        style.bars_height(names, 44),
        max(map(style.text_width, texts), default=0) + 16 + _APART_WIDTH,
        xaxis=scaled,
        yaxis=style.axis_names(keys, names) | {"showgrid": True, "gridcolor": style.GRID, "layer": "below traces"},
        shapes=[],
        annotations=[],
    )
    layout["margin"] |= {"b": 46}
    return layout


def ends(keys: Sequence[str], texts: Sequence[str], layout: dict[str, Any]) -> dict[str, Any]:
    """Build the trace of the texts in a column at the end of the scale."""
    return style.end_labels(keys, [layout["xaxis"]["range"][1]] * len(keys), texts, _APART)


def dot(grounds: Sequence[str], lines: Sequence[str]) -> dict[str, Any]:
    """Build the marker of dots of these colours, with lines around them."""
    return {"color": list(grounds), "size": _DOT, "line": {"color": list(lines), "width": 2}, "opacity": 1}


def scale(shares: Sequence[Decimal]) -> tuple[float, float, int]:
    """Choose the ends of the axis in per cent, round and not far from the lowest and the highest, and its step."""
    low, high = float(min(shares, default=Decimal(0))), float(max(shares, default=Decimal(100)))
    span = max(high - low, _NARROWEST)
    step = next((step for step in _STEPS if span / step <= _MOST_STEPS), _STEPS[-1])
    first, last = floor(low / step) * step, ceil(high / step) * step
    while last - first < _NARROWEST:
        first, last = max(0, first - step), min(100, last + step)
    return max(0.0, float(first)), min(100.0, float(last)), step


def axis(low: float, high: float, step: int, what: str = SHARE) -> dict[str, Any]:
    """Build the axis of shares, or of points of a hundred; its title says where it does not begin at zero.

    Lines stand at each step, numbers at the ends alone: on a phone there is no room for more.
    """
    room = (high - low) * _ROOM
    values = [low + place * step for place in range(round((high - low) / step) + 1)]
    words = [f"{value:.0f}" if value in (low, high) else "" for value in values]
    numbers = style.axis_numbers(high, scale_name(what, low, high), ticks=True)
    return numbers | {"range": [low - room, high + room], "tickmode": "array", "tickvals": values, "ticktext": words}


def scale_name(what: str, low: float, high: float) -> str:
    """Name the numbers, and where their axis does not begin at zero its ends."""
    return what if low == 0 else f"{what}, trục từ {low:.0f} đến {high:.0f}"


def _dots(groups: Sequence[Group], wholes: Sequence[Proportion], what: str, members: Members) -> dict[str, Any]:
    """Build the trace of dots; what stands for several places is an open one."""
    hovers = [
        hover(
            g.name,
            f"{what}: {both_label(p)}",
            f"{TOTAL}: {vietnamese.number(p.base)} người",
            *some_names(members.get(g.code or "", ())),
        )
        for g, p in zip(groups, wholes, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": what,
        "x": [None if p.share is None else float(p.share) for p in wholes],
        "y": keys_of(groups),
        "customdata": keys_of(groups),
        "marker": dot(
            [style.WHITE if g.code in members else style.PALETTE[0] for g in groups], [style.PALETTE[0]] * len(groups)
        ),
        "unselected": {"marker": {"opacity": 1}},
        "hovertext": hovers,
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
    }


def _average_line(average: Proportion) -> dict[str, Any]:
    """A line from the label down over all rows; dashed, so that it is none of the axis's own."""
    share = float(average.share or 0)
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": share,
        "x1": share,
        "y0": 0,
        "y1": 1,
        "line": {"color": style.PROVINCE, "width": 2, "dash": "dash"},
        "layer": "below",
    }


def _average_label(whole: str, average: Proportion, low: float, high: float) -> dict[str, Any]:
    """A label above the line; it grows to the side that has more room, so that it is never cut off."""
    share = float(average.share or 0)
    place = (share - low) / (high - low)
    return {
        "xref": "x",
        "yref": "paper",
        "x": share,
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "xanchor": "left" if place < 0.3 else "right" if place > 0.7 else "center",
        "text": f"<b>{whole} {share_label(average)}</b>",
        "font": {"size": style.LABEL_SIZE, "color": style.INK},
    }
