"""One place on one page, against pandas; the page never runs over; the archive has every place once."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn

import database
from reports import profiles, web, word
from reports.catalogue import ReportError
from reports.contents import table_symbols
from reports.contents.model import NumberedChart, Paragraph, Report, Section, Tabular
from reports.contents.profile import profile
from reports.contents.words import words
from reports.export_request import ExportRequest
from reports.inputs import ReportInputs
from reports.letterhead import letterhead
from reports.word import sheet
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World, fill, withdraw
from tests.reports.invented import STAMP

DAY, WITHOUT_DISTRICTS = END_2023, date(2025, 12, 31)
HEAD = letterhead({}, "Sở Nội vụ tỉnh Bắc Ninh", "Tỉnh Bắc Ninh")


@pytest.fixture
def world(sqlite_url: str) -> World:
    return fill(sqlite_url)


@pytest.fixture
def source(world: World) -> Iterator[StatisticsSource]:
    with database.reading(world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def _tables(report: Report) -> list[Tabular]:
    return [block for section in report.sections for block in section.blocks if isinstance(block, Tabular)]


def _rows(report: Report) -> dict[tuple[str, str], tuple[object, ...]]:
    """(group, value) -> the row's cells."""
    cells: dict[tuple[str, str], tuple[object, ...]] = {}
    for tabular in _tables(report):
        group = ""
        for place, row in enumerate(tabular.table.rows):
            if place in tabular.total_rows:
                group = str(row[0])
            else:
                cells[group, str(row[0])] = row[1:]
    return cells


