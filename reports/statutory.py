"""The statutory forms in each of their files: the workbook, and the page that is its preview and its PDF."""

from typing import Protocol, cast

from reference import vietnamese
from reports import forms
from reports.documents import stamped_pdf
from reports.request import ReportError, Request
from reports.web.forms import form_page, people_in
from stats.measures.forms import FormList, FormTable
from stats.selection import Selection

_PREVIEWED = 100
"""People of a list that a preview shows."""
_PRINTED = 600
"""People of a list that a browser prints in reasonable time."""


class Filling(Protocol):
    """A `Reader`: of the sources of figures, the one that also fills forms."""

    def form(self, name: str, selection: Selection, /) -> FormTable | FormList:
        """A filled form; FormError, with a sentence, where it cannot be given out."""


def workbook(name: str, request: Request) -> bytes:
    """The filled form as .xlsx. Raises FormError, with a sentence, where it cannot be given out."""
    filled = _filled(name, request)
    request.progress("Đang ghi tệp Excel", 0, 1)
    return forms.workbook(
        filled,
        _place(request),
        request.letterhead,
        is_demo=request.is_demo,
        stamp=request.stamp,
        expanded=request.options.expanded,
    )


def pdf(name: str, request: Request) -> bytes:
    """The filled form as PDF. Raises FormError, PictureError, and ReportError for a list that is too long."""
    filled = _filled(name, request)
    if isinstance(filled, FormList) and people_in(filled) > _PRINTED:
        raise ReportError(
            f"Danh sách có {vietnamese.number(people_in(filled))} người, quá dài để in ra PDF. "
            "Hãy chọn một huyện hoặc một "
            "xã, hoặc lấy tệp Excel rồi in từ đó."
        )
    made = _page(filled, request)
    request.progress("Đang in ra PDF", 0, 1)
    return stamped_pdf(made, request)


def page(name: str, request: Request) -> str:
    """The filled form as a page of HTML, of a long list the beginning. Raises FormError."""
    return _page(_filled(name, request), request, _PREVIEWED)


def _page(filled: FormTable | FormList, request: Request, most: int | None = None) -> str:
    return form_page(
        filled,
        _place(request),
        request.letterhead,
        request.stamp,
        is_demo=request.is_demo,
        expanded=request.options.expanded,
        most=most,
    )


def _filled(name: str, request: Request) -> FormTable | FormList:
    request.progress("Đang tính số liệu", 0, 1)
    return cast(Filling, request.source).form(name, request.selection)


def _place(request: Request) -> str:
    return request.source.names(request.selection.as_of).place(request.selection)
