"""A report's content in each of its forms: Word, PDF, the page of HTML that is its preview."""

from collections.abc import Callable
from typing import TypeVar

from presentation.charts import Chart
from reports import stamping, web, word
from reports.contents.model import NumberedChart, Report
from reports.inputs import ReportInputs
from reports.pictures import images
from reports.pictures.browser import PictureError
from reports.templating import Markup

Contents = Callable[[ReportInputs], Report]
Made = TypeVar("Made")


def as_word(contents: Contents) -> Callable[[ReportInputs], bytes]:
    """Make the content as .docx, with Word's own charts, or with pictures where they are asked for.

    Raises TemplateError where the office's own template cannot be used.
    """

    def make(inputs: ReportInputs) -> bytes:
        report = _report(contents, inputs)
        pictures = _counted(inputs, report, lambda chart: images.picture(chart, "png"))
        inputs.progress("Đang ghi tệp Word", 0, 1)
        return word.document(
            report,
            inputs.letterhead,
            inputs.stamp,
            pictures=pictures if inputs.options.pictures else None,
            template=inputs.options.template,
        )

    return make


def as_pdf(contents: Contents) -> Callable[[ReportInputs], bytes]:
    """Make the content as PDF. Raises PictureError where no browser prints it."""

    def make(inputs: ReportInputs) -> bytes:
        page = _page(contents, inputs)
        inputs.progress("Đang in ra PDF", 0, 1)
        return stamped_pdf(page, inputs)

    return make


def as_page(contents: Contents) -> Callable[[ReportInputs], str]:
    """Make the content as a page of HTML, without a browser: it is there at once."""
    return lambda inputs: _page(contents, inputs)


def stamped_pdf(page: str, inputs: ReportInputs) -> bytes:
    """Print the page as PDF that tells in its properties which export it is; its foot tells it anyway."""
    content = web.pdf(page)
    if inputs.stamp is None:
        return content
    try:
        return stamping.pdf(content, inputs.stamp, web.title_of(page))
    except ValueError:
        # Another browser's PDF may end in a way that cannot be appended to; the number stands on each page.
        return content


def _report(contents: Contents, inputs: ReportInputs) -> Report:
    inputs.progress("Đang tính số liệu", 0, 1)
    return contents(inputs)


def _page(contents: Contents, inputs: ReportInputs) -> str:
    report = _report(contents, inputs)
    draw = _counted(inputs, report, _picture_or_drawing) if inputs.options.pictures else web.drawn
    return web.page(report, inputs.letterhead, inputs.stamp, draw=draw, link=inputs.link)


def _picture_or_drawing(chart: Chart) -> Markup:
    try:
        return web.picture(chart)
    except PictureError:
        return web.substitute(chart)


def _counted(inputs: ReportInputs, report: Report, draw: Callable[[Chart], Made]) -> Callable[[Chart], Made]:
    """Make the same drawing, and tell each time how many of the report's figures are done."""
    total = sum(isinstance(block, NumberedChart) for section in report.sections for block in section.blocks)
    done = iter(range(total))

    def counted(chart: Chart) -> Made:
        inputs.progress("Đang vẽ biểu đồ", next(done, total), total)
        return draw(chart)

    return counted
