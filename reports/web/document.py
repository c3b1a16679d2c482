"""A report as one page of HTML: read on a screen of any width, printed in the layout of Nghị định 30/2020/NĐ-CP."""

from collections.abc import Callable, Iterator
from datetime import date

from presentation.charts import Chart
from reference import vietnamese
from reports.contents.model import Annex, Block, Figure, Paragraph, Report, Section
from reports.contents.words import attached, words
from reports.letterhead import Letterhead
from reports.stamp import Stamp
from reports.web import frame, sheet
from reports.web.drawings import drawn
from reports.web.markup import element, paragraph, shell, text
from reports.web.paper import rules
from reports.web.tables import grid, tabular
from reports.word.body import END, roman

Draw = Callable[[Chart], str]
"""A chart as HTML."""


def page(
    report: Report,
    head: Letterhead,
    stamp: Stamp | None = None,
    *,
    dated: date | None = None,
    draw: Draw = drawn,
    foot: str = "",
) -> str:
    """The whole report with its styles inside: no script, no other address; the words are those of the Word document.

    `dated`: the document's day (default: the day of the stamp in Viet Nam; without one room is left to write it).
    `draw` makes the charts (default: without a browser); `foot` is HTML for the end of the page, after the stamp.
    """
    if dated is None and stamp is not None:
        dated = vietnamese.in_viet_nam(stamp.made_at).date()
    told = words(report, head, stamp, dated)
    title = f"{report.kind} {report.subject}"
    paper = rules(len(report.annexes), stamp.line if stamp else "")
    marks = element("footer", text(stamp.line), "stamp") if stamp else ""
    if report.is_sheet:
        return shell(title, sheet.content(report, told, draw) + marks + foot, paper + sheet.rules())
    body = [
        frame.top(told),
        *(paragraph(each.text) for each in report.opening),
        *(_section(number, section, draw) for number, section in enumerate(report.sections, start=1)),
        _closing(report),
        frame.bottom(told),
        *_annexes(report, attached(report, head, dated)),
        marks,
        foot,
    ]
    return shell(title, "\n".join(filter(None, body)), paper)


def _section(number: int, section: Section, draw: Draw) -> str:
    heading = element("h2", text(f"{roman(number)}. {section.heading.upper()}"))
    return element("section", heading + "".join(_block(block, draw) for block in section.blocks))


def _closing(report: Report) -> str:
    """The last sentence ends with «./.»."""
    texts = [closing.text for closing in report.closing] or [""]
    texts[-1] = texts[-1].rstrip(" ./") + END
    return "".join(map(paragraph, texts))


def _block(block: Block, draw: Draw) -> str:
    if isinstance(block, Paragraph):
        return paragraph(block.text)
    return _figure(block, draw) if isinstance(block, Figure) else tabular(block)


def _figure(figure: Figure, draw: Draw) -> str:
    """The chart, its words below, and its numbers as a table for who wants them or does not see the chart."""
    caption = figure.chart.caption
    title = element("p", element("b", text(f"Hình {figure.number}.")) + " " + text(caption.title))
    told = [caption.subtitle, caption.source, *caption.notes]
    under = element("p", text(" · ".join(line.rstrip(".") for line in told if line)), "small")
    numbers = element("summary", "Bảng số liệu") + element("div", grid(figure.chart.table), "table")
    return element("figure", draw(figure.chart) + element("figcaption", title + under) + element("details", numbers))


def _annexes(report: Report, given: str) -> Iterator[str]:
    for number, annex in enumerate(report.annexes, start=1):
        name = f"Phụ lục {roman(number)}" if len(report.annexes) > 1 else "Phụ lục"
        yield _annex(annex, name, number, given)


def _annex(annex: Annex, name: str, number: int, given: str) -> str:
    """An annex's only table goes under the annex's own title."""
    head = element("h2", text(name)) + element("h3", text(annex.title)) + paragraph(given, "given")
    alone = len(annex.tables) == 1 and annex.tables[0].number is None
    tables = "".join(tabular(table, is_titled=not alone) for table in annex.tables)
    return element("section", head + tables, f"annex annex-{number}")
