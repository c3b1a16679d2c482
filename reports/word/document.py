"""A `Report` as a Word document."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from docx.oxml.ns import qn

from presentation.charts import Chart
from reference import vietnamese
from reports.contents.model import NumberedChart, Report
from reports.contents.words import CONTENT, FIELDS, Words, attached, words
from reports.letterhead import Letterhead
from reports.pictures import images
from reports.stamp import INTERNAL, Stamp
from reports.word import body, frame, package, sheet
from reports.word.figures import EMU_OF_A_TWIP, Figures, Pictures
from reports.word.page import LANDSCAPE, PORTRAIT, section
from reports.word.pieces import field, line, paragraph, parse
from reports.word.template import fill, opened

_PICTURE = (720, 560)
"""Pixels of a figure that Word's own charts cannot draw, before scaling."""
_USUAL: Words = {
    "co_quan_chu_quan": ("ỦY BAN NHÂN DÂN TỈNH BẮC NINH",),
    "co_quan": ("SỞ NỘI VỤ",),
    "pham_vi": (INTERNAL,),
    "trich_yeu": ("Về số lượng, chất lượng đội ngũ cán bộ, công chức cấp xã tỉnh",),
}
"""The usual words in the fields of the sample whose words lines are fitted to."""


def document(
    report: Report,
    head: Letterhead,
    stamp: Stamp | None = None,
    *,
    dated: date | None = None,
    pictures: Pictures | None = None,
    template: bytes | None = None,
) -> bytes:
    """Make the report as .docx in the layout of Nghị định 30/2020/NĐ-CP.

    `dated`: the document's day (default: the day of the stamp in Viet Nam; without one room is left to write it).
    `pictures` draws charts as pictures; without it, and where it fails, they are Word's own, which can be edited.
    `template` is an office's own .docx, which gives the frame: see `docs/word-template.md`. Raises TemplateError where
    it cannot be used.
    """
    if dated is None and stamp is not None:
        dated = vietnamese.in_viet_nam(stamp.made_at).date()
    created = stamp.made_at.astimezone(UTC) if stamp else datetime.now(UTC)
    fields = words(report, head, stamp, dated)
    if report.is_sheet:
        return _sheet(report, head, stamp, fields, created)
    file = package.empty() if template is None else opened(template)
    width = PORTRAIT.text_width if template is None else _text_width(file)
    content = body.content(report, Figures(file.part, _day_of(report), width, pictures), width)
    annexes = body.annexes(report, attached(report, head, dated))
    if template is None:
        _frame(file, fields, content)
        _add_annexes(file, annexes, lambda element: element)
    else:
        _add_annexes(file, annexes, fill(file, fields, content))
    package.describe(file, report, head, stamp, created)
    return package.saved(file)


def _sheet(report: Report, head: Letterhead, stamp: Stamp | None, fields: Words, created: datetime) -> bytes:
    """Make one page: its charts are Word's own, and no template gives it a frame."""
    file = package.empty()
    _edges(file, fields["dong_xuat"])
    _fill(file, sheet.content(report, fields, Figures(file.part, _day_of(report), sheet.HALF)))
    package.describe(file, report, head, stamp, created)
    return package.saved(file)


def chart_document(chart: Chart, stamp: Stamp) -> bytes:
    """Make a document of one chart, Word's own, with its caption: to be edited, or copied into another document."""
    file = package.empty()
    _edges(file, (stamp.line,))
    pictures = _picture if chart.native.as_picture else None
    _fill(file, Figures(file.part, package.FIRST_DAY, PORTRAIT.text_width, pictures).blocks(NumberedChart(1, chart)))
    package.describe_chart(file, chart, stamp)
    return package.saved(file)


def _picture(chart: Chart) -> bytes:
    return images.bare(chart, *_PICTURE)


def _day_of(report: Report) -> datetime:
    """The embedded workbooks' date of creation: the day of their numbers, so that equal numbers are equal bytes."""
    return datetime.combine(report.as_of, time())


def sample() -> bytes:
    """Make a template to begin with: the built-in frame with every field in its place."""
    file = package.empty()
    fields = {name: (f"{{{{{name}}}}}",) for name in FIELDS}
    _frame(file, fields, line("BodyText", f"{{{{{CONTENT}}}}}"), {**fields, **_USUAL})
    file.core_properties.title = "Mẫu báo cáo của cơ quan"
    return package.saved(file)


def _frame(file: Any, fields: Words, content: str, like: Words | None = None) -> None:
    _edges(file, fields["dong_xuat"])
    _fill(file, frame.top(fields, like) + content + frame.bottom(fields))
    file.element.body.insert(len(file.element.body) - 1, parse(line("DongTrong", ""))[0])


def _text_width(file: Any) -> int:
    """Measure between the margins of the template's last section, in twips; at most what our own pages have."""
    last = file.sections[-1]
    return min(PORTRAIT.text_width, int(last.page_width - last.left_margin - last.right_margin) // EMU_OF_A_TWIP)


def _edges(file: Any, stamp: tuple[str, ...]) -> None:
    """Put the page's number in the middle of the upper margin from page 2 on, the stamp at each page's foot."""
    first = file.sections[0]
    first.different_first_page_header_footer = True
    first.first_page_header.is_linked_to_previous = False
    _set(first.header, paragraph("Header", field("PAGE", "2")))
    for foot in (first.footer, first.first_page_footer):
        _set(foot, line("Footer", "".join(stamp)))


def _set(edge: Any, content: str) -> None:
    edge.is_linked_to_previous = False
    for old in list(edge._element):
        edge._element.remove(old)
    edge._element.extend(parse(content))


def _fill(file: Any, content: str) -> None:
    """Put the blocks before the document's last section's properties, which become those of a portrait page."""
    elements = file.element.body
    last = elements.find(qn("w:sectPr"))
    references = [child for child in last if child.tag in (qn("w:headerReference"), qn("w:footerReference"))]
    elements.remove(last)
    elements.extend(parse(content))
    (fresh,) = parse(section(PORTRAIT))
    for place, reference in enumerate(references):
        fresh.insert(place, reference)
    elements.append(fresh)


def _add_annexes(file: Any, annexes: list[str], renamed: Callable[[Any], Any]) -> None:
    """Add each annex on landscape pages of its own; a section's properties stand in its last paragraph."""
    elements = file.element.body
    titled = file.sections[0].different_first_page_header_footer
    for annex in annexes:
        before = elements[-1]
        holder = elements[-2]
        if holder.tag != qn("w:p") or holder.pPr is None or holder.pPr.find(qn("w:sectPr")) is not None:
            (holder,) = parse(line("DongTrong", ""))
            elements.append(renamed(holder))
        holder.pPr.append(before)
        elements.extend(renamed(element) for element in parse(annex + section(LANDSCAPE, restart=True, titled=titled)))
