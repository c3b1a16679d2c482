"""Forms as ministries, the Party and provinces send them; each cell counted anew with pandas."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from blank_forms.opening import FormRefusedError
from stats.selection import Selection
from stats.shares import share
from tests.blank_forms.blank import cells, new_sheet, saved, write_foot, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import END_2023, World

Mask = Callable[[pd.DataFrame], "pd.Series[bool]"]
KINDS = ("cadre", "civil_servant")


def _is(field: str, *codes: str) -> Mask:
    return lambda own: own[field].isin(codes)


def _all(own: pd.DataFrame) -> "pd.Series[bool]":
    return own["unit_code"].notna()


def _of_kinds(world: World, *kinds: str) -> pd.DataFrame:
    people = world.on(END_2023)
    return people[people["category"].isin(kinds) | people["category"].isna()]


def _assert_counts(
    sheet: Worksheet, at: tuple[int, int], rows: Sequence[pd.DataFrame], columns: Sequence[Mask]
) -> None:
    """Hold the cells from a row and a column on against the counts of each row's people."""
    for row, own in enumerate(rows, start=at[0]):
        expected = [int(mask(own).sum()) for mask in columns]
        assert cells(sheet, row, at[1], at[1] + len(columns) - 1) == expected, row


def test_communes_under_roman_districts_with_a_total_of_both(world: World, filling: Filler) -> None:
    """A commune whose name another district has, too, is that of the district above it."""
    people = _of_kinds(world, *KINDS)
    columns: list[tuple[tuple[str, ...], Mask]] = [
        (("Tổng số",), _all), (("Trong đó", "Nữ"), _is("gender", "female")),
        (("Trình độ chuyên môn", "Thạc sỹ trở lên"), _is("education", "doctorate", "masters")),
        (("Trình độ chuyên môn", "Dưới đại học"),
         _is("education", "college", "intermediate", "elementary", "untrained")),
    ]  # fmt: skip
    sheet = new_sheet("TỔNG HỢP CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    first = write_header(sheet, 5, [("STT",), ("Tên đơn vị",), *(path for path, _ in columns)], [*"123456"])
    rows, owns = list[list[str]](), list[pd.DataFrame]()
    for mark, district in (("I", "Thành phố Bắc Ninh"), ("II", "Thị xã Thuận Thành")):
        of_district = people[people["district_name"] == district]
        rows, owns = [*rows, [mark, district]], [*owns, of_district]
        for number, (name, own) in enumerate(of_district.groupby("unit_name"), start=1):
            rows, owns = [*rows, [str(number), str(name)]], [*owns, own]
    both = people[people["district_name"].isin(["Thành phố Bắc Ninh", "Thị xã Thuận Thành"])]
    write_foot(sheet, write_rows(sheet, first, 6, [*rows, ["", "Tổng cộng (I+II)"]]))
    sheet.row_dimensions[first + 1].hidden = True
    assert sum(name.endswith("Ninh Xá") for _, name in rows) > 1
    _assert_counts(reopened(filling(saved(sheet))).active, (first, 3), [*owns, both], [mask for _, mask in columns])


def test_units_as_columns_under_a_heading_that_says_so(world: World, filling: Filler) -> None:
    people = _of_kinds(world, *KINDS)
    districts = sorted(set(people["district_name"]))
    sheet = new_sheet("CHẤT LƯỢNG CÁN BỘ CẤP XÃ CHIA THEO HUYỆN")
    headings = [("STT",), ("Tiêu chí",), *(("Đơn vị", name) for name in districts), ("Toàn tỉnh",)]
    first = write_header(sheet, 5, headings)
    rows: dict[str, Mask] = {
        "Tổng số": _all, "- Nữ": _is("gender", "female"),
        "LLCT từ trung cấp trở lên": _is("political_theory", "bachelors", "advanced", "intermediate"),
        "Biết tiếng dân tộc thiểu số": _is("ethnic_language", "yes"),
    }  # fmt: skip
    write_rows(sheet, first, len(headings), [[str(n), name] for n, name in enumerate(rows, start=1)])
    result = reopened(filling(saved(sheet))).active
    for row, mask in enumerate(rows.values(), start=first):
        own = people[mask(people)]
        by_district = [int((own["district_name"] == name).sum()) for name in districts]
        assert cells(result, row, 3, 3 + len(districts)) == [*by_district, len(own)]


@pytest.mark.parametrize(
    ("title", "kinds", "marks"),
    [
        ("THỐNG KÊ CÁN BỘ, CÔNG CHỨC, NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH", (*KINDS, "part_time"), {}),
        ("SỐ LIỆU CÁN BỘ CHUYÊN TRÁCH, CÔNG CHỨC CẤP XÃ", KINDS, {}),
        ("CÁN BỘ, CÔNG CHỨC (KHÔNG GỒM NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH)", KINDS, {}),
        ("THỐNG KÊ ĐẢNG VIÊN LÀ CÁN BỘ, CÔNG CHỨC XÃ, PHƯỜNG, THỊ TRẤN", KINDS, {"party_member": "yes"}),
        ("TỔ CHỨC CÁN BỘ: SỐ LƯỢNG CÔNG CHỨC, VIÊN CHỨC", ("civil_servant", "public_employee"), {}),
    ],
)
def test_a_title_is_about_all_kinds_that_stand_side_by_side(
    world: World, filling: Filler, title: str, kinds: Sequence[str], marks: dict[str, str]
) -> None:
    people = _of_kinds(world, *kinds)
    for field, code in marks.items():
        people = people[people[field] == code]
    sheet = new_sheet(title)
    first = write_header(sheet, 5, [("TT",), ("Trình độ",), ("Số người",), ("Trong đó nữ",)])
    write_rows(sheet, first, 4, [["1", "Đại học"], ["", "Tổng cộng"]])
    rows = [people[people["education"] == "bachelors"], people]
    _assert_counts(reopened(filling(saved(sheet))).active, (first, 3), rows, [_all, _is("gender", "female")])


@pytest.mark.parametrize(
    ("title", "field", "codes"),
    [
        ("CÁN BỘ, CÔNG CHỨC CHƯA PHẢI LÀ ĐẢNG VIÊN", "party_member", ("no",)),
        ("CÁN BỘ, CÔNG CHỨC LÀ NGƯỜI DÂN TỘC TÀY", "ethnicity", ("Tày",)),
        ("CÁN BỘ, CÔNG CHỨC THEO ĐẠO CÔNG GIÁO NĂM 2023", "religion", ("Công giáo",)),
        ("CÁN BỘ, CÔNG CHỨC BIẾT TIẾNG DÂN TỘC", "ethnic_language", ("yes",)),
        ("CÁN BỘ, CÔNG CHỨC CÓ MẶT (Kèm theo Công văn về tinh giản biên chế)", "unit_code", ()),
    ],
)
def test_a_title_that_narrows_its_people_is_about_them(
    world: World, filling: Filler, title: str, field: str, codes: Sequence[str]
) -> None:
    people = _of_kinds(world, *KINDS)
    people = people[people[field].isin(codes)] if codes else people
    sheet = new_sheet(title)
    first = write_header(sheet, 5, [("TT",), ("Trình độ",), ("Số người",), ("Trong đó nữ",)])
    write_rows(sheet, first, 4, [["1", "Đại học"], ["", "Tổng cộng"]])
    rows = [people[people["education"] == "bachelors"], people]
    _assert_counts(reopened(filling(saved(sheet))).active, (first, 3), rows, [_all, _is("gender", "female")])


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("CÁN BỘ, CÔNG CHỨC KHÔNG GIỮ CHỨC VỤ LÃNH ĐẠO", "chưa hiểu hết: «không giữ chức vụ lãnh đạo»"),
        ("CÔNG CHỨC LÀM CÔNG TÁC VĂN PHÒNG", "chưa hiểu hết: «làm công tác văn phòng»"),
        ("SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC NGHỈ HƯU NĂM 2023", "về người rời đi"),
        ("CÁN BỘ, CÔNG CHỨC MỚI TUYỂN DỤNG", "về người mới tuyển dụng"),
        ("CÁN BỘ, CÔNG CHỨC HUYỆN GIA BÌNH", "Biểu về Huyện Gia Bình; số liệu đang chọn là của tỉnh Bắc Ninh"),
        ("CÁN BỘ TRẺ CẤP XÃ", "chỉ về người trẻ"),
    ],
)
def test_a_title_about_other_people_counts_nobody(world: World, filling: Filler, title: str, why: str) -> None:
    sheet = new_sheet(title)
    write_rows(sheet, write_header(sheet, 5, [("Trình độ",), ("Nam",), ("Nữ",)]), 3, [["Thạc sĩ"]])
    with pytest.raises(FormRefusedError, match=why):
        filling(saved(sheet))


