"""Slides: letters that are read from afar, however many rows a chart has."""

import io
from decimal import Decimal
from typing import Any

import pytest
from pptx import Presentation

from presentation.charts import Chart, Column, Kind, Native, Series, Shape, Table
from presentation.charts.style import PALETTE
from reports.word.slides import chart_slides
from tests.presentation.invented import CAPTION
from tests.reports.invented import STAMP

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def _chart(rows: int) -> Chart:
    """A ranking with a colour of its own for the last row, the second one an open dot."""
    cells = tuple((f"Xã {row}", Decimal(100 - row)) for row in range(rows))
    colours = (*[PALETTE[0]] * (rows - 1), PALETTE[1])
    dots = Series(1, PALETTE[0], colours, labels=tuple(f"{share}%" for _, share in cells), breaks=(rows - 1,))
    native = Native(Shape.BAR, (dots,), axis=(50.0, 100.0), scale="Tỷ lệ (%)", whole=90.0)
    table = Table((Column("Đơn vị", Kind.TEXT), Column("Tỷ lệ (%)", Kind.SHARE)), cells)
    return Chart("x", CAPTION, figure={"data": [], "layout": {}}, table=table, native=native, alt="")


def _slides(chart: Chart) -> list[Any]:
    return list(Presentation(io.BytesIO(chart_slides(chart, STAMP))).slides)


@pytest.mark.parametrize(("rows", "slides"), [(10, 1), (22, 2), (45, 3)])
def test_many_rows_are_divided_among_slides_on_one_scale(rows: int, slides: int) -> None:
    made = _slides(_chart(rows))
    assert len(made) == slides
    names, scales = [], set()
    for slide in made:
        (space,) = [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        names += [point.findtext(f"{C}v") for point in space.find(f".//{C}cat").iter(f"{C}pt")]
        axis = space.find(f".//{C}valAx/{C}scaling")
        scales.add((axis.find(f"{C}min").get("val"), axis.find(f"{C}max").get("val")))
        assert min(int(size) for each in space.iter() if (size := each.get("sz"))) >= 1100
    assert names == [f"Xã {row}" for row in range(rows)]
    assert len(scales) == 1
    number = f" (1/{slides})" if slides > 1 else ""
    assert made[0].shapes.title.text_frame.text == CAPTION.title + number
