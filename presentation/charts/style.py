"""The look of every chart: colours, letters, measures in pixels, and the pieces of a layout that charts share.

Colours and sizes follow publishing rules 20 to 23 (`docs/publishing-rules.md`): kinds in a palette whose neighbours
differ by 3:1, ordered levels in one hue from dark to light, letters of 12 px or more, nothing rotated, a white ground.
"""

import math
import textwrap
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

Figure = dict[str, Any]
"""A Plotly figure as the plain dictionary that its JSON is: {"data": [...], "layout": {...}}."""

PALETTE = ("#12436D", "#28A197", "#801650", "#D6C7EE", "#3D3D3D")
"""Colours of kinds, to be used in this order: each has 3:1 with the one before it.

Kinds without people are not drawn, so that any two may touch: all but the dark ones, which nothing but their line
parts (1, 3 and 5), differ in grey by 1,7 times or more. The fourth is too light for the page and has an outline.
"""
HUE = ("#12436D", "#3673AD", "#82B1DA", "#D3E5F4")
"""Colours of ordered levels, the highest first: in grey each is at least 1,7 times as light as the one before it."""
PROVINCE = "#F46A25"
"""«Toàn tỉnh» only."""
CHOSEN, BESIDE_CHOSEN = PALETTE[0], HUE[2]
"""The unit that is looked at, and the others beside it."""
GREY = "#D9D9D9"
"""«Không khai» only; light, so that its outline and hatching carry it in grey print."""
GREY_LINE = "#595959"
HATCH = "#A6A6A6"
_HATCHING = {"fillmode": "overlay", "fgcolor": HATCH, "size": 8, "solidity": 0.15}
INK = "#0B0C0C"
MUTED = "#454B50"
GRID = "#E3E6E8"
WHITE = "#FFFFFF"

FONT_FAMILY = "'Segoe UI', 'Noto Sans', Arial, 'DejaVu Sans', 'Liberation Sans', sans-serif"
"""Windows has the first, Debian one of the others; each of them draws every Vietnamese letter."""
FONT_SIZE = 13
LABEL_SIZE = 12
LEAST_LABEL_SIZE = 10
"""Pixels to which all numbers inside a chart's bars shrink together, before one that has no room is left out."""
TITLE_SIZE = 18

BAR_HEIGHT = 32
"""Pixels from one bar's middle to the next one's."""
BAR_GAP = 0.24
_NAME_LINE, _BETWEEN_NAMES = 17, 6
"""Pixels of a line of a category's name, and between two names of several lines."""
LEGEND_ROW = 19
"""Pixels of a legend's row; on a phone each entry has its own, and a figure's height has room for that."""
LEGEND_HEIGHT = 28
"""Pixels of a legend of one row with the room around it."""
_LEGEND_SWATCH = 50
_BESIDE = 10
"""Pixels between a number left of its bar and the name of the line."""
_LEAST_PLOT = 10
"""Pixels that a plot may shrink to where words need room; Plotly's own least is no use on a phone."""
WRAP_AT = 20
"""Letters in a line of a category's name: longer lines leave no room for bars on a phone."""
PHONE = 318
"""Pixels of a figure's width on a phone: what stands beside each other there has room on every screen."""

_DARK_GROUNDS = {PALETTE[0], PALETTE[2], PALETTE[4], HUE[1]}
_OUTLINES = {GREY: GREY_LINE, HUE[3]: HUE[1], PALETTE[3]: "#5B4A8A"}
"""Grounds too light to stand out from the page -> the line around them."""
_LETTER_WIDTH = 0.58
"""A letter's width in em, rounded up: DejaVu Sans, the widest of the family list, still fits."""
_RUNNING_LETTER_WIDTH = 0.54
"""The same in sentences, which have spaces."""


def colour(rank: int, *, ordered: bool = False) -> str:
    """The colour of the category with that place in its order, counted from 1; `ordered`: of a level."""
    return (HUE if ordered else PALETTE)[rank - 1]