def _share(frame: pd.DataFrame, field: str, code: str) -> Decimal:
    """Rounded half up from integers, another way than the measures do."""
    count = int((frame[field] == code).sum())
    return Decimal((2 * count * 10_000 + len(frame)) // (2 * len(frame))) / 100


def _largest(frame: pd.DataFrame) -> tuple[str, str]:
    """Unit and district with most people on the day."""
    code = frame.groupby("unit_code").size().idxmax()
    return str(code), str(frame[frame["unit_code"] == code]["district_code"].iloc[0])


def test_a_unit_beside_its_district_and_its_province(world: World, source: StatisticsSource) -> None:
    frame = world.on(DAY)
    code, district = _largest(frame)
    report = profile(source, Selection(DAY, district, code), is_demo=False)
    own, near = frame[frame["unit_code"] == code], frame[frame["district_code"] == district]
    rows, sent = _rows(report), near["unit_code"].nunique()
    for group, field, value, label in (
        ("Trình độ chuyên môn", "education", "bachelors", "Đại học"),
        ("Lý luận chính trị", "political_theory", "advanced", "Cao cấp"),
        ("Thành phần", "gender", "female", "Nữ"),
        ("Thành phần", "party_member", "yes", "Đảng viên"),
    ):
        count, *shares = rows[group, label]
        assert count == int((own[field] == value).sum())
        expected = [
            _share(whole, field, value) if len(whole) >= 10 else table_symbols.WITHHELD for whole in (own, near, frame)
        ]
        assert shares == expected, label
    assert [column.header for column in _tables(report)[0].table.columns] == [
        "Chỉ tiêu",
        "Số người",
        "Tỷ lệ (%)",
        "Cấp huyện (%)",
        "Toàn tỉnh (%)",
    ]
    beside = f"cấp huyện ({sent}/19) {len(near)} người; toàn tỉnh ({frame['unit_code'].nunique()}/126)"
    assert f"trong tổng số {len(own)} người; {beside} {len(frame)} người" in (report.sections[0].heading)


def test_a_partly_covered_district_says_which_units_are_missing(world: World, source: StatisticsSource) -> None:
    frame = world.on(DAY)
    _, district = _largest(frame)
    sent = set(frame[frame["district_code"] == district]["unit_code"])
    absent = [row.name for row in source.register(DAY) if row.district_code == district and row.code not in sent]
    text = profile(source, Selection(DAY, district), is_demo=False).opening[-1].text
    assert f"Đã có danh sách của {len(sent)}/{len(sent) + len(absent)} đơn vị (chưa có: " in text
    named = text.partition("(chưa có: ")[2].partition(")")[0]
    assert all(name in absent for name in named.partition(" và ")[0].split(", "))


def test_the_rows_of_a_field_add_up_to_everybody(world: World, source: StatisticsSource) -> None:
    frame = world.on(DAY)
    code, district = _largest(frame)
    people = int((frame["unit_code"] == code).sum())
    rows = _rows(profile(source, Selection(DAY, district, code), is_demo=False))
    groups = {group for group, _ in rows} - {"Thành phần"}
    assert len(groups) == 6
    for group in groups:
        assert sum(int(str(row[0])) for (name, _), row in rows.items() if name == group) == people, group


def test_a_small_place_has_counts_and_a_sign_that_is_explained(world: World, source: StatisticsSource) -> None:
    frame = world.on(DAY)
    sizes = frame.groupby("unit_code").size()
    code = str(sizes[sizes < 10].index[0])
    district = str(frame[frame["unit_code"] == code]["district_code"].iloc[0])
    report = profile(source, Selection(DAY, district, code), is_demo=True)
    assert {row[1] for row in _rows(report).values()} == {table_symbols.WITHHELD}
    assert "[c]: không nêu tỷ lệ vì tính trên dưới 10 người." in report.closing[-1].text
    assert "Số liệu minh họa" in report.closing[-1].text


@pytest.mark.parametrize(
    ("selection", "headers"),
    [
        (Selection(DAY), 3),
        (Selection(DAY, district="256"), 4),
        (Selection(DAY, category="cadre"), 3),
        (Selection(WITHOUT_DISTRICTS), 3),
    ],
)
def test_places_are_compared_with_what_is_larger(source: StatisticsSource, selection: Selection, headers: int) -> None:
    report = profile(source, selection, is_demo=False)
    assert len(_tables(report)[0].table.columns) == headers
    assert sum(isinstance(block, NumberedChart) for section in report.sections for block in section.blocks) == 2


def test_a_place_that_has_not_sent_says_that_alone(world: World, source: StatisticsSource) -> None:
    missing = next(row for row in source.register(DAY) if not row.has_roster)
    report = profile(source, Selection(DAY, missing.district_code, missing.code), is_demo=False)
    assert [paragraph.text for paragraph in report.opening] == ["Đơn vị chưa gửi danh sách."]
    assert not report.sections
    assert word.document(report, HEAD, STAMP).startswith(b"PK")


# One page


MOST_ROWS, MOST_LETTERS = 24, 1_030
"""All values of the longer table's fields with «Không khai» and heads, and more than any place's sentences have."""


def _longest(report: Report, letters: int) -> Report:
    """The same page with as many rows as there can be, and so many letters of sentences."""
    sections = [
        Section(
            section.heading, tuple(_padded(block) if isinstance(block, Tabular) else block for block in section.blocks)
        )
        for section in report.sections
    ]
    return replace(report, sections=tuple(sections), opening=(Paragraph(("Phường Đáp Cầu " * letters)[:letters]),))


def _padded(block: Tabular) -> Tabular:
    rows = (block.table.rows * 3)[:MOST_ROWS]
    return replace(block, table=replace(block.table, rows=rows))


def test_the_charts_take_what_the_words_leave_of_the_page(source: StatisticsSource) -> None:
    report = profile(source, Selection(DAY, district="256"), is_demo=True)
    for page in (report, _longest(report, MOST_LETTERS)):
        fields = words(page, HEAD, STAMP, DAY)
        tall = sheet.chart_height(page, fields)
        assert sheet.LOWEST <= tall <= sheet.HIGHEST
        assert sheet.needed(page, fields) + tall <= sheet.PAGE


def test_where_there_is_no_room_for_charts_there_are_none(source: StatisticsSource) -> None:
    report = _longest(profile(source, Selection(DAY, district="256"), is_demo=True), 2 * MOST_LETTERS)
    assert sheet.chart_height(report, words(report, HEAD, STAMP, DAY)) == 0
    assert not [name for name in _parts(word.document(report, HEAD, STAMP)) if "charts/chart" in name]


def test_no_place_says_more_than_the_page_was_tried_with(source: StatisticsSource) -> None:
    names = source.names(DAY)
    places = [Selection(DAY), *(Selection(DAY, district=code) for code in names.districts)]
    sent = [row for row in source.register(DAY) if row.has_roster]
    for selection in [*places, *(Selection(DAY, row.district_code, row.code) for row in sent)]:
        report = profile(source, selection, is_demo=False)
        assert max((len(tabular.table.rows) for tabular in _tables(report)), default=0) <= MOST_ROWS
        assert sum(len(paragraph.text) for paragraph in report.opening) <= MOST_LETTERS


def _parts(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.namelist()


def test_the_page_in_word_has_two_charts_two_tables_and_no_frame_of_the_decree(source: StatisticsSource) -> None:
    report = profile(source, Selection(DAY, district="256"), is_demo=True)
    content = word.document(report, HEAD, STAMP)
    assert sum(re.fullmatch(r"word/charts/chart\d+\.xml", name) is not None for name in _parts(content)) == 2
    made = docx.Document(io.BytesIO(content))
    texts = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in made.element.body.iter(qn("w:p"))]
    assert "HỒ SƠ ĐƠN VỊ" in texts
    assert not any("CỘNG HÒA XÃ HỘI" in text or text.startswith("Nơi nhận") for text in texts)
    captions = [each.get(qn("w:val")) for each in made.element.body.iter(qn("w:tblCaption"))]
    assert captions == [tabular.title for tabular in _tables(report)]
    assert STAMP.number in made.sections[0].first_page_footer.paragraphs[0].text
    assert made.core_properties.language == "vi-VN"
    assert len(made.sections) == 1


def test_the_page_in_html_says_the_same(source: StatisticsSource) -> None:
    report = profile(source, Selection(DAY, district="256"), is_demo=True)
    page = web.page(report, HEAD, STAMP)
    assert page.count("<table") == 2
    assert page.count("<figure>") == 2
    assert "CỘNG HÒA XÃ HỘI" not in page
    assert STAMP.number in page
    assert all(paragraph.text.split(";")[0] in page for paragraph in report.opening)


# All of them


def _archive(
    source: StatisticsSource, selection: Selection, progress: Callable[[str, int, int], None]
) -> zipfile.ZipFile:
    inputs = ReportInputs(source, selection, letterhead=HEAD, stamp=STAMP, is_demo=True, progress=progress)
    return zipfile.ZipFile(io.BytesIO(profiles.archive(inputs)))


def test_the_archive_has_a_page_of_each_district_and_each_unit_that_has_sent(
    world: World, source: StatisticsSource
) -> None:
    steps: list[tuple[str, int, int]] = []
    archive = _archive(source, Selection(DAY), lambda *step: steps.append(step))
    frame = world.on(DAY)
    codes = {*frame["unit_code"], *frame["district_code"]}
    names = [name for name in archive.namelist() if name.endswith(".docx")]
    assert {name.split("_")[0] for name in names} == codes
    assert len(names) == len(codes)
    assert all(name.isascii() and name == name.lower() for name in names)
    index = archive.read(profiles.INDEX).decode()
    assert all(f'href="{name}"' in index for name in names)
    assert index.count("Chưa gửi danh sách") == 126 + 8 - len(names)
    assert "Số liệu minh họa" in index
    assert [done for _, done, _ in steps] == list(range(len(names)))
    assert {total for _, _, total in steps} == {len(names)}


def test_each_page_of_the_archive_is_about_its_own_place(world: World, source: StatisticsSource) -> None:
    archive = _archive(source, Selection(DAY, district="256"), lambda *_: None)
    frame = world.on(DAY)
    for name in archive.namelist()[1:]:
        code = name.split("_")[0]
        people = int((frame["unit_code" if len(code) == 5 else "district_code"] == code).sum())
        made = docx.Document(io.BytesIO(archive.read(name)))
        text = "".join(t.text or "" for t in made.element.body.iter(qn("w:t")))
        assert f"trong tổng số {people} người" in text


def test_one_moment_gives_one_archive(source: StatisticsSource) -> None:
    inputs = ReportInputs(source, Selection(DAY, district="263"), HEAD, STAMP, False)
    assert profiles.archive(inputs) == profiles.archive(inputs)


def test_where_nobody_has_sent_there_is_no_archive(world: World, source: StatisticsSource) -> None:
    withdraw(world.url, DAY, 0)
    with database.reading(world.url) as connection:
        request = ExportRequest(
            "profile", ".zip", StatisticsSource.of_connection(connection, PROVINCE), Selection(DAY), "Sở Nội vụ"
        )
        with pytest.raises(ReportError, match="Chưa có danh sách"):
            request.file(STAMP)
