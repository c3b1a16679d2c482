"""A report as one page of HTML: read on a screen of any width, printed in the layout of Nghị định 30/2020/NĐ-CP."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from presentation.charts import Chart
from presentation.prose import runs_of
from reference import vietnamese
from reference.vietnamese import NO_BREAK
from reports.contents.model import Block, NumberedChart, Paragraph, Report
from reports.contents.words import Words, attached, before_place, words
from reports.contents.writing import END, roman
from reports.grid import Grid
from reports.letterhead import Letterhead
from reports.stamp import Stamp
from reports.templating import Markup, render
from reports.web import sheet
from reports.web.drawings import drawn
from reports.web.paper import rules
from reports.web.tables import Link, TableBlock, grid, tabular

Draw = Callable[[Chart], Markup]
"""A chart as HTML."""


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A chart, its words below, and its numbers as a table for who wants them or does not see the chart."""

    number: int
    title: str
    drawing: Markup
    words: str
    grid: Grid


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    blocks: list[str | FigureBlock | TableBlock]


@dataclass(frozen=True, slots=True)
class _Annex:
    name: str
    title: str
    given: str
    tables: list[TableBlock]


def page(
    report: Report,
    head: Letterhead,
    stamp: Stamp | None = None,
    *,
    dated: date | None = None,
    draw: Draw = drawn,
    notice: Markup = Markup(),  # noqa: B008  it never changes
    foot: Markup = Markup(),  # noqa: B008
    link: Link | None = None,
) -> str:
    """The whole report with its styles inside: no script, no other address; the words are those of the Word document.

    `dated`: the document's day (default: the day of the stamp in Viet Nam; without one room is left to write it).
    `draw` makes the charts (default: without a browser); `notice` stands above the report, `foot` below its stamp.
    `link`: the address of the people whom a number of a table counts; without it numbers lead nowhere.
    """
    if dated is None and stamp is not None:
        dated = vietnamese.in_viet_nam(stamp.made_at).date()
    fields = words(report, head, stamp, dated)
    frame = {
        "title": f"{report.kind} {report.subject}",
        "paper": rules(len(report.annexes), stamp.line if stamp else ""),
        "stamp": stamp,
        "notice": notice,
        "foot": foot,
        "opening": [linked(each.text, link) for each in report.opening],
    }
    if report.is_sheet:
        blocks = [_blocks(section.blocks, draw, link) for section in report.sections]
        return str(render("sheet.html", **frame, **sheet.content(report, fields, blocks)))
    given = attached(report, head, dated)
    return str(
        render(
            "document.html",
            **frame,
            **_content(report, fields, draw, link),
            annexes=list(_annexes(report, given, link)),
        )
    )


def _content(report: Report, fields: Words, draw: Draw, link: Link | None) -> Mapping[str, object]:
    names = fields["ho_ten_ky"]
    return {
        "words": fields,
        "superiors": list(map(before_place, fields["co_quan_chu_quan"])),
        "offices_named": list(map(before_place, fields["co_quan"])),
        "sections": [
            _Section(f"{roman(number)}. {section.heading.upper()}", _blocks(section.blocks, draw, link))
            for number, section in enumerate(report.sections, start=1)
        ],
        "closing": _closing(report),
        "signer": (names[0] if names else "") or NO_BREAK,
    }


def _closing(report: Report) -> list[str]:
    """List the paragraphs at the end, of which the last sentence ends with «./.»."""
    texts = [closing.text for closing in report.closing] or [""]
    texts[-1] = texts[-1].rstrip(" ./") + END
    return texts


def _blocks(blocks: tuple[Block, ...], draw: Draw, link: Link | None) -> list[str | FigureBlock | TableBlock]:
    """A section's blocks as its template takes them: paragraphs are their text."""
    return [
        linked(block.text, link)
        if isinstance(block, Paragraph)
        else _figure(block, draw, link)
        if isinstance(block, NumberedChart)
        else tabular(block, link=link)
        for block in blocks
    ]


def linked(text: str, link: Link | None) -> str:
    """A text whose numbers lead to the people whom they count; the plain text where none does."""
    runs = runs_of(text)
    if link is None or all(where is None for _, where in runs):
        return str(text)
    way = Markup('<a href="{}" target="_blank" rel="noopener">{}</a>')
    return Markup().join(piece if where is None else way.format(link(where), piece) for piece, where in runs)


def _figure(numbered: NumberedChart, draw: Draw, link: Link | None) -> FigureBlock:
    caption = numbered.chart.caption
    lines = [caption.subtitle, caption.source, *caption.notes]
    under = " · ".join(line.rstrip(".") for line in lines if line)
    return FigureBlock(
        numbered.number, caption.title, draw(numbered.chart), under, grid(numbered.chart.table, link=link)
    )


def _annexes(report: Report, given: str, link: Link | None) -> Iterator[_Annex]:
    """Make the annexes; an only table goes under its annex's own title."""
    for number, annex in enumerate(report.annexes, start=1):
        name = f"Phụ lục {roman(number)}" if len(report.annexes) > 1 else "Phụ lục"
        alone = len(annex.tables) == 1 and annex.tables[0].number is None
        tables = [tabular(table, is_titled=not alone, link=link) for table in annex.tables]
        yield _Annex(name, annex.title, given, tables)
