"""Blank forms of real layouts filled, each cell against an independent count in pandas."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

import database
from blank_forms.counting import OTHER_TERRITORY
from blank_forms.filling import fill
from blank_forms.form import read_form
from blank_forms.opening import FormRefusedError
from reference import communes_on
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.blank_forms.blank import (
    BM01,
    cells,
    new_sheet,
    numbers_of,
    saved,
    statutory_paths,
    sum_row,
    write_foot,
    write_header,
    write_rows,
    write_title,
)
from tests.blank_forms.conftest import Filler, reopened
from tests.people import END_2023, PROVINCE, World, complete
from tests.people import fill as fill_people

Frame = pd.DataFrame
Mask = Callable[[Frame], "pd.Series[bool]"]


def _is(field: str, *codes: str) -> Mask:
    return lambda people: people[field].isin(codes)


def _other_than(field: str, code: str) -> Mask:
    return lambda people: people[field].notna() & (people[field] != code)


def _aged(first: int, last: int) -> Mask:
    return lambda people: people["age"].notna() & people["age"].between(first, last)


def _aged_of(gender: str, first: int, last: int) -> Mask:
    return lambda people: _aged(first, last)(people) & (people["gender"] == gender)


def _everybody(people: Frame) -> "pd.Series[bool]":
    return people["unit_code"].notna()


def _holding(*posts: str) -> Mask:
    return lambda people: people["position"].map(
        lambda text: text is not None and bool(set(str(text).split("; ")) & set(posts))
    )


_STATE = [_is("state_management", code) for code in ("senior", "principal", "specialist")]
_RANKS = [_is("rank", code) for code in ("senior_principal", "principal", "specialist", "officer", "staff")]
_EDUCATION = [
    _is("education", code) for code in ("doctorate", "masters", "bachelors", "college", "intermediate", "elementary")
]
_POLITICS = [_is("political_theory", code) for code in ("bachelors", "advanced", "intermediate", "elementary")]
_SKILLS = [
    _is("it", "degree"), _is("it", "certificate"), _is("english", "degree"), _is("english", "certificate"),
    _is("other_language", "degree"), _is("other_language", "certificate"),
]  # fmt: skip
_GROUPS = [
    _is("gender", "female"), _is("party_member", "yes"), _other_than("ethnicity", "Kinh"),
    _other_than("religion", "Không"),
]  # fmt: skip
_AGES = [
    _aged(0, 30),
    _aged(31, 40),
    _aged(41, 50),
    _aged(51, 60),
    _aged_of("female", 51, 55),
    _aged_of("male", 56, 60),
]
BM01_MASKS = [None, _everybody, *_GROUPS, *_RANKS, *_EDUCATION, *_POLITICS, *_SKILLS, *_STATE, *_AGES]
"""One for each counted column; the last, past the retirement age, is the statutory forms' own question."""


def _districts(people: Frame) -> list[str]:
    return sorted(set(people["district_code"]))


def test_bm01_with_free_rows_gets_a_row_for_each_district(world: World, filling: Filler) -> None:
    sheet = new_sheet("BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG CÔNG CHỨC TỪ CẤP HUYỆN TRỞ LÊN NĂM 2023")
    first = write_header(sheet, 5, BM01, numbers_of(len(BM01)))
    end = write_rows(sheet, first, len(BM01), [[], [], [], ["", "Tổng số"]])
    sum_row(sheet, end - 1, range(4, len(BM01) + 1), (first, end - 2))
    write_foot(sheet, end)
    filled = filling(saved(sheet))
    result = reopened(filled).active
    people = world.on(END_2023)
    people = people[people["category"].isin(["civil_servant"]) | people["category"].isna()]
    districts = _districts(world.on(END_2023))
    for row, code in enumerate(districts, start=first):
        own = people[people["district_code"] == code]
        expected = [None if mask is None else int(mask(own).sum()) for mask in BM01_MASKS]
        assert cells(result, row, 3, 2 + len(BM01_MASKS)) == expected, code
    total = first + len(districts)
    assert result.cell(total, 2).value == "Tổng số"
    assert result.cell(total, 4).value == f"=SUM(D{first}:D{total - 1})"
    assert result.cell(total + 3, 1).value == "NGƯỜI LẬP BIỂU"
    assert [gap.reason for gap in filled.outcome.gaps] == ["Danh sách không ghi số biên chế được giao."]
    assert filled.outcome.checks
    assert not filled.outcome.failures


