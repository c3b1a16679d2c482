"""One page of HTML: what `reports.word.sheet` is on paper; on a telephone the pairs stand one below the other."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from presentation.charts import Chart
from reports.contents.model import Block, Figure, Paragraph, Report, Section, Tabular
from reports.contents.words import Words
from reports.web.markup import element, paragraph, text
from reports.web.tables import tabular


def content(report: Report, told: Words, draw: Callable[[Chart], str]) -> str:
    """The page's parts; `draw` makes a chart."""
    head = element("p", text(" · ".join(told["co_quan"])), "strong plain")
    head += element("p", text(" · ".join(told["pham_vi"])), "strong plain")
    title = element("h1", text(report.kind)) + paragraph(report.subject, "subject")
    opening = "".join(paragraph(each.text, "plain") for each in report.opening)
    sections = "".join(_section(section, draw) for section in report.sections)
    notes = element("div", "".join(paragraph(each.text) for each in report.closing), "notes")
    return element("article", element("div", head, "pair") + title + opening + sections + notes, "sheet")


@lru_cache(maxsize=1)
def rules() -> str:
    """The page's own styles, beside those that it shares with documents."""
    return (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")


def _section(section: Section, draw: Callable[[Chart], str]) -> str:
    heading = element("h2", text(section.heading)) if section.heading else ""
    return element("section", heading + "".join(_groups(section, draw)))


def _groups(section: Section, draw: Callable[[Chart], str]) -> Iterator[str]:
    for kind, blocks in groupby(section.blocks, key=type):
        parts = "".join(_block(block, draw) for block in blocks)
        yield parts if kind is Paragraph else element("div", parts, "pair")


def _block(block: Block, draw: Callable[[Chart], str]) -> str:
    if isinstance(block, Paragraph):
        return paragraph(block.text, "plain")
    if isinstance(block, Tabular):
        return element("div", tabular(block))
    return _figure(block, draw)


def _figure(figure: Figure, draw: Callable[[Chart], str]) -> str:
    title = element("b", text(f"Hình {figure.number}. {figure.chart.caption.title}"))
    return element("figure", draw(figure.chart) + element("figcaption", element("p", title)))
