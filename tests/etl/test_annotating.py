"""The clerk's own workbook back: what is marked, and that nothing else has changed."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell as OpenedCell

import reference
from etl import pipeline
from etl.annotating import annotate, annotate_all
from etl.days import day_of_other_sheets
from etl.examining import find_rosters
from etl.problems import Problem, Refused, problem, sentence
from etl.reading import read_workbook
from etl.records import LoadOptions, LoadReport, Sheet, SourceFile
from settings import ROOT, SAMPLES_DIR, from_environment
from tests.etl.decorated import SHEET, decorated, parts, rewritten, with_prefixes, without_addresses

LIST = "Các lỗi cần sửa"
RED, AMBER = "FFFFC7C7", "FFFFE8A8"
AUTHOR = "Kiểm tra danh sách"
TRIAL = SAMPLES_DIR / "nhap-thu" / "Xa-Phu-Lang_2024-06-30_co-loi.xlsx"


def bad(cell: str, code: str = "unknown_value", sheet: str = SHEET, value: str = "ĐHH") -> Problem:
    words = {"field": "education", "suggestion": "bachelors"} if code == "unknown_value" else {}
    return problem(code, file="a.xlsx", sheet=sheet, cell=cell, value=value, **words)


PROBLEMS = (
    bad("F7", "unknown_position", value="Đội trưởng"),
    bad("F6"),
    bad("E6"),
    bad("H9", "unreadable_row"),
    bad("", "hidden_rows"),
)


def marked(content: bytes, problems: tuple[Problem, ...] = PROBLEMS, name: str = "a.xlsx") -> SourceFile:
    return annotate(SourceFile(name, content), problems)


def opened(content: bytes, **how: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), **how)


def colour(cell: OpenedCell) -> str | None:
    return cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None


@pytest.fixture(scope="module")
def original() -> bytes:
    return decorated()


@pytest.fixture(scope="module")
def copy(original: bytes) -> bytes:
    return marked(original).content


# --- marks -------------------------------------------------------------------------------------------------------


def test_bad_cells_have_the_colour_of_their_severity(copy: bytes) -> None:
    sheet = opened(copy)[SHEET]
    assert [colour(sheet[cell]) for cell in ("F6", "E6", "G6", "F7", "F5")] == [RED, RED, RED, AMBER, None]


def test_a_comment_says_what_is_wrong_without_the_place(copy: bytes) -> None:
    comment = opened(copy)[SHEET]["E6"].comment
    assert comment.text == "Không hiểu «ĐHH» ở cột Trình độ chuyên môn. Hãy ghi theo danh mục hoặc để trống."
    assert comment.author == AUTHOR


def test_somebody_elses_comment_is_kept_and_ours_follows(copy: bytes) -> None:
    comments = {cell: opened(copy)[SHEET][cell].comment for cell in ("F6", "B5")}
    assert comments["F6"].text == f"Hỏi lại phòng Nội vụ\n{sentence(bad('F6'))}"
    assert [comment.author for comment in comments.values()] == ["Hoa", "Hoa"]
    assert comments["B5"].text == "Trưởng nhóm"


def test_every_comment_has_exactly_one_box_and_it_is_large_enough(copy: bytes) -> None:
    vml = parts(copy)["xl/drawings/vmlDrawing1.vml"].decode()
    places = re.findall(r"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", vml)
    assert sorted(places) == [("4", "1"), ("5", "4"), ("5", "5"), ("5", "6"), ("6", "5")]
    assert len(set(re.findall(r'id="(_x0000_s\d+)"', vml))) == len(places)
    comments = {cell.coordinate: cell.comment for row in opened(copy)[SHEET] for cell in row if cell.comment}
    for box in re.findall(r"<v:shape .*?</v:shape>", vml, re.DOTALL)[1:]:
        left, _, top, _, right, across, bottom, _ = map(int, re.findall(r"\d+", box.partition("<x:Anchor>")[2])[:8])
        row, column = (int(re.findall(rf"<x:{name}>(\d+)", box)[0]) for name in ("Row", "Column"))
        assert (left, top) == (column + 1, row - 1)
        # Three columns of 64 pixels and more in between; Tahoma 9 takes about six pixels a letter, fifteen a line.
        assert 300 <= sum(0 if n in (10, 11) else 89 if n == 4 else 64 for n in range(left, right)) + across <= 320
        lines = sum(len(line) // 50 + 1 for line in comments[f"{chr(65 + column)}{row + 1}"].text.split("\n"))
        assert float(re.findall(r"height:([\d.]+)px", box)[0]) >= 15 * lines
        assert bottom - top + sum(n == 7 for n in range(top, bottom)) >= lines * 15 // 20


def test_a_problem_inside_a_merged_range_marks_its_first_cell(copy: bytes) -> None:
    sheet = opened(copy)[SHEET]
    assert sheet["G6"].comment.text == sentence(bad("H9", "unreadable_row"))
    assert [colour(sheet[cell]) for cell in ("H9", "G9", "H6")] == [None] * 3


def test_two_problems_of_a_cell_share_its_comment_and_the_worse_gives_the_colour(original: bytes) -> None:
    sheet = opened(marked(original, (bad("C5", "unknown_position"), bad("C5"), bad("C5"))).content)[SHEET]
    assert sheet["C5"].comment.text == f"{sentence(bad('C5'))}\n{sentence(bad('C5', 'unknown_position'))}"
    assert colour(sheet["C5"]) == RED
    assert sheet.parent[LIST].max_row == 5 + 2
    assert sheet["C5"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("cell", ["E6", "J6", "A3", "M30", "Z1"])
def test_a_cell_that_was_not_there_is_marked_and_looks_as_before(original: bytes, cell: str) -> None:
    content = marked(original, (bad(cell),)).content
    before, after = opened(original)[SHEET], opened(content)[SHEET]
    assert colour(after[cell]) == RED
    assert after[cell].value is None
    assert after[cell].number_format == before.column_dimensions[re.sub(r"\d", "", cell)].number_format
    assert read_workbook(SourceFile("a", content), from_environment()).sheets[1].rows[:3]


def test_a_cell_nobody_knows_is_only_listed(original: bytes) -> None:
    content = marked(original, (bad("K17", sheet="Không có"), bad("?!"), bad("ZZZ1"), bad("A9999999"))).content
    sheet = opened(content)[LIST]
    assert [sheet.cell(row, 4).hyperlink for row in range(6, 10)] == [None] * 4


# --- nothing else ------------------------------------------------------------------------------------------------


def test_all_other_parts_are_the_same_byte_by_byte(original: bytes, copy: bytes) -> None:
    before, after = parts(original), parts(copy)
    assert {name for name, content in before.items() if after.get(name) != content} == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",  # it was the sheet in front
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert set(after) - set(before) == {"xl/worksheets/sheet4.xml"}
    assert list(before) == list(after)[: len(before)]


@pytest.mark.parametrize("has_values", [False, True])
def test_every_cell_is_the_same_but_for_the_marks(original: bytes, copy: bytes, has_values: bool) -> None:
    before, after = opened(original, data_only=has_values), opened(copy, data_only=has_values)
    assert [LIST, *before.sheetnames] == after.sheetnames
    marks = {(SHEET, cell) for cell in ("E6", "F6", "F7", "G6")}
    for sheet in before:
        other = after[sheet.title]
        assert (sheet.max_row, sheet.max_column) == (other.max_row, other.max_column)
        for row in sheet.iter_rows():
            for cell in row:
                twin = other[cell.coordinate]
                assert cell.value == twin.value, cell
                if (sheet.title, cell.coordinate) == (SHEET, "E6"):
                    continue  # it was not there; another test looks at it
                for look in ("font", "border", "alignment", "number_format", "protection"):
                    assert repr(getattr(cell, look)) == repr(getattr(twin, look)), (cell, look)
                if (sheet.title, cell.coordinate) not in marks:
                    assert repr(cell.fill) == repr(twin.fill)
    assert after[SHEET]["A5"].value == (1 if has_values else "=ROW()-4")


def test_what_stands_around_the_cells_is_the_same(original: bytes, copy: bytes) -> None:
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"):
        before, after = parts(original)[part], parts(copy)[part]
        pieces = [re.split(rb"<sheetData>|</sheetData>", xml) for xml in (before, after)]
        assert pieces[0][0].replace(b' tabSelected="1"', b"") == pieces[1][0]
        assert pieces[0][-1] == pieces[1][-1]
    sheets = opened(original)[SHEET], opened(copy)[SHEET]
    heights = [{n: (row.height, row.hidden) for n, row in sheet.row_dimensions.items()} for sheet in sheets]
    assert heights[0] == heights[1]
    assert heights[0][8] == (None, True)


def test_names_keep_their_sheets(original: bytes, copy: bytes) -> None:
    before, after = opened(original), opened(copy)
    assert set(after.defined_names) == set(before.defined_names) == {"Nguong"}
    assert set(after["Tổng hợp"].defined_names) == set(before["Tổng hợp"].defined_names) == {"Rieng"}
    assert after[SHEET].print_area == before[SHEET].print_area
    assert after[SHEET].print_title_rows == before[SHEET].print_title_rows == "$4:$4"


def test_macros_and_their_ending_stay() -> None:
    source = decorated(macros=True)
    result = marked(source, name="a.xlsm")
    assert result.name == "a_loi.xlsm"
    assert parts(result.content)["xl/vbaProject.bin"] == b"not really a macro"
    assert "vbaProject.bin" in {Path(name).name for name in parts(result.content)}


def test_the_same_problems_give_the_same_bytes(original: bytes, copy: bytes) -> None:
    assert marked(original).content == copy


# --- the list ----------------------------------------------------------------------------------------------------


def test_the_list_is_the_first_sheet_and_the_only_one_in_front(copy: bytes) -> None:
    book = opened(copy)
    assert book.sheetnames[0] == LIST
    assert book.active.title == LIST
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [LIST]


def test_no_proposal_repeats_what_was_refused(original: bytes) -> None:
    place = {"file": "a.xlsx", "sheet": SHEET, "cell": "E6", "field": "education"}
    by_code = problem("unknown_value", **place, value="ĐẠI HỌC", suggestion="bachelors")
    by_name = problem("unknown_value", **place, value=" đại học", suggestion="Đại học")
    assert (by_code.suggestion, by_name.suggestion) == ("bachelors", "")
    rows = [[cell.value for cell in row] for row in opened(marked(original, (by_code, by_name)).content)[LIST]]
    assert not [text for row in rows for text in row if "Có phải là" in str(text)]


def test_the_list_tells_errors_first_with_links_to_their_cells(copy: bytes) -> None:
    sheet = opened(copy)[LIST]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[0] == ["STT", "Mức độ", "Trang", "Ô", "Nội dung", "Giá trị", "Vấn đề và việc cần làm"]
    assert [row[:4] for row in rows[1:]] == [
        [1, "Lỗi", SHEET, "E6"],
        [2, "Lỗi", SHEET, "F6"],
        [3, "Lỗi", SHEET, "H9"],
        [4, "Lưu ý", SHEET, "Cả trang"],
        [5, "Lưu ý", SHEET, "F7"],
    ]
    assert rows[1][4:6] == ["«Trình độ chuyên môn»", "«ĐHH»"]
    assert rows[1][6] == f"{sentence(bad('E6'))} Có phải là «Đại học» không?"
    links = [sheet.cell(row, 4).hyperlink for row in range(6, 11)]
    assert [link and link.location for link in links] == [
        "'Danh sách ''24'!E6",
        "'Danh sách ''24'!F6",
        "'Danh sách ''24'!G6",
        None,
        "'Danh sách ''24'!F7",
    ]
    assert "3 lỗi phải sửa" in sheet["A2"].value
    assert "2 điều cần lưu ý" in sheet["A2"].value


def test_the_list_can_be_read_and_printed(copy: bytes) -> None:
    sheet = opened(copy)[LIST]
    assert sheet.freeze_panes == "A6"
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert all(cell.alignment.wrap_text and cell.border.left.style for cell in sheet[6][4:])
    assert sheet["A5"].font.bold
    assert sheet.column_dimensions["G"].width > 50


def test_a_sheet_of_the_same_name_is_left_alone() -> None:
    source = decorated(extra_sheet="CÁC LỖI CẦN SỬA")
    book = opened(marked(source).content)
    assert book.sheetnames[:3] == [f"{LIST} (2)", SHEET, "CÁC LỖI CẦN SỬA"]
    assert book["CÁC LỖI CẦN SỬA"]["A1"].value == "Cộng"


def test_more_problems_than_anybody_mends_are_counted_and_coloured(
    original: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.annotating.marking._MOST_LISTED", 2)
    book = opened(marked(original).content)
    assert book[LIST].max_row == 7
    assert "Còn 3 điều khác" in book[LIST]["A2"].value
    assert colour(book[SHEET]["F7"]) == AMBER


def test_no_row_of_the_list_is_taken_for_a_rosters_header(original: bytes) -> None:
    """Each field, and as value each spelling of a header; a header is found by what single cells say."""
    spellings = [row["spelling"] for row in reference.rows("header_spellings")]
    fields = list(reference.field_labels())
    problems = tuple(
        problem("unknown_value", file="a.xlsx", sheet=SHEET, cell="F6", field=fields[i % len(fields)], value=spelling)
        for i, spelling in enumerate(["Họ và tên", "Họ tên", "Cộng", "Tổng số", *spellings, *fields])
    )
    content = marked(original, problems).content
    rosters, passed_over = find_rosters(read_workbook(SourceFile("a.xlsx", content), from_environment()))
    assert [roster.sheet.name for roster in rosters] == [SHEET]
    assert LIST in passed_over


def test_the_list_of_an_earlier_load_is_nothing_that_the_next_one_reads(original: bytes) -> None:
    warning = problem("date_overridden", file="a.xlsx", sheet=SHEET, value="31/12/2020", chosen="31/12/2023")
    book = read_workbook(SourceFile("a.xlsx", marked(original, (warning,)).content), from_environment())
    _, passed_over = find_rosters(book)
    assert day_of_other_sheets(book, passed_over) is None
    for sheet in book.sheets[1:]:
        sheet.rows = [["Không phải danh sách"]]
    with pytest.raises(Refused) as refusal:
        find_rosters(book)
    assert (refusal.value.problem.sheet, refusal.value.problem.cell) == (SHEET, "A1")


def test_texts_of_the_file_cannot_become_xml_or_formulas(original: bytes) -> None:
    nasty = '=1+1</t><x a="&amp;\x01\ud800>'
    error = problem("unknown_value", file="a.xlsx", sheet=SHEET, cell="F6", field="education", value=nasty)
    book = opened(marked(original, (error,)).content)
    assert book[LIST]["F6"].value == '«=1+1</t><x a="&amp;>»'
    assert '=1+1</t><x a="&amp;>' in book[SHEET]["F6"].comment.text


# --- other kinds of files ----------------------------------------------------------------------------------------


def test_a_text_file_becomes_a_workbook_with_the_same_cells() -> None:
    lines = ["DANH SÁCH CÁN BỘ", "STT;Họ và tên;Số", "01;Nguyễn Văn An;=1+1", ";;"]
    error = problem("unknown_value", file="ds.csv", cell="C3", field="education", value="=1+1")
    result = annotate(SourceFile("ds.csv", "\r\n".join(lines).encode("utf-8-sig")), [error])
    assert result.name == "ds_loi.xlsx"
    book = opened(result.content)
    assert book.sheetnames == [LIST, "Danh sách"]
    rows = [[cell.value for cell in row] for row in book["Danh sách"].iter_rows()]
    assert rows == [
        ["DANH SÁCH CÁN BỘ", None, None],
        ["STT", "Họ và tên", "Số"],
        ["01", "Nguyễn Văn An", "=1+1"],
    ]
    assert book["Danh sách"]["C3"].data_type == "s"
    assert (colour(book["Danh sách"]["C3"]), book[LIST]["C6"].value) == (RED, "Danh sách")
    assert book["Danh sách"]["C3"].comment.text == sentence(error)
    assert ".csv" in book[LIST]["A4"].value


def cells_of(sheet: Sheet) -> dict[tuple[int, int], object]:
    return {(row, c): value for row, cells in enumerate(sheet.rows) for c, value in enumerate(cells) if value != ""}


@pytest.mark.parametrize("file", ["legacy_xls/roster.xls", "open_document/roster.ods"])
def test_of_other_workbooks_the_cells_come_over_and_the_list_says_so(file: str) -> None:
    path = ROOT / "tests" / "golden" / file
    source = SourceFile(path.name, path.read_bytes())
    before = read_workbook(source, from_environment())
    first = before.sheets[0]
    error = problem("no_date", file=source.name, sheet=first.name, cell="A1")
    result = annotate(source, [error])
    assert result.name == "roster_loi.xlsx"
    after = read_workbook(result, from_environment()).sheets[1:]
    assert [(s.name, cells_of(s), sorted(s.merges)) for s in after] == [
        (s.name, cells_of(s), sorted(s.merges)) for s in before.sheets
    ]
    book = opened(result.content)
    assert book[LIST]["A4"].value == f"Bản này chỉ giữ nội dung các ô của tệp gốc {path.suffix}."
    assert colour(book[first.name]["A1"]) == RED


def test_the_content_decides_the_ending(original: bytes) -> None:
    assert marked(original, name="thu-muc.zip/xã A/a.b.xls").name == "a.b_loi.xlsx"
    assert marked(original, name='..\\a:"?.xlsx').name == "a____loi.xlsx"


STRANGE = ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")


def test_a_workbook_written_with_prefixes_is_changed_in_places(original: bytes) -> None:
    source = rewritten(original, dict.fromkeys([*STRANGE, "xl/comments1.xml"], with_prefixes))
    book = opened(marked(source).content)
    assert book[LIST]["A4"].value is None
    assert [colour(book[SHEET][cell]) for cell in ("F6", "E6", "F7")] == [RED, RED, AMBER]
    assert book[SHEET]["F6"].comment.text.startswith("Hỏi lại phòng Nội vụ\n")
    assert book[SHEET]["A5"].value == "=ROW()-4"
    assert book[SHEET].print_title_rows == "$4:$4"


def test_cells_without_addresses_are_counted(original: bytes) -> None:
    """Column E is empty in the decorated roster, so its rows are filled before the addresses go."""
    book = opened(original)
    for row in range(1, 13):
        for column in range(1, 9):
            cell = book[SHEET].cell(row, column)
            if not isinstance(cell, openpyxl.cell.cell.MergedCell) and cell.value is None:
                cell.value = "-"
    buffer = io.BytesIO()
    book.save(buffer)
    source = rewritten(buffer.getvalue(), {"xl/worksheets/sheet1.xml": without_addresses})
    sheet = opened(marked(source).content)[SHEET]
    assert [colour(sheet[cell]) for cell in ("F6", "E6", "F7", "F8")] == [RED, RED, AMBER, None]


def test_a_workbook_without_styles_gets_some(original: bytes) -> None:
    source = rewritten(
        original,
        {
            "xl/styles.xml": lambda _: b"",
            "[Content_Types].xml": lambda xml: re.sub(rb"<Override[^>]*styles[^>]*>", b"", xml),
            "xl/_rels/workbook.xml.rels": lambda xml: re.sub(rb"<Relationship [^>]*styles[^>]*>", b"", xml),
            "xl/worksheets/sheet1.xml": lambda xml: re.sub(rb'\s(s|style|dxfId)="\d+"', b"", xml),
            "xl/worksheets/sheet2.xml": lambda xml: re.sub(rb'\ss="\d+"', b"", xml),
        },
    )
    book = opened(marked(source).content)
    assert colour(book[SHEET]["F6"]) == RED
    assert book[LIST]["A4"].value is None


def test_styles_in_a_namespace_that_is_no_address_are_added_to(original: bytes) -> None:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    source = rewritten(original, {"xl/styles.xml": lambda xml: xml.replace(main, b"hppt/main")})
    assert b"<fonts" in parts(marked(source).content)["xl/styles.xml"]


def test_boxes_with_breaks_that_do_not_end_are_kept(original: bytes) -> None:
    """Excel writes the text boxes of comments as HTML of its own."""
    vml = "xl/drawings/vmlDrawing1.vml"
    source = rewritten(original, {vml: lambda xml: xml.replace(b"></div>", b">x<br>y</div>")})
    content = marked(source).content
    assert opened(content)[LIST]["A4"].value is None
    assert parts(content)[vml].count(b">x<br/>y</div>") == 2
    assert opened(content)[SHEET]["F6"].comment.text.startswith("Hỏi lại phòng Nội vụ\n")


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<row r="6"', b'<row r="5"')),
        ("xl/styles.xml", lambda xml: re.sub(rb"<fills.*</fills>", b"", xml)),
        ("xl/comments1.xml", lambda xml: re.sub(rb"<authors>.*</authors>", b"", xml)),
        ("xl/workbook.xml", lambda xml: xml.replace(b"?>", b"?><!DOCTYPE workbook>", 1)),
    ],
)
def test_a_workbook_that_cannot_be_changed_in_places_comes_back_as_its_cells(
    original: bytes, part: str, change: Callable[[bytes], bytes]
) -> None:
    book = opened(marked(rewritten(original, {part: change})).content)
    assert book[LIST]["A4"].value == "Bản này chỉ giữ nội dung các ô của tệp gốc .xlsx."
    assert "Trần Thị Bình" in {cell.value for row in book[SHEET].iter_rows() for cell in row}
    assert book[SHEET]["F7"].comment is not None
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 3 + ["hidden"]
    assert "G6:H9" in {str(merge) for merge in book[SHEET].merged_cells.ranges}


# --- the way back ------------------------------------------------------------------------------------------------


def tried(content: bytes, url: str) -> LoadReport:
    return pipeline.load(url, [SourceFile(TRIAL.name, content)], LoadOptions(dry_run=True))


def mended(content: bytes) -> bytes:
    """Type into the marked cells, as the clerk does, in any program."""
    book = opened(content)
    sheet = book["Danh sách"]
    sheet["C23"], sheet["J13"], sheet["N9"], sheet["C14"] = "28/02/1980", "ĐH", None, "15/03/1988"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_marked_workbook_reads_like_the_first_and_loads_when_it_is_mended(sqlite_url: str) -> None:
    report = tried(TRIAL.read_bytes(), sqlite_url)
    assert report.status == "refused"
    (copy,) = annotate_all([SourceFile(TRIAL.name, TRIAL.read_bytes())], report.problems)
    again = tried(copy.content, sqlite_url)
    assert (again.problems, again.rows_read) == (report.problems, report.rows_read)
    loaded = pipeline.load(sqlite_url, [SourceFile(copy.name, mended(copy.content))], LoadOptions())
    assert (loaded.status, loaded.rows_loaded, loaded.problems) == ("loaded", 16, [])


def test_the_marks_of_the_first_time_make_way_for_those_of_the_second(sqlite_url: str) -> None:
    report = tried(TRIAL.read_bytes(), sqlite_url)
    (first,) = annotate_all([SourceFile(TRIAL.name, TRIAL.read_bytes())], report.problems)
    book = opened(first.content)
    book["Danh sách"]["J13"] = "Đại học"
    buffer = io.BytesIO()
    book.save(buffer)
    for content in (first.content, buffer.getvalue()):
        report = tried(content, sqlite_url)
        (second,) = annotate_all([SourceFile(TRIAL.name, content)], report.problems)
        after = opened(second.content)
        assert after.sheetnames == [LIST, "Danh sách"]
        assert after[LIST].max_row == 5 + len(report.problems)
        sheet = after["Danh sách"]
        bad_cells = {entry.cell for entry in report.problems}
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.coordinate for cell in cells if colour(cell) == RED} == bad_cells
        assert {cell.coordinate for cell in cells if cell.comment} == bad_cells
        assert sheet["C23"].comment.text.count("Không hiểu ngày") == 1
    assert "J13" not in bad_cells
    assert repr(sheet["J13"].border) == repr(sheet["J14"].border)


# --- many files --------------------------------------------------------------------------------------------------


def test_only_files_with_problems_that_can_be_opened_come_back(original: bytes) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("x/a.xlsx", original)
        packed.writestr("y/A.xlsx", original)
        packed.writestr("y/sach.xlsx", original)
    sources = [
        SourceFile("g.zip", archive.getvalue()),
        SourceFile("hong.xlsx", b"PK not a workbook"),
        SourceFile("rong.zip", b"PK\x05\x06" + bytes(18)),
        SourceFile("a.xlsx", original),
        SourceFile("a.xlsx", original),
    ]
    files = ("g.zip/x/a.xlsx", "g.zip/y/A.xlsx", "hong.xlsx", "rong.zip", "a.xlsx")
    problems = [problem("hidden_rows", file=file, sheet=SHEET) for file in files]
    assert [copy.name for copy in annotate_all(sources, problems)] == ["a_loi.xlsx", "A_loi-2.xlsx", "a_loi-3.xlsx"]


def test_a_file_that_cannot_be_opened_has_no_copy() -> None:
    with pytest.raises(Refused):
        marked(b"%PDF-1.7")
