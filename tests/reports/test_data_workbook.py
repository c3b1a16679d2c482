"""The data tables opened again as openpyxl and csv read them, against the rules for accessible tables and pandas."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

import openpyxl
import pandas as pd
import pytest

import database
from reference.bodies import Tier
from reports.contents import data_tables, table_symbols
from reports.contents.data_tables import DataTable, tables
from reports.contents.further_tables import further_tables
from reports.excel import data_workbook
from reports.inputs import ReportError, ReportInputs
from reports.letterhead import letterhead
from stats.measures import Submissions
from stats.selection import Selection
from stats.shares import Rounding
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World, complete, fill, withdraw
from tests.reports.invented import STAMP

HEAD = letterhead({}, "Sở Nội vụ tỉnh Bắc Ninh", "Tỉnh Bắc Ninh")
SIGNS = {table_symbols.NOT_SENT, table_symbols.NOT_APPLICABLE, table_symbols.WITHHELD, table_symbols.LOW}
PROVINCE_WIDE, DISTRICT = Selection(END_2023), Selection(END_2023, district="256")


@pytest.fixture
def world(sqlite_url: str) -> World:
    return fill(sqlite_url)


@pytest.fixture
def source(world: World) -> Iterator[StatisticsSource]:
    with database.reading(world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def _inputs(source: StatisticsSource, selection: Selection = PROVINCE_WIDE) -> ReportInputs:
    return ReportInputs(source, selection, HEAD, STAMP, True)


_BOOKS: dict[tuple[Selection, str], Any] = {}
"""The workbooks of the world as it is; no test changes one."""


def _book(source: StatisticsSource, selection: Selection = PROVINCE_WIDE) -> Any:
    key = selection, str(source.rounding)
    if key not in _BOOKS:
        _BOOKS[key] = openpyxl.load_workbook(io.BytesIO(data_workbook.workbook(_inputs(source, selection))))
    return _BOOKS[key]


def _table(sheet: Any) -> list[list[Any]]:
    """Header and rows of the sheet's one Excel table."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def _frame(sheet: Any) -> pd.DataFrame:
    header, *rows = _table(sheet)
    return pd.DataFrame(rows, columns=header)


def _is_picture(sheet: Any) -> bool:
    return str(sheet.title).startswith("Biểu đồ")


# The rules for accessible tables


@pytest.mark.parametrize("selection", [PROVINCE_WIDE, DISTRICT, Selection(date(2025, 12, 31))])
def test_each_sheet_has_one_named_table_without_merged_or_blank_cells(
    source: StatisticsSource, selection: Selection
) -> None:
    book = _book(source, selection)
    names: list[str] = []
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert sheet.sheet_state == "visible"
        assert not any(size.hidden for size in [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()])
        assert sheet["A1"].value
        if sheet.title == data_workbook.COVER or _is_picture(sheet):
            assert not sheet.tables
            continue
        (table,) = sheet.tables.values()
        names.append(table.name)
        assert table.autoFilter is None
        assert table.ref.startswith("A")
        header, *rows = _table(sheet)
        assert len(set(header)) == len(header)
        assert rows
        assert not [cell for row in [header, *rows] for cell in row if cell in (None, "")], sheet.title
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"bang_[a-z_]+", name) for name in names)


def test_the_workbook_opens_at_its_cover_and_tells_what_it_is(source: StatisticsSource) -> None:
    book = _book(source)
    assert book.sheetnames[:3] == [data_workbook.COVER, data_workbook.CONTENTS, data_workbook.NOTES]
    assert book.active.title == data_workbook.COVER
    assert all(view.selection[0].activeCell == "A1" for sheet in book.worksheets for view in sheet.views.sheetView)
    assert (book.properties.language, book.properties.title) == ("vi-VN", book.active["A1"].value)
    cover = "\n".join(str(cell.value) for cell in book.active["A"] if cell.value)
    for words in (
        "31/12/2023",
        "tỉnh Bắc Ninh",
        "Số liệu minh họa",
        "/126 đơn vị",
        "làm tròn",
        "Sở Nội vụ",
        STAMP.line,
    ):
        assert words in cover


def test_contents_link_to_every_sheet_behind_them(source: StatisticsSource) -> None:
    book = _book(source)
    sheet = book[data_workbook.CONTENTS]
    links = [cell.hyperlink.location for row in sheet["A3:A200"] for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[2:]]
    assert [row[0] for row in _table(sheet)[1:]] == book.sheetnames[2:]


