"""Tables that stand beside each other while one grows by rows; each cell counted anew with pandas."""

from collections.abc import Sequence
from copy import copy
from typing import Any

import pandas as pd
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.blank_forms.blank import cells, new_sheet, saved, sum_row, write_foot, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import END_2023, World

TITLE = "CƠ CẤU CÁN BỘ, CÔNG CHỨC"
KINDS = ("cadre", "civil_servant")
BANDS = {"Dưới 31": (0, 30), "31 - 40": (31, 40), "41 - 50": (41, 50), "Trên 50": (51, 200)}
TOP = 5


def _staff(world: World) -> pd.DataFrame:
    people = world.on(END_2023)
    return people[people["category"].isin(KINDS) | people["category"].isna()]


def _units(people: pd.DataFrame) -> list[list[Any]]:
    """List the rows that districts have, by code."""
    groups = people.groupby("district_code")
    return [
        [number, own["district_name"].iloc[0], len(own), int((own["gender"] == "female").sum())]
        for number, (_, own) in enumerate(groups, start=1)
    ]


def _ages(people: pd.DataFrame, bands: Sequence[str]) -> list[list[Any]]:
    rows = []
    for name in bands:
        own = people[people["age"].notna() & people["age"].between(*BANDS[name])]
        rows.append([name, *(int((own["gender"] == gender).sum()) for gender in ("male", "female"))])
    return rows


def _beside(sheet: Worksheet, at: int, headings: Sequence[str], rows: Sequence[Sequence[str]], top: int = TOP) -> None:
    """Write a second table, boxed, at the right of the first."""
    box = sheet.cell(top, 1).border
    for row, texts in enumerate([headings, *rows], start=top):
        for column in range(at, at + len(headings)):
            sheet.cell(row, column).border = copy(box)
        for column, text in enumerate(texts, start=at):
            sheet.cell(row, column).value = text or None


def _left(rows: Sequence[Sequence[str]]) -> tuple[Worksheet, int, int]:
    sheet = new_sheet(TITLE)
    first = write_header(sheet, TOP, [("TT",), ("Đơn vị",), ("Tổng số",), ("Nữ",)])
    return sheet, first, write_rows(sheet, first, 4, rows)


def test_a_shorter_table_stays_where_it_is_while_the_one_left_of_it_grows(world: World, filling: Filler) -> None:
    people, bands = _staff(world), list(BANDS)[:2]
    sheet, first, end = _left([[], [], ["", "Tổng cộng"]])
    _beside(sheet, 6, ["Độ tuổi", "Nam", "Nữ"], [[name] for name in bands])
    sum_row(sheet, end - 1, (3, 4), (first, end - 2))
    sheet.cell(end + 4, 6).value = f"=C{end - 1}+G{first}"
    sheet.row_dimensions[first + 1].height = 31
    write_foot(sheet, end)
    sheet.merge_cells(start_row=end + 1, end_row=end + 1, start_column=3, end_column=8)
    sheet.print_area = f"A1:H{end + 2}"
    colour = CellIsRule(operator="greaterThan", formula=["20"], fill=PatternFill("solid", bgColor="FFC7CE"))
    sheet.conditional_formatting.add(f"C{first}:C{end - 2}", colour)
    result = reopened(filling(saved(sheet))).active
    units, more = _units(people), people["district_code"].nunique() - 2
    total = first + len(units)
    assert [cells(result, row, 1, 4) for row in range(first, total)] == units
    assert cells(result, total, 2, 4) == ["Tổng cộng", f"=SUM(C{first}:C{total - 1})", f"=SUM(D{first}:D{total - 1})"]
    assert [cells(result, first + n, 6, 8) for n in range(2)] == _ages(people, bands)
    assert all(cells(result, row, 5, 8) == [None] * 4 for row in range(first + 2, total + 1))
    assert result.cell(total - 1, 4).border.left.style == "thin"
    assert result.cell(total - 1, 7).border.left.style is None
    assert result.row_dimensions[first + 1].height == 31
    assert result.cell(end + 4 + more, 6).value == f"=C{total}+G{first}"
    assert f"C{end + 1 + more}:H{end + 1 + more}" in {str(area) for area in result.merged_cells.ranges}
    assert result.print_area.endswith(f"$H${end + 2 + more}")
    assert [str(each.sqref) for each in result.conditional_formatting] == [f"C{first}:C{total - 1}"]


def test_a_longer_table_without_a_gap_holds_the_growing_one_beside_it(world: World, filling: Filler) -> None:
    """Whole rows are put in for what the longer one does not hold alone."""
    people, bands = _staff(world), list(BANDS)
    sheet, first, _ = _left([["", "Tổng cộng"]])
    _beside(sheet, 5, ["Độ tuổi", "Nam", "Nữ"], [[name] for name in bands])
    foot = first + len(bands)
    write_foot(sheet, foot)
    result = reopened(filling(saved(sheet))).active
    units = _units(people)
    rows = [*units, [None, "Tổng cộng", len(people), int((people["gender"] == "female").sum())]]
    assert [cells(result, first + n, 1, 4) for n in range(len(rows))] == rows
    assert [cells(result, first + n, 5, 7) for n in range(len(bands))] == _ages(people, bands)
    assert result.cell(foot + 2 + len(rows) - len(bands), 1).value == "NGƯỜI LẬP BIỂU"