def test_bm02_is_recognized_and_filled_by_its_own_rules(world: World, filling: Filler) -> None:
    paths = statutory_paths("bm02")
    sheet = new_sheet("BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    first = write_header(sheet, 5, paths, numbers_of(len(paths)))
    people = world.on(END_2023)
    staff = people[people["category"].isin(["cadre", "civil_servant"]) | people["category"].isna()]
    units = people.drop_duplicates("unit_code")[["unit_code", "unit_name"]]
    names = [(code, name) for code, name in units.itertuples(index=False) if list(units["unit_name"]).count(name) == 1]
    write_rows(sheet, first, len(paths), [["", name] for _, name in names])
    filled = filling(saved(sheet))
    result = reopened(filled).active
    assert filled.form.tables[0].statutory == "BM02/BNV"
    masks = {
        2: _everybody, 3: _GROUPS[0], 5: _GROUPS[2], 6: _GROUPS[3], 7: _is("category", "cadre"),
        8: _is("category", "civil_servant"),
    } | dict(enumerate(_EDUCATION, start=9)) | {32: _aged(0, 30), 33: _aged(31, 40), 34: _aged(41, 50)}  # fmt: skip
    for row, (code, _) in enumerate(names, start=first):
        own = staff[staff["unit_code"] == code]
        for at, mask in masks.items():
            assert result.cell(row, at + 1).value == int(mask(own).sum()), (code, paths[at])


PARTY = [
    ("Tiêu chí",), ("Ban chấp hành",), ("Lãnh đạo cấp ủy", "Bí thư"), ("Lãnh đạo cấp ủy", "Phó bí thư"),
    ("HĐND", "Chủ tịch"), ("UBND", "Chủ tịch"), ("UBND", "Phó chủ tịch"),
]  # fmt: skip
PARTY_ROWS: list[tuple[str, Mask | None]] = [
    ("TỔNG SỐ", _everybody),
    ("*Trong đó:- Nữ", _is("gender", "female")),
    ("- Dân tộc thiểu số", _other_than("ethnicity", "Kinh")),
    ("1. Tuổi đời", None),
    ("- Từ 40 tuổi trở xuống", _aged(0, 40)),
    ("- Từ trên 40 tuổi đến 50 tuổi", _aged(41, 50)),
    ("- Từ trên 50 tuổi", _aged(51, 200)),
    ("2. Trình độ chuyên môn nghiệp vụ", None),
    ("- Cao đẳng", _is("education", "college")),
    ("- Đại học", _is("education", "bachelors")),
    ("- Trên đại học", _is("education", "masters", "doctorate")),
]


def test_the_partys_form_has_posts_as_columns_and_levels_as_rows(world: World, filling: Filler) -> None:
    sheet = new_sheet("THỐNG KÊ LÃNH ĐẠO, QUẢN LÝ CẤP XÃ NĂM 2023", "9C")
    first = write_header(sheet, 5, PARTY, list("1234567"))
    end = write_rows(sheet, first, len(PARTY), [[label] for label, _ in PARTY_ROWS])
    write_foot(sheet, end)
    filled = filling(saved(sheet))
    result, people = reopened(filled).active, world.on(END_2023)
    posts: list[Mask | None] = [
        None, _holding("Bí thư Đảng ủy"), _holding("Phó Bí thư Đảng ủy", "Phó Bí thư Thường trực Đảng ủy"),
        _holding("Chủ tịch HĐND"), _holding("Chủ tịch UBND"), _holding("Phó Chủ tịch UBND"),
    ]  # fmt: skip
    for row, (label, mask) in enumerate(PARTY_ROWS, start=first):
        expected = [
            None if mask is None or post is None else int((mask(people) & post(people)).sum()) for post in posts
        ]
        assert cells(result, row, 2, len(PARTY)) == expected, label
    assert any(value for value in cells(result, first, 2, len(PARTY)))
    assert [(gap.label, gap.where) for gap in filled.outcome.gaps] == [("Ban chấp hành", "9C › cột B")]


def test_two_tables_on_a_sheet_and_ages_by_gender(world: World, filling: Filler) -> None:
    sheet = new_sheet("THỐNG KÊ CÁN BỘ, CÔNG CHỨC")
    upper = [("TT",), ("Tên đơn vị",), ("Tổng số",), ("Trong đó", "Nữ"), ("Trong đó", "Thạc sĩ")]
    first = write_header(sheet, 5, upper)
    end = write_rows(sheet, first, len(upper), [[], ["", "Cộng"]])
    write_title(sheet, end + 1, "Biểu 2. Độ tuổi và giới tính")
    lower = [("Độ tuổi",), ("Giới tính",), ("Tổng số",), ("Đảng viên",)]
    second = write_header(sheet, end + 5, lower)
    bands = [("Từ 30 trở xuống", (0, 30)), ("Từ 31 đến 50", (31, 50)), ("Trên 50", (51, 200))]
    labels = [[band if gender == "Nam" else "", gender] for band, _ in bands for gender in ("Nam", "Nữ")]
    write_rows(sheet, second, len(lower), labels)
    for row in range(second, second + 6, 2):
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)
    filled = filling(saved(sheet))
    result = reopened(filled).active
    everybody = world.on(END_2023)
    staff = everybody[everybody["category"].isin(["cadre", "civil_servant"]) | everybody["category"].isna()]
    districts = _districts(everybody)
    for row, code in enumerate(districts, start=first):
        own = staff[staff["district_code"] == code]
        wanted = [len(own), int((own["gender"] == "female").sum()), int((own["education"] == "masters").sum())]
        assert cells(result, row, 3, 5) == wanted
    assert result.cell(first + len(districts), 3).value == len(staff)
    moved = second + len(districts) - 1
    people = staff if filled.form.tables[1].people != ((),) else everybody
    for number, (_, (low, high)) in enumerate(bands):
        for half, gender in enumerate(("male", "female")):
            own = people[_aged_of(gender, low, high)(people)]
            row = moved + 2 * number + half
            assert cells(result, row, 3, 4) == [len(own), int((own["party_member"] == "yes").sum())]
    assert {str(area) for area in result.merged_cells.ranges} >= {f"A{moved}:A{moved + 1}"}