def ink_on(ground: str) -> str:
    """The colour of letters on a coloured ground: 4,5:1 or better."""
    return WHITE if ground in _DARK_GROUNDS else INK


def outline_of(ground: str) -> str:
    """The colour of the line around a bar of that ground: white, and a darker one where the ground is nearly white."""
    return _OUTLINES.get(ground, WHITE)


def ink_of_line(ground: str) -> str:
    """The colour of a line or a letter that stands for a ground on the white page."""
    return _OUTLINES.get(ground, ground)


def marker(ground: str) -> dict[str, Any]:
    """A bar's fill; a line parts it from its neighbour, and «Không khai» is hatched besides."""
    fill: dict[str, Any] = {"color": ground, "line": {"color": outline_of(ground), "width": 1}}
    return fill | {"pattern": _HATCHING | {"shape": "/"}} if ground == GREY else fill


def text_width(text: str, size: int = LABEL_SIZE) -> int:
    """Estimate the width of a text's longest line in pixels; rather too many than too few."""
    return math.ceil(max((len(line) for line in text.split("<br>")), default=0) * size * _LETTER_WIDTH)


def letters(width: int, size: int) -> int:
    """Count the letters of that size that a line of so many pixels holds."""
    return max(12, int(width / (size * _RUNNING_LETTER_WIDTH)))


def wrapped(text: str, at_most: int = WRAP_AT) -> str:
    """The text in lines of at most so many letters, parted by <br>; a longer word stays whole."""
    return "<br>".join(textwrap.wrap(text, at_most, break_long_words=False, break_on_hyphens=False)) or text


def axis_names(keys: Sequence[str], names: Iterable[str], bold: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The axis of categories, the first on top.

    Keys place the bars and names stand beside them, because two communes may bear one name.
    """
    lines = [wrapped(name) for name in names]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(keys),
        "range": [len(keys) - 0.5, -0.5],
        "tickmode": "array",
        "tickvals": list(keys),
        "ticktext": [f"<b>{line}</b>" if key in bold else line for key, line in zip(keys, lines, strict=True)],
        "tickangle": 0,
        "ticks": "",
        "ticklabelstandoff": 6,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": MUTED,
        "layer": "above traces",
        "fixedrange": True,
    }


def names_beside(keys: Sequence[str], names: Sequence[str], texts: Iterable[str]) -> dict[str, Any]:
    """The axis of names for bars that also go to the left: room for their numbers, whatever the width, and no line.

    The line is that of zero, which the axis of numbers draws (`ZERO_LINE`). `texts`: the numbers of the bars.
    """
    room = max(map(text_width, texts), default=0) + _BESIDE
    return axis_names(keys, names) | {"ticklabelstandoff": room, "showline": False}


ZERO_LINE = {"zeroline": True, "zerolinecolor": MUTED, "zerolinewidth": 1}


def axis_numbers(top: float, title: str = "", *, ticks: bool = False) -> dict[str, Any]:
    """The axis of numbers from zero to `top`; without ticks where every bar carries its own number."""
    return {
        "type": "linear",
        "range": [0, top or 1],
        "title": {"text": title, "font": {"size": LABEL_SIZE, "color": MUTED}, "standoff": 8},
        "showticklabels": ticks,
        "ticks": "",
        "tickangle": 0,
        "nticks": 6,
        "showgrid": ticks,
        "gridcolor": GRID,
        "zeroline": False,
        # Without words the axis would take room from the bars, whose labels Plotly then hides.
        "automargin": ticks or bool(title),
        "fixedrange": True,
    }


def legend() -> dict[str, Any]:
    """One row above the bars, in the order of the stack; clicks do nothing, so that parts always add up to the base.

    It hangs from the top of the picture: held at the plot's, it came back from a print over the first bar.
    """
    return {
        "orientation": "h",
        "traceorder": "normal",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "font": {"size": LABEL_SIZE},
        "itemclick": False,
        "itemdoubleclick": False,
    }


def layout(height: int, right: int = 16, **parts: Any) -> dict[str, Any]:
    """The layout that all charts share; `right` is the margin in pixels that labels at the bars' ends need."""
    return {
        # A template of our own keeps Plotly from adding its default one, which is heavier than the figure.
        "template": {"layout": {"font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": INK}}},
        "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": INK},
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "separators": ",.",
        "height": height,
        # Names on the left, and a legend, get the room that they need: Plotly gives them half of what this leaves.
        "minreducedwidth": _LEAST_PLOT,
        "minreducedheight": _LEAST_PLOT,
        "margin": {"l": 8, "r": right, "t": 8, "b": 8, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": WHITE, "bordercolor": MUTED, "font": {"color": INK, "size": FONT_SIZE}},
        "modebar": {"remove": ["zoom", "pan", "select", "lasso", "zoomIn", "zoomOut", "autoScale", "resetScale"]},
    } | parts


