"""The statutory forms in each of their files: the workbook, and the page that is its preview and its PDF."""

from typing import Protocol, cast

from reference import vietnamese
from reports import forms
from reports.documents import stamped_pdf
from reports.inputs import ReportError, ReportInputs
from reports.web.forms import form_page, people_in
from stats.measures.forms import FormList, FormTable
from stats.scope import Scope
from stats.selection import Selection

_PREVIEWED = 100
"""People of a list that a preview shows."""
_PRINTED = 600
"""People of a list that a browser prints in reasonable time."""


class Filling(Protocol):
    """A `Reader`: of the sources of figures, the one that also fills forms."""

    def form(self, name: str, selection: Selection, people: Scope, /) -> FormTable | FormList:
        """A filled form; FormError, with a sentence, where it cannot be given out."""


def workbook(name: str, inputs: ReportInputs) -> bytes:
    """The filled form as .xlsx. Raises FormError, with a sentence, where it cannot be given out."""
    form = filled(name, inputs)
    inputs.progress("Đang ghi tệp Excel", 0, 1)
    return forms.workbook(
        form,
        _place(inputs),
        inputs.letterhead,
        is_demo=inputs.is_demo,
        stamp=inputs.stamp,
        expanded=inputs.options.expanded,
    )


def pdf(name: str, inputs: ReportInputs) -> bytes:
    """The filled form as PDF. Raises FormError, PictureError, and ReportError for a list that is too long."""
    form = filled(name, inputs)
    if isinstance(form, FormList) and people_in(form) > _PRINTED:
        raise ReportError(
            f"Danh sách có {vietnamese.number(people_in(form))} người, quá dài để in ra PDF. "
            "Hãy chọn một huyện hoặc một "
            "xã, hoặc lấy tệp Excel rồi in từ đó."
        )
    html = _page(form, inputs)
    inputs.progress("Đang in ra PDF", 0, 1)
    return stamped_pdf(html, inputs)


def page(name: str, inputs: ReportInputs) -> str:
    """The filled form as a page of HTML, of a long list the beginning. Raises FormError."""
    return _page(filled(name, inputs), inputs, _PREVIEWED)


def _page(form: FormTable | FormList, inputs: ReportInputs, most: int | None = None) -> str:
    return form_page(
        form,
        _place(inputs),
        inputs.letterhead,
        inputs.stamp,
        is_demo=inputs.is_demo,
        expanded=inputs.options.expanded,
        most=most,
        link=inputs.link,
    )


def filled(name: str, inputs: ReportInputs) -> FormTable | FormList:
    """The form's numbers or people. Raises FormError, with a sentence, where it cannot be given out."""
    inputs.progress("Đang tính số liệu", 0, 1)
    return cast(Filling, inputs.source).form(name, inputs.selection, inputs.people)


def _place(inputs: ReportInputs) -> str:
    return inputs.source.names_of(inputs.selection).place(inputs.selection)
