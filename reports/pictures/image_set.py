"""All charts of a selection as pictures in one archive, with a page that lists them.

A picture that fails does not lose the others: it is listed with the reason.
"""

from dataclasses import dataclass

from presentation import labels
from presentation.charts import Chart, catalogue
from presentation.charts.catalogue import CHARTS
from reference import vietnamese
from reports.archives import zipped
from reports.grid import Cell
from reports.listing import listing
from reports.pictures import images
from reports.pictures.chart_files import chart_file
from reports.pictures.images import PictureError
from reports.progress import Progress, silent
from reports.stamp import Stamp
from stats.selection import Selection
from stats.source import StatisticsSource

INDEX = "muc-luc.html"
_FORMS = ("png", "svg")
_FAILURES_IN_A_ROW = 2
"""Failures after which the browser is not asked again: each may have cost a minute."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A chart of the archive: its files by form, or why it has none."""

    number: int
    chart: Chart
    pictures: dict[str, bytes]
    reason: str = ""

    def file(self, form: str) -> str:
        """«hinh-01_trinh-do-chuyen-mon_bac-ninh_2023-12-31.png»."""
        return f"hinh-{self.number:02d}_{self.chart.caption.file_stem}.{form}"


def archive(
    source: StatisticsSource,
    selection: Selection,
    *,
    is_demo: bool,
    stamp: Stamp | None = None,
    progress: Progress = silent,
) -> bytes:
    """A .zip of every chart as PNG and SVG and of the list `INDEX`.

    Raises PictureError where not a single picture could be drawn.
    """
    charts = [catalogue.build(source, name, selection, is_demo=is_demo) for name in CHARTS]
    entries: list[_Entry] = []
    for number, chart in enumerate(charts, start=1):
        progress("Đang vẽ biểu đồ", number - 1, len(charts))
        entries.append(_drawn(number, chart, stamp, _given_up(entries)))
    if not any(entry.pictures for entry in entries):
        raise PictureError(next(entry.reason for entry in entries if entry.chart.figure is not None))
    people = labels.people(selection, source.names_of(selection))
    title = f"Biểu đồ · {people} · {vietnamese.day(selection.as_of)}"
    files = {INDEX: _index(entries, title, stamp)}
    for entry in entries:
        files |= {entry.file(form): content for form, content in entry.pictures.items()}
    return zipped(files, stamp.made_at if stamp else None)


def _given_up(entries: list[_Entry]) -> str:
    """The reason of the last failures where the browser fails again and again, else nothing."""
    attempts = [entry for entry in entries if entry.chart.figure is not None][-_FAILURES_IN_A_ROW:]
    failed = len(attempts) == _FAILURES_IN_A_ROW and all(entry.reason for entry in attempts)
    return attempts[-1].reason if failed else ""


def _drawn(number: int, chart: Chart, stamp: Stamp | None, given_up: str) -> _Entry:
    if chart.figure is None:
        return _Entry(number, chart, {}, chart.note)
    if given_up:
        return _Entry(number, chart, {}, given_up)
    try:
        return _Entry(number, chart, {form: _file(chart, form, stamp) for form in _FORMS})
    except PictureError as error:
        return _Entry(number, chart, {}, str(error))


def _file(chart: Chart, form: str, stamp: Stamp | None) -> bytes:
    return chart_file(chart, form, stamp) if stamp else images.picture(chart, form)


def _index(entries: list[_Entry], title: str, stamp: Stamp | None) -> bytes:
    """The list as a page: number, title, files, source, or the reason why a picture is missing."""
    heads = ("Hình", "Tên biểu đồ", "Tệp", "Nguồn")
    return listing(title, heads, list(map(_cells, entries)), stamp, is_demo=entries[0].chart.caption.is_demo)


def _cells(entry: _Entry) -> list[Cell]:
    caption = entry.chart.caption
    links = tuple((form.upper(), entry.file(form)) for form in entry.pictures)
    return [
        Cell(str(entry.number)),
        Cell(caption.title, scope="row"),
        Cell(f"Chưa có ảnh: {entry.reason}", "text", links=links),
        Cell(caption.source, "text"),
    ]
