"""Tables of years without lists: labels read as places and counting rules, checks by cell, a load, undoing, rosters."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

from docx import Document

import database
from etl.figures import pipeline
from etl.figures.records import FigureOptions, FigureReport
from etl.records import SourceFile
from reference.figures import AGGREGATES, QUOTAS
from reference.provinces import communes_on
from settings import from_environment
from stats.queries.aggregates import aggregates
from tests.etl.figures.workbooks import PROVINCE, workbook
from tests.people import DATES, fill

DAY = date(2020, 12, 31)
NAMES = [unit for unit in communes_on(DAY, PROVINCE) if unit.parent_code == "264"][:3]
RULES = ("*", "category=cadre", "category=civil_servant", "education=masters", "education=bachelors", "it=certificate")
HEADS: list[list[Any]] = [
    ["SỞ NỘI VỤ"],
    ["BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ"],
    ["Tính đến ngày 31 tháng 12 năm 2020"],
    ["STT", "Tên đơn vị", "Tổng số", "Chức danh", None, "Trình độ chuyên môn", None, "Tin học"],
    [None, None, None, "Cán bộ cấp xã", "Công chức chuyên môn", "Thạc sĩ", "Đại học", "Chứng chỉ"],
    ["A", "B", 1, 2, 3, 4, 5, 6],
]
MERGES = ("A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:G4")
ROWS: list[tuple[int, ...]] = [(20, 11, 9, 2, 17, 18), (19, 10, 9, 1, 16, 15), (21, 12, 9, 3, 15, 20)]


def table(rows: list[tuple[int, ...]] = ROWS, total: tuple[int, ...] | None = None) -> SourceFile:
    """Write the table of these communes' rows and their district's, whose row stands above them."""
    district = tuple(map(sum, zip(*rows, strict=True))) if total is None else total
    lines: list[list[Any]] = [*HEADS, ["I", "Huyện Lương Tài", *district]]
    lines += [[number, unit.name, *row] for number, (unit, row) in enumerate(zip(NAMES, rows, strict=True), start=1)]
    return workbook([*lines, ["", "Ngày 05 tháng 01 năm 2021"]], merges=MERGES)


def load(url: str, file: SourceFile, **options: Any) -> FigureReport:
    return pipeline.load(url, AGGREGATES, [file], FigureOptions(loaded_by="lan", **options))


def held(url: str) -> dict[tuple[str, str, date, str], int]:
    with database.reading(url) as connection:
        rows = aggregates(connection)
    return {(row.level, row.unit_code, row.as_of, row.rule): row.people for row in rows}


def test_each_number_is_of_its_unit_and_rule(database_url: str) -> None:
    report = load(database_url, table())
    assert (report.status, report.problems) == ("loaded", [])
    expected = {
        ("commune", unit.code, DAY, rule): number
        for unit, row in zip(NAMES, ROWS, strict=True)
        for rule, number in zip(RULES, row, strict=True)
    }
    expected |= {("district", "264", DAY, rule): sum(row[at] for row in ROWS) for at, rule in enumerate(RULES)}
    assert held(database_url) == expected


def test_the_same_file_twice_is_one_and_undoing_takes_it_back(sqlite_url: str) -> None:
    file = table()
    load(sqlite_url, file)
    assert load(sqlite_url, file).status == "already_loaded"
    load(sqlite_url, table([(30, 15, 15, 2, 17, 18), *ROWS[1:]]))
    assert held(sqlite_url)["commune", NAMES[0].code, DAY, "*"] == 30
    pipeline.undo(sqlite_url, AGGREGATES, 2, "hoa")
    assert held(sqlite_url)["commune", NAMES[0].code, DAY, "*"] == 20
    pipeline.undo(sqlite_url, AGGREGATES, 1, "hoa")
    assert held(sqlite_url) == {}


def test_an_article_s_table_is_of_the_place_that_its_title_names(sqlite_url: str) -> None:
    levels = [["Trình độ chuyên môn", "Số lượng", "Tỷ lệ (%)"], ["Thạc sĩ", 274, 11.58], ["Đại học", 1845, 77.97]]
    whole = [["Cán bộ, công chức cấp xã tỉnh Bắc Ninh năm 2020"], *levels, ["Tổng số", 2366, 100]]
    assert load(sqlite_url, workbook(whole)).status == "loaded"
    rules = {"*": 2366, "education=masters": 274, "education=bachelors": 1845}
    assert held(sqlite_url) == {("province", "27", DAY, rule): number for rule, number in rules.items()}
    district = [["UBND HUYỆN LƯƠNG TÀI"], ["Tính đến 31/12/2020"], *levels[:2]]
    assert [cell.unit.code for cell in load(sqlite_url, workbook(district), dry_run=True).figures] == ["264"]


def test_each_of_two_provinces_that_were_merged_later_has_its_own(sqlite_url: str) -> None:
    day = "Tính đến 31/12/2020"
    rows = [["Tỉnh Bắc Ninh", 1000, 1200], ["Tỉnh Bắc Giang", 1500, 1700], ["Cộng", 2500, 2900]]
    load(sqlite_url, workbook([[day], ["Đơn vị", "Cán bộ", "Công chức"], *rows]))
    assert {(code, rule): number for (_, code, _, rule), number in held(sqlite_url).items()} == {
        ("27", "category=cadre"): 1000, ("27", "category=civil_servant"): 1200,
        ("24", "category=cadre"): 1500, ("24", "category=civil_servant"): 1700,
    }  # fmt: skip
    heads = [["UBND TỈNH BẮC NINH"], ["Cán bộ, công chức cấp xã tỉnh Bắc Giang"], [day]]
    levels = [["Trình độ chuyên môn", "Số lượng"], ["Thạc sĩ", 100], ["Đại học", 3000], ["Tổng số", 3200]]
    figures = load(sqlite_url, workbook([*heads, *levels]), dry_run=True).figures
    assert {(cell.unit.level, cell.unit.code) for cell in figures} == {("province", "24")}


def test_columns_of_years_are_days(sqlite_url: str) -> None:
    rows = [["Trình độ chuyên môn", "2019", "2020"], ["Thạc sĩ", 250, 274], ["Đại học", 1700, 1845]]
    load(sqlite_url, workbook(rows))
    assert held(sqlite_url)["province", "27", date(2019, 12, 31), "education=bachelors"] == 1700
    assert held(sqlite_url)["province", "27", DAY, "education=masters"] == 274


def _problems(report: FigureReport) -> list[tuple[str, str]]:
    return [(each.code, each.cell) for each in report.problems]


def test_what_contradicts_itself_is_a_problem_at_its_cell(sqlite_url: str) -> None:
    over = load(sqlite_url, table([(20, 11, 9, 8, 17, 18), *ROWS[1:]]))
    assert ("aggregate_parts_over", "C8") in _problems(over)
    assert over.status == "refused"
    short = load(sqlite_url, table([(20, 11, 8, 2, 17, 18), *ROWS[1:]]), dry_run=True)
    assert sorted(_problems(short)) == [("aggregate_parts_short", "C7"), ("aggregate_parts_short", "C8")]
    above = load(sqlite_url, table([(20, 11, 9, 2, 17, 25), *ROWS[1:]]))
    assert ("aggregate_above_whole", "H8") in _problems(above)
    off = load(sqlite_url, table(total=(61, 34, 27, 6, 48, 53)), dry_run=True)
    assert _problems(off) == [("aggregate_total_off", "C7"), ("aggregate_total_off", "D7")]
    assert held(sqlite_url) == {}


def test_bad_tables_are_told_with_what_to_do(sqlite_url: str) -> None:
    rows = [["Tính đến 31/12/2020"], ["Đơn vị", "Tổng số"], ["Xã Không Có Thật", 20], [NAMES[0].name, 19]]
    assert ("unknown_unit", "A3") in _problems(load(sqlite_url, workbook(rows)))
    assert _problems(load(sqlite_url, workbook(rows[1:]))) == [("aggregates_no_day", "B2")]
    assert _problems(load(sqlite_url, workbook([["Ghi chú"]]))) == [("aggregates_no_table", "")]
    label = [["Năm 2020"], ["Đơn vị", "Tổng số", "Số xe đạp"], [NAMES[0].name, 19, 4]]
    report = load(sqlite_url, workbook(label), dry_run=True)
    assert _problems(report) == [("aggregate_label_unread", "C3")]
    assert [cell.measure for cell in report.figures] == ["*"]


def test_a_unit_with_a_roster_of_that_day_is_refused(sqlite_url: str) -> None:
    world = fill(sqlite_url)
    code = str(world.on(DATES[2])["unit_code"].iloc[0])
    name = next(unit.name for unit in communes_on(DATES[2], PROVINCE) if unit.code == code)
    rows = [["Tính đến 31/12/2023"], ["Mã đơn vị", "Tổng số", "Thạc sĩ"], [name, 19, 2]]
    report = load(sqlite_url, workbook(rows))
    assert (report.status, [each.code for each in report.errors]) == ("refused", ["aggregate_has_roster"])
    assert "Hãy bỏ đơn vị này khỏi bảng" in report.errors[0].message
    assert held(sqlite_url) == {}


def _in_word(*tables: list[list[Any]], lines: tuple[str, ...] = ("Tính đến ngày 31/12/2020",)) -> SourceFile:
    """Write a Word document: a letterhead's table, then each table under its lines; None: merged with the cell left."""
    document = Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text, head.cell(0, 1).text = "UBND TỈNH BẮC NINH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for rows in tables:
        for line in lines:
            document.add_paragraph(line)
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is None:
                    table.cell(at, column - 1).merge(table.cell(at, column))
                else:
                    table.cell(at, column).text = str(value)
    content = io.BytesIO()
    document.save(content)
    return SourceFile("bao-cao.docx", content.getvalue())


