"""The letter to the late ones: whom it names, what it asks, and its layout as Word and as HTML have it."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

import database
from reference.bodies import Tier, bodies_on, body_on
from reports import web, word
from reports.contents.letter import letter
from reports.contents.model import Annex, Report
from reports.export_request import ExportRequest
from reports.inputs import Options, ReportError
from reports.letterhead import letterhead
from stats.measures import Submissions
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World, complete, fill, withdraw
from tests.reports.invented import STAMP
from tests.stats.staffed import Posts, staff

HEAD = letterhead({"recipients": "Như trên\nLưu: VT, XDCQ"}, "Sở Nội vụ tỉnh Bắc Ninh", "Tỉnh Bắc Ninh")
OFFICE = "Sở Nội vụ"
DEADLINE = date(2024, 1, 15)


@pytest.fixture
def world(sqlite_url: str) -> World:
    return fill(sqlite_url)


@pytest.fixture
def source(world: World) -> Iterator[StatisticsSource]:
    with database.reading(world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


class _With(StatisticsSource):
    """The same source; the first unit that has sent has errors that were let through."""

    def submissions(self, as_of: date, level: Tier = Tier.COMMUNE) -> Submissions:
        sent = super().submissions(as_of, level)
        first = next(unit for unit in sent.units if unit.people is not None)
        units = tuple(replace(unit, errors=2, warnings=1) if unit is first else unit for unit in sent.units)
        return replace(sent, units=units)


def _made(source: StatisticsSource, selection: Selection, deadline: date | None = DEADLINE) -> Report:
    return letter(source, selection, OFFICE, is_demo=False, deadline=deadline)


def _names(annex: Annex) -> list[Any]:
    (only,) = annex.tables
    place = [column.header for column in only.table.columns].index("Đơn vị")
    return [row[place] for row in only.table.rows]


def _missing(source: StatisticsSource, district: str | None = None) -> list[str]:
    """Another way than the letter's: units of the register without a roster."""
    rows = source.register(END_2023)
    return [row.name for row in rows if not row.has_roster and district in (None, row.district_code)]


@pytest.mark.parametrize("district", [None, "256"])
def test_all_late_units_of_a_place_are_listed_once(source: StatisticsSource, district: str | None) -> None:
    report = _made(source, Selection(END_2023, district=district))
    (annex,) = report.annexes
    assert sorted(_names(annex)) == sorted(_missing(source, district))
    total = sum(district in (None, row.district_code) for row in source.register(END_2023))
    late = len(_missing(source, district))
    assert f"danh sách của {total} đơn vị" in report.opening[0].text
    assert f"còn {late:02d} đơn vị chưa gửi (Phụ lục kèm theo)" in report.opening[0].text
    assert "trước ngày 15 tháng 01 năm 2024" in report.opening[1].text


def test_many_are_addressed_as_a_list_few_by_name(world: World, source: StatisticsSource) -> None:
    many = _made(source, Selection(END_2023))
    assert many.addressees == ("Ủy ban nhân dân các xã, phường có tên trong danh sách kèm theo",)
    assert " các đơn vị này nay thuộc " in many.opening[0].text
    assert "đề nghị các đơn vị quản lý hiện nay lập danh sách" in many.opening[1].text
    complete(world.url, END_2023)
    withdraw(world.url, END_2023, 124)
    with database.reading(world.url) as connection:
        few = _made(StatisticsSource.of_connection(connection, PROVINCE), Selection(END_2023))
    # Of huyện Lương Tài: Nghị quyết 1658/NQ-UBTVQH15 put Lâm Thao into the new Lâm Thao, Phú Lương into Trung Chính.
    assert few.addressees == ("Ủy ban nhân dân xã Lâm Thao", "Ủy ban nhân dân xã Trung Chính")
    rows = few.annexes[0].tables[0].table.rows
    assert [(row[1], row[3]) for row in rows] == [("Xã Lâm Thao", "Xã Lâm Thao"), ("Xã Phú Lương", "Xã Trung Chính")]


def test_nobody_is_addressed_at_a_district_or_a_commune_that_is_gone(source: StatisticsSource) -> None:
    """The communes of today and what they were made of, as «Địa giới hiện nay» has them."""
    today = source.register(END_2023, View.TODAY)
    holds = {code: row.name for row in today if row.gap[0] != "split" for code in row.origins}
    (table,) = _made(source, Selection(END_2023)).annexes[0].tables
    heads = [column.header for column in table.table.columns]
    assert heads == ["TT", "Đơn vị", "Đơn vị cấp huyện", "Nay thuộc", "Loại", "Mã đơn vị"]
    rows = [row for row in table.table.rows if row[5] in holds]
    assert len(rows) > 60
    assert all(holds[str(row[5])] in str(row[3]).split("; ") for row in rows)
    assert not any(row[3] == "Chưa rõ" for row in table.table.rows)


def test_one_late_unit_is_addressed_itself_without_a_list(source: StatisticsSource) -> None:
    row = next(row for row in source.register(END_2023) if not row.has_roster)
    report = _made(source, Selection(END_2023, row.district_code, row.code))
    assert report.annexes == ()
    (to,) = report.addressees
    assert to.startswith(("Ủy ban nhân dân xã ", "Ủy ban nhân dân phường "))
    assert row.name[1:] in report.opening[0].text
    assert f"(nay thuộc {to.removeprefix('Ủy ban nhân dân ')})" in report.opening[0].text
    assert "các đơn vị" not in " ".join(paragraph.text for paragraph in report.opening + report.closing)


