"""Statutory forms as workbooks: the exact merged header, true numbers, live totals, printed to fit.

The forms' tables stand in `data/reference/forms/`; `dashboard` fills them; here they are only written down. The rules
for accessible data tables do not hold for these files: their layout is prescribed.
"""

import io
from datetime import UTC, date, datetime

import xlsxwriter

from presentation import labels
from reference import vietnamese
from reference.forms import Form
from reports import stamping
from reports.excel.workbook import in_vietnamese
from reports.forms import frame, paper
from reports.forms.body import Body, write_people, write_units
from reports.forms.notes import write_notes
from reports.forms.styles import Styles
from reports.letterhead import Letterhead
from reports.stamp import INTERNAL, Stamp
from stats.measures.forms import Filled, FormList, FormTable, remarks


def workbook(
    filled: FormTable | FormList,
    place: str,
    head: Letterhead,
    *,
    is_demo: bool = False,
    stamp: Stamp | None = None,
    signed_on: date | None = None,
    expanded: bool = False,
    created: datetime | None = None,
) -> bytes:
    """A filled form (`Reader.form`) as an .xlsx: the form, and the sheet «Ghi chú».

    `place` as `Names.place` gives it; `signed_on` None leaves the day open; `expanded` unfolds the communes
    under their districts. The same form gives the same bytes but for `stamp` and `created` (default: now).
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    form, own = filled.form, vietnamese.capitalised(place)
    title = f"{form.label} – {own} – {vietnamese.day(filled.as_of)}"
    words = frame.Words(own, head, signed_on, marks_of(form, is_demo, stamp))
    _write_form(book, filled, words, expanded=expanded)
    write_notes(book, filled, title, words.marks)
    _describe(book, form, title, head=head, stamp=stamp, created=created)
    for sheet in book.worksheets():
        paper.page_marks(sheet, list(words.marks), stamp.line if stamp else "")
    book.close()
    return in_vietnamese(target.getvalue())


def marks_of(form: Form, is_demo: bool, stamp: Stamp | None) -> tuple[str, ...]:
    """List the marks at the top of the form and of each printed page."""
    is_internal = form.is_for_inside or (stamp is not None and stamp.is_internal)
    return tuple(mark for mark, holds in ((INTERNAL, is_internal), (labels.DEMO_NOTE, is_demo)) if holds)


def _write_form(book: xlsxwriter.Workbook, filled: Filled, words: frame.Words, *, expanded: bool) -> None:
    form = filled.form
    sheet = book.add_worksheet(form.layout.sheet)
    styles = Styles(book, form.layout.font_size)
    top = frame.write_title(sheet, filled, words, styles)
    bottom = paper.write_header(sheet, form, top, styles)
    body = Body(sheet, form, styles, bottom + 1)
    if isinstance(filled, FormTable):
        row = write_units(body, filled, expanded=expanded)
    elif isinstance(filled, FormList):
        row = write_people(body, filled)
    row = frame.write_remarks(sheet, form, row + 1, remarks(filled), styles)
    row = frame.write_signatures(sheet, form, row + 1, words, styles)
    paper.set_up(sheet, form, (top, bottom), row)
    sheet.freeze_panes(bottom + 1, 2)


def _describe(
    book: xlsxwriter.Workbook, form: Form, title: str, head: Letterhead, stamp: Stamp | None, created: datetime | None
) -> None:
    properties = {"title": title, "subject": form.instrument, "company": head.office}
    if stamp is None:
        book.set_properties(properties | {"author": head.office, "created": created or datetime.now(UTC)})
    else:
        stamping.workbook(book, stamp, properties | {"comments": stamp.line})