def test_every_note_that_a_title_names_is_on_the_sheet_of_notes_and_the_other_way_round(
    source: StatisticsSource,
) -> None:
    book = _book(source)
    known = [row[0] for row in _table(book[data_workbook.NOTES])[1:]]
    assert all(len(row[1]) <= 120 for row in _table(book[data_workbook.NOTES])), "nothing is cut off"
    named = {mark for sheet in book.worksheets for mark in re.findall(r"\[ghi chú \d+\]", str(sheet["A1"].value))}
    assert named == set(known)
    for sheet in book.worksheets:
        cells = [cell for row in (_table(sheet) if sheet.tables else []) for cell in row[1:]]
        assert not [cell for cell in cells if "[ghi chú" in str(cell)], "no marks inside tables"


def test_signs_are_explained_above_their_table_and_no_other_text_stands_among_numbers(source: StatisticsSource) -> None:
    book, signs = _book(source), set()
    for sheet in book.worksheets[3:]:
        if _is_picture(sheet):
            continue
        (table,) = sheet.tables.values()
        above = "\n".join(str(sheet.cell(line, 1).value) for line in range(1, sheet[table.ref][0][0].row))
        frame = _frame(sheet)
        for name, column in frame.items():
            if str(name).endswith("(%)") or any(isinstance(cell, int | float) for cell in column):
                words = {cell for cell in column if isinstance(cell, str)}
                assert words <= SIGNS, (sheet.title, name)
                assert all(f"{sign}:" in above for sign in words)
                signs |= words
    assert {table_symbols.NOT_SENT, table_symbols.WITHHELD} <= signs


def test_nobody_is_named(world: World, source: StatisticsSource) -> None:
    words = {str(cell.value) for sheet in _book(source).worksheets for row in sheet.iter_rows() for cell in row}
    names = set(world.frame["full_name"])
    assert not [name for name in names if any(name in text for text in words)]


# The numbers


def test_places_have_the_counts_of_the_flat_table(world: World, source: StatisticsSource) -> None:
    book, people = _book(source), world.on(END_2023)
    for sheet, key in (("Trình độ chuyên môn – huyện", "district_code"), ("Trình độ chuyên môn – xã", "unit_code")):
        frame = _frame(book[sheet]).set_index("Mã")
        for code, rows in people.groupby(key):
            row = frame.loc[str(code)]
            assert row["Tổng số"] == len(rows)
            assert row["Thạc sĩ"] == (rows["education"] == "masters").sum()
            assert row["Không khai"] == rows["education"].isna().sum()
            assert row["Đại học trở lên"] == rows["education"].isin(["doctorate", "masters", "bachelors"]).sum()
        assert frame.iloc[-1]["Tổng số"] == len(people)
        assert frame.iloc[-1].name == table_symbols.NOT_APPLICABLE


def test_shares_are_fractions_that_equal_what_is_shown(world: World, source: StatisticsSource) -> None:
    frame, people = _frame(_book(source)["Giới tính – huyện"]).set_index("Mã"), world.on(END_2023)
    for code, rows in people.groupby("district_code"):
        count, share = int((rows["gender"] == "female").sum()), frame.loc[str(code)]["Nữ (%)"]
        if len(rows) < 10:
            assert share == table_symbols.WITHHELD
        else:
            half_up = (2 * count * 10_000 + len(rows)) // (2 * len(rows))
            assert Decimal(str(share)) == Decimal(half_up) / 10_000


def test_number_formats_and_codes(source: StatisticsSource) -> None:
    sheet = _book(source)["Số lượng – huyện"]
    (table,) = sheet.tables.values()
    header, first, *_ = list(sheet[table.ref])
    by_name = {cell.value: first[place] for place, cell in enumerate(header)}
    assert (by_name["Mã"].data_type, len(by_name["Mã"].value)) == ("s", 3)
    assert by_name["Tổng số"].number_format == "#,##0"
    assert by_name["Cán bộ (%)"].number_format == "0.00%"
    trend = _book(source)["Số lượng – các năm"]
    (dates,) = trend.tables.values()
    days = [row[0] for row in trend[dates.ref]][1:]
    assert [cell.value for cell in days] == [datetime(year, 12, 31) for year in range(2021, 2024)]  # noqa: DTZ001
    assert all(cell.number_format == "dd/mm/yyyy" for cell in days)