def test_units_with_errors_are_a_second_list(world: World) -> None:
    with database.reading(world.url) as connection:
        report = _made(_With.of_connection(connection, PROVINCE), Selection(END_2023))
    late, doubtful = report.annexes
    assert len(_names(doubtful)) == 1
    assert not set(_names(doubtful)) & set(_names(late))
    assert doubtful.tables[0].table.rows[0][-2:] == (2, 1)
    assert "(Phụ lục I kèm theo)" in report.opening[0].text
    assert "(Phụ lục II kèm theo)" in report.opening[2].text


def test_where_nobody_is_late_there_is_a_sentence_and_no_letter(world: World) -> None:
    complete(world.url, END_2023)
    with database.reading(world.url) as connection:
        with pytest.raises(ReportError, match="Tất cả 126 đơn vị của tỉnh Bắc Ninh đã gửi danh sách"):
            _made(StatisticsSource.of_connection(connection, PROVINCE), Selection(END_2023))
        with pytest.raises(ReportError, match="Còn 1 đơn vị có lỗi cần sửa"):
            _made(_With.of_connection(connection, PROVINCE), Selection(END_2023))


def test_a_date_of_which_nobody_sent_anything(source: StatisticsSource) -> None:
    report = _made(source, Selection(date(2020, 12, 31)))
    assert len(_names(report.annexes[0])) == 126
    assert "đã có danh sách của 0 đơn vị" in report.opening[0].text


def test_a_date_without_districts_has_no_column_for_them(source: StatisticsSource) -> None:
    report = _made(source, Selection(date(2025, 12, 31)))
    columns = [column.header for column in report.annexes[0].tables[0].table.columns]
    assert columns == ["TT", "Đơn vị", "Loại", "Mã đơn vị"]
    assert report.addressees == ("Ủy ban nhân dân các xã, phường có tên trong danh sách kèm theo",)


# Its layout


def _texts(content: bytes, style: str) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    paragraphs = (p for p in document.element.body.iter(qn("w:p")) if p.style == style)
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs]


def test_a_letter_bears_no_name_and_says_what_it_is_about_under_its_number(source: StatisticsSource) -> None:
    made = replace(_made(source, Selection(END_2023)), addressees=("Ủy ban nhân dân xã An", "Ủy ban nhân dân xã Ba"))
    content = word.document(made, HEAD, STAMP)
    assert _texts(content, "TenLoai") == _texts(content, "TrichYeu") == []
    assert _texts(content, "VeViec") == ["V/v đôn đốc gửi danh sách cán bộ, công chức cấp xã tính đến ngày 31/12/2023"]
    (number,) = _texts(content, "SoKyHieu")
    assert number.replace("\xa0", "") == "Số:/SNV-XDCQ"
    assert _texts(content, "KinhGui")[0] == "Kính gửi:"
    assert len(_texts(content, "KinhGui")) == 3
    assert _texts(content, "BodyText")[-1].endswith("./.")
    (attached,) = _texts(content, "KemTheo")
    assert attached.startswith("(Kèm theo Công văn số")


def test_the_page_of_html_has_the_same_layout(source: StatisticsSource) -> None:
    page = web.page(_made(source, Selection(END_2023), None), HEAD, STAMP)
    assert "<h1>" not in page
    assert "V/v đôn đốc gửi danh sách" in page.split("</header>")[0]
    assert "trước ngày\xa0" in page


def test_other_documents_keep_their_name_and_the_office_s_addressee(source: StatisticsSource) -> None:
    report = replace(_made(source, Selection(END_2023)), kind="Báo cáo", addressees=())
    content = word.document(report, replace(HEAD, addressee="Bộ Nội vụ"), STAMP)
    assert _texts(content, "TenLoai") == ["BÁO CÁO"]
    assert _texts(content, "VeViec") == []
    assert _texts(content, "KinhGui") == ["Kính gửi: Bộ Nội vụ"]


def test_without_a_department_the_number_has_the_office_alone(source: StatisticsSource) -> None:
    head = replace(HEAD, recipients=("Như trên", "Lưu: VT"))
    (number,) = _texts(word.document(_made(source, Selection(END_2023)), head, STAMP), "SoKyHieu")
    assert number.replace("\xa0", "") == "Số:/SNV"


def test_the_office_of_the_letterhead_asks(source: StatisticsSource) -> None:
    request = ExportRequest(
        "letter",
        ".docx",
        source,
        Selection(END_2023),
        "Sở Nội vụ thành phố Bắc Ninh",
        options=Options(deadline=DEADLINE),
    )
    body = _texts(request.file(STAMP), "BodyText")
    assert body[1].startswith("Để bảo đảm tiến độ, Sở Nội vụ đề nghị")
    assert "ngày 15 tháng 01 năm 2024" in body[1]
    assert request.file_name == "cong-van-don-doc-gui-danh-sach_bac-ninh_2023-12-31.docx"


def test_bodies_are_asked_for_the_lists_of_their_level(sqlite_url: str) -> None:
    """Of 15 sở one has sent: the letter goes to those of a list, and to few by their names, which are no committees."""
    day = date(2025, 12, 31)
    codes = [body.code for body in bodies_on(day, PROVINCE)]
    posts: dict[str, Posts] = {code: [(2, None, None, "civil_servant")] for code in codes[:1]}
    staff(sqlite_url, PROVINCE, day, posts)
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        report = _made(source, Selection(day, level=Tier.PROVINCE))
    assert report.addressees == ("Các cơ quan, đơn vị có tên trong danh sách kèm theo",)
    assert "cán bộ, công chức cấp tỉnh" in report.subject
    assert len(_names(report.annexes[0])) == len(codes) - 1
    staff(sqlite_url, PROVINCE, day, {code: [(1, None, None, "civil_servant")] for code in codes[1:-1]})
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        few = _made(source, Selection(day, level=Tier.PROVINCE))
    (last,) = few.addressees
    assert body_on(codes[-1], day) == next(body for body in bodies_on(day, PROVINCE) if body.name == last)
