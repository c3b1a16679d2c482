"""A report as one page of HTML: read on a screen of any width, printed in the layout of Nghị định 30/2020/NĐ-CP."""

from collections.abc import Callable, Iterator

from dashboard.charts import Chart
from reports.content import Annex, Block, Figure, Paragraph, Report, Section
from reports.letterhead import Letterhead
from reports.stamp import Stamp
from reports.web import frame
from reports.web.drawings import drawn
from reports.web.markup import element, paragraph, shell, text
from reports.web.paper import rules
from reports.web.tables import grid, tabular

Draw = Callable[[Chart], str]
"""A chart as HTML."""


def page(
    report: Report, letterhead: Letterhead, stamp: Stamp | None = None, *, draw: Draw = drawn, foot: str = ""
) -> str:
    """The whole report with its styles inside: no script, no other address.

    `draw` makes the charts (default: without a browser); `foot` is HTML for the end of the page, after the stamp.
    """
    body = [
        frame.head(report, letterhead, stamp),
        *(paragraph(each.text) for each in report.opening),
        *(_section(number, section, draw) for number, section in enumerate(report.sections, start=1)),
        *(paragraph(each.text) for each in report.closing),
        frame.signing(letterhead),
        *_annexes(report, letterhead),
        element("footer", text(stamp.line), "stamp") if stamp else "",
        foot,
    ]
    title = f"{report.kind} {report.subject}"
    return shell(title, "\n".join(filter(None, body)), rules(len(report.annexes), stamp.line if stamp else ""))


def _section(number: int, section: Section, draw: Draw) -> str:
    heading = element("h2", text(f"{frame.roman(number)}. {section.heading}"))
    return element("section", heading + "".join(_block(block, draw) for block in section.blocks))


def _block(block: Block, draw: Draw) -> str:
    if isinstance(block, Paragraph):
        return paragraph(block.text)
    return _figure(block, draw) if isinstance(block, Figure) else tabular(block)


def _figure(figure: Figure, draw: Draw) -> str:
    """The chart, its words below, and its numbers as a table for who wants them or does not see the chart."""
    caption = figure.chart.caption
    title = element("p", element("b", text(f"Hình {figure.number}.")) + " " + text(caption.title))
    words = [caption.subtitle, caption.source, *caption.notes]
    under = element("p", text(" · ".join(word.rstrip(".") for word in words if word)), "small")
    numbers = element("summary", "Bảng số liệu") + element("div", grid(figure.chart.table), "table")
    return element("figure", draw(figure.chart) + element("figcaption", title + under) + element("details", numbers))


def _annexes(report: Report, letterhead: Letterhead) -> Iterator[str]:
    for number, annex in enumerate(report.annexes, start=1):
        name = f"Phụ lục {frame.roman(number)}" if len(report.annexes) > 1 else "Phụ lục"
        yield _annex(annex, name, number, frame.attached(report, letterhead))


def _annex(annex: Annex, name: str, number: int, given: str) -> str:
    head = element("h2", text(name)) + element("h3", text(annex.title)) + paragraph(given, "given")
    return element("section", head + "".join(map(tabular, annex.tables)), f"annex annex-{number}")
