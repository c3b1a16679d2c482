"""Quota and present: the published balances of provinces, who counts, units that changed, what is never mixed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

import database
from etl.figures import pipeline
from etl.figures.records import FigureOptions
from etl.records import SourceFile
from presentation.quota_words import notes_of
from presentation.sentences.quotas import quota_sentences
from reference.bodies import Tier
from reference.figures import QUOTAS
from reference.provinces import communes_on
from reports.forms import workbook as workbook_of
from reports.web.forms import form_page
from settings import Settings, from_environment
from stats.measures.forms import FormTable, remarks
from stats.quotas import Quotas, kinds_given
from stats.quotas import quotas as hold
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.etl.figures.workbooks import workbook
from tests.reports.invented import LETTERHEAD
from tests.stats.staffed import Posts, codes, spread, staff

OFFICE, ECONOMY, CULTURE = "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội"
COUNCIL, PARTY, MILITARY = "HĐND", "Đảng ủy", "Ban Chỉ huy quân sự"
CENTRE = "Trung tâm Phục vụ hành chính công"
HUNG_YEN, LANG_SON, BAC_NINH = "33", "20", "24"


def load(
    url: str, province: str, rows: Sequence[Sequence[Any]], heads: Sequence[str], day: date, *, is_demo: bool = False
) -> None:
    """Load a table whose rows begin with a commune's code."""
    content = workbook([[f"Tính đến ngày {day:%d/%m/%Y}"], ["Mã đơn vị", *heads], *rows]).content
    options = FigureOptions(loaded_by="lan", is_demo=is_demo)
    report = pipeline.load(url, QUOTAS, [SourceFile(f"{day}.xlsx", content)], options, _settings(province))
    assert report.status == "loaded", report.problems


def _settings(province: str) -> Settings:
    return replace(from_environment(), province=province)


def ask(url: str, province: str, day: date, measure: str = "allocated", **place: Any) -> Quotas:
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, province)
        return hold(source, Selection(day, **place), measure)


def test_hung_yen_in_its_first_month(database_url: str) -> None:
    """3.987 there, 3.328 given (104 × 32); 759 in offices, 962 in economy, 854 in culture; 1.412 in what is left."""
    day = date(2025, 7, 1)
    units = codes(HUNG_YEN, day)
    assert len(units) * 32 == 3328
    lines = zip(units, *(spread(n, len(units)) for n in (759, 962, 854, 3987 - 759 - 962 - 854)), strict=True)
    staff(
        database_url,
        HUNG_YEN,
        day,
        {
            code: [
                (office, OFFICE, None, "civil_servant"), (economy, ECONOMY, None, "civil_servant"),
                (culture, CULTURE, None, "civil_servant"), (rest, COUNCIL, "Phó Chủ tịch HĐND", "cadre"),
                (5, PARTY, "Bí thư Đảng ủy", "cadre"), (4, MILITARY, None, "civil_servant"),
            ]
            for code, office, economy, culture, rest in lines
        },
    )  # fmt: skip
    load(
        database_url,
        HUNG_YEN,
        [[code, 32, 7, 9, 8] for code in units],
        ["Biên chế giao", OFFICE, ECONOMY, CULTURE],
        day,
    )
    numbers = ask(database_url, HUNG_YEN, day)
    assert (numbers.quota, numbers.present, numbers.gap) == (3328, 3987, 3987 - 3328)
    assert numbers.apart == 9 * 104
    assert numbers.apart_of == {MILITARY: 4 * 104}
    assert "936 người ngoài diện này không tính, trong đó Ban Chỉ huy quân sự 416 người." in notes_of(numbers)[0]
    by_name = {line.name: (line.quota, line.present, line.gap) for line in numbers.departments}
    assert by_name == {
        OFFICE: (728, 759, 31), ECONOMY: (936, 962, 26), CULTURE: (832, 854, 22), "": (832, 1412, 580),
    }  # fmt: skip
    assert sum(unit.gap or 0 for unit in numbers.units) == 659
    assert [unit.gap for unit in numbers.units] == sorted(unit.gap or 0 for unit in numbers.units)


def test_ban_chqs_is_apart_where_only_posts_tell_it(sqlite_url: str) -> None:
    day = date(2025, 7, 1)
    unit = codes(HUNG_YEN, day)[0]
    posts: Posts = [
        (30, None, "Công chức Văn phòng - thống kê", "civil_servant"),
        (1, None, "Chỉ huy trưởng Ban CHQS", "civil_servant"), (2, None, "Trợ lý Ban CHQS", "civil_servant"),
    ]  # fmt: skip
    staff(sqlite_url, HUNG_YEN, day, {unit: posts})
    load(sqlite_url, HUNG_YEN, [[unit, 32]], ["Biên chế giao (không kể Ban CHQS)"], day)
    numbers = ask(sqlite_url, HUNG_YEN, day, unit=unit)
    assert (numbers.quota, numbers.present, numbers.apart_of) == (32, 30, {MILITARY: 3})


