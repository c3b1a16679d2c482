"""The stamp inside a file, read back by other programs; two files of one chart differ in nothing else."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import docx
import openpyxl
import pytest
from PIL import Image
from pptx import Presentation

from presentation import charts
from reports import stamping
from reports.excel import flat
from reports.pictures import browser
from reports.pictures.chart_files import FORMS, chart_file
from reports.stamp import Stamp
from tests.presentation.invented import CAPTION, educations, published

STAMP = Stamp(
    "2026-000123",
    made_at=datetime(2026, 3, 5, 8, 30, 7, tzinfo=timezone(timedelta(hours=7))),
    made_by="Lan & Hòa",
    scope="Công chức cấp xã, huyện Gia Bình",
    query="as_of=2023-12-31&district=263",
    data_version="3.1.2026-01-01 00:00:00",
    rounding="cut",
    is_demo=True,
    is_internal=True,
    rule_version="0.1.0+abc",
)
LATER = replace(STAMP, number="2026-000124", made_at=STAMP.made_at + timedelta(minutes=1))
STACK = charts.by_place("education_by_place", CAPTION, educations(), published("education"), "Đơn vị")
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module", autouse=True)
def _one_browser() -> object:
    yield
    browser.close()


@pytest.fixture(scope="module")
def files() -> dict[str, tuple[bytes, bytes]]:
    """The chart in every form, twice."""
    return {form: (chart_file(STACK, form, STAMP), chart_file(STACK, form, LATER)) for form in FORMS}


def test_a_png_tells_it_in_its_text_chunks(files: dict[str, tuple[bytes, bytes]]) -> None:
    picture = Image.open(io.BytesIO(files["png"][0]))
    picture.verify()
    texts = {str(getattr(text, "tkey", "")) or key: text for key, text in picture.info.items() if isinstance(text, str)}
    assert texts["Số xuất"] == STAMP.number
    assert texts["Title"] == CAPTION.title
    assert texts["Description"] == STAMP.line
    assert texts["Phạm vi"] == STAMP.scope


def test_an_svg_tells_it_in_its_metadata_and_at_its_foot(files: dict[str, tuple[bytes, bytes]]) -> None:
    root = ET.fromstring(files["svg"][0])  # noqa: S314  our own file
    title, metadata = root[0], root[1]
    assert (title.tag.rpartition("}")[2], title.text) == ("title", CAPTION.title)
    assert metadata.tag.endswith("metadata")
    assert metadata.findtext(f"{DUBLIN_CORE}identifier") == STAMP.number
    assert metadata.findtext(f"{DUBLIN_CORE}creator") == "Lan & Hòa"
    assert "Tham số: as_of=2023-12-31&district=263" in [node.text for node in metadata]
    drawn = " ".join("".join(root[place].itertext()) for place in range(2, len(root)))
    assert f"Số xuất {STAMP.number}" in drawn
    assert "LƯU HÀNH NỘI BỘ" in drawn


def test_a_pdf_tells_it_in_its_properties_and_stays_whole(files: dict[str, tuple[bytes, bytes]]) -> None:
    content = files["pdf"][0]
    start = int(content.rsplit(b"startxref", 1)[1].split()[0])
    table = content[start:].split(b"\n")
    number, place = int(table[1].split()[0]), int(table[2].split()[0])
    assert content[place:].startswith(b"%d 0 obj\n" % number)
    info = content[place:start]
    properties = {key: bytes.fromhex(value.decode()) for key, value in re.findall(rb"/(\w+) <([0-9A-F]+)>", info)}
    assert properties[b"Title"].decode("utf-16") == CAPTION.title
    assert STAMP.number in properties[b"Keywords"].decode("utf-16")
    assert b"D:20260305083007+07'00'" in info
    assert b"/Info %d 0 R" % number in content[start:]
    earlier = int(content[start:].split(b"/Prev ")[1].split(b">")[0])
    assert content[earlier:].startswith(b"xref")


def test_a_page_tells_it_in_its_head_and_at_its_foot(files: dict[str, tuple[bytes, bytes]]) -> None:
    words = files["html"][0].decode()
    assert '<meta name="Số xuất" content="2026-000123">' in words
    assert '<meta name="Người xuất" content="Lan &amp; Hòa">' in words
    assert "Số xuất 2026-000123" in words.split("</head>")[1]


def test_a_workbook_tells_it_in_properties_and_page_footers(files: dict[str, tuple[bytes, bytes]]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"][0]))
    properties = {each.name: each.value for each in book.custom_doc_props.props}
    assert properties == STAMP.properties
    assert (book.properties.creator, book.properties.category) == ("Lan & Hòa", "LƯU HÀNH NỘI BỘ")
    assert book.properties.created == datetime(2026, 3, 5, 1, 30, 7)  # noqa: DTZ001  the format knows UTC only
    assert (book.properties.title, book.properties.language) == (CAPTION.title, "vi-VN")
    for sheet in book.worksheets:
        assert sheet.oddFooter.left.text.replace("&&", "&") == STAMP.line
        assert not [cell.value for row in sheet.iter_rows() for cell in row if "2026-000123" in str(cell.value)]


def test_people_s_flat_table_has_the_stamp_beside_its_cells_only() -> None:
    content = flat.as_workbook(["full_name"], [["Đỗ Thị Lan"]], "Danh sách", STAMP)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Danh sách"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["full_name"], ["Đỗ Thị Lan"]]
    assert sheet.oddFooter.left.text.replace("&&", "&") == STAMP.line
    assert {each.name: each.value for each in book.custom_doc_props.props}["Số xuất"] == STAMP.number


@pytest.mark.parametrize("form", ["docx", "pptx"])
def test_a_document_and_slides_tell_it_in_properties_and_on_the_page(
    files: dict[str, tuple[bytes, bytes]], form: str
) -> None:
    opened = docx.Document if form == "docx" else Presentation
    properties = opened(io.BytesIO(files[form][0])).core_properties
    assert (properties.title, properties.author) == (CAPTION.title, "Lan & Hòa")
    with zipfile.ZipFile(io.BytesIO(files[form][0])) as parts:
        own = ET.fromstring(parts.read("docProps/custom.xml"))  # noqa: S314  our own file
        assert {each.get("name"): "".join(each.itertext()) for each in own} == STAMP.properties
        pages = "".join(parts.read(name).decode() for name in parts.namelist() if re.search(r"foot|slides/s", name))
    assert STAMP.number in pages


@pytest.mark.parametrize("form", ["svg", "html", "xlsx", "docx", "pptx"])
def test_two_files_of_one_chart_differ_in_number_and_time_only(
    files: dict[str, tuple[bytes, bytes]], form: str
) -> None:
    first, second = (_without_stamp(content, form) for content in files[form])
    assert first == second


@pytest.mark.parametrize("form", FORMS)
def test_the_same_stamp_gives_the_same_bytes(files: dict[str, tuple[bytes, bytes]], form: str) -> None:
    again = chart_file(STACK, form, STAMP)
    if form == "pdf":  # the browser writes its own clock into what was there before our properties
        clock = re.compile(rb"D:\d{14}\+00'00'")
        assert clock.sub(b"", again) == clock.sub(b"", files[form][0])
    else:
        assert again == files[form][0]


def _without_stamp(content: bytes, form: str) -> str:
    """The file's text with what the two stamps say differently taken out."""
    if form in ("xlsx", "docx", "pptx"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"\n".join(name.encode() + parts.read(name) for name in parts.namelist())
    text = content.decode(errors="replace")
    for stamp in (STAMP, LATER):
        points = (
            f"{stamp.made_at:%d/%m/%Y %H:%M}",
            stamp.made_at.isoformat(),
            f"{stamp.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        )
        for words in (stamp.number, *points):
            text = text.replace(words, "")
    return text


def test_a_pdf_without_a_trailer_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="trailer"):
        stamping.pdf(b"%PDF-1.4\n", STAMP, "x")
