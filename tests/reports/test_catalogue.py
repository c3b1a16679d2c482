"""The reports by name, made from real data: forms, places, and a browser that fails in the middle."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

import database
from dissemination.issuing import record_of
from reference.bodies import Tier
from reports import catalogue
from reports.catalogue import REPORTS, Options, ReportError
from reports.export_request import ExportRequest
from reports.pictures import browser
from reports.pictures.browser import PictureError
from reports.word.figures import NO_PICTURE
from settings import ROOT
from stats.measures.forms import FormError
from stats.protected import NotGivenError
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World, fill
from tests.reports.browsers import kill_browser
from tests.reports.invented import STAMP

BEGINS = {".docx": b"PK", ".xlsx": b"PK", ".zip": b"PK", ".pdf": b"%PDF-", ".csv": b"\xef\xbb\xbf"}


@pytest.fixture(scope="module", autouse=True)
def _one_browser() -> Iterator[None]:
    yield
    browser.close()


@pytest.fixture
def world(sqlite_url: str) -> World:
    return fill(sqlite_url)


@pytest.fixture
def export(world: World) -> Iterator[ExportRequest]:
    """The summary of the whole province as Word."""
    with database.reading(world.url) as connection:
        yield ExportRequest(
            "summary",
            ".docx",
            StatisticsSource.of_connection(connection, PROVINCE),
            Selection(END_2023),
            "Sở Nội vụ tỉnh Bắc Ninh",
            people=EVERYBODY,
        )


def _pictures(docx: bytes) -> tuple[int, int]:
    """Count the pictures that a document holds, and the charts of its own."""
    names = zipfile.ZipFile(io.BytesIO(docx)).namelist()
    return sum(name.endswith(".png") for name in names), sum("/charts/chart" in name for name in names)


def test_every_report_is_in_the_readme_with_its_forms() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|", readme, re.MULTILINE))
    assert {name: set(re.findall(r"`(\.\w+)`", forms)) for name, forms in rows.items()} == {
        name: set(kind.suffixes) for name, kind in REPORTS.items()
    }


def test_names_and_labels_tell_reports_apart() -> None:
    assert all(name == kind.name for name, kind in REPORTS.items())
    assert len({kind.label for kind in REPORTS.values()}) == len(REPORTS)
    for kind in REPORTS.values():
        assert kind.suffixes
        assert kind.scopes
        assert kind.description.endswith(".")
        assert set(kind.suffixes) <= set(BEGINS)


@pytest.mark.parametrize(("name", "suffix"), [(kind.name, s) for kind in REPORTS.values() for s in kind.suffixes])
def test_every_report_is_made_in_every_form(export: ExportRequest, name: str, suffix: str) -> None:
    steps: list[tuple[str, int, int]] = []
    order = replace(export, name=name, suffix=suffix, progress=lambda *step: steps.append(step))
    if catalogue.problem(name, order.selection):
        order = replace(order, selection=Selection(END_2023, unit=_unit(order)))
    if REPORTS[name].level is not Tier.COMMUNE:
        with pytest.raises(FormError, match="chưa có danh sách của cơ quan, đơn vị cấp tỉnh, cấp huyện"):
            order.file(STAMP)
        return
    assert order.file(STAMP).startswith(BEGINS[suffix])
    assert order.file_name.endswith(f"_2023-12-31{suffix}")
    assert all(what and 0 <= done <= total for what, done, total in steps)
    assert steps


def _unit(export: ExportRequest) -> str:
    return next(row.code for row in export.source.register(END_2023) if row.has_roster)


def test_a_report_says_of_which_places_it_is_made(export: ExportRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REPORTS, "summary", replace(REPORTS["summary"], scopes=(catalogue.UNIT,)))
    with pytest.raises(ReportError, match="chỉ lập cho một đơn vị cấp xã"):
        export.file(STAMP)
    with pytest.raises(ReportError, match="chỉ lập cho một đơn vị cấp xã"):
        export.preview()


def test_names_and_endings_that_are_none(export: ExportRequest) -> None:
    for wrong in (replace(export, name="pie"), replace(export, suffix=".doc")):
        with pytest.raises(KeyError):
            wrong.file(STAMP)


def test_the_preview_is_the_document_without_a_number(export: ExportRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/none")
    page = replace(export, is_internal=True).preview()
    assert "LƯU HÀNH NỘI BỘ" in page
    assert "cấp khi tạo tệp" in page
    words = " ".join(paragraph.text for paragraph in Document(io.BytesIO(export.file(STAMP))).paragraphs)
    headcount = re.search(r"tổng số ([\d.]+) người", words)
    assert headcount is not None
    assert headcount[0] in page


def test_a_form_with_exact_numbers_of_religions_is_for_inside_unasked(export: ExportRequest) -> None:
    form = replace(export, name="bm02", suffix=".xlsx")
    assert not form.is_internal
    assert all(record_of(replace(form, name=name)).is_internal for name in ("bm01", "bm02"))
    assert "LƯU HÀNH NỘI BỘ" in form.preview()
    assert not record_of(export).is_internal
    with pytest.raises(NotGivenError, match="chế độ công bố"):
        replace(form, is_public=True).file(STAMP)


def test_a_browser_killed_in_the_middle_of_a_report_loses_nothing(export: ExportRequest) -> None:
    killed: list[int] = []

    def kill_at_third(what: str, done: int, _total: int) -> None:
        if what == "Đang vẽ biểu đồ" and done == 3:
            killed.append(kill_browser())

    made = replace(export, options=Options(pictures=True), progress=kill_at_third).file(STAMP)
    pictures, charts = _pictures(made)
    assert killed[0] > 0
    assert pictures > 4
    assert charts == 0


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_where_no_browser_draws_any_more_there_are_other_charts_and_a_note(
    export: ExportRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str
) -> None:
    """The browser dies after two pictures and cannot be started again; it is back for the printing of a PDF."""

    def lose(what: str, done: int, _total: int) -> None:
        if what == "Đang vẽ biểu đồ" and done == 2:
            kill_browser()
            monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
        elif what == "Đang in ra PDF":
            monkeypatch.delenv("BROWSER_PATH")

    made = replace(export, suffix=suffix, options=Options(pictures=True), progress=lose).file(STAMP)
    if suffix == ".docx":
        pictures, charts = _pictures(made)
        assert pictures == 2
        assert charts > 2
        words = " ".join(paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs)
        assert words.count(NO_PICTURE) == charts
    assert made.startswith(BEGINS[suffix])


def test_a_page_with_pictures_names_those_that_failed(
    export: ExportRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    page = replace(export, options=Options(pictures=True)).preview()
    assert page.count("Không tạo được ảnh của hình này") == page.count("<figure>") > 4


def test_pictures_in_a_page_are_the_same_each_time(export: ExportRequest) -> None:
    order = replace(export, selection=Selection(END_2023, district="263"), options=Options(pictures=True))
    assert _without_time(order.preview()) == _without_time(order.preview())
    assert order.preview().count("<svg") == order.preview().count("<figure>")


def _without_time(page: str) -> str:
    return re.sub(r"\d\d/\d\d/\d{4} \d\d:\d\d", "", page)


def test_without_a_browser_a_pdf_is_refused(
    export: ExportRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    with pytest.raises(PictureError, match="lưu thành PDF"):
        replace(export, suffix=".pdf").file(STAMP)
