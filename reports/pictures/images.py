"""Charts as files: PNG at twice the size, SVG, PDF, and a page of HTML that needs no network."""

import os
import re
import tempfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

from presentation import labels
from presentation.charts import CONFIG, Chart, Kind, standalone
from presentation.charts import Cell as Value
from presentation.charts.standalone import WIDTH
from reference import vietnamese
from reports.grid import Cell, Grid, Row, headers
from reports.pictures.browser import PictureError, browser_problem
from reports.pictures.browser import render as draw
from reports.templating import Markup, render

__all__ = ["HTML_SUFFIX", "PICTURES", "PictureError", "bare", "browser_problem", "page", "picture", "write"]

PICTURES = ("png", "svg", "pdf")
HTML_SUFFIX = "html"
_SCALE = 2


def picture(chart: Chart, form: str, width: int = WIDTH) -> bytes:
    """The chart as `png` (2×), `svg` or `pdf`, with title, source and date inside; `width` in pixels before scaling.

    Raises PictureError where no browser can draw, ValueError where the chart has no figure or the form is another.
    """
    if form not in PICTURES:
        raise ValueError(form)
    figure = standalone(chart, width)
    size = {"width": figure["layout"]["width"], "height": figure["layout"]["height"]}
    drawn = draw(figure, {"format": form, "scale": _SCALE if form == "png" else 1, **size})
    return _with_plain_ids(drawn.decode()).encode() if form == "svg" else drawn


def bare(chart: Chart, width: int, height: int) -> bytes:
    """The figure as PNG (2×) without its words, for documents that have these beside it; raises as `picture`."""
    if chart.figure is None:
        raise ValueError(chart.note)
    size = {"width": width, "height": height}
    figure = {"data": chart.figure["data"], "layout": chart.figure["layout"] | size}
    return draw(figure, {"format": "png", "scale": _SCALE, **size})


def _with_plain_ids(svg: str) -> str:
    """Number the parts of a drawing, which Plotly names at random: the same chart gives the same bytes."""
    counted = {name: f"part{place}" for place, name in enumerate(re.findall(r'\bid="([^"]+)"', svg), start=1)}
    named = re.sub(r'\bid="([^"]+)"', lambda match: f'id="{counted[match[1]]}"', svg)
    return re.sub(
        r"""(url\(['"]?#|href="#)([^'")]+)""", lambda match: match[1] + counted.get(match[2], match[2]), named
    )


def page(chart: Chart, properties: Mapping[str, str] | None = None) -> bytes:
    """The chart as a page of HTML with words, figure and table; plotly.js is inside, so it opens anywhere.

    `properties` are what the page knows of itself, by their names. Raises ValueError where the chart has no figure.
    """
    if chart.figure is None:
        raise ValueError(chart.note)
    caption = chart.caption
    html = render(
        "chart_page.html",
        properties=properties or {},
        title=caption.title,
        subtitle=caption.subtitle,
        remark=labels.DEMO_NOTE if caption.is_demo else "",
        alt=chart.alt,
        table=_table(chart),
        notes=(caption.source, *caption.notes),
        figure=chart.figure,
        config=CONFIG,
        plotly=_plotly_js(),
    )
    return html.encode()


def write(path: Path, content: bytes) -> None:
    """Write a file in one piece: whoever opens it finds all of it or what was there before. Raises OSError."""
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp keeps others out; what is written here is meant for the folder's readers.
        Path(part).chmod(0o666 & ~_umask())
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _plotly_js() -> Markup:
    """Read plotly.js of the installed package without importing plotly: that would take longer than all the rest."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("plotly")
    script = Path(spec.origin).parent / "package_data" / "plotly.min.js"
    return Markup(script.read_text(encoding="utf-8"))


_WORDS: dict[Kind, Callable[[Value], str]] = {
    Kind.COUNT: lambda cell: vietnamese.number(cell) if isinstance(cell, int) else "",
    Kind.SHARE: lambda cell: vietnamese.decimal(cell) if isinstance(cell, Decimal) else "",
    Kind.NUMBER: lambda cell: vietnamese.amount(cell) if isinstance(cell, float) else "",
    Kind.TEXT: lambda cell: str(cell) if cell is not None else "",
}


def _table(chart: Chart) -> Grid:
    columns = chart.table.columns
    rows = [
        Row([Cell(_WORDS[column.kind](value)) for column, value in zip(columns, row, strict=True)])
        for row in chart.table.rows
    ]
    return Grid([headers([column.header for column in columns])], rows)