def test_a_table_in_a_word_document_is_read_with_the_places_of_its_cells(sqlite_url: str) -> None:
    heads: list[list[Any]] = [
        ["TT", "Đơn vị", "Tổng số", "Trình độ chuyên môn", None],
        ["TT", "Đơn vị", "Tổng số", "Thạc sĩ", "Đại học"],
    ]
    rows: list[list[Any]] = [
        [str(at), unit.name, row[0], row[3], row[4]] for at, (unit, row) in enumerate(zip(NAMES, ROWS, strict=True))
    ]
    report = load(sqlite_url, _in_word([*heads, *rows]))
    assert (report.status, report.problems) == ("loaded", [])
    expected = {
        ("commune", unit.code, DAY, rule): row[at]
        for unit, row in zip(NAMES, ROWS, strict=True)
        for at, rule in ((0, "*"), (3, "education=masters"), (4, "education=bachelors"))
    }
    assert held(sqlite_url) == expected
    assert {(cell.sheet, cell.cell) for cell in report.figures[:2]} == {
        ("Bảng 2", "dòng 3, cột 3"),
        ("Bảng 2", "dòng 3, cột 4"),
    }
    with database.reading(sqlite_url) as connection:
        assert aggregates(connection)[0].cell == "dòng 3, cột 3"
    assert load(sqlite_url, _in_word([*heads, *rows])).status in ("loaded", "already_loaded")


