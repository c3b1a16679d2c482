"""A figure that travels alone: title, base, source and notes inside the picture."""

from typing import Any

from presentation.charts import style
from presentation.charts.model import Chart
from presentation.labels import DEMO_NOTE

WIDTH = 960
"""Pixels: the width of a picture in a report."""
_EDGE = 20
_LINE = 18
_TITLE_ASCENT = 13
_TITLE_LINE = 24
"""Plotly gives every line of a title the height of its largest letters."""


def standalone(chart: Chart, width: int = WIDTH) -> style.Figure:
    """Put the words above and below the chart's figure, `width` pixels wide; ValueError where there is no figure."""
    if chart.figure is None:
        raise ValueError(chart.note)
    layout = dict(chart.figure["layout"])
    margin = dict(layout["margin"])
    head, foot = _head(chart, width), _foot(chart, width)
    left, right = max(margin["l"], _names_width(layout)) + _EDGE, margin["r"] + _EDGE
    rows, spare = _legend(chart.figure, width - left - right)
    above = (len(head.title) + len(head.rest)) * _TITLE_LINE + _EDGE + 4
    below = len(foot) * _LINE + _EDGE + 8
    height = layout["height"] + above + below - spare * style.LEGEND_ROW
    margin = {
        "t": margin["t"] + above + rows * style.LEGEND_ROW,
        "b": margin["b"] + below,
        "l": left,
        "r": right,
    }
    layout |= {
        "width": width,
        "height": height,
        "margin": margin,
        "title": _title(head, height),
        "annotations": [*layout.get("annotations", ()), _foot_note(foot, margin)],
    }
    return {"data": chart.figure["data"], "layout": layout}


def _legend(figure: style.Figure, room: int) -> tuple[int, int]:
    """Count the rows that the legend needs beyond its first, and those that it can spare of what its height allows."""
    if not figure["layout"]["showlegend"]:
        return 0, 0
    names = [trace["name"] for trace in figure["data"] if trace.get("showlegend", True)]
    rows = style.legend_rows(names, room)
    return rows - 1, len(names) - rows


class _Head:
    """The lines above the figure, each short enough for the width."""

    def __init__(self, title: list[str], rest: list[str]) -> None:
        self.title, self.rest = title, rest


def _lines(text: str, width: int, size: int) -> list[str]:
    return style.wrapped(text, style.letters(width - 2 * _EDGE, size)).split("<br>") if text else []


def _head(chart: Chart, width: int) -> _Head:
    caption = chart.caption
    subtitle = " · ".join(text for text in (caption.subtitle, DEMO_NOTE if caption.is_demo else "") if text)
    return _Head(_lines(caption.title, width, style.TITLE_SIZE), _lines(subtitle, width, style.FONT_SIZE))


def _foot(chart: Chart, width: int) -> list[str]:
    texts = [chart.caption.source, *chart.caption.notes]
    return [line for text in texts for line in _lines(text, width, style.LABEL_SIZE)]


def _title(head: _Head, height: int) -> dict[str, Any]:
    rest = "".join(
        f"<br><span style='font-size:{style.FONT_SIZE}px;font-weight:normal;fill:{style.MUTED}'>{line}</span>"
        for line in head.rest
    )
    return {
        "text": f"<b>{'<br>'.join(head.title)}</b>{rest}",
        "font": {"size": style.TITLE_SIZE, "color": style.INK},
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1 - (_EDGE + _TITLE_ASCENT) / height,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": _EDGE},
        "automargin": False,
    }


def _foot_note(lines: list[str], margin: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": "<br>".join(lines),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": _EDGE - margin["l"],
        "yshift": 10 - margin["b"],
        "align": "left",
        "showarrow": False,
        "font": {"size": style.LABEL_SIZE, "color": style.MUTED},
    }


def _names_width(layout: dict[str, Any]) -> int:
    """The room that the names beside the bars need, so that the words below can begin at the picture's edge."""
    names = layout["yaxis"].get("ticktext", ())
    return max((style.text_width(name, style.FONT_SIZE) for name in names), default=24) + 10
