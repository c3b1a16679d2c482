"""Rows whose headings no mark gives away: each cell counted anew with pandas."""

from collections.abc import Callable

import pandas as pd
import pytest

from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import DATES, END_2023, World

Mask = Callable[[pd.DataFrame], "pd.Series[bool]"]
KINDS = ("cadre", "civil_servant")


def _is(field: str, *codes: str) -> Mask:
    return lambda own: own[field].isin(codes)


def _all(own: pd.DataFrame) -> "pd.Series[bool]":
    return own["unit_code"].notna()


def _among(*masks: Mask) -> Mask:
    def every(own: pd.DataFrame) -> "pd.Series[bool]":
        held = _all(own)
        for mask in masks:
            held &= mask(own)
        return held

    return every


WOMEN, MEMBERS = _is("gender", "female"), _is("party_member", "yes")
CADRES, SERVANTS = _is("category", "cadre"), _is("category", "civil_servant")
MASTERS, BACHELORS = _is("education", "masters"), _is("education", "bachelors")
TC = _is("education", "intermediate")
INTERMEDIATE = _is("political_theory", "intermediate")
Row = tuple[str, str, Mask | None]

OUTLINES: dict[str, list[Row]] = {
    "women between the numbers": [
        ("1", "Tổng số", _all), ("", "Nữ", WOMEN), ("2", "Cán bộ", CADRES), ("", "Nữ", _among(CADRES, WOMEN)),
        ("3", "Công chức", SERVANTS), ("", "Nữ", _among(SERVANTS, WOMEN)),
    ],
    "women once, then numbers that go on": [
        ("I", "TỔNG SỐ", _all), ("", "Nữ", WOMEN), ("II", "TRÌNH ĐỘ CHUYÊN MÔN", None), ("1", "Thạc sĩ", MASTERS),
        ("2", "Đại học", BACHELORS), ("III", "ĐẢNG VIÊN", MEMBERS),
    ],
    "of which": [
        ("", "Tổng số", _all), ("", "Trong đó: Nữ", WOMEN), ("", "Cán bộ", CADRES),
        ("", "Trong đó: Nữ", _among(CADRES, WOMEN)), ("", "Tr.đó: đảng viên", _among(CADRES, MEMBERS)),
        ("", "Công chức", SERVANTS), ("", "Trong đó:", None), ("", "Nữ", _among(SERVANTS, WOMEN)),
        ("", "Đảng viên", _among(SERVANTS, MEMBERS)),
    ],
    "no mark at all": [
        ("", "Cán bộ", CADRES), ("", "Nữ", _among(CADRES, WOMEN)), ("", "Công chức", SERVANTS),
        ("", "Nữ", _among(SERVANTS, WOMEN)),
    ],
    "levels that share their names": [
        ("", "Trình độ chuyên môn", None), ("", "Thạc sĩ", MASTERS), ("", "Trung cấp", TC),
        ("", "Lý luận chính trị", None), ("", "Cao cấp", _is("political_theory", "advanced")),
        ("", "Trung cấp", INTERMEDIATE),
    ],
    "blocks of kinds": [
        ("I", "Cán bộ", CADRES), ("", "Trình độ chuyên môn", None), ("", "Thạc sĩ", _among(CADRES, MASTERS)),
        ("", "Đại học", _among(CADRES, BACHELORS)), ("", "Trung cấp CM", _among(CADRES, TC)),
        ("", "Lý luận chính trị", None),
        ("", "Trung cấp", _among(CADRES, INTERMEDIATE)), ("II", "Công chức", SERVANTS),
        ("", "Trình độ chuyên môn", None), ("", "Thạc sĩ", _among(SERVANTS, MASTERS)),
        ("", "Đại học", _among(SERVANTS, BACHELORS)), ("", "Lý luận chính trị", None),
        ("", "Trung cấp", _among(SERVANTS, INTERMEDIATE)),
    ],
    "totals at the ends of blocks": [
        ("I", "Cán bộ", CADRES), ("1", "Thạc sĩ", _among(CADRES, MASTERS)), ("2", "Đại học", _among(CADRES, BACHELORS)),
        ("", "Cộng", CADRES), ("II", "Công chức", SERVANTS), ("1", "Thạc sĩ", _among(SERVANTS, MASTERS)),
        ("2", "Đại học", _among(SERVANTS, BACHELORS)), ("", "Cộng", SERVANTS), ("", "Tổng cộng", _all),
    ],
    "totals at their beginnings": [
        ("I", "Cán bộ", CADRES), ("", "Tổng số", CADRES), ("", "Nữ", _among(CADRES, WOMEN)),
        ("II", "Công chức", SERVANTS), ("", "Tổng số", SERVANTS), ("", "Nữ", _among(SERVANTS, WOMEN)),
    ],
    "numbers that go on through two headings": [
        ("", "Cán bộ", CADRES), ("1", "Thạc sĩ", _among(CADRES, MASTERS)), ("2", "Đại học", _among(CADRES, BACHELORS)),
        ("", "Công chức", SERVANTS), ("3", "Thạc sĩ", _among(SERVANTS, MASTERS)),
        ("4", "Đại học", _among(SERVANTS, BACHELORS)),
    ],
    "points within numbers": [
        ("1", "Trình độ chuyên môn", None), ("1.1", "Thạc sĩ", MASTERS), ("", "Nữ", _among(MASTERS, WOMEN)),
        ("1.2", "Đại học", BACHELORS), ("", "Nữ", _among(BACHELORS, WOMEN)), ("2", "Đảng viên", MEMBERS),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", OUTLINES)
def test_rows_without_a_mark_stand_under_what_they_are_part_of(world: World, filling: Filler, name: str) -> None:
    people = world.on(END_2023)
    people = people[people["category"].isin(KINDS) | people["category"].isna()]
    sheet = new_sheet("CƠ CẤU CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    first = write_header(sheet, 5, [("STT",), ("Nội dung",), ("Tổng số",), ("Kinh",)])
    write_rows(sheet, first, 4, [[mark, label] for mark, label, _ in OUTLINES[name]])
    result = reopened(filling(saved(sheet))).active
    for row, (_, label, mask) in enumerate(OUTLINES[name], start=first):
        own = people if mask is None else people[mask(people)]
        expected = [None, None] if mask is None else [len(own), int((own["ethnicity"] == "Kinh").sum())]
        assert cells(result, row, 3, 4) == expected, label


def test_years_under_kinds_are_of_those_kinds(world: World, filling: Filler) -> None:
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Nội dung",), ("Tổng số",), ("Nữ",)])
    write_rows(sheet, first, 3, [[each] for each in ("Cán bộ", "Năm 2022", "Năm 2023", "Công chức", "Năm 2022")])
    result = reopened(filling(saved(sheet))).active
    for row, kind, day in ((1, "cadre", DATES[1]), (2, "cadre", DATES[2]), (4, "civil_servant", DATES[1])):
        own = world.on(day)[world.on(day)["category"] == kind]
        assert cells(result, first + row, 2, 3) == [len(own), int((own["gender"] == "female").sum())]


def test_units_under_groups_of_units_with_a_sum_of_each(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    size = {name: int((people["district_name"] == name).sum()) for name in sorted(set(people["district_name"]))}
    cities, rural = ([n for n in size if n.startswith("Huyện") is is_rural] for is_rural in (False, True))
    sheet = new_sheet()
    first = write_header(sheet, 5, [("STT",), ("Đơn vị",), ("Tổng số",)])
    rows: list[tuple[str, str, int | None]] = []
    for mark, heading, names in (("I", "Các thành phố, thị xã", cities), ("II", "Các huyện", rural)):
        rows.append((mark, heading, None))
        rows += [(str(number), name, size[name]) for number, name in enumerate(names, start=1)]
        rows.append(("", f"Cộng {mark}", sum(size[name] for name in names)))
    rows.append(("", "Tổng cộng (I+II)", len(people)))
    write_rows(sheet, first, 3, [row[:2] for row in rows])
    result = reopened(filling(saved(sheet))).active
    assert [result.cell(row, 3).value for row in range(first, first + len(rows))] == [row[2] for row in rows]


def test_a_sum_over_units_under_a_heading_that_nobody_knows_stays_empty(filling: Filler) -> None:
    sheet = new_sheet()
    first = write_header(sheet, 5, [("STT",), ("Đơn vị",), ("Tổng số",)])
    rows = [("I", "Vùng động lực"), ("1", "Huyện Gia Bình"), ("2", "Huyện Tiên Du"), ("", "Cộng")]
    write_rows(sheet, first, 3, [*rows, ("II", "Toàn tỉnh")])
    filled = filling(saved(sheet))
    assert [filled.book.active.cell(row, 3).value for row in range(first, first + 4)] == [None] * 4
    assert {gap.label for gap in filled.outcome.gaps} >= {"Vùng động lực › Cộng"}
