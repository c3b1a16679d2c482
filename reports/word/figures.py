"""Figures in a document: a native chart with its workbook, or a picture, with caption and source below."""

import io
import re
from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap, qn

from presentation.charts import Chart, Shape
from reports.contents.model import NumberedChart
from reports.pictures.browser import PictureError
from reports.word.chart_data import workbook
from reports.word.charts import drawing, has_one_line, legend_height, scale_height
from reports.word.pieces import escaped, field, line, paragraph, run

Pictures = Callable[[Chart], bytes]
"""A drawer of charts as PNG or JPEG; it raises `PictureError`, OSError or ValueError where it cannot."""

NO_PICTURE = "Không tạo được ảnh của hình này; thay vào đó là biểu đồ của Word, có thể sửa được."
EMU_OF_A_TWIP = 635
"""English metric units, in which drawings are measured."""
_MM = 36_000
_BAR, _BESIDE, _EDGES, _LINE_CHART, _LEAST = 6.2, 4.0, 3, 50, 20
"""Millimetres: a bar with its gap, a further one of the same row, what is around the bars, a chart of lines, the
lowest chart without its legend."""
_NUMBERED = re.compile(r"/word/(?:charts|embeddings)/\D*(\d+)\.\w+$")
_LINK = '<c:externalData {namespaces} r:id="{id}"><c:autoUpdate val="0"/></c:externalData>'


class Figures:
    """The figures of one document, whose drawings are numbered."""

    def __init__(self, part: Any, created: datetime, width: int, pictures: Pictures | None = None) -> None:
        """Begin with the document's own `part`; `created`: the embedded workbooks' date; `width` in twips."""
        self._part, self._created, self._width, self._pictures = part, created, width * EMU_OF_A_TWIP, pictures
        self._numbers = count(_free_number(part))

    def bare(self, chart: Chart, tall: float) -> str:
        """A run with the native chart alone, so many millimetres high."""
        return self._native(chart, tall)

    def blocks(self, numbered: NumberedChart) -> str:
        """The figure, «Hình 1. …» and its source; where there is nothing to draw, why."""
        chart = numbered.chart
        title = paragraph(
            "Caption",
            run("Hình ") + field("SEQ Hình \\* ARABIC", str(numbered.number)) + run(f". {chart.caption.title}"),
        )
        if chart.figure is None:
            return line("BodyText", chart.note)
        inside, note = self._drawn(chart)
        texts = (chart.caption.subtitle, chart.caption.source, *chart.caption.notes, note)
        words = " ".join(f"{text.rstrip('.')}." for text in texts if text)
        return paragraph("Hinh", inside) + title + line("NguonSoLieu", words)

    def _drawn(self, chart: Chart) -> tuple[str, str]:
        """The run that holds the drawing, and a note where a picture was wanted and could not be made."""
        if self._pictures is None:
            return self._native(chart), ""
        try:
            return self._picture(chart, self._pictures(chart)), ""
        except (PictureError, OSError, ValueError):
            return self._native(chart), NO_PICTURE

    def _native(self, chart: Chart, tall: float | None = None) -> str:
        number = next(self._numbers)
        package = self._part.package
        book = Part(
            PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
            CONTENT_TYPE.SML_SHEET,
            workbook(chart, self._created),
            package,
        )
        part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
        width = self._width / _MM
        high = tall or height(chart, width)
        space = drawing(chart, width, high)
        link = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
        space.append(parse_xml(_LINK.format(namespaces=nsdecls("c", "r"), id=link)))
        part._blob = serialize_part_xml(space)
        relation = self._part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        size = self._width, round(high * _MM)
        inside = (
            f'<a:graphic><a:graphicData uri="{nsmap["c"]}"><c:chart r:id="{relation}"/></a:graphicData></a:graphic>'
        )
        return _inline(number, f"Biểu đồ {number}", chart.alt, size, inside)

    def _picture(self, chart: Chart, content: bytes) -> str:
        relation, image = self._part.get_or_add_image(io.BytesIO(content))
        number = next(self._numbers)
        size = self._width, round(self._width * image.px_height / image.px_width)
        inside = (
            f'<a:graphic><a:graphicData uri="{nsmap["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" '
            f'name="Hình {number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
            f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{size[0]}" cy="{size[1]}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"</pic:spPr></pic:pic></a:graphicData></a:graphic>"
        )
        return _inline(number, f"Hình {number}", chart.alt, size, inside)


def _free_number(part: Any) -> int:
    """The first number from which no drawing, chart or workbook of a template has one."""
    drawn = [int(each.get("id")) for each in part.element.iter(qn("wp:docPr"))]
    named = [int(match[1]) for each in part.package.iter_parts() if (match := _NUMBERED.search(str(each.partname)))]
    return max([0, *drawn, *named]) + 1


def height(chart: Chart, width: float) -> float:
    """Give a chart's height in millimetres: it grows with the bars, so that one is as high in each chart."""
    if chart.native.shape is Shape.LINE:
        return _LINE_CHART
    beside = 0 if has_one_line(chart) else len(chart.native.series) - 1
    row = _BAR + beside * _BESIDE
    return max(_LEAST, row * len(chart.table.rows) + _EDGES) + legend_height(chart, width) + scale_height(chart)


def _inline(number: int, name: str, alt: str, size: tuple[int, int], inside: str) -> str:
    """A run with a drawing that stands in the text like a letter; `alt` is read aloud to who does not see it."""
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{size[0]}" '
        f'cy="{size[1]}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" name="{name}" '
        f'descr="{escaped(alt)}"/><wp:cNvGraphicFramePr/>{inside}</wp:inline></w:drawing></w:r>'
    )