def test_a_wrong_number_of_a_word_table_is_told_with_its_row_and_column(sqlite_url: str) -> None:
    rows: list[list[Any]] = [["Đơn vị", "Tổng số", "Đại học"], [NAMES[0].name, 20, 17], [NAMES[1].name, 19, 25]]
    wrong = load(sqlite_url, _in_word([["Mức", "Ghi chú"], ["a", "b"]], rows))
    assert _problems(wrong) == [("aggregate_above_whole", "dòng 3, cột 3")]
    assert wrong.problems[0].message.startswith("Tệp «bao-cao.docx», Bảng 3, dòng 3, cột 3: ")
    unknown = load(sqlite_url, _in_word([rows[0], ["Xã Không Có Thật", 20, 17], rows[1]]))
    assert ("unknown_unit", "dòng 2, cột 1") in _problems(unknown)
    assert _problems(load(sqlite_url, _in_word(rows, lines=("Biểu",)))) == [("aggregates_no_day", "dòng 2, cột 2")]
    assert held(sqlite_url) == {}


def test_a_document_that_cannot_be_used_is_refused(sqlite_url: str) -> None:
    whole = _in_word([["Đơn vị", "Tổng số"], [NAMES[0].name, 20]])
    broken = SourceFile("bao-cao.docx", whole.content[:-200])
    assert [each.code for each in load(sqlite_url, broken).problems] == ["broken_workbook"]
    assert [each.code for each in load(sqlite_url, _in_word()).problems] == ["aggregates_no_table"]
    small = replace(from_environment(), max_load_mb=0)
    report = pipeline.load(sqlite_url, AGGREGATES, [whole], FigureOptions(), small)
    assert [each.code for each in report.problems] == ["load_too_large"]
    refused = pipeline.load(sqlite_url, QUOTAS, [whole], FigureOptions())
    assert [each.code for each in refused.problems] == ["not_a_workbook"]


def test_ban_chqs_is_counted_apart_where_a_heading_or_the_title_says_so(sqlite_url: str) -> None:
    rule = "department!=Ban Chỉ huy quân sự"
    heads = ["Đơn vị", "Tổng số", "Không kể Ban Chỉ huy Quân sự", "Ban CHQS"]
    rows = [["Tính đến 31/12/2020"], heads, [NAMES[0].name, 20, 18, 2]]
    report = load(sqlite_url, workbook(rows), dry_run=True)
    counts = {cell.measure: int(cell.value) for cell in report.figures}
    assert report.problems == []
    assert counts == {"*": 20, rule: 18, "department=Ban Chỉ huy quân sự": 2}
    title = [["SỐ CÁN BỘ, CÔNG CHỨC CẤP XÃ (không tính Ban CHQS)"], ["Tính đến 31/12/2020"]]
    report = load(sqlite_url, workbook([*title, ["Đơn vị", "Tổng số", "Nữ"], [NAMES[0].name, 18, 7]]), dry_run=True)
    assert {cell.measure: cell.value for cell in report.figures} == {rule: 18, f"gender=female & {rule}": 7}
