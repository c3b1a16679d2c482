"""Pictures by a real browser, and the page of HTML."""

import io
import json
import re
import threading
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from presentation import charts
from presentation.charts import Line, Subset, standalone, style
from reference.centres import Centre
from reports.pictures import browser, images
from reports.pictures.chart_files import chart_file
from stats.measures import UNIVERSITY_OR_HIGHER, breakdown
from tests.presentation.invented import CAPTION, DATES, educations, group, published
from tests.reports.invented import STAMP

CHART = charts.levels("education", CAPTION, published("education"))
STACK = charts.by_place("education_by_place", CAPTION, educations(), published("education"), "Đơn vị")


@pytest.fixture(scope="module", autouse=True)
def _one_browser() -> object:
    """The browser stays open from test to test, as it does from picture to picture, and ends with them."""
    yield
    browser.close()


def _colours(png: bytes) -> dict[tuple[int, ...], int]:
    """Count the points of a picture by their colour."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    counts: dict[tuple[int, ...], int] = {}
    for number, colour in picture.getcolors(1 << 20) or []:
        assert isinstance(colour, tuple)
        counts[colour] = number
    return counts


def test_a_png_is_twice_the_size_and_shows_the_palette() -> None:
    png, layout = images.picture(CHART, "png"), standalone(CHART)["layout"]
    assert Image.open(io.BytesIO(png)).size == (2 * layout["width"], 2 * layout["height"])
    colours = _colours(png)
    middle, dark, white = (54, 115, 173), (0x12, 0x43, 0x6D), (255, 255, 255)
    assert colours[white] > colours[middle] > colours[dark] > 1000


def test_who_declares_nothing_is_grey_and_hatched_on_the_picture() -> None:
    chart = charts.levels("it", CAPTION, breakdown("it", {"certificate": 3, None: 1}))
    colours = _colours(images.picture(chart, "png"))
    assert colours[0xD9, 0xD9, 0xD9] > 5000
    assert sum(colours.get((grey, grey, grey), 0) for grey in range(0x80, 0xB1)) > 1000


def test_nothing_touches_the_picture_s_edges() -> None:
    for chart in (CHART, STACK):
        for width in (960, 390):
            picture = Image.open(io.BytesIO(images.picture(chart, "png", width))).convert("RGB")
            w, h = picture.size
            for edge in ((0, 0, w, 4), (0, h - 4, w, h), (0, 0, 4, h), (w - 4, 0, w, h)):
                assert picture.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), (255, 255, 255))]


@pytest.mark.parametrize(("form", "folder"), [("docx", "word"), ("pptx", "ppt")])
def test_documents_have_a_map_as_a_picture(form: str, folder: str) -> None:
    """Bars from zero would mean something else; the colours of its circles are in the picture."""
    groups = [group("256", {"bachelors": 90, "college": 10}), group("258", {"bachelors": 30, "college": 70})]
    centres = {"256": Centre(21.18, 106.05, 10), "258": Centre(21.2, 105.95, 10)}
    subset = Subset("Đại học trở lên", UNIVERSITY_OR_HIGHER)
    chart = charts.places_map("map", CAPTION, groups=groups, centres=centres, subset=subset, place="Đơn vị")
    with zipfile.ZipFile(io.BytesIO(chart_file(chart, form, STAMP))) as parts:
        names = parts.namelist()
        (picture,) = (parts.read(name) for name in names if name.startswith(f"{folder}/media/"))
    assert not [name for name in names if "/charts/" in name]
    assert set(_colours(picture)) >= {tuple(bytes.fromhex(style.HUE[rank].removeprefix("#"))) for rank in (0, 3)}


def test_an_svg_holds_the_vietnamese_words_as_text() -> None:
    svg = ET.fromstring(images.picture(CHART, "svg"))  # noqa: S314  our own file
    words = "".join(svg.itertext())
    for text in (CAPTION.title, "1.845 · 77,98%", "Chưa qua đào tạo", CAPTION.source, CAPTION.notes[0]):
        assert text in words
    assert "http" not in "".join(value for node in svg.iter() for key, value in node.attrib.items() if "href" in key)


def test_a_pdf_has_one_page() -> None:
    pdf = images.picture(CHART, "pdf")
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_an_unknown_form_is_an_error() -> None:
    with pytest.raises(ValueError, match="bmp"):
        images.picture(CHART, "bmp")


def test_a_picture_of_nothing_is_an_error() -> None:
    chart = charts.over_time("trend", CAPTION, DATES[:1], [Line("x", (1,), ("1",), "#000000")])
    with pytest.raises(ValueError, match="một ngày"):
        images.picture(chart, "png")
    with pytest.raises(ValueError, match="một ngày"):
        images.page(chart)


def test_many_threads_get_their_own_pictures() -> None:
    drawings: dict[int, bytes] = {}

    def draw(number: int) -> None:
        chart = replace(CHART, caption=replace(CAPTION, title=f"Biểu đồ số {number}"))
        drawings[number] = images.picture(chart, "svg")

    threads = [threading.Thread(target=draw, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"Biểu đồ số {number}" in drawings[number].decode() for number in range(5))


# The page of HTML


def test_the_page_needs_no_network() -> None:
    page = images.page(CHART).decode()
    assert page.startswith('<!doctype html>\n<html lang="vi">')
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=", page)
    assert len(page) > 3_000_000


def test_the_page_holds_figure_table_and_words() -> None:
    page = images.page(replace(CHART, caption=replace(CAPTION, is_demo=True))).decode()
    figure = re.search(r"^const figure = (.*);$", page, re.MULTILINE)
    assert figure
    assert json.loads(figure[1]) == CHART.figure
    body = page[page.rindex("<body>") :]
    for text in (CAPTION.title, CAPTION.subtitle, CAPTION.source, "Số liệu minh họa", "<td>1.845</td><td>77,98</td>"):
        assert text in body


def test_names_cannot_break_out_of_the_page() -> None:
    evil = "</script><script>alert(1)</script>"
    groups = [replace(educations()[0], name=evil)]
    chart = charts.by_place("x", replace(CAPTION, title=evil), groups, published("education"), "Đơn vị")
    assert evil not in images.page(chart).decode()


# Files


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "a.png"
    target.write_bytes(b"before")
    images.write(target, b"after")
    assert target.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(FileNotFoundError):
        images.write(tmp_path / "missing" / "a.png", b"x")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises((IsADirectoryError, PermissionError)):
        images.write(folder, b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "folder"]


def test_a_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    images.write(tmp_path / "a.png", b"x")
    assert (tmp_path / "a.png").stat().st_mode == (tmp_path / "other").stat().st_mode
