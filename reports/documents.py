"""A report's content in each of its forms: Word, PDF, the page of HTML that is its preview."""

from collections.abc import Callable
from typing import TypeVar

from presentation.charts import Chart
from reports import stamping, web, word
from reports.contents.model import Figure, Report
from reports.pictures import images
from reports.pictures.browser import PictureError
from reports.request import Request
from reports.templating import Markup

Contents = Callable[[Request], Report]
Made = TypeVar("Made")


def as_word(contents: Contents) -> Callable[[Request], bytes]:
    """Makes the content as .docx, with Word's own charts, or with pictures where they are asked for.

    Raises TemplateError where the office's own template cannot be used.
    """

    def make(request: Request) -> bytes:
        report = _told(contents, request)
        pictures = _counted(request, report, lambda chart: images.picture(chart, "png"))
        request.progress("Đang ghi tệp Word", 0, 1)
        return word.document(
            report,
            request.letterhead,
            request.stamp,
            pictures=pictures if request.options.pictures else None,
            template=request.options.template,
        )

    return make


def as_pdf(contents: Contents) -> Callable[[Request], bytes]:
    """Makes the content as PDF. Raises PictureError where no browser prints it."""

    def make(request: Request) -> bytes:
        page = _page(contents, request)
        request.progress("Đang in ra PDF", 0, 1)
        return stamped_pdf(page, request)

    return make


def as_page(contents: Contents) -> Callable[[Request], str]:
    """Makes the content as a page of HTML, without a browser: it is there at once."""
    return lambda request: _page(contents, request)


def stamped_pdf(page: str, request: Request) -> bytes:
    """The page as PDF that tells in its properties which export it is; its foot tells it anyway."""
    content = web.pdf(page)
    if request.stamp is None:
        return content
    try:
        return stamping.pdf(content, request.stamp, web.title_of(page))
    except ValueError:
        # Another browser's PDF may end in a way that cannot be appended to; the number stands on each page.
        return content


def _told(contents: Contents, request: Request) -> Report:
    request.progress("Đang tính số liệu", 0, 1)
    return contents(request)


def _page(contents: Contents, request: Request) -> str:
    report = _told(contents, request)
    draw = _counted(request, report, _picture_or_drawing) if request.options.pictures else web.drawn
    return web.page(report, request.letterhead, request.stamp, draw=draw)


def _picture_or_drawing(chart: Chart) -> Markup:
    try:
        return web.picture(chart)
    except PictureError:
        return web.substitute(chart)


def _counted(request: Request, report: Report, draw: Callable[[Chart], Made]) -> Callable[[Chart], Made]:
    """The same drawing, telling how many of the report's figures are done."""
    total = sum(isinstance(block, Figure) for section in report.sections for block in section.blocks)
    done = iter(range(total))

    def counted(chart: Chart) -> Made:
        request.progress("Đang vẽ biểu đồ", next(done, total), total)
        return draw(chart)

    return counted
