"""Charts as files: PNG at twice the size, SVG, PDF, and a page of HTML that needs no network."""

import html
import json
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

from presentation import labels
from presentation.charts import CONFIG, Cell, Chart, Column, Kind, standalone
from presentation.charts.standalone import WIDTH
from reference import vietnamese
from reports.pictures.browser import PictureError, browser_problem, render

__all__ = ["HTML_SUFFIX", "PICTURES", "PictureError", "browser_problem", "page", "picture", "write"]

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
    drawn = render(figure, {"format": form, "scale": _SCALE if form == "png" else 1, **size})
    return _with_plain_ids(drawn.decode()).encode() if form == "svg" else drawn


def _with_plain_ids(svg: str) -> str:
    """Plotly names parts of a drawing at random; counted, the same chart gives the same bytes."""
    counted = {name: f"part{place}" for place, name in enumerate(re.findall(r'\bid="([^"]+)"', svg), start=1)}
    named = re.sub(r'\bid="([^"]+)"', lambda found: f'id="{counted[found[1]]}"', svg)
    return re.sub(
        r"""(url\(['"]?#|href="#)([^'")]+)""", lambda found: found[1] + counted.get(found[2], found[2]), named
    )


def page(chart: Chart) -> bytes:
    """The chart as a page of HTML with words, figure and table; plotly.js is inside, so it opens anywhere.

    Raises ValueError where the chart has no figure.
    """
    if chart.figure is None:
        raise ValueError(chart.note)
    caption = chart.caption
    demo = f"<p><strong>{labels.DEMO_NOTE}</strong></p>" if caption.is_demo else ""
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in (caption.source, *caption.notes))
    parts = {
        "title": html.escape(caption.title),
        "subtitle": html.escape(caption.subtitle),
        "demo": demo,
        "alt": html.escape(chart.alt, quote=True),
        "table": _table(chart),
        "notes": notes,
        "figure": _script_json(chart.figure),
        "config": _script_json(CONFIG),
    }
    head, body = _PAGE.split("{plotly}")
    return (head.format(**parts) + _plotly_js() + body.format(**parts)).encode()


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


def _plotly_js() -> str:
    """plotly.js of the installed package, found without importing plotly: that would take longer than all the rest."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("plotly")
    return (Path(spec.origin).parent / "package_data" / "plotly.min.js").read_text(encoding="utf-8")


def _script_json(value: object) -> str:
    """JSON that cannot end the script element that it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


_WORDS: dict[Kind, Callable[[Cell], str]] = {
    Kind.COUNT: lambda cell: vietnamese.number(cell) if isinstance(cell, int) else "",
    Kind.SHARE: lambda cell: vietnamese.decimal(cell) if isinstance(cell, Decimal) else "",
    Kind.TEXT: lambda cell: html.escape(str(cell)) if cell is not None else "",
}


def _table(chart: Chart) -> str:
    columns = chart.table.columns
    head = "".join(f'<th scope="col">{html.escape(column.header)}</th>' for column in columns)
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{_WORDS[column.kind](cell)}</td>" for column, cell in zip(columns, row, strict=True))
        + "</tr>"
        for row in chart.table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(columns: Sequence[Column], row: Sequence[Cell]) -> str:
    return "".join(f"<td>{_WORDS[column.kind](cell)}</td>" for column, cell in zip(columns, row, strict=True))


_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: 'Segoe UI', 'Noto Sans', Arial, 'DejaVu Sans', sans-serif; color: #0B0C0C; background: #fff;
  max-width: 960px; margin: 1.5rem auto; padding: 0 1rem; line-height: 1.4; }}
h1 {{ font-size: 1.25rem; }}
p {{ color: #454B50; font-size: .9rem; }}
.table {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: .9rem; }}
th, td {{ border-bottom: 1px solid #E3E6E8; padding: .3rem .6rem; text-align: right; }}
th:first-child, td:first-child {{ text-align: left; }}
</style>
<script>{plotly}</script>
</head>
<body>
<h1>{title}</h1>
<p>{subtitle}</p>
{demo}
<div id="chart" role="img" aria-label="{alt}"></div>
{notes}
<div class="table">{table}</div>
<script>
const figure = {figure};
Plotly.newPlot("chart", figure.data, figure.layout, {config});
</script>
</body>
</html>
"""