def legend_rows(names: Iterable[str], width: int) -> int:
    """Estimate the rows that a legend with these names needs in so many pixels."""
    rows, used = 1, 0
    for name in names:
        entry = text_width(name) + _LEGEND_SWATCH
        rows, used = (rows, used + entry) if used + entry <= width or not used else (rows + 1, entry)
    return rows


def bars_height(names: Sequence[str], extra: int = 0, legend_entries: int = 0) -> int:
    """A figure's height in pixels for bars of those names; a name of two lines needs more than one bar's room."""
    lines = max((wrapped(name).count("<br>") + 1 for name in names), default=1)
    legend_room = LEGEND_HEIGHT + (legend_entries - 1) * LEGEND_ROW if legend_entries else 0
    bars = max(1, len(names)) * max(BAR_HEIGHT, lines * _NAME_LINE + _BETWEEN_NAMES)
    return max(bars + 24 + legend_room + extra, 2 * legend_room + _LEAST_PLOT)


def bar(
    keys: Sequence[str],
    values: Sequence[int | float | Decimal | None],
    name: str,
    ground: str,
    texts: Sequence[str],
    hovers: Sequence[str],
    *,
    inside: bool = False,
) -> dict[str, Any]:
    """A trace of horizontal bars with their texts at the end, or inside and then only where they fit; None: no bar."""
    place = (
        {"textposition": "inside", "insidetextanchor": "middle", "constraintext": "inside"}
        if inside
        else {
            "textposition": "outside",
            "cliponaxis": False,
            "constraintext": "none",
        }
    )
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": [float(value) if isinstance(value, Decimal) else value for value in values],
        "y": list(keys),
        "customdata": list(keys),
        "text": list(texts),
        "textangle": 0,
        "textfont": {"size": LABEL_SIZE, "color": ink_on(ground) if inside else INK},
        "hovertext": list(hovers),
        "hoverinfo": "text",
        "marker": marker(ground),
    } | place


def end_labels(keys: Sequence[str], values: Sequence[float], texts: Sequence[str], space: str = " ") -> dict[str, Any]:
    """A trace of bold texts to the right of those values and of a space, for bars that cannot carry them themselves."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(values),
        "y": list(keys),
        "customdata": list(keys),
        "text": [f"{space}<b>{text}</b>" for text in texts],
        "textposition": "middle right",
        "textfont": {"size": LABEL_SIZE, "color": INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def markers(grounds: Sequence[str]) -> dict[str, Any]:
    """The fills of bars of one trace that differ in colour."""
    fills = [marker(ground) for ground in grounds]
    return {
        "color": list(grounds),
        "line": {"color": [m["line"]["color"] for m in fills], "width": 1},
        "pattern": _HATCHING | {"shape": [m.get("pattern", {}).get("shape", "") for m in fills]},
    }
