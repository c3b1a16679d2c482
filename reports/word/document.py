"""A `Report` as a Word document."""

from datetime import UTC, date, datetime
from typing import Any

from docx.oxml.ns import qn

from dashboard import labels
from reports.content import Report
from reports.letterhead import Letterhead
from reports.stamp import Stamp
from reports.word import body, frame, package
from reports.word.figures import Figures, Pictures
from reports.word.page import LANDSCAPE, PORTRAIT, section
from reports.word.pieces import field, line, paragraph, parse
from reports.word.words import attached, words


def document(
    report: Report,
    head: Letterhead,
    stamp: Stamp | None = None,
    *,
    dated: date | None = None,
    pictures: Pictures | None = None,
) -> bytes:
    """The report as .docx in the layout of Nghị định 30/2020/NĐ-CP.

    `dated`: the document's day (default: the day of the stamp in Viet Nam; without one room is left to write it).
    `pictures` draws charts as pictures; without it, and where it fails, they are Word's own, which can be edited.
    """
    if dated is None and stamp is not None:
        dated = labels.in_viet_nam(stamp.made_at).date()
    created = stamp.made_at.astimezone(UTC) if stamp else datetime.now(UTC)
    made = package.empty()
    figures = Figures(made.part, created, pictures)
    told = words(report, head, stamp, dated)
    _edges(made, stamp)
    _fill(made, frame.top(told) + body.content(report, figures) + frame.bottom(told))
    _add_annexes(made, body.annexes(report, attached(report, head, dated)))
    package.describe(made, report, head, stamp, created)
    return package.saved(made)


def _edges(made: Any, stamp: Stamp | None) -> None:
    """The page's number in the middle of the upper margin from page 2 on, the stamp at each page's foot."""
    first = made.sections[0]
    first.different_first_page_header_footer = True
    first.first_page_header.is_linked_to_previous = False
    _set(first.header, paragraph("Header", field("PAGE", "2")))
    for foot in (first.footer, first.first_page_footer):
        _set(foot, line("Footer", stamp.line if stamp else ""))


def _set(edge: Any, content: str) -> None:
    edge.is_linked_to_previous = False
    for old in list(edge._element):
        edge._element.remove(old)
    edge._element.extend(parse(content))


def _fill(made: Any, content: str) -> None:
    """The blocks before the document's last section's properties, which become those of a portrait page."""
    elements = made.element.body
    last = elements.find(qn("w:sectPr"))
    references = [child for child in last if child.tag in (qn("w:headerReference"), qn("w:footerReference"))]
    elements.remove(last)
    elements.extend(parse(content))
    (fresh,) = parse(section(PORTRAIT))
    for place, reference in enumerate(references):
        fresh.insert(place, reference)
    elements.append(fresh)


def _add_annexes(made: Any, annexes: list[str]) -> None:
    """Each on landscape pages of its own; a section's properties stand in the last paragraph before the next."""
    elements = made.element.body
    for annex in annexes:
        before = elements[-1]
        (holder,) = parse(line("DongTrong", ""))
        holder.pPr.append(before)
        elements.append(holder)
        elements.extend(parse(annex))
        elements.extend(parse(section(LANDSCAPE, restart=True)))
    if not annexes:
        elements.insert(len(elements) - 1, parse(line("DongTrong", ""))[0])