def test_units_of_a_commune_scope_and_rows_of_communes(world: World, filling: Filler) -> None:
    paths = [("STT",), ("Tên đơn vị",), ("Tổng số",)]
    sheet = new_sheet()
    first = write_header(sheet, 5, paths)
    write_rows(sheet, first, 3, [[], ["", "Tổng số"]])
    people = world.on(END_2023)
    district = _districts(people)[0]
    filled = filling(saved(sheet), Selection(END_2023, district=district))
    result = reopened(filled).active
    names = [unit.name for unit in communes_on(END_2023, PROVINCE) if unit.parent_code == district]
    assert [result.cell(first + at, 2).value for at in range(len(names))] == names
    with_roster = {name: len(own) for name, own in people[people["district_code"] == district].groupby("unit_name")}
    counted = {result.cell(first + at, 2).value: result.cell(first + at, 3).value for at in range(len(names))}
    assert {name: count for name, count in counted.items() if count is not None} == with_roster
    assert sum(gap.reason.startswith("Chưa có danh sách") for gap in filled.outcome.gaps) == len(names) - len(
        with_roster
    )
    whole = reopened(filling(saved(sheet), by_commune=True)).active
    assert whole.cell(first + len(communes_on(END_2023, PROVINCE)), 2).value == "Tổng số"


def test_the_year_before_and_printed_shares(world: World, filling: Filler) -> None:
    paths = [
        ("Tiêu chí",),
        ("Thực hiện", "Kỳ này"),
        ("Thực hiện", "Cùng kỳ năm trước"),
        ("(%) so với cùng kỳ năm trước",),
    ]
    sheet = new_sheet()
    first = write_header(sheet, 5, paths, ["1", "2", "3", "4(=2*100/3)"])
    write_rows(sheet, first, 4, [["Tổng số"], ["- Nữ"], ["- Phi công vũ trụ"]])
    filled = filling(saved(sheet))
    result = reopened(filled).active
    now, before = world.on(END_2023), world.on(date(2022, 12, 31))
    assert cells(result, first, 2, 4) == [len(now), len(before), round(len(now) * 100 / len(before) + 1e-9, 2)]
    women = [int((people["gender"] == "female").sum()) for people in (now, before)]
    assert cells(result, first + 1, 2, 3) == women
    assert cells(result, first + 2, 2, 4) == [None, None, None]
    assert ("Biểu › dòng 9", "Phi công vũ trụ") not in [(gap.where, gap.label) for gap in filled.outcome.gaps[1:]]
    assert [gap.reason for gap in filled.outcome.gaps] == ["Chưa hiểu: phi, công, vũ, trụ."]


