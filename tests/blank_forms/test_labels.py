"""Labels in words that several fields share, headings that nobody merged, years and footnotes; counted with pandas."""

from collections.abc import Callable

import openpyxl
import pandas as pd
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import DATES, END_2023, World

Mask = Callable[[pd.DataFrame], "pd.Series[bool]"]


def _is(field: str, *codes: str) -> Mask:
    return lambda own: own[field].isin(codes)


def _known_but(field: str, code: str) -> Mask:
    return lambda own: own[field].notna() & (own[field] != code)


LABELS: dict[tuple[str, ...], Mask | None] = {
    ("SĐH",): _is("education", "masters", "doctorate"),
    ("Trình độ", "SĐH"): _is("education", "masters", "doctorate"),
    ("T.đó: nữ",): _is("gender", "female"),
    ("Đã qua bồi dưỡng QLNN",): _known_but("state_management", "untrained"),
    ("QLNN", "Chưa qua bồi dưỡng"): _is("state_management", "untrained"),
    ("Đã qua đào tạo LLCT",): _known_but("political_theory", "untrained"),
    ("Biết tiếng DTTS",): _is("ethnic_language", "yes"),
    ("Kỹ năng số", "Đã bồi dưỡng"): _is("digital_skills", "yes"),
    ("Bồi dưỡng tin học",): None,
    ("Bồi dưỡng theo vị trí việc làm",): None,
    ("Chứng chỉ chức danh nghề nghiệp",): None,
    ("LLCT", "Chứng chỉ"): None,
    ("Chứng chỉ", "Tin học"): _is("it", "certificate"),
    ("Chứng chỉ", "Tiếng Anh"): _is("english", "certificate"),
    ("Chứng chỉ", "Tiếng dân tộc"): _is("ethnic_language", "yes"),
    ("Chứng chỉ ngoại ngữ", "Tiếng Anh"): _is("english", "certificate"),
    ("Thâm niên công tác", "Từ 5 đến dưới 10 năm"): _is("seniority", "from_05"),
    ("Thâm niên", "≥ 30 năm"): _is("seniority", "from_30"),
    ("Tuổi Đảng dưới 5 năm",): None,
    ("Từ 5 đến 15 năm",): None,
    ("Trên 5 năm",): None,
    ("< 30 năm",): None,
    ("Dưới 18",): None,
    ("Từ 50 đến 40",): None,
    ("Đạt chuẩn về trình độ chuyên môn",): None,
    ("Cán bộ lãnh đạo, quản lý",): None,
    ("Tuyển dụng mới trong kỳ",): None,
}


@pytest.mark.parametrize("path", LABELS, ids=" › ".join)
def test_a_label_counts_whom_its_words_name_or_nobody(world: World, filling: Filler, path: tuple[str, ...]) -> None:
    people = world.on(END_2023)
    mask = LABELS[path]
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Chỉ tiêu",), ("Tổng số",), path])
    write_rows(sheet, first, 3, [["Toàn tỉnh"]])
    filled = filling(saved(sheet))
    expected = None if mask is None else int(mask(people).sum())
    assert cells(reopened(filled).active, first, 2, 3) == [len(people), expected]
    assert bool(filled.outcome.gaps) == (mask is None)