def test_hung_yen_in_september_with_the_commune_that_the_papers_named(sqlite_url: str) -> None:
    """3.912 there, 557 fewer than were given for now; Lê Lợi has 31 of 37."""
    day = date(2025, 9, 10)
    units = communes_on(day, HUNG_YEN)
    le_loi = next(unit.code for unit in units if unit.name == "Xã Lê Lợi")
    others = [unit.code for unit in units if unit.code != le_loi]
    present = dict(zip(others, spread(3912 - 31, 103), strict=True)) | {le_loi: 31}
    given = dict(zip(others, spread(4469 - 37, 103), strict=True)) | {le_loi: 37}
    staff(sqlite_url, HUNG_YEN, day, {code: [(n, OFFICE, None, "civil_servant")] for code, n in present.items()})
    load(sqlite_url, HUNG_YEN, list(map(list, given.items())), ["Tạm giao"], day)
    numbers = ask(sqlite_url, HUNG_YEN, day, "temporary")
    assert (numbers.quota, numbers.present, numbers.gap) == (4469, 3912, -557)
    unit = ask(sqlite_url, HUNG_YEN, day, "temporary", unit=le_loi).units[0]
    assert (unit.quota, unit.present, unit.gap) == (37, 31, -6)


def test_lang_son_by_its_norm_and_by_what_was_given(sqlite_url: str) -> None:
    """2.457 by the norm, 2.728 given for now, 2.376 there on 10/9: 81 short of the norm."""
    day = date(2025, 9, 10)
    units = codes(LANG_SON, day)
    people = dict(zip(units, spread(2376, len(units)), strict=True))
    staff(sqlite_url, LANG_SON, day, {code: [(n, OFFICE, None, "civil_servant")] for code, n in people.items()})
    norm, given = spread(2457, len(units)), spread(2728, len(units))
    rows = [[code, *pair] for code, *pair in zip(units, norm, given, strict=True)]
    load(sqlite_url, LANG_SON, rows, ["Định mức CV 09", "Tạm giao"], date(2025, 7, 31))
    by_norm = ask(sqlite_url, LANG_SON, day, "norm")
    assert (by_norm.quota, by_norm.present, by_norm.gap) == (2457, 2376, -81)
    assert ask(sqlite_url, LANG_SON, day, "temporary").gap == 2376 - 2728
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, LANG_SON)
        assert kinds_given(source, day) == ("temporary", "norm")
        assert kinds_given(source, date(2025, 7, 30)) == ()


def test_bac_ninh_s_centres_lack_614_of_fifteen_each(sqlite_url: str) -> None:
    day = date(2025, 12, 31)
    units = codes(BAC_NINH, day)
    assert len(units) * 15 - 614 == 871
    people = dict(zip(units, spread(871, len(units)), strict=True))
    staff(sqlite_url, BAC_NINH, day, {code: [(n, CENTRE, None, "civil_servant")] for code, n in people.items()})
    load(sqlite_url, BAC_NINH, [[code, 15] for code in units], [CENTRE], day)
    (line,) = ask(sqlite_url, BAC_NINH, day).departments
    assert (line.name, line.quota, line.present, line.gap) == (CENTRE, 1485, 871, -614)


def test_who_counts_follows_the_day(sqlite_url: str) -> None:
    """Before the reform everybody of both categories counts, the Party's too; those who work part-time never."""
    before = date(2024, 12, 31)
    code = codes(BAC_NINH, before)[0]
    lines = [(3, PARTY, "Bí thư Đảng ủy", "cadre"), (4, None, "Chủ tịch UBND", "cadre"), (2, None, None, "part_time")]
    staff(sqlite_url, BAC_NINH, before, {code: lines})
    load(sqlite_url, BAC_NINH, [[code, 9]], ["Biên chế giao"], before)
    numbers = ask(sqlite_url, BAC_NINH, before, unit=code)
    assert (numbers.units[0].present, numbers.apart, numbers.units[0].gap) == (7, 2, -2)


def test_a_bloc_is_told_by_the_post_where_no_department_is(sqlite_url: str) -> None:
    day = date(2025, 12, 31)
    code = codes(BAC_NINH, day)[0]
    lines = [(1, None, "Bí thư Đảng ủy", "cadre"), (2, None, "Chủ tịch UBND", "cadre"), (3, None, None, "cadre")]
    staff(sqlite_url, BAC_NINH, day, {code: lines}, vacancies={code: 4, codes(BAC_NINH, day)[1]: 9})
    load(sqlite_url, BAC_NINH, [[code, 5]], ["Biên chế giao"], day)
    numbers = ask(sqlite_url, BAC_NINH, day, unit=code)
    assert (numbers.units[0].present, numbers.apart, numbers.unplaced) == (5, 1, 3)
    assert numbers.units[0].vacant == 4