@pytest.mark.parametrize(("year", "has_data"), [(2021, True), (2019, False)])
def test_a_year_in_a_heading_is_that_year(world: World, filling: Filler, year: int, has_data: bool) -> None:
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Tiêu chí",), ("Năm 2023",), (f"Năm {year}",)])
    write_rows(sheet, first, 3, [["Tổng số"], ["Nữ"]])
    filled = filling(saved(sheet))
    result = reopened(filled).active
    expected = len(world.on(date(year, 12, 31))) if has_data else None
    assert cells(result, first, 2, 3) == [len(world.on(END_2023)), expected]
    assert [gap.reason for gap in filled.outcome.gaps] == (
        [] if has_data else ["Không có số liệu tính đến 31/12/2019."]
    )


def test_a_statutory_form_of_other_levels_counts_nobody_of_the_communes(filling: Filler) -> None:
    paths = statutory_paths("bm01")
    sheet = new_sheet("BÁO CÁO SỐ LƯỢNG, CHẤT LƯỢNG CÔNG CHỨC TỪ CẤP HUYỆN TRỞ LÊN")
    write_rows(sheet, write_header(sheet, 5, paths, numbers_of(len(paths))), len(paths), [[], ["", "Tổng số"]])
    with pytest.raises(FormRefusedError, match="Chưa có danh sách"):
        filling(saved(sheet))


def test_headings_numbered_in_roman_stand_above_their_rows(world: World, filling: Filler) -> None:
    """«III» is a running number like «I»: «III Độ tuổi» is no header of another table."""
    levels = {"Thạc sĩ": _is("education", "masters"), "Đại học": _is("education", "bachelors")}
    theory = {"Cao cấp": _is("political_theory", "advanced"), "Trung cấp": _is("political_theory", "intermediate")}
    ages = {"Từ 31 đến 40": _aged(31, 40), "Từ 41 đến 50": _aged(41, 50)}
    sheet = new_sheet()
    sheet.append(["STT", "Trình độ", "Tổng số", "Nữ"])
    due: dict[int, Mask] = {}
    for number, (heading, rows) in zip(
        ("I", "II", "III"),
        (("Trình độ chuyên môn", levels), ("Lý luận chính trị", theory), ("Độ tuổi", ages)),
        strict=True,
    ):
        sheet.append([number, heading])
        for place, (label, mask) in enumerate(rows.items(), start=1):
            sheet.append([place, label])
            due[sheet.max_row] = mask
    outcome = filling(saved(sheet))
    people = world.on(END_2023)
    filled = reopened(outcome).active
    for row, mask in due.items():
        chosen = people[mask(people)]
        expected = [len(chosen), int((chosen["gender"] == "female").sum())]
        assert [filled.cell(row, column).value for column in (3, 4)] == expected, filled.cell(row, 2).value


def test_a_list_whose_title_is_merged_over_a_column_that_nobody_can_fill(filling: Filler) -> None:
    sheet = new_sheet()
    sheet.append(["DANH SÁCH CÁN BỘ, CÔNG CHỨC"])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=4)
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Thời gian công tác có tham gia BHXH"])
    filled = filling(saved(sheet), Selection(END_2023, district="256", unit="09163"))
    assert any("cột D" in gap.where for gap in filled.outcome.gaps)


