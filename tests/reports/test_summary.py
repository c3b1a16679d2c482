"""The report's content from a database of invented people, against pandas: sentences, charts and annexes agree."""

import re
from collections import Counter
from datetime import date

import pandas as pd
import pytest

import database
from presentation.sentences.findings import finding_sentences
from reports.contents.model import Annex, NumberedChart, Paragraph, Report
from reports.contents.summary import summary
from reports.contents.table_symbols import NOT_SENT
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import PROVINCE, World, complete, fill

DAY, WITHOUT_DISTRICTS = date(2023, 12, 31), date(2025, 12, 31)


@pytest.fixture
def people(sqlite_url: str) -> World:
    return fill(sqlite_url)


def _made(world: World, selection: Selection) -> Report:
    with database.reading(world.url) as connection:
        return summary(StatisticsSource.of_connection(connection, PROVINCE), selection, is_demo=True)


def _texts(report: Report) -> list[str]:
    return [block.text for section in report.sections for block in section.blocks if isinstance(block, Paragraph)]


def _figures(report: Report) -> list[NumberedChart]:
    return [block for section in report.sections for block in section.blocks if isinstance(block, NumberedChart)]


def _frame(annex: Annex) -> pd.DataFrame:
    """The annex's only table by its columns' headers."""
    (only,) = annex.tables
    return pd.DataFrame(list(only.table.rows), columns=[column.header for column in only.table.columns])


def test_the_subject_says_who_where_and_when(people: World) -> None:
    subjects = {
        "Về số lượng, chất lượng đội ngũ cán bộ, công chức cấp xã tỉnh Bắc Ninh (tính đến ngày 31/12/2023)": {},
        "Về số lượng, chất lượng đội ngũ công chức cấp xã thành phố Bắc Ninh (tính đến ngày 31/12/2023)": {
            "district": "256",
            "category": "civil_servant",
        },
        "Về số lượng, chất lượng đội ngũ cán bộ, công chức cấp xã, các phường, tỉnh Bắc Ninh"
        " (tính đến ngày 31/12/2023)": {"unit_type": "ward"},
        "Về số lượng, chất lượng đội ngũ cán bộ, công chức phường Vũ Ninh, thành phố Bắc Ninh"
        " (tính đến ngày 31/12/2023)": {"unit": "09163"},
    }
    for subject, chosen in subjects.items():
        assert _made(people, _selection(chosen)).subject == subject