def test_a_quota_stays_with_the_unit_that_it_was_given_to(sqlite_url: str) -> None:
    """Phường Từ Sơn of 2025 has the code of old Phường Đông Ngàn: its quota of 2024 is not the new ward's."""
    before, after = date(2024, 12, 31), date(2025, 12, 31)
    new = next(unit for unit in communes_on(after, BAC_NINH) if unit.name == "Phường Từ Sơn")
    old = next(unit for unit in communes_on(before, BAC_NINH) if unit.code == new.code)
    assert old.name == "Phường Đông Ngàn"
    load(sqlite_url, BAC_NINH, [[old.code, 20]], ["Biên chế giao"], before)
    assert ask(sqlite_url, BAC_NINH, before, unit=old.code).units[0].quota == 20
    later = ask(sqlite_url, BAC_NINH, after)
    assert not later.has_quotas
    assert later.gone == ("Phường Đông Ngàn",)


def test_a_body_s_quota_stands_beside_the_communes_and_in_no_sum_of_theirs(sqlite_url: str) -> None:
    day = date(2024, 12, 31)
    rows = [["Tính đến ngày 31/12/2024"], ["Cơ quan, đơn vị", "Biên chế giao", "Có mặt"], ["Sở Nội vụ", 60, 58]]
    content = SourceFile("so.xlsx", workbook(rows).content)
    report = pipeline.load(sqlite_url, QUOTAS, [content], FigureOptions(loaded_by="lan"), _settings(HUNG_YEN))
    assert report.status == "loaded", report.problems
    numbers = ask(sqlite_url, HUNG_YEN, day)
    assert [(body.name, body.quota, body.reported) for body in numbers.bodies] == [("Sở Nội vụ", 60, 58)]
    assert (numbers.quota, numbers.has_quotas) == (0, False)


def test_a_body_s_quota_is_held_against_its_roster(sqlite_url: str) -> None:
    """Công chức count in offices, viên chức in service units, contracts nowhere; communes stay by themselves."""
    day = date(2024, 12, 31)
    commune = codes(HUNG_YEN, day)[0]
    office = [(55, None, None, "civil_servant"), (4, None, "Lái xe", "contract"), (1, None, None, "public_employee")]
    people: dict[str, Posts] = {
        "33.SNV": office,
        "331.NV": [(9, None, None, "civil_servant")],
        commune: [(20, None, None, "cadre")],
    }
    staff(sqlite_url, HUNG_YEN, day, people)
    rows: list[list[Any]] = [["Tính đến ngày 31/12/2024"], ["Mã đơn vị", "Biên chế giao", "Có mặt"]]
    rows += [["33.SNV", 60, 58], ["33.STP", 40, 38], ["331.NV", 7, None], [commune, 21, None]]
    content = SourceFile("so.xlsx", workbook(rows).content)
    report = pipeline.load(sqlite_url, QUOTAS, [content], FigureOptions(loaded_by="lan"), _settings(HUNG_YEN))
    assert report.status == "loaded", report.problems
    province = ask(sqlite_url, HUNG_YEN, day, level=Tier.PROVINCE)
    assert (province.quota, province.present, province.gap, province.apart) == (100, 55, -5, 5)
    assert [(unit.code, unit.gap) for unit in province.units[:1]] == [("33.SNV", -5)]
    assert len(province.units) == 20
    district = ask(sqlite_url, HUNG_YEN, day, level=Tier.DISTRICT, district="331")
    assert (district.quota, district.present, district.gap, len(district.units)) == (7, 9, 2, 11)
    assert ask(sqlite_url, HUNG_YEN, day, level=Tier.PROVINCE, unit="33.SNV").gap == -5
    whole = ask(sqlite_url, HUNG_YEN, day, level=Tier.ALL)
    assert (whole.quota, whole.present, whole.gap) == (128, 84, -5 + 2 - 1)
    communes = ask(sqlite_url, HUNG_YEN, day)
    assert (communes.quota, communes.present, communes.apart) == (21, 20, 0)
    assert [(body.code, body.present, body.reported) for body in communes.bodies] == [
        ("33.SNV", 55, 58), ("33.STP", None, 38), ("331.NV", 9, None),
    ]  # fmt: skip
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, HUNG_YEN)
        assert kinds_given(source, day, Tier.DISTRICT) == ("allocated",)
        sentences = quota_sentences(source, Selection(day, level=Tier.PROVINCE))
    assert sentences == (
        "Biên chế giao: 100 người; có mặt 55 người (so được 1/20 đơn vị), thiếu 5 người. "
        "1 đơn vị thiếu 5 người: Sở Nội vụ (5).",
    )


