"""Shares in blank forms, headings that say whom a table is about, and posts of several names; against pandas."""

import pandas as pd

from stats.shares import share
from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import END_2023, World


def test_shares_are_written_as_shares_of_whom_the_labels_name(world: World, filling: Filler) -> None:
    """«Tỷ lệ nữ» of a unit's people; «Cán bộ › Tỷ lệ» of the cán bộ beside a level; a bare one of units stays empty."""
    people = world.on(END_2023)

    def of(part: pd.DataFrame, whole: pd.DataFrame) -> float:
        return float(share(len(part), len(whole)))

    sheet = new_sheet()
    paths = [("Trình độ",), ("Số lượng",), ("Tỷ lệ (%)",), ("Cán bộ", "SL"), ("Cán bộ", "Tỷ lệ %"), ("Tỷ lệ nữ (%)",)]
    first = write_header(sheet, 5, paths)
    write_rows(sheet, first, 6, [["Đại học"], ["Tổng số"]])
    result = reopened(filling(saved(sheet))).active
    own, cadres = people[people["education"] == "bachelors"], people[people["category"] == "cadre"]
    both = own[own["category"] == "cadre"]
    women = own[own["gender"] == "female"]
    assert cells(result, first, 2, 6) == [len(own), of(own, people), len(both), of(both, cadres), of(women, own)]
    assert cells(result, first + 1, 3, 5) == [100.0, len(cadres), 100.0]

    sheet = new_sheet()
    paths = [("Đơn vị",), ("Nữ", "Số lượng"), ("Nữ", "%"), ("Công chức", "Tỷ lệ nữ"), ("Tỷ lệ (%)",)]
    first = write_header(sheet, 5, paths)
    name = str(people["district_name"].iloc[0])
    write_rows(sheet, first, 5, [[name], ["Tổng số"]])
    filled = filling(saved(sheet))
    own = people[people["district_name"] == name]
    women, servants = own[own["gender"] == "female"], own[own["category"] == "civil_servant"]
    both = women[women["category"] == "civil_servant"]
    assert cells(reopened(filled).active, first, 2, 5) == [len(women), of(women, own), of(both, servants), None]
    assert {gap.reason for gap in filled.outcome.gaps} == {"Nhãn không nói rõ tỷ lệ của ai trong số ai."}


def test_a_heading_over_a_table_says_whose_total_it_is(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet("BIỂU CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    sheet["A4"] = "A. Cán bộ"
    first = write_header(sheet, 5, [("Chức vụ",), ("Số lượng",)])
    write_rows(sheet, first, 2, [["Chủ tịch UBND"], ["Cộng"]])
    result = reopened(filling(saved(sheet))).active
    assert result.cell(first + 1, 2).value == int((people["category"] == "cadre").sum())
