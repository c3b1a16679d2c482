"""A chart as a slide of its own: PowerPoint's native chart, editable, its workbook inside, its words around it."""

import io
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.parts.chart import ChartPart
from pptx.util import Mm, Pt

from presentation.charts import Chart, Shape
from presentation.charts.style import INK, MUTED
from reports.pictures import images
from reports.stamp import Stamp
from reports.word import package
from reports.word.chart_data import workbook
from reports.word.charts import drawing
from reports.word.figures import height as height_of
from reports.word.slide_parts import parts_of

FONT = "Arial"
_WIDTH, _HEIGHT, _EDGE = 338.67, 190.5, 14.0
"""Millimetres of a slide of 16 to 9, and of its edges."""
_HEAD, _FOOT = 40.0, 26.0
_PIXELS = 1120
"""The width of a figure's picture before scaling."""
_TITLE_ONLY = 5
"""The layout with a title and nothing else."""
_LARGER = 1.4
"""A slide's letters beside a document's, where there is room for them."""
_LEAST_LARGER = 1.15
"""The same of a chart of many rows, which is divided among slides until its letters are so large."""


def chart_slides(chart: Chart, stamp: Stamp) -> bytes:
    """Make slides of one chart: title, chart, unit and base, source, notes and the stamp's line.

    A chart of many rows has several, on one scale.
    """
    file: Any = Presentation()
    file.slide_width, file.slide_height = Mm(_WIDTH), Mm(_HEIGHT)
    parts = _parts(chart)
    for number, part in enumerate(parts, start=1):
        _add_slide(file, part, stamp, f" ({number}/{len(parts)})" if len(parts) > 1 else "")
    package.describe_chart(file, chart, stamp)
    _drop_thumbnail(file.part.package)
    return package.saved(file)


def _parts(chart: Chart) -> list[Chart]:
    """Divide a chart among as many slides as its letters need to be read from afar."""
    width, height = _WIDTH - 2 * _EDGE, _HEIGHT - _HEAD - _FOOT
    if chart.figure is None or chart.native.as_picture or chart.native.shape is Shape.LINE:
        return [chart]
    ways = (parts_of(chart, number) for number in range(1, len(chart.table.rows) + 1))
    fits = (parts for parts in ways if max(height_of(part, width) for part in parts) * _LEAST_LARGER <= height)
    return next(fits, [chart])


def _add_slide(file: Any, chart: Chart, stamp: Stamp, number: str) -> None:
    """Add a slide; `number`: which of several it is, behind its title."""
    slide = file.slides.add_slide(file.slide_layouts[_TITLE_ONLY])
    caption, width = chart.caption, _WIDTH - 2 * _EDGE
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = Mm(_EDGE), Mm(6), Mm(width), Mm(20)
    _write(title.text_frame, [caption.title + number], 20, INK, bold=True)
    _box(slide, 26, 13, [caption.subtitle], 12)
    notes = " ".join(f"{text.rstrip('.')}." for text in (caption.source, *caption.notes))
    _box(slide, _HEIGHT - _FOOT, _FOOT - 4, [notes, stamp.line], 11)
    if chart.figure is None:
        _box(slide, _HEAD, 20, [chart.note], 18)
    elif chart.native.as_picture:
        _add_picture(slide, chart, width, _HEIGHT - _HEAD - _FOOT)
    else:
        _add_chart(slide, chart, width, _HEIGHT - _HEAD - _FOOT)


def _drop_thumbnail(opened: Any) -> None:
    """Leave the picture of an empty slide out, which python-pptx brings along."""
    for key in [key for key, relation in opened._rels.items() if relation.reltype.endswith("/thumbnail")]:
        opened.drop_rel(key)


def _box(slide: Any, top: float, height: float, lines: list[str], size: float) -> None:
    box = slide.shapes.add_textbox(Mm(_EDGE), Mm(top), Mm(_WIDTH - 2 * _EDGE), Mm(height))
    _write(box.text_frame, lines, size, MUTED)


def _write(frame: Any, lines: list[str], size: float, colour: str, *, bold: bool = False) -> None:
    """Write paragraphs from the left, in letters of so many points."""
    frame.word_wrap, frame.text = True, "\n".join(lines)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size, paragraph.font.name, paragraph.font.bold = Pt(size), FONT, bold
        paragraph.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))


def _add_picture(slide: Any, chart: Chart, width: float, height: float) -> None:
    """Put the figure's picture on the slide. Raises PictureError."""
    content = images.bare(chart, _PIXELS, round(_PIXELS * height / width))
    picture = slide.shapes.add_picture(io.BytesIO(content), Mm(_EDGE), Mm(_HEAD), Mm(width), Mm(height))
    picture._element.nvPicPr.cNvPr.set("descr", chart.alt)


def _add_chart(slide: Any, chart: Chart, width: float, height: float) -> None:
    """Put the chart that a document would have on the slide, in larger letters."""
    larger = min(_LARGER, height / height_of(chart, width))
    space = drawing(chart, width / larger, height / larger)
    for element in space.iter():
        if size := element.get("sz"):
            element.set("sz", str(round(int(size) * larger)))
        if element.get("typeface"):
            element.set("typeface", FONT)
    file = slide.part.package
    part = ChartPart(file.next_partname(ChartPart.partname_template), CONTENT_TYPE.DML_CHART, file, space)
    part.chart_workbook.update_from_xlsx_blob(workbook(chart, package.FIRST_DAY))
    relation = slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    frame = slide.shapes._add_chart_graphicFrame(relation, Mm(_EDGE), Mm(_HEAD), Mm(width), Mm(height))
    frame.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
