"""Native charts: numbers, workbook, order and colours are the figure's."""

import struct
import zlib
from datetime import datetime, timedelta
from typing import Any

import pytest
from docx.oxml.ns import qn

from presentation.charts import Chart, Shape
from reference import vietnamese
from reports.pictures.browser import PictureError
from reports.word import document
from reports.word.figures import NO_PICTURE
from tests.reports.word.reading import CHARTS, HEAD, STAMP, chart_parts, embedded, opened, report, texts, workbook_rows

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def content() -> bytes:
    return document(report(), HEAD, STAMP)


def _day(serial: str | None) -> datetime:
    return datetime(1899, 12, 30) + timedelta(days=float(serial or 0))  # noqa: DTZ001


def _values(element: Any, kind: str) -> list[str | None]:
    count = int(element.find(f".//{C}{kind}//{C}ptCount").get("val"))
    points = {int(pt.get("idx")): pt.find(f"{C}v").text for pt in element.find(f".//{C}{kind}").iter(f"{C}pt")}
    return [points.get(place) for place in range(count)]


@pytest.mark.parametrize(("number", "chart"), list(enumerate(CHARTS, start=1)))
def test_the_workbook_inside_holds_the_charts_table(content: bytes, number: int, chart: Chart) -> None:
    assert embedded(content, number) == workbook_rows(chart)


@pytest.mark.parametrize(("number", "chart"), list(enumerate(CHARTS, start=1)))
def test_the_drawing_shows_the_workbooks_numbers(content: bytes, number: int, chart: Chart) -> None:
    space, rows = chart_parts(content)[number - 1], workbook_rows(chart)
    drawn = list(space.iter(f"{C}ser"))
    assert len(drawn) == len(chart.native.series) + bool(chart.native.totals)
    for ser, series in zip(drawn, chart.native.series, strict=False):
        column = [row[series.column] for row in rows[1:]]
        assert [None if v is None else float(v) for v in _values(ser, "val")] == column
        names = _values(ser, "cat")
        assert (list(map(_day, names)) if chart.native.days else names) == [row[0] for row in rows[1:]]
        assert _values(ser, "tx") == [rows[0][series.column]]
        letter = chr(ord("A") + series.column)
        assert ser.find(f"{C}val//{C}f").text == f"'Số liệu'!${letter}$2:${letter}${len(rows)}"


def test_no_label_is_parted_into_lines(content: bytes) -> None:
    """LibreOffice gives a label a third of a chart's height as its width, and would write «%» below the number."""
    labels = [each for space in chart_parts(content) for each in space.iter(f"{C}dLbls")]
    assert len(labels) == sum(len(chart.native.series) + bool(chart.native.totals) for chart in CHARTS)
    assert {each.find(f"{C}txPr/{A}bodyPr").get("wrap") for each in labels} == {"none"}


@pytest.mark.parametrize(("number", "chart"), list(enumerate(CHARTS, start=1)))
def test_bars_have_the_figures_colours_and_order(content: bytes, number: int, chart: Chart) -> None:
    space = chart_parts(content)[number - 1]
    for ser, series in zip(space.iter(f"{C}ser"), chart.native.series, strict=False):
        grounds = [each.get("val") for each in ser.find(f"{C}spPr").iter(f"{A}srgbClr")]
        assert series.colour.removeprefix("#") in grounds
        points = {int(p.find(f"{C}idx").get("val")): p.find(f".//{A}srgbClr").get("val") for p in ser.iter(f"{C}dPt")}
        shown = [f"#{points.get(place, series.colour[1:])}" for place in range(len(chart.table.rows))]
        assert tuple(shown) == (series.point_colours or (series.colour,) * len(shown))
    (axis,) = space.iter(f"{C}{'dateAx' if chart.native.days else 'catAx'}")
    upside_down = axis.find(f"{C}scaling/{C}orientation").get("val") == "maxMin"
    assert upside_down == (chart.native.shape is not Shape.LINE)
    assert (space.find(f".//{C}legend") is not None) == (len(chart.native.series) > 1)


def test_bars_begin_at_zero_and_lines_at_a_round_number(content: bytes) -> None:
    least = [space.find(f".//{C}valAx/{C}scaling/{C}min").get("val") for space in chart_parts(content)]
    assert [float(value) for value in least] == [0, 0, 0, 0.6]
    most = chart_parts(content)[3].find(f".//{C}valAx/{C}scaling/{C}max").get("val")
    assert float(most) == 1.0