def test_bm01_has_the_quota_in_its_first_column(sqlite_url: str) -> None:
    """Kim Động's offices add up in their district's line; who was given none has an empty cell and is named."""
    day = date(2024, 12, 31)
    people: dict[str, Posts] = {code: [(3, None, None, "civil_servant")] for code in ("33.SNV", "331.NV", "331.TP")}
    staff(sqlite_url, HUNG_YEN, day, people)
    load(sqlite_url, HUNG_YEN, [["33.SNV", 60], ["331.NV", 7], ["331.TP", 5]], ["Biên chế giao"], day)
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, HUNG_YEN)
        filled = source.form("bm01", Selection(day), EVERYBODY)
        district = source.form("bm01", Selection(day, district="331", level=Tier.DISTRICT), EVERYBODY)
    assert isinstance(filled, FormTable)
    assert isinstance(district, FormTable)
    given = {row.code: row.given for row in filled.rows if row.given}
    assert given == {"33.SNV": {"quota": 60}, "331": {"quota": 12}, "331.NV": {"quota": 7}, "331.TP": {"quota": 5}}
    assert (filled.given, district.given) == ({"quota": 72}, {"quota": 12})
    assert any(text.startswith("Cột (1): chưa có biên chế giao của 127 đơn vị") for text in remarks(filled))
    sheet = load_workbook(BytesIO(workbook_of(filled, "tỉnh Hưng Yên", LETTERHEAD)), data_only=True).worksheets[0]
    column = {str(row[1].value): row[2].value for row in sheet.iter_rows() if row[2].value is not None}
    assert (column["Sở Nội vụ"], column["Huyện Kim Động"], column["Phòng Nội vụ huyện Kim Động"]) == (60, 12, 7)
    assert 72 in [row[2].value for row in sheet.iter_rows()]
    page = form_page(filled, "tỉnh Hưng Yên", LETTERHEAD)
    assert all(f">{number}<" in page for number in (60, 12, 72))


def test_a_quota_holds_until_a_newer_one(sqlite_url: str) -> None:
    first, second = codes(BAC_NINH, date(2025, 12, 31))[:2]
    load(sqlite_url, BAC_NINH, [[first, 30, 8], [second, 31, 8]], ["Biên chế giao", OFFICE], date(2025, 7, 31))
    load(sqlite_url, BAC_NINH, [[first, 28]], ["Biên chế giao"], date(2026, 1, 31))
    assert ask(sqlite_url, BAC_NINH, date(2025, 12, 31), unit=first).units[0].quota == 30
    assert ask(sqlite_url, BAC_NINH, date(2025, 12, 31)).later == (date(2026, 1, 31),)
    now = {unit.code: unit for unit in ask(sqlite_url, BAC_NINH, date(2026, 2, 1)).units}
    assert (now[first].quota, now[first].departments, now[second].quota) == (28, (), 31)
    assert not ask(sqlite_url, BAC_NINH, date(2025, 7, 30)).has_quotas


def test_invented_people_are_never_held_against_a_real_quota(sqlite_url: str) -> None:
    day = date(2025, 12, 31)
    code = codes(BAC_NINH, day)[0]
    staff(sqlite_url, BAC_NINH, day, {code: [(20, OFFICE, None, "cadre")]}, is_demo=True)
    load(sqlite_url, BAC_NINH, [[code, 25]], ["Biên chế giao"], day)
    apart = ask(sqlite_url, BAC_NINH, day)
    assert (apart.quota, apart.present, apart.gap, apart.is_beside) == (25, None, None, False)


def test_invented_quotas_are_withdrawn_with_the_first_real_list(sqlite_url: str) -> None:
    day = date(2025, 12, 31)
    code, sent = codes(BAC_NINH, day)[:2]
    staff(sqlite_url, BAC_NINH, day, {code: [(20, OFFICE, None, "cadre")]}, is_demo=True)
    load(sqlite_url, BAC_NINH, [[code, 25]], ["Biên chế giao"], day, is_demo=True)
    assert ask(sqlite_url, BAC_NINH, day).gap == -5
    assert not pipeline.imports(sqlite_url, QUOTAS)[0].is_withdrawn
    staff(sqlite_url, BAC_NINH, day, {sent: [(20, OFFICE, None, "cadre")]})
    assert not ask(sqlite_url, BAC_NINH, day).has_quotas
    assert pipeline.imports(sqlite_url, QUOTAS)[0].is_withdrawn
    load(sqlite_url, BAC_NINH, [[sent, 24]], ["Biên chế giao"], day)
    assert ask(sqlite_url, BAC_NINH, day).gap == -4
