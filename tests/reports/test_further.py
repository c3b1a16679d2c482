"""The parts of the report that are switched on, and their sheets, against pandas and clerks' words."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd
import pytest

import database
import reference
from reports.contents.data_tables import DataTable
from reports.contents.further import FURTHER
from reports.contents.further_tables import further_tables
from reports.contents.model import NumberedChart, Paragraph, Report
from reports.contents.summary import summary
from reports.excel import data_workbook
from reports.inputs import CrossChoice, ReportInputs
from reports.letterhead import letterhead
from stats.measures.layouts import Layout
from stats.protected import protected, rule_of
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World
from tests.reports.invented import STAMP
from tests.stats import moved

HEADINGS = {
    "structure": ["CƠ CẤU"],
    "crosses": ["BẢNG CHÉO"],
    "movements": ["BIẾN ĐỘNG NHÂN SỰ"],
    "trends": ["XU HƯỚNG QUA CÁC NGÀY"],
    "standards": ["CHUẨN TRÌNH ĐỘ, BỒI DƯỠNG", "NGHỈ HƯU"],
    "quality": ["CHẤT LƯỢNG SỐ LIỆU"],
}
ALL = [heading for headings in HEADINGS.values() for heading in headings]
DAY = Selection(END_2023)
Open = Callable[[str], StatisticsSource]


@pytest.fixture
def opened() -> Iterator[Open]:
    connections = []

    def source(url: str) -> StatisticsSource:
        held = database.reading(url)
        connections.append(held)
        return StatisticsSource.of_connection(held.__enter__(), PROVINCE)

    yield source
    for held in connections:
        held.__exit__(None, None, None)


def _texts(report: Report, heading: str) -> str:
    section = next(section for section in report.sections if section.heading == heading)
    return "\n".join(block.text for block in section.blocks if isinstance(block, Paragraph))


def _frame(table: DataTable) -> pd.DataFrame:
    return pd.DataFrame(list(table.rows), columns=[column.header for column in table.columns])


def _sheets(source: StatisticsSource, selection: Selection = DAY) -> dict[str, pd.DataFrame]:
    return {table.name: _frame(table) for table in further_tables(source, selection, is_demo=False)}


def test_each_part_is_there_where_it_is_switched_on_and_the_public_has_the_line_over_time_alone(
    sqlite_world: World, opened: Open
) -> None:
    source = opened(sqlite_world.url)
    plain = summary(source, DAY, is_demo=False)
    usual = [section.heading for section in plain.sections]
    for name, headings in HEADINGS.items():
        report = summary(source, DAY, is_demo=False, parts=(name,))
        assert [s.heading for s in report.sections if s.heading not in usual] == headings
        charts = [block for section in report.sections for block in section.blocks if isinstance(block, NumberedChart)]
        assert [chart.number for chart in charts] == list(range(1, len(charts) + 1))
    every = summary(source, DAY, is_demo=False, parts=tuple(reversed(FURTHER)))
    assert [s.heading for s in every.sections if s.heading not in usual] == ALL
    public = summary(protected(source, rule_of(source, is_for_all=True)), DAY, is_demo=False, parts=tuple(FURTHER))
    assert {section.heading for section in public.sections} & set(ALL) == {HEADINGS["trends"][0]}
    assert len(public.annexes) == len(plain.annexes)


def test_the_cross_tables_count_as_pandas_does(sqlite_world: World, opened: Open) -> None:
    report = summary(opened(sqlite_world.url), DAY, is_demo=False, parts=("crosses",))
    annex = next(each for each in report.annexes if each.title.startswith("Trình độ chuyên môn theo giới tính"))
    table = annex.tables[0].table
    heads = [column.header for column in table.columns]
    people = sqlite_world.on(END_2023)
    rows = {row[0]: dict(zip(heads, row, strict=True)) for row in table.rows}
    for code, label in (("masters", "Thạc sĩ"), ("bachelors", "Đại học")):
        own = people[people["education"] == code]
        assert (rows[label]["Nữ"], rows[label]["Tổng số"]) == (int((own["gender"] == "female").sum()), len(own))
    assert rows["Tổng số"]["Tổng số"] == len(people)


def test_the_structure_counts_men_and_women_as_pandas_does(sqlite_world: World, opened: Open) -> None:
    people, sheets = sqlite_world.on(END_2023), _sheets(opened(sqlite_world.url))
    rows = sheets["co_cau_gioi_tinh"].set_index(["Chỉ tiêu", "Giá trị"])
    for label, value, chosen in (
        ("Trình độ chuyên môn", "Thạc sĩ", people["education"] == "masters"),
        ("Đảng viên", "Đảng viên", people["party_member"] == "yes"),
        ("Dân tộc", "Tày", people["ethnicity"] == "Tày"),
        ("Tin học", "Không khai", people["it"].isna()),
    ):
        genders = people[chosen]["gender"]
        expected = [(genders == "male").sum(), (genders == "female").sum(), genders.isna().sum(), chosen.sum()]
        assert rows.loc[[(label, value)]].to_numpy().tolist() == [expected], label
    ages = sheets["thap_tuoi"].set_index("Độ tuổi")
    years = people["age"].astype(float)
    band = people[(years > 45) & (years <= 50)]["gender"]
    assert list(ages.loc["Từ 46 đến 50"])[:2] == [(band == "male").sum(), (band == "female").sum()]
    text = _texts(summary(opened(sqlite_world.url), DAY, is_demo=False, parts=("structure",)), "CƠ CẤU")
    women = people["gender"] == "female"
    assert f"thạc sĩ nam {_number((people[~women]['education'] == 'masters') & (people['gender'] == 'male'))}" in text
    assert f"nữ {_number(women)} người" in text


def _number(chosen: pd.Series) -> str:
    number = int(chosen.sum())
    return f"{number:02d}" if 0 < number < 10 else f"{number:,}".replace(",", ".")


def test_ethnic_groups_by_gender_stand_where_the_file_is_internal_alone(sqlite_world: World, opened: Open) -> None:
    source = opened(sqlite_world.url)
    fields = set(_sheets(protected(source, rule_of(source, is_for_all=False)))["co_cau_gioi_tinh"]["Chỉ tiêu"])
    assert not fields & {"Dân tộc", "Tôn giáo"}
    assert {"Dân tộc", "Tôn giáo"} < set(_sheets(source)["co_cau_gioi_tinh"]["Chỉ tiêu"])


def test_movements_are_those_of_the_clerks_words(sqlite_url: str, opened: Open) -> None:
    moved.load(sqlite_url)
    source, selection = opened(sqlite_url), Selection(moved.END)
    words = Counter(mover.word for mover in moved.MOVERS)
    start, end = (sum(getattr(mover, side) is not None for mover in moved.MOVERS) for side in ("start", "end"))
    text = _texts(summary(source, selection, is_demo=False, parts=("movements",)), "BIẾN ĐỘNG NHÂN SỰ")
    assert f"So với ngày 31/12/2023: đầu kỳ {start} người; vào {words['joined']:02d} người (" in text
    assert f"ra {words['left']:02d} người (rời đi {words['left']:02d}, chuyển đi 0); cuối kỳ {end} người" in text
    assert f"đổi chức vụ, ngạch {words['post']:02d}, nâng trình độ {words['raised']:02d}" in text
    assert f"Trong {words['left']:02d} người rời đi" in text
    whole = _sheets(source, selection)["bien_dong"].iloc[-1]
    assert (whole["Đơn vị"], whole["Đầu kỳ"], whole["Cuối kỳ"]) == ("Tổng số", start, end)
    assert (whole["Rời đi"], whole["Mới vào"], whole["Nâng trình độ"]) == (
        words["left"], words["joined"], words["raised"],
    )  # fmt: skip
    assert _sheets(source, selection)["roi_di_theo_tuoi"]["Số người"].sum() == words["left"]


def test_the_lines_over_time_are_each_days_people(sqlite_world: World, opened: Open) -> None:
    text = _texts(summary(opened(sqlite_world.url), DAY, is_demo=False, parts=("trends",)), HEADINGS["trends"][0])
    days = (date(2021, 12, 31), date(2022, 12, 31), END_2023)
    counts = [f"{len(sqlite_world.on(day)):,}".replace(",", ".") for day in days]
    listed = ", ".join(
        f"{count} ({day:%d/%m/%Y}, mới có 16/126 đơn vị)" for count, day in zip(counts, days, strict=True)
    )
    assert f"Tổng số người qua các ngày: {listed}." in text
    people = sqlite_world.on(END_2023)
    share = f"{(people['gender'] == 'female').mean() * 100:.2f}".replace(".", ",")
    silent = f"{int(people['gender'].isna().sum())}/{len(people)} người chưa khai"
    last = rf"{share}% \(31/12/2023, mới có 16/126 đơn vị; {silent}\)\."
    assert re.search(rf"Tỷ lệ nữ qua các ngày: .*{last}", text)


def test_quality_counts_the_empty_cells_of_a_place(sqlite_world: World, opened: Open) -> None:
    source = opened(sqlite_world.url)
    district = Selection(END_2023, district="256")
    people = sqlite_world.on(END_2023)
    people = people[people["district_code"] == "256"]
    fields = _sheets(source, district)["chat_luong_tieu_thuc"].set_index("Tiêu thức")["Không khai"]
    assert fields["Tôn giáo"] == people["religion"].isna().sum()
    assert fields["Độ tuổi"] == people["birth_date"].isna().sum()
    units = _sheets(source, district)["chat_luong_don_vi"]
    sent = units[units["Số người"] != "[x]"]
    assert dict(zip(sent["Mã"], sent["Số người"], strict=True)) == people.groupby("unit_code").size().to_dict()
    text = _texts(summary(source, district, is_demo=False, parts=("quality",)), "CHẤT LƯỢNG SỐ LIỆU")
    empty = int(fields.sum())
    assert f"({empty:,} trong {len(people) * len(fields):,} ô)".replace(",", ".") in text


def test_no_such_sheet_is_in_a_workbook_for_the_public(sqlite_world: World, opened: Open) -> None:
    source = protected(opened(sqlite_world.url), rule_of(opened(sqlite_world.url), is_for_all=True))
    head = letterhead({}, "Sở Nội vụ tỉnh Bắc Ninh", "Tỉnh Bắc Ninh")
    district = Selection(END_2023, unit="09163", district="256")
    tables, _ = data_workbook._data_tables(ReportInputs(source, district, head, STAMP, False))
    assert not {table.name for table in tables} & {"bien_dong", "co_cau_gioi_tinh", "thap_tuoi", "chat_luong_don_vi"}


def test_a_kept_cross_table_is_in_the_report_and_the_workbook(sqlite_world: World, opened: Open) -> None:
    source, before = opened(sqlite_world.url), date(2022, 12, 31)
    layout = Layout("education", "gender", "category", beside=before, where=(("it", "certificate"),))
    kept = (CrossChoice("Tin học theo loại", layout), CrossChoice("Hỏng", Layout("education", "education")))
    report = summary(source, DAY, is_demo=False, parts=("crosses",), crosses=kept)
    assert "Tin học theo loại" in _texts(report, "BẢNG CHÉO").replace("tin học", "Tin học")
    assert "hỏng" in _texts(report, "BẢNG CHÉO")
    annex = next(each for each in report.annexes if each.title.startswith("Tin học theo loại"))
    people = sqlite_world.on(END_2023).query("it == 'certificate'")
    (sheet,) = (
        _frame(table)
        for table in further_tables(source, DAY, is_demo=False, crosses=kept)
        if table.name.startswith("bang_cheo")
    )
    for panel, code in (("Cán bộ", "cadre"), ("Công chức", "civil_servant")):
        own = people[(people["category"] == code) & (people["education"] == "bachelors")]
        row = sheet[(sheet["Cán bộ/công chức"] == panel) & (sheet["Trình độ chuyên môn"] == "Đại học")].iloc[0]
        assert row["Nữ, 31/12/2023"] == (own["gender"] == "female").sum()
        assert row["Tổng số, 31/12/2023"] == len(own)
        table = next(each.table for each in annex.tables if each.title.endswith(panel))
        assert any(cells[0] == "Đại học" and len(own) in cells for cells in table.rows)
    then = sqlite_world.on(before).query("it == 'certificate'")
    assert sheet[sheet["Trình độ chuyên môn"] == "Tổng số"].iloc[0]["Tổng số, 31/12/2022"] == len(then)


def test_a_table_wider_than_a_page_is_in_the_workbook_alone(sqlite_world: World, opened: Open) -> None:
    source, wide = (
        opened(sqlite_world.url),
        (CrossChoice("Rộng", Layout("education", "unit", beside=date(2022, 12, 31))),),
    )
    report = summary(source, DAY, is_demo=False, parts=("crosses",), crosses=wide)
    assert not any(annex.title.startswith("Rộng") for annex in report.annexes)
    assert "quá nhiều cột" in _texts(report, "BẢNG CHÉO")
    assert any(table.title.startswith("Rộng") for table in further_tables(source, DAY, is_demo=False, crosses=wide))


def test_tables_of_people_say_of_how_many_units_they_tell(sqlite_world: World, opened: Open) -> None:
    sent = sqlite_world.on(END_2023)["unit_code"].nunique()
    units = len(reference.communes_on(END_2023, PROVINCE))
    tables = {table.name: table for table in further_tables(opened(sqlite_world.url), DAY, is_demo=False)}
    for name in ("thap_tuoi", "co_cau_gioi_tinh", "nghi_huu_theo_don_vi", "below_by_unit"):
        words = " ".join((tables[name].subtitle, *tables[name].remarks))
        assert words.count(f"{sent}/{units} đơn vị đã gửi; chưa có: ") == 1, name
