"""Small multiples: panels of one scale, each with a dot for every unit and a mark for their mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from presentation.charts import style
from presentation.charts.dots import native as native_dots
from presentation.charts.model import Caption, Cell, Chart, Column, Native, Table
from presentation.charts.words import alt_text
from reference.vietnamese import percent

_HEIGHT = 78
"""Pixels of a panel with its title."""
_PLOT = 0.42
"""The part of a panel's height that its dots take."""
_WIDEST = 100.0
_SCALE = "% điểm tối đa"


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its title, the points (name, per cent, hover), the mean, and the name of the one that is shown apart."""

    title: str
    points: tuple[tuple[str, float, str], ...]
    mean: float
    focus: str = ""


def panels(
    name: str,
    caption: Caption,
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
    parts: Sequence[Panel],
    *,
    note: str,
) -> Chart:
    """Draw panels below each other on one axis of per cent; a spreadsheet draws the means, the fourth column."""
    facts = [panel.title for panel in parts]
    return Chart(
        name,
        caption,
        figure=_figure(parts) if parts else None,
        table=Table(tuple(columns), tuple(rows)),
        native=_native(parts, rows),
        alt=alt_text("Các biểu đồ nhỏ", caption, facts),
        note="" if parts else note,
    )


def _native(parts: Sequence[Panel], rows: Sequence[tuple[Cell, ...]]) -> Native:
    texts = [percent(row[3]) if isinstance(row[3], Decimal) else "" for row in rows]
    return native_dots(3, [style.PALETTE[0]] * len(rows), texts, (_lowest(parts), _WIDEST), _SCALE)


def _lowest(parts: Sequence[Panel]) -> float:
    """Give the round beginning of the axis, not above the lowest dot."""
    return min((value for panel in parts for _, value, _ in panel.points), default=0.0) // 10 * 10


def _figure(parts: Sequence[Panel]) -> style.Figure:
    first = max(0.0, _lowest(parts) - 2)
    layout = style.layout(len(parts) * _HEIGHT + 36, 16, annotations=[], shapes=[])
    layout["margin"] |= {"l": 12, "b": 40}
    layout["xaxis"] = style.axis_numbers(_WIDEST, _SCALE, ticks=True) | {
        "range": [first, _WIDEST + 1],
        "anchor": "free",
        "position": 0.0,
    }
    data: list[dict[str, Any]] = []
    height = 1 / len(parts)
    for place, panel in enumerate(parts):
        bottom = 1 - (place + 1) * height
        axis = "yaxis" if place == 0 else f"yaxis{place + 1}"
        short = axis.replace("axis", "")
        layout[axis] = _axis(bottom, bottom + height * _PLOT)
        data += _traces(panel, short)
        layout["annotations"].append(_title(panel.title, bottom + height * _PLOT))
    return {"data": data, "layout": layout}


def _axis(bottom: float, top: float) -> dict[str, Any]:
    return {
        "domain": [bottom + 0.01, top],
        "range": [-1, 1],
        "showticklabels": False,
        "showgrid": False,
        "zeroline": True,
        "zerolinecolor": style.GRID,
        "fixedrange": True,
        "anchor": "x",
    }


def _traces(panel: Panel, axis: str) -> list[dict[str, Any]]:
    others = [point for point in panel.points if point[0] != panel.focus]
    chosen = [point for point in panel.points if point[0] == panel.focus]
    dots = [_dots(others, axis, style.PALETTE[0], size=9, opacity=0.35)]
    if chosen:
        dots.append(_dots(chosen, axis, style.CHOSEN, size=13, opacity=1.0))
    mean = {
        "type": "scatter",
        "mode": "lines",
        "x": [panel.mean, panel.mean],
        "y": [-0.9, 0.9],
        "yaxis": axis,
        "line": {"color": style.INK, "width": 2},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return [*dots, mean]


def _dots(
    points: Sequence[tuple[str, float, str]], axis: str, ground: str, *, size: int, opacity: float
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [value for _, value, _ in points],
        "y": [0] * len(points),
        "yaxis": axis,
        "marker": {"color": ground, "size": size, "opacity": opacity},
        "hovertext": [text for _, _, text in points],
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
    }


def _title(text: str, height: float) -> dict[str, Any]:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": height,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "text": text,
        "font": {"size": style.LABEL_SIZE, "color": style.INK},
    }