def test_every_unit_of_the_register_is_told_with_whether_it_has_sent(world: World, source: StatisticsSource) -> None:
    frame = _frame(_book(source)["Tình trạng gửi"])
    sizes = world.on(END_2023).groupby("unit_code").size()
    assert len(frame) == 126
    sent = frame[frame["Tình trạng"] != "Chưa gửi"]
    assert dict(zip(sent["Mã"], sent["Số người"], strict=True)) == sizes.to_dict()
    assert set(frame[frame["Tình trạng"] == "Chưa gửi"]["Số người"]) == {table_symbols.NOT_SENT}


def test_the_whole_has_every_field_adding_up_to_everybody(world: World, source: StatisticsSource) -> None:
    frame = _frame(_book(source)["Tổng hợp"])
    assert set(frame.groupby("Chỉ tiêu")["Số người"].sum()) == {len(world.on(END_2023))}
    assert frame["Chỉ tiêu"].nunique() == len({*data_tables.FIELDS, "department"})


def test_charts_are_native_and_draw_what_their_table_holds(source: StatisticsSource) -> None:
    book = _book(source)
    pictures = [sheet for sheet in book.worksheets if _is_picture(sheet)]
    assert len(pictures) == 6
    for sheet in pictures:
        (chart,) = sheet._charts
        for series in chart.series:
            name, _, columns = series.val.numRef.f.rpartition("!")
            first, last = (int(line) for line in re.findall(r"\$(\d+)", columns))
            (table,) = book[name.strip("'")].tables.values()
            top, bottom = (int(line) for line in re.findall(r"\d+", table.ref))
            totals = 0 if "năm" in name else 1
            assert (first, last) == (top + 1, bottom - totals)
            assert series.val.numRef.numCache is None or series.val.numRef.numCache.ptCount


def test_a_place_without_a_share_has_no_label_in_its_chart(source: StatisticsSource) -> None:
    book = _book(source, DISTRICT)
    shares = next(sheet for sheet in book.worksheets if _is_picture(sheet) and "Đại học trở lên" in sheet["A1"].value)
    (series,) = shares._charts[0].series
    column = _frame(book["Trình độ chuyên môn – xã"])["Đại học trở lên (%)"].tolist()[:-1]
    untold = [place for place, cell in enumerate(column) if isinstance(cell, str)]
    assert untold
    assert [label.idx for label in series.dLbls.dLbl if not label.showVal] == untold


def test_a_district_has_its_communes_alone_and_a_commune_no_places(world: World, source: StatisticsSource) -> None:
    names = _book(source, DISTRICT).sheetnames
    assert not [name for name in names if name.endswith("huyện")]
    frame = _frame(_book(source, DISTRICT)["Số lượng – xã"])
    assert len(frame) - 1 == sum(row.district_code == "256" for row in source.register(END_2023))
    code = str(world.on(END_2023)["unit_code"].iloc[0])
    assert not [name for name in _book(source, Selection(END_2023, unit=code)).sheetnames if name.endswith("– xã")]


def test_what_does_not_add_up_is_told_only_then(world: World) -> None:
    sources = {rule: StatisticsSource(partial(database.reading, world.url), PROVINCE, rule) for rule in Rounding}
    texts = {
        rule: "\n".join(row[1] for row in _table(_book(source)[data_workbook.NOTES])[1:])
        for rule, source in sources.items()
    }
    assert "cắt" in texts[Rounding.CUT]
    assert "phần dư lớn nhất" in texts[Rounding.LARGEST_REMAINDER]
    assert "Tổng có thể không bằng 100%" not in texts[Rounding.LARGEST_REMAINDER]


def test_names_of_sheets_and_tables_fit_into_excel(source: StatisticsSource) -> None:
    made = tables(source, PROVINCE_WIDE)
    assert max(Counter(table.sheet for table in made).values()) == 1
    assert all(len(table.sheet) <= 31 and not set(table.sheet) & set("[]:*?/\\") for table in made)
    assert {table.name for table in made if "huyen" in table.name} >= {"so_luong_theo_huyen", "tin_hoc_theo_huyen"}


def test_where_nobody_has_sent_there_is_a_sentence(world: World) -> None:
    withdraw(world.url, END_2023, 0)
    with database.reading(world.url) as connection:
        for make in (data_workbook.workbook, data_workbook.archive):
            with pytest.raises(ReportError, match="Chưa có danh sách"):
                make(_inputs(StatisticsSource.of_connection(connection, PROVINCE)))


