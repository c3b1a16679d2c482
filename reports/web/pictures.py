"""Charts as the browser draws them for the screen, inside a page of HTML."""

import re
import zlib

from presentation.charts import Chart
from reports.templating import Markup, render

WIDTH = 640
"""Pixels: what a column of text on A4 holds."""
_MARKS = re.compile(r'\bid="([^"]*)"')
_CLASSES = re.compile(r' class="[^"]*"')
_ANY = re.compile(r"[0-9a-f]{6}")


def picture(chart: Chart) -> Markup:
    """The figure as SVG in the page, its words outside. Raises PictureError; ValueError where there is no figure."""
    # What asks the browser is loaded by those who want pictures, not by the server's start.
    from reports.pictures.browser import render as draw

    if chart.figure is None:
        raise ValueError(chart.note)
    layout = chart.figure["layout"] | {"width": WIDTH}
    figure = {"data": chart.figure["data"], "layout": layout}
    drawn = draw(figure, {"format": "svg", "width": WIDTH, "height": layout["height"], "scale": 1}).decode()
    drawing = Markup(_steady(drawn, chart.alt))
    return render("drawing.html", alt=chart.alt, drawing=drawing)


def _steady(svg: str, about: str) -> str:
    """The drawing with marks that are its own on the page, and the same each time: the browser makes them up."""
    own = f"{zlib.crc32(about.encode()):08x}"
    svg = _CLASSES.sub("", svg)
    parts = dict.fromkeys(part for mark in _MARKS.findall(svg) for part in _ANY.findall(mark))
    for place, part in enumerate(parts):
        svg = re.sub(rf"(?<=[a-z\-]){part}(?=[a-z\-\"')&])", f"{own}{place}", svg)
    return svg