def test_certificates_a_b_c_beside_the_newer_kinds_are_those_three(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    names = ("Chứng chỉ ƯDCNTT cơ bản", "Chứng chỉ A, B, C")
    first = write_header(sheet, 5, [("Chỉ tiêu",), *(("Tin học", name) for name in names)])
    write_rows(sheet, first, 3, [["Toàn tỉnh"]])
    basic = int(((people["it_detail"] == "basic") & (people["it"] == "certificate")).sum())
    expected = [basic, int(people["it_detail"].isin(["a", "b", "c"]).sum())]
    assert cells(reopened(filling(saved(sheet))).active, first, 2, 3) == expected
    alone = new_sheet()
    write_rows(alone, write_header(alone, 5, [("Chỉ tiêu",), ("Tin học", names[1])]), 2, [["Toàn tỉnh"]])
    certificates = int((people["it"] == "certificate").sum())
    assert reopened(filling(saved(alone))).active.cell(first, 2).value == certificates


def test_headings_that_nobody_merged_are_over_the_cells_at_their_right(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    head = [["STT", "Đơn vị", "Tổng số", "Trong đó", "", "Trình độ chuyên môn", ""],
            ["", "", "", "Nữ", "Đảng viên", "Thạc sĩ", "Đại học"]]  # fmt: skip
    write_rows(sheet, 5, 7, [*head, ["1", "Huyện Gia Bình"], ["2", "Toàn tỉnh"]])
    result = reopened(filling(saved(sheet))).active
    for row, own in ((7, people[people["district_name"] == "Huyện Gia Bình"]), (8, people)):
        marks = [own["gender"] == "female", own["party_member"] == "yes"]
        marks += [own["education"] == code for code in ("masters", "bachelors")]
        assert cells(result, row, 3, 7) == [len(own), *(int(mark.sum()) for mark in marks)]


def test_years_alone_over_columns_are_years(world: World, filling: Filler) -> None:
    numbers = [len(world.on(day)) for day in DATES[1:3]]
    years = ("2022", "2023", "Tăng (giảm)")
    for paths in ([(year,) for year in years], [("Năm", year) for year in years]):
        sheet = new_sheet()
        first = write_header(sheet, 5, [("Chỉ tiêu",), *paths])
        write_rows(sheet, first, 4, [["Tổng số"]])
        result = reopened(filling(saved(sheet))).active
        assert cells(result, first, 2, 4) == [*numbers, numbers[1] - numbers[0]]


def test_whoever_is_left_under_two_headings_is_of_the_outer_kind(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    columns = [(kind, "Trình độ chuyên môn", level) for kind in ("Nam", "Nữ") for level in ("Đại học", "Còn lại")]
    first = write_header(sheet, 5, [("Chỉ tiêu",), *columns])
    write_rows(sheet, first, 5, [["Toàn tỉnh"]])
    owns = [people[people["gender"] == gender] for gender in ("male", "female")]
    bachelors = [int((own["education"] == "bachelors").sum()) for own in owns]
    expected = [number for own, has in zip(owns, bachelors, strict=True) for number in (has, len(own) - has)]
    assert cells(reopened(filling(saved(sheet))).active, first, 2, 5) == expected


def test_bands_of_service_as_rows_under_their_heading(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    rows = {"Dưới 5 năm": ["from_00"], "Từ 5 đến dưới 10 năm": ["from_05"], "Từ 20 năm trở lên":
            ["from_20", "from_25", "from_30"]}  # fmt: skip
    sheet = new_sheet()
    first = write_header(sheet, 5, [("STT",), ("Thâm niên công tác",), ("Số người",)])
    write_rows(sheet, first, 3, [[str(at), name] for at, name in enumerate(rows, start=1)])
    result = reopened(filling(saved(sheet))).active
    column = [result.cell(row, 3).value for row in range(first, first + len(rows))]
    assert column == [int(people["seniority"].isin(codes).sum()) for codes in rows.values()]


def test_marks_of_footnotes_belong_to_no_label(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Chỉ tiêu",), ("Tổng số (người)",)])
    write_rows(sheet, first, 2, [["Đảng viên [2]"], ["Cán bộ¹"], ["Nữ"]])
    sheet.cell(first + 2, 1).value = CellRichText("Nữ", TextBlock(InlineFont(vertAlign="superscript"), "3"))
    result = reopened(filling(saved(sheet))).active
    marks = [people["party_member"] == "yes", people["category"] == "cadre", people["gender"] == "female"]
    assert [result.cell(first + at, 2).value for at in range(3)] == [int(mark.sum()) for mark in marks]


def test_units_under_a_row_that_says_so_are_counted(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Địa phương",), ("Tổng số",)])
    names = ["Huyện Gia Bình", "Huyện Tiên Du"]
    write_rows(sheet, first, 2, [["Toàn tỉnh"], ["Chia theo đơn vị"], *([name] for name in names)])
    result = reopened(filling(saved(sheet))).active
    column = [result.cell(row, 2).value for row in range(first, first + 4)]
    assert column == [len(people), None, *(int((people["district_name"] == name).sum()) for name in names)]


def test_a_total_of_rows_that_nobody_reads_stays_empty(filling: Filler) -> None:
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Giới tính",), ("Số lượng",)])
    second = write_rows(sheet, first, 2, [["Nam"], ["Cộng"]]) + 2
    first = write_header(sheet, second, [("Nội dung",), ("Số lượng",)])
    write_rows(sheet, first, 2, [["Xuất sắc"], ["Tốt"], ["Cộng"]])
    filled = filling(saved(sheet))
    assert [filled.book.active.cell(first + at, 2).value for at in range(3)] == [None] * 3
    assert isinstance(filled.book, openpyxl.Workbook)
    assert "Không đọc được dòng nào trong các dòng được cộng nên chưa cộng." in {
        gap.reason for gap in filled.outcome.gaps
    }


def test_a_part_with_lines_that_is_no_table_is_said(filling: Filler) -> None:
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Giới tính",), ("Số lượng",)])
    end = write_rows(sheet, first, 2, [["Nam"], ["Nữ"]])
    sheet.cell(end + 1, 1).value = "Bảng 2. Ý kiến"
    write_rows(sheet, end + 3, 4, [["Ý kiến đề xuất"], [], []])
    gaps = [(gap.where, gap.label) for gap in filling(saved(sheet)).outcome.gaps]
    assert gaps == [(f"Biểu › A{end + 3}:D{end + 5}", "Ý kiến đề xuất")]


def test_years_behind_years_of_service_are_of_service(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    bands = (("from_00",), ("from_05", "from_10"), ("from_15", "from_20", "from_25", "from_30"))
    heads = ("Năm công tác dưới 5 năm", "Từ 5 đến 15 năm", "Trên 15 năm", "Nữ", "Từ 5 đến 10 năm")
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Chỉ tiêu",), ("Tổng số",), *((head,) for head in heads)])
    write_rows(sheet, first, 7, [["Toàn tỉnh"]])
    counted = [int(people["seniority"].isin(band).sum()) for band in bands]
    women = int((people["gender"] == "female").sum())
    assert cells(reopened(filling(saved(sheet))).active, first, 3, 7) == [*counted, women, None]