def test_a_complete_register_needs_no_sign_for_the_late(world: World) -> None:
    complete(world.url, END_2023)
    with database.reading(world.url) as connection:
        made = tables(StatisticsSource.of_connection(connection, PROVINCE), PROVINCE_WIDE)
    assert not [table.name for table in made if any(sign.startswith(table_symbols.NOT_SENT) for sign in table.signs)]


# CSV


def _archive(inputs: ReportInputs) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data_workbook.archive(inputs)))


def _rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_files_of_csv_hold_the_tables_of_the_workbook(source: StatisticsSource) -> None:
    archive = _archive(_inputs(source))
    both = (*tables(source, PROVINCE_WIDE), *further_tables(source, PROVINCE_WIDE, is_demo=True))
    made: dict[str, DataTable] = {f"{table.name.replace('_', '-')}.csv": table for table in both}
    assert archive.namelist() == [data_workbook.README, *made]
    assert all(re.fullmatch(r"[a-z0-9-]+\.(csv|txt)", name) for name in archive.namelist())
    for name, table in made.items():
        header, *rows = _rows(archive.read(name))
        assert header == [column.header for column in table.columns]
        assert rows == [[str(cell) for cell in row] for row in table.rows]


def test_the_readme_bears_the_number_of_the_export_and_what_the_tables_need(source: StatisticsSource) -> None:
    readme = _archive(_inputs(source)).read(data_workbook.README).decode("utf-8-sig")
    assert STAMP.line in readme
    assert "Số liệu minh họa" in readme
    for words in ("tong-hop.csv", "[x]: đơn vị chưa gửi danh sách.", "[ghi chú 1]", "dấu chấm"):
        assert words in readme


def test_a_name_that_begins_like_a_formula_is_made_harmless(world: World) -> None:
    class Evil(StatisticsSource):
        def submissions(self, as_of: date, level: Tier = Tier.COMMUNE) -> Submissions:
            sent = super().submissions(as_of, level)
            units = [replace(unit, name=f"{sign}1+1") for unit, sign in zip(sent.units, "=+-@\t\r", strict=False)]
            return replace(sent, units=(*units, *sent.units[len(units) :]))

    with database.reading(world.url) as connection:
        inputs = _inputs(Evil.of_connection(connection, PROVINCE))
        rows = _rows(_archive(inputs).read("tinh-trang-gui.csv"))
        book = openpyxl.load_workbook(io.BytesIO(data_workbook.workbook(inputs)))
    assert [row[0] for row in rows[1:7]] == [f"'{sign}1+1" for sign in "=+-@\t\r"]
    cells = [row[0] for row in book["Tình trạng gửi"]["A5:A7"]]
    assert all(cell.data_type == "s" for cell in cells)
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    assert frame["Số người"].str.fullmatch(r"\d+|\[x\]").all()


def test_one_moment_gives_one_archive_and_one_workbook(source: StatisticsSource) -> None:
    inputs = _inputs(source, DISTRICT)
    assert data_workbook.archive(inputs) == data_workbook.archive(inputs)
    first, second = (zipfile.ZipFile(io.BytesIO(data_workbook.workbook(inputs))) for _ in range(2))
    assert [first.read(name) for name in first.namelist()] == [second.read(name) for name in second.namelist()]


def test_a_partly_covered_district_says_so_and_who_is_missing_stands_under_the_title(
    world: World, source: StatisticsSource
) -> None:
    pairs = world.on(END_2023)[["district_code", "unit_code"]].drop_duplicates()
    sent = Counter(str(code) for code in pairs["district_code"])
    units = source.register(END_2023)
    total = Counter(str(unit.district_code) for unit in units)
    by_district = next(table for table in tables(source, PROVINCE_WIDE) if table.name.endswith("_theo_huyen"))
    names = {str(row[1]): str(row[0]) for row in by_district.rows[:-1]}
    partly = [code for code in sent if sent[code] < total[code]]
    assert partly
    assert all(names[code].endswith(f" ({sent[code]}/{total[code]})") for code in partly)
    assert by_district.rows[-1][0] == f"Toàn tỉnh ({sum(sent.values())}/{len(units)})"
    assert f"{sum(sent.values())}/{len(units)} đơn vị đã gửi; chưa có: " in by_district.subtitle