def test_a_form_of_its_own_district_and_its_communes_is_filled(world: World, filling: Filler) -> None:
    people = _of_kinds(world, *KINDS)
    own = people[people["district_name"] == "Huyện Gia Bình"]
    sheet = new_sheet("CÁN BỘ, CÔNG CHỨC HUYỆN GIA BÌNH")
    first = write_header(sheet, 5, [("Trình độ",), ("Tổng số",), ("Nữ",)])
    write_rows(sheet, first, 3, [["Tổng cộng"]])
    for code, rows in (("district_code", own), ("unit_code", own[own["unit_code"] == own["unit_code"].iloc[0]])):
        chosen = Selection(END_2023, district=own["district_code"].iloc[0])
        chosen = chosen if code == "district_code" else replace(chosen, unit=own["unit_code"].iloc[0])
        result = reopened(filling(saved(sheet), chosen)).active
        _assert_counts(result, (first, 2), [rows], [_all, _is("gender", "female")])


def test_shares_of_levels_beside_a_total_are_of_the_kind_in_the_row(world: World, filling: Filler) -> None:
    people = _of_kinds(world, *KINDS)
    upwards = _is("education", "doctorate", "masters", "bachelors")
    sheet = new_sheet("CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC")
    levels = [("Đại học trở lên", "SL"), ("Đại học trở lên", "%")]
    first = write_header(sheet, 5, [("TT",), ("Đối tượng",), ("Tổng số",), *levels])
    write_rows(sheet, first, 5, [["I", "Cán bộ cấp xã"], ["II", "Công chức cấp xã"], ["", "Tổng cộng"]])
    result = reopened(filling(saved(sheet))).active
    owns = [*(people[people["category"] == kind] for kind in KINDS), people]
    for row, own in enumerate(owns, start=first):
        count = int(upwards(own).sum())
        assert cells(result, row, 3, 5) == [len(own), count, float(share(count, len(own)))]


def test_part_time_cadres_are_no_cadres(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    own = people[people["category"] == "part_time"]
    sheet = new_sheet("SỐ LƯỢNG CÁN BỘ KHÔNG CHUYÊN TRÁCH CẤP XÃ")
    first = write_header(sheet, 5, [("Trình độ",), ("Số người",), ("Trong đó nữ",)])
    write_rows(sheet, first, 3, [["Tổng cộng"]])
    _assert_counts(reopened(filling(saved(sheet))).active, (first, 2), [own], [_all, _is("gender", "female")])


def test_a_title_about_the_young_with_an_age_counts_them(world: World, filling: Filler) -> None:
    sheet = new_sheet("CÁN BỘ TRẺ CẤP XÃ DƯỚI 35 TUỔI")
    write_rows(sheet, write_header(sheet, 5, [("Trình độ",), ("Nam",), ("Nữ",)]), 3, [["Thạc sĩ"]])
    people = _of_kinds(world, *KINDS)
    own = people[(people["education"] == "masters") & people["age"].notna() & people["age"].between(0, 34)]
    counts = [int((own["gender"] == gender).sum()) for gender in ("male", "female")]
    assert cells(reopened(filling(saved(sheet))).active, 6, 2, 3) == counts
