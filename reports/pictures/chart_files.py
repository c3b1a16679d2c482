"""One chart as a file of any kind, with its stamp inside: what the card on the page and `manage.py chart` give."""

from presentation.charts import Chart
from reports import stamping
from reports.excel import workbook
from reports.pictures import images
from reports.stamp import Stamp
from reports.word import slides
from reports.word.document import chart_document

FORMS = ("png", "svg", "pdf", "html", "xlsx", "docx", "pptx")
"""The endings, without their dot."""
WITHOUT_FIGURE = frozenset({"xlsx"})
"""The forms that have something to say of a chart with nothing to draw."""


def chart_file(chart: Chart, form: str, stamp: Stamp) -> bytes:
    """Make the chart in one of `FORMS`. Raises as `images.picture` and `images.page`."""
    if form == "xlsx":
        return workbook.chart_workbook(chart, stamp=stamp)
    if form == "docx":
        return chart_document(chart, stamp)
    if form == "pptx":
        return slides.chart_slides(chart, stamp)
    stamped_chart, title = stamping.captioned(chart, stamp), chart.caption.title
    if form == "html":
        return images.page(stamped_chart, stamp.properties)
    content = images.picture(stamped_chart, form)
    if form == "png":
        return stamping.png(content, stamp, title)
    return stamping.svg(content, stamp, title) if form == "svg" else stamping.pdf(content, stamp, title)