def test_a_total_is_that_of_the_units_that_the_form_prints(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    names: dict[str, str] = dict(people[["district_name", "district_code"]].drop_duplicates().itertuples(index=False))
    printed = sorted(names)[:3]
    numbers = {name: int((people["district_name"] == name).sum()) for name in printed}
    (first, second, third), two = printed, numbers[printed[0]] + numbers[printed[1]]
    for rows, expected in (
        ([first, second, third, "Tổng cộng"], [*numbers.values(), sum(numbers.values())]),
        (["Tổng số", first, second, "Toàn tỉnh"], [two, numbers[first], numbers[second], len(people)]),
        ([first, second, "Cộng", third, first, "Cộng", "Tổng cộng"],
         [numbers[first], numbers[second], two, numbers[third], numbers[first],
          numbers[third] + numbers[first], sum(numbers.values())]),
    ):  # fmt: skip
        sheet = new_sheet()
        top = write_header(sheet, 5, [("STT",), ("Đơn vị",), ("Tổng số",)])
        write_rows(sheet, top, 3, [["", name] for name in rows])
        filled = filling(saved(sheet))
        result = reopened(filled).active
        assert [result.cell(top + at, 3).value for at in range(len(rows))] == expected
        assert not filled.outcome.failures
    sheet = new_sheet()
    top = write_header(sheet, 5, [("STT",), ("Chỉ tiêu",), (first,), (second,), ("Cộng",)])
    write_rows(sheet, top, 5, [["1", "Nữ"]])
    women = people[people["gender"] == "female"]
    own = [int((women["district_name"] == name).sum()) for name in (first, second)]
    assert cells(reopened(filling(saved(sheet))).active, top, 3, 5) == [*own, sum(own)]


def test_a_title_and_a_total_say_whom_the_table_is_about(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    servants = people[(people["category"] == "civil_servant") | people["category"].isna()]
    sheet = new_sheet("THỐNG KÊ CÔNG CHỨC")
    top = write_header(sheet, 5, [("STT",), ("Nội dung",), ("Số người",)])
    write_rows(sheet, top, 3, [["1", "Nữ"], ["2", "Đại học"]])
    second = write_header(sheet, top + 4, [("STT",), ("Độ tuổi",), ("Số lượng",)])
    write_rows(sheet, second, 3, [["1", "Từ 30 tuổi trở xuống"]])
    result = reopened(filling(saved(sheet))).active
    expected = [int((servants["gender"] == "female").sum()), int((servants["education"] == "bachelors").sum())]
    assert [result.cell(top + at, 3).value for at in (0, 1)] == expected
    assert result.cell(second, 3).value == int((servants["age"] <= 30).sum())
    sheet = new_sheet()
    top = write_header(sheet, 5, [("STT",), ("Chỉ tiêu",), ("Số lượng",)])
    write_rows(sheet, top, 3, [["1", "Tổng số cán bộ, công chức"], ["2", "Trong đó: Nữ"]])
    filled = filling(saved(sheet))
    result = reopened(filled).active
    staff = people[people["category"].isin(["cadre", "civil_servant"]) | people["category"].isna()]
    assert [result.cell(top + at, 3).value for at in (0, 1)] == [len(staff), int((staff["gender"] == "female").sum())]
    silent = int(people["category"].isna().sum())
    assert any(remark.startswith(f"Có {silent} người mà danh sách không ghi") for remark in filled.outcome.remarks)


def test_a_total_over_levels_says_who_is_in_no_row(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    top = write_header(sheet, 5, [("STT",), ("Trình độ",), ("Số người",)])
    write_rows(sheet, top, 3, [["1", "Đại học"], ["2", "Thạc sĩ"], ["", "Tổng cộng"]])
    filled = filling(saved(sheet))
    rest = int((~people["education"].isin(["bachelors", "masters"])).sum())
    assert reopened(filled).active.cell(top + 2, 3).value == len(people)
    assert f"trong đó {rest} người không thuộc dòng nào" in filled.outcome.remarks[0]


def test_a_unit_of_today_is_no_unit_of_before(sqlite_url: str) -> None:
    """09454 was Thị trấn Gia Bình until 30/06/2025; Xã Gia Bình is four units, added up on today's territory alone."""
    world, day = fill_people(sqlite_url), date(2025, 12, 31)
    for each in (END_2023, day):
        complete(sqlite_url, each)
    sheet = new_sheet()
    rows = [["Xã Gia Bình"], ["Toàn tỉnh"]]
    write_rows(sheet, write_header(sheet, 5, [("Đơn vị",), ("31/12/2023",), ("31/12/2025",)]), 3, rows)
    then, now = (world.on(each) for each in (END_2023, day))
    own = int((now["unit_code"] == "09454").sum())
    summed = int(then["unit_code"].isin(("09454", "09484", "09490", "09493")).sum())
    assert summed
    assert own
    for view, before in ((View.REPORTED, None), (View.TODAY, summed)):
        selection = Selection(day, territory=view)
        with database.reading(sqlite_url) as connection:
            source = StatisticsSource.of_connection(connection, PROVINCE)
            filled = fill(source, selection, read_form(source, selection, "bieu.xlsx", saved(sheet)))
        table = reopened(filled)[sheet.title]
        numbers = [[table.cell(row, column).value for column in (2, 3)] for row in (6, 7)]
        assert numbers == [[before, own], [len(then), len(now)]]
        assert any("chưa có danh sách của tỉnh Bắc Giang" in remark for remark in filled.outcome.remarks)
        assert [gap.reason for gap in filled.outcome.gaps] == [OTHER_TERRITORY][: before is None]