def test_what_calls_for_attention_closes_the_report_unless_it_is_switched_off(people: World) -> None:
    with database.reading(people.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        findings = [each.text for each in finding_sentences(source, Selection(DAY))]
        report = summary(source, Selection(DAY), is_demo=False)
        without = summary(source, Selection(DAY), is_demo=False, with_findings=False)
    assert report.sections[-1].heading == "ĐIỀU CẦN CHÚ Ý"
    assert [block.text for block in report.sections[-1].blocks if isinstance(block, Paragraph)] == findings
    assert without.sections == report.sections[:-1]


def test_a_province_has_four_sections_eleven_charts_and_two_annexes(people: World) -> None:
    complete(people.url, DAY)
    report = _made(people, Selection(DAY))
    assert [section.heading for section in report.sections] == [
        "KHÁI QUÁT",
        "SỐ LƯỢNG",
        "CHẤT LƯỢNG",
        "BIẾN ĐỘNG SO VỚI CÁC NĂM TRƯỚC",
        "ĐIỀU CẦN CHÚ Ý",
    ]
    assert [figure.number for figure in _figures(report)] == list(range(1, 12))
    assert [figure.chart.name for figure in _figures(report)] == [
        "headcount",
        "age_band",
        "education",
        "university_by_place",
        "it",
        "it_evidence_by_place",
        "political_theory",
        "state_management",
        "headcount_trend",
        "university_trend",
        "it_evidence_trend",
    ]
    assert [len(annex.tables[0].table.rows) for annex in report.annexes] == [1 + 8, 1 + 8 + 126]
    assert report.is_demo


@pytest.mark.parametrize(
    ("selection", "annexes"),
    [
        (Selection(DAY), ["huyện", "xã"]),
        (Selection(DAY, category="cadre"), ["huyện", "xã"]),
        (Selection(DAY, district="256"), ["xã"]),
        (Selection(WITHOUT_DISTRICTS), ["xã"]),
        (Selection(DAY, unit="09163"), []),
    ],
    ids=["province", "cadres", "district", "no districts", "commune"],
)
def test_every_place_has_its_annexes_and_no_chart_without_a_figure(
    people: World, selection: Selection, annexes: list[str]
) -> None:
    report = _made(people, selection)
    titles = [annex.title for annex in report.annexes]
    assert [re.findall(r"theo đơn vị cấp (\w+), ", title)[0] for title in titles] == annexes
    assert all(title.endswith(report.place) for title in titles)
    assert all(figure.chart.figure for figure in _figures(report))
    assert report.opening
    assert report.closing


def _expected(people: pd.DataFrame) -> dict[str, int]:
    """An annex's row of these people, counted from the flat table."""
    return {
        "Tổng số": len(people),
        "Nữ": int((people["gender"] == "female").sum()),
        "Đảng viên": int((people["party_member"] == "yes").sum()),
        "Trình độ chuyên môn › Thạc sĩ": int((people["education"] == "masters").sum()),
        "Trình độ chuyên môn › Không khai": int(people["education"].isna().sum()),
        "Lý luận chính trị › Cao cấp": int((people["political_theory"] == "advanced").sum()),
        "Tin học › Chứng chỉ": int((people["it"] == "certificate").sum()),
    }


def test_annexes_count_what_the_flat_table_holds(people: World) -> None:
    frame = people.on(DAY)
    by_district, by_commune = (_frame(annex) for annex in _made(people, Selection(DAY)).annexes)
    for name, rows in frame.groupby("district_name"):
        for annex in (by_district, by_commune):
            row = annex[annex["Đơn vị"] == name].iloc[0]
            assert {header: row[header] for header in _expected(rows)} == _expected(rows)
    first = by_commune.iloc[0]
    assert first["Đơn vị"] == f"Toàn tỉnh ({frame['unit_code'].nunique()}/126)"
    assert {header: first[header] for header in _expected(frame)} == _expected(frame)
    sent = by_commune[by_commune["TT"].str.isdigit() & (by_commune["Tổng số"] != NOT_SENT)]
    assert Counter(zip(sent["Đơn vị"], sent["Tổng số"], strict=True)) == Counter(
        (rows["unit_name"].iloc[0], len(rows)) for _, rows in frame.groupby("unit_code")
    )


def test_columns_of_one_field_add_up_to_the_total(people: World) -> None:
    for annex in _made(people, Selection(DAY)).annexes:
        frame = _frame(annex)
        frame = frame[frame["Tổng số"] != NOT_SENT]
        for field in ("Trình độ chuyên môn", "Lý luận chính trị", "Quản lý nhà nước", "Tin học"):
            columns = [header for header in frame.columns if header.startswith(f"{field} › ")]
            assert (frame[columns].sum(axis=1) == frame["Tổng số"]).all()


def test_communes_below_a_district_add_up_to_its_row(people: World) -> None:
    annex = _made(people, Selection(DAY)).annexes[1]
    (only,) = annex.tables
    rows = [(row[0], row[2]) for row in only.table.rows]
    sums: list[tuple[int, int]] = []
    for number, total in rows[1:]:
        if not str(number).isdigit():
            sums.append((0 if total == NOT_SENT else int(str(total)), 0))
        elif total != NOT_SENT:
            sums[-1] = (sums[-1][0], sums[-1][1] + int(str(total)))
    assert all(stated == counted for stated, counted in sums)
    assert [place for place, (number, _) in enumerate(rows) if not str(number).isdigit()] == list(only.total_rows)


def test_sentence_chart_and_annex_tell_one_number(people: World) -> None:
    report = _made(people, Selection(DAY))
    total = len(people.on(DAY))
    assert f"tổng số {total} người" in _texts(report)[0]
    education = next(figure.chart for figure in _figures(report) if figure.chart.name == "education")
    drawn = {str(row[0]): row[1] for row in education.table.rows}
    (sentence,) = [text for text in _texts(report) if text.startswith("Về trình độ chuyên môn")]
    row = _frame(report.annexes[0]).iloc[0]
    for level in ("Thạc sĩ", "Đại học", "Trung cấp"):
        count = row[f"Trình độ chuyên môn › {level}"]
        assert drawn[level] == count
        assert f"{level.lower()} {count:02d} người" in sentence


def test_units_that_have_not_sent_are_rows_and_a_note(people: World) -> None:
    report = _made(people, Selection(DAY))
    sent = people.on(DAY)["unit_code"].nunique()
    rows = _frame(report.annexes[1])
    assert int((rows[rows["TT"].str.isdigit()]["Tổng số"] == NOT_SENT).sum()) == 126 - sent
    assert any(note.startswith(NOT_SENT) for note in report.annexes[1].tables[0].notes)
    assert any(f"{sent}/126 đơn vị" in text for text in _texts(report))


def test_a_place_without_a_roster_says_that_and_nothing_else(people: World) -> None:
    sent = set(people.on(DAY)["unit_code"])
    with database.reading(people.url) as connection:
        codes = StatisticsSource.of_connection(connection, PROVINCE).names(DAY).units
    empty = next(code for code in codes if code not in sent)
    report = _made(people, Selection(DAY, unit=empty))
    assert _texts(report) == ["Đơn vị chưa gửi danh sách."]
    assert (_figures(report), report.annexes) == ([], ())


def test_how_shares_were_rounded_is_said(people: World) -> None:
    assert any(
        "Tỷ lệ được làm tròn đến hai chữ số thập phân." in text for text in _texts(_made(people, Selection(DAY)))
    )


def _selection(chosen: dict[str, str]) -> Selection:
    return Selection.from_query({"as_of": DAY.isoformat(), **chosen}, DAY)