def test_short_segments_have_no_label(content: bytes) -> None:
    """At most 280 people in a bar: fewer than 14 leave no room for a number."""
    gone = [
        sorted(int(d.find(f"{C}idx").get("val")) for d in ser.iter(f"{C}dLbl") if d.find(f"{C}delete") is not None)
        for ser in chart_parts(content)[0].iter(f"{C}ser")
    ]
    assert gone == [[6, 7], [6, 7], [0, 1, 2, 3, 4, 5, 6, 7], []]


def test_totals_stand_at_the_ends_of_stacked_bars(content: bytes) -> None:
    """Labels of a series without length, without colour."""
    *_, ends = chart_parts(content)[0].iter(f"{C}ser")
    totals = [vietnamese.number(row[-1]) for row in CHARTS[0].table.rows if isinstance(row[-1], int)]
    assert ["".join(t.text for t in each.iter(f"{A}t")) for each in ends.iter(f"{C}dLbl")] == totals
    assert set(_values(ends, "val")) == {"0"}
    assert ends.find(f"{C}spPr/{A}noFill") is not None


def test_letters_are_times_and_the_language_vietnamese(content: bytes) -> None:
    for space in chart_parts(content):
        faces = {f.get("typeface") for tag in ("latin", "ea", "cs") for f in space.iter(f"{A}{tag}")}
        assert faces == {"Times New Roman"}
        assert space.find(f"{C}lang").get("val") == "vi-VN"


def test_each_figure_has_a_text_for_those_who_do_not_see_it(content: bytes) -> None:
    pictures = opened(content).element.body.iter(qn("wp:docPr"))
    assert [(p.get("id"), p.get("descr")) for p in pictures] == [(str(i), c.alt) for i, c in enumerate(CHARTS, start=1)]


def test_figures_are_as_wide_as_the_text_and_numbered_below(content: bytes) -> None:
    made = opened(content)
    assert {round(int(e.get("cx")) / 36000) for e in made.element.body.iter(qn("wp:extent"))} == {165}
    captions = texts(made, "Caption")
    assert captions == [f"Hình {number}. {chart.caption.title}" for number, chart in enumerate(CHARTS, start=1)]
    sources = texts(made, "NguonSoLieu")
    assert all(c.caption.source in s and c.caption.subtitle in s for c, s in zip(CHARTS, sources, strict=True))


def _png(_chart: Chart) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 4, 2, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\xff\xff\xff" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_pictures_take_the_charts_place() -> None:
    content = document(report(), HEAD, STAMP, pictures=_png)
    made = opened(content)
    assert chart_parts(content) == []
    assert len(list(made.element.body.iter(qn("pic:pic")))) == 4
    assert [s.type.name for s in made.inline_shapes] == ["PICTURE"] * 4
    assert {round(s.width / s.height, 2) for s in made.inline_shapes} == {2.0}


@pytest.mark.parametrize("failure", [PictureError("x"), OSError("x"), ValueError("x")])
def test_a_picture_that_fails_leaves_the_native_chart_and_a_word(failure: Exception) -> None:
    def pictures(chart: Chart) -> bytes:
        if chart.name == "education":
            raise failure
        return _png(chart)

    content = document(report(), HEAD, STAMP, pictures=pictures)
    (space,) = chart_parts(content)
    assert _values(space, "cat")[0] == "Tiến sĩ"
    assert [NO_PICTURE in text for text in texts(opened(content), "NguonSoLieu")] == [False, True, False, False]


def test_names_beside_bars_have_room_in_one_line(content: bytes) -> None:
    """LibreOffice breaks names in its own layout, and then leaves out every other one."""
    for chart, space in zip(CHARTS, chart_parts(content), strict=True):
        place = space.find(f".//{C}plotArea/{C}layout/{C}manualLayout")
        if chart.native.shape is Shape.LINE:
            assert place is None
            continue
        x, y, w, h = (float(place.find(f"{C}{name}").get("val")) for name in "xywh")
        longest = max(len(str(row[0])) for row in chart.table.rows)
        assert x * 165 >= longest * 1.7  # millimetres of a letter of 10 points
        assert x + w < 1
        assert y + h < 1