def test_both_grow_each_in_its_columns(world: World, filling: Filler) -> None:
    people = _staff(world)
    sheet, first, end = _left([[], ["", "Tổng cộng"]])
    _beside(sheet, 6, ["TT", "Họ và tên", "Giới tính"], [[], []])
    write_foot(sheet, end)
    second = write_header(sheet, end + 5, [("Trình độ",), ("Nam",), ("Nữ",)])
    write_rows(sheet, second, 3, [["Thạc sĩ"]])
    result = reopened(filling(saved(sheet))).active
    units, more = _units(people), len(people) - 2
    assert [cells(result, first + n, 1, 4) for n in range(len(units))] == units
    assert cells(result, first + len(units), 2, 3) == ["Tổng cộng", len(people)]
    assert cells(result, first + len(units) + 1, 1, 4) == [None] * 4
    listed = [tuple(cells(result, first + n, 7, 8)) for n in range(len(people))]
    words = {"male": "Nam", "female": "Nữ"}
    pairs = zip(people["full_name"], people["gender"], strict=True)
    assert sorted(map(str, listed)) == sorted(str((name, words.get(gender))) for name, gender in pairs)
    assert result.cell(end + 2 + more, 1).value == "NGƯỜI LẬP BIỂU"
    own = people[people["education"] == "masters"]
    degrees = [int((own["gender"] == gender).sum()) for gender in ("male", "female")]
    assert cells(result, second + more, 1, 3) == ["Thạc sĩ", *degrees]


def test_a_table_whose_header_stands_lower_is_one_of_its_own(world: World, filling: Filler) -> None:
    """The other one beside it goes on below that header."""
    people, bands = _staff(world), list(BANDS)[:2]
    sheet = new_sheet(TITLE)
    levels = {"Tiến sĩ": "doctorate", "Thạc sĩ": "masters", "Đại học": "bachelors", "Cao đẳng": "college"}
    first = write_header(sheet, TOP, [("TT",), ("Trình độ",), ("Nam",), ("Nữ",)])
    write_rows(sheet, first, 4, [[str(number), name] for number, name in enumerate(levels, start=1)])
    _beside(sheet, 6, ["Độ tuổi", "Nam", "Nữ"], [[name] for name in bands], first + 1)
    result = reopened(filling(saved(sheet))).active
    for row, code in enumerate(levels.values(), start=first):
        own = people[people["education"] == code]
        assert cells(result, row, 3, 4) == [int((own["gender"] == gender).sum()) for gender in ("male", "female")]
    assert [cells(result, first + 2 + n, 6, 8) for n in range(2)] == _ages(people, bands)


def test_a_total_printed_once_for_both_stays_below_both(world: World, filling: Filler) -> None:
    people, bands = _staff(world), list(BANDS)[:3]
    sheet = new_sheet(TITLE)
    for area, text in (("A5:D5", "I. THEO ĐƠN VỊ"), ("F5:H5", "II. THEO ĐỘ TUỔI")):
        sheet[area.partition(":")[0]] = text
        sheet.merge_cells(area)
    first = write_header(sheet, TOP + 1, [("TT",), ("Đơn vị",), ("Tổng số",), ("Nữ",)])
    end = write_rows(sheet, first, 4, [[], [], []])
    _beside(sheet, 6, ["Độ tuổi", "Nam", "Nữ"], [[name] for name in bands], TOP + 1)
    write_rows(sheet, end, 8, [["", "Tổng cộng"]])
    sum_row(sheet, end, (3, 4, 7, 8), (first, end - 1))
    sheet.cell(end + 1, 1).value = "Ghi chú: số liệu của hai bảng"
    sheet.merge_cells(start_row=end + 1, end_row=end + 1, start_column=1, end_column=8)
    result = reopened(filling(saved(sheet))).active
    units = _units(people)
    last = first + len(units) - 1
    assert [cells(result, first + n, 1, 4) for n in range(len(units))] == units
    assert [cells(result, first + n, 6, 8) for n in range(3)] == _ages(people, bands)
    sums = [f"=SUM({letter}{first}:{letter}{last if letter in 'CD' else first + 2})" for letter in "CDGH"]
    assert cells(result, last + 1, 2, 8) == ["Tổng cộng", *sums[:2], None, None, *sums[2:]]
    assert f"A{last + 2}:H{last + 2}" in {str(area) for area in result.merged_cells.ranges}


def test_units_over_a_total_with_formulas_and_merged_cells_get_neither(world: World, filling: Filler) -> None:
    """A form without a free row takes the look of its total, not what stands there."""
    people = _staff(world)
    sheet, first, end = _left([["Tổng cộng"]])
    sheet.merge_cells(start_row=first, end_row=first, start_column=1, end_column=2)
    sheet.cell(first, 4).value = f"=C{first}-1"
    write_foot(sheet, end)
    result = reopened(filling(saved(sheet))).active
    units = _units(people)
    total = first + len(units)
    assert [cells(result, first + n, 1, 4) for n in range(len(units))] == units
    assert cells(result, total, 1, 4) == ["Tổng cộng", None, len(people), f"=C{total}-1"]
    assert f"A{total}:B{total}" in {str(area) for area in result.merged_cells.ranges}
