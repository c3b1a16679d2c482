"""Forms that are harder to read than most, each cell against an independent count in pandas."""

import io
from collections.abc import Callable

import pandas as pd
import pytest

from blank_forms.opening import FormRefusedError
from stats.shares import share
from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import END_2023, World

Mask = Callable[[pd.DataFrame], "pd.Series[bool]"]


def _share(part: int, whole: int) -> float:
    return float(share(part, whole))


def _aged(first: int, last: int) -> Mask:
    return lambda own: own["age"].notna() & own["age"].between(first, last)


def _is(field: str, *codes: str) -> Mask:
    return lambda own: own[field].isin(codes)


def test_units_under_abbreviations_with_shares_beside_counts(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    people = people[people["category"].isin(["cadre", "civil_servant"]) | people["category"].isna()]
    sheet = new_sheet("THỐNG KÊ CHẤT LƯỢNG ĐỘI NGŨ CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    columns: list[tuple[tuple[str, ...], Mask | None]] = [
        (("Trong đó nữ", "SL"), _is("gender", "female")),
        (("Trong đó nữ", "TL (%)"), None),
        (("Đ.viên",), _is("party_member", "yes")),
        (("DTTS",), lambda own: own["ethnicity"].notna() & (own["ethnicity"] != "Kinh")),
        (("Trình độ CM", "ThS trở lên"), _is("education", "masters", "doctorate")),
        (("Trình độ CM", "ĐH"), _is("education", "bachelors")),
        (("Có chứng chỉ tin học",), _is("it", "certificate")),
        (("Tỷ lệ (%)",), None),
        (("Tuổi", "≤ 30"), _aged(0, 30)),
        (("Tuổi", "31-40"), _aged(31, 40)),
        (("Tuổi", "> 50"), _aged(51, 200)),
    ]
    paths = [("TT",), ("Đơn vị",), ("Tổng số",), *(path for path, _ in columns)]
    first = write_header(sheet, 5, paths)
    names = sorted(set(people["district_name"]))[:3]
    write_rows(sheet, first, len(paths), [[str(n), name] for n, name in enumerate(names, start=1)] + [["", "Cộng"]])
    result = reopened(filling(saved(sheet))).active
    for row, name in enumerate([*names, None], start=first):
        own = people[people["district_name"].isin(names if name is None else [name])]
        expected: list[float] = [len(own)]
        for _, mask in columns:
            expected.append(_share(int(expected[-1]), len(own)) if mask is None else int(mask(own).sum()))
        assert cells(result, row, 3, len(paths)) == expected, name


def test_a_bare_share_beside_a_unit_s_people_is_its_part_of_all(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Đơn vị",), ("Số lượng",), ("Tỷ lệ (%)",)])
    names = sorted(set(people["district_name"]))[:2]
    write_rows(sheet, first, 3, [*([name] for name in names), ["Toàn tỉnh"]])
    result = reopened(filling(saved(sheet))).active
    for row, name in enumerate(names, start=first):
        own = int((people["district_name"] == name).sum())
        assert cells(result, row, 2, 3) == [own, _share(own, len(people))]
    assert cells(result, first + 2, 2, 3) == [len(people), 100.0]


def test_a_column_of_people_whom_the_title_leaves_out_counts_them(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet("THỐNG KÊ CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC")
    first = write_header(sheet, 5, [("Nội dung",), ("Cán bộ",), ("Công chức",), ("Người HĐKCT",)])
    write_rows(sheet, first, 4, [["1. Trình độ chuyên môn"], ["- Thạc sĩ"], ["2. Đảng viên"], ["Tổng cộng"]])
    result = reopened(filling(saved(sheet))).active
    kinds = [people[people["category"] == kind] for kind in ("cadre", "civil_servant", "part_time")]
    assert cells(result, first + 1, 2, 4) == [int((own["education"] == "masters").sum()) for own in kinds]
    assert cells(result, first + 2, 2, 4) == [int((own["party_member"] == "yes").sum()) for own in kinds]
    assert cells(result, first + 3, 2, 4) == [len(own) for own in kinds]


def test_a_table_beside_another_is_one_of_its_own(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet("CƠ CẤU ĐỘ TUỔI, CHỨC VỤ")
    first = write_header(sheet, 5, [("Độ tuổi",), ("Nam",), ("Nữ",)])
    write_rows(sheet, first, 3, [["Dưới 31"], ["31 - 40"], ["Trên 40"]])
    for column, text in enumerate(("Chức vụ", "Nam", "Nữ"), start=5):
        sheet.cell(5, column).value = text
    posts = ("Chủ tịch UBND", "Bí thư Đảng ủy")
    for row, post in enumerate(posts, start=first):
        sheet.cell(row, 5).value = post
    result = reopened(filling(saved(sheet))).active
    genders = [people[people["gender"] == code] for code in ("male", "female")]
    for row, (least, most) in enumerate(((0, 30), (31, 40), (41, 200)), start=first):
        assert cells(result, row, 2, 3) == [int(_aged(least, most)(own).sum()) for own in genders]
    for row, post in enumerate(posts, start=first):
        held = [sum(post in str(text).split("; ") for text in own["position"]) for own in genders]
        assert cells(result, row, 6, 7) == held
    assert cells(result, first + 2, 6, 7) == [None, None]


def test_rows_under_a_total_of_some_people_are_about_them(world: World, filling: Filler) -> None:
    dates = [END_2023.replace(year=year) for year in (2022, 2023)]
    sheet = new_sheet("SO SÁNH SỐ LƯỢNG NĂM 2023 VỚI NĂM 2022")
    paths = [("Chỉ tiêu",), *((f"Năm {day.year}", what) for day in dates for what in ("Số người", "Tỷ lệ (%)"))]
    first = write_header(sheet, 5, paths)
    write_rows(sheet, first, 5, [["Tổng số cán bộ, công chức"], ["Trong đó: - Nữ"], ["Đại học trở lên"]])
    result = reopened(filling(saved(sheet))).active
    masks = (_aged_or_not, _is("gender", "female"), _is("education", "doctorate", "masters", "bachelors"))
    for row, mask in enumerate(masks, start=first):
        expected: list[float] = []
        for people in map(world.on, dates):
            own = people[people["category"].isin(["cadre", "civil_servant"]) | people["category"].isna()]
            count = int(mask(own).sum())
            expected += [count, _share(count, len(own))]
        assert cells(result, row, 2, 5) == expected


def _aged_or_not(own: pd.DataFrame) -> "pd.Series[bool]":
    return own["unit_code"].notna()


def test_a_form_that_has_its_numbers_is_refused_as_filled(filling: Filler) -> None:
    sheet = new_sheet()
    write_rows(sheet, write_header(sheet, 5, [("Tiêu chí",), ("Tổng số",), ("Nam",)]), 3, [["Tổng số"], ["Nữ"]])
    target = io.BytesIO()
    filling(saved(sheet)).book.save(target)
    with pytest.raises(FormRefusedError, match="biểu đã có số ở 4 ô, từ Biểu › B6"):
        filling(target.getvalue())


def test_ages_that_begin_with_a_number_are_no_points_under_the_row_above(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Nội dung",), ("Số lượng",), ("Nam",)])
    write_rows(sheet, first, 3, [["Tổng số"], ["Nữ"], ["30 tuổi trở xuống"], ["31 - 40"], ["41 đến 50 tuổi"]])
    result = reopened(filling(saved(sheet))).active
    for row, (least, most) in enumerate(((0, 30), (31, 40), (41, 50)), start=first + 2):
        own = people[_aged(least, most)(people)]
        assert cells(result, row, 2, 3) == [len(own), int((own["gender"] == "male").sum())]


def test_a_bare_share_beside_some_people_is_of_the_row_whatever_the_row_is(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Chức danh",), ("Tổng số",), ("Đại học trở lên",), ("Tỷ lệ (%)",)])
    write_rows(sheet, first, 4, [["1. Chủ tịch UBND"], ["Cộng"]])
    result = reopened(filling(saved(sheet))).active
    heads = people[["Chủ tịch UBND" in str(post).split("; ") for post in people["position"]]]
    for row, own in enumerate((heads, people), start=first):
        degrees = int(own["education"].isin(["doctorate", "masters", "bachelors"]).sum())
        assert cells(result, row, 2, 4) == [len(own), degrees, _share(degrees, len(own))]


def test_a_title_with_a_mark_is_about_those_who_have_it(world: World, filling: Filler) -> None:
    """«… nữ» counts and lists women; a title with two marks is about both, each in a column of its own."""
    people = world.on(END_2023)
    staff = people[people["category"].isin(["cadre", "civil_servant"]) | people["category"].isna()]
    women = staff["gender"] == "female"
    for title, expected in (
        ("THỐNG KÊ CÁN BỘ, CÔNG CHỨC NỮ", int((women & (staff["education"] == "bachelors")).sum())),
        ("THỐNG KÊ CÁN BỘ, CÔNG CHỨC (NAM, NỮ)", int((staff["education"] == "bachelors").sum())),
        ("CÁN BỘ, CÔNG CHỨC NỮ, NGƯỜI DÂN TỘC THIỂU SỐ", int((staff["education"] == "bachelors").sum())),
        ("THỐNG KÊ CÁN BỘ, CÔNG CHỨC CỦA HỘI PHỤ NỮ", int((staff["education"] == "bachelors").sum())),
    ):
        sheet = new_sheet(title)
        top = write_header(sheet, 5, [("STT",), ("Nội dung",), ("Số người",)])
        write_rows(sheet, top, 3, [["1", "Đại học"]])
        assert reopened(filling(saved(sheet))).active.cell(top, 3).value == expected, title
    sheet = new_sheet("DANH SÁCH CÁN BỘ, CÔNG CHỨC NỮ")
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Trình độ chuyên môn"])
    filled = reopened(filling(saved(sheet))).active
    names = [row[0] for row in filled.iter_rows(min_col=2, max_col=2, values_only=True) if row[0]]
    assert set(staff[women]["full_name"]) <= set(names)
    assert not set(staff[~women]["full_name"]) - set(staff[women]["full_name"]) & set(names)
