"""Titles that narrow a table's people, hold for the next sheet, or say another day; counted anew with pandas."""

from collections.abc import Sequence

import pandas as pd
import pytest

from blank_forms.form import PEOPLE_KEY
from blank_forms.opening import FormRefusedError
from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, Reader, reopened
from tests.people import END_2023, World

KINDS = ("cadre", "civil_servant")
HEADER = [("TT",), ("Trình độ",), ("Số người",), ("Trong đó đảng viên",)]


def _staff(world: World, *kinds: str) -> pd.DataFrame:
    people = world.on(END_2023)
    return people[people["category"].isin(kinds or KINDS) | people["category"].isna()]


def _form(title: str) -> bytes:
    sheet = new_sheet(title)
    write_rows(sheet, write_header(sheet, 5, HEADER), 4, [["1", "Đại học"], ["", "Tổng cộng"]])
    return saved(sheet)


def _numbers(own: pd.DataFrame) -> list[list[int]]:
    rows = [own[own["education"] == "bachelors"], own]
    return [[len(row), int((row["party_member"] == "yes").sum())] for row in rows]


@pytest.mark.parametrize(
    ("title", "gender"),
    [
        ("THỐNG KÊ CÁN BỘ, CÔNG CHỨC NAM CẤP XÃ", ["male"]),
        ("CÁN BỘ, CÔNG CHỨC LÀ NAM", ["male"]),
        ("CÁN BỘ, CÔNG CHỨC CẤP XÃ LÀ NỮ", ["female"]),
        ("CÁN BỘ, CÔNG CHỨC NAM SƠN", None),
    ],
)
def test_men_and_women_in_a_title(world: World, filling: Filler, title: str, gender: list[str] | None) -> None:
    """«Nam Sơn» is a ward."""
    own = _staff(world)
    own = own if gender is None else own[own["gender"].isin(gender)]
    result = reopened(filling(_form(title))).active
    assert [cells(result, row, 3, 4) for row in (6, 7)] == _numbers(own)


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("CHẤT LƯỢNG ĐỘI NGŨ CÁN BỘ LÃNH ĐẠO, QUẢN LÝ CẤP XÃ", "không ghi ai là lãnh đạo"),
        ("CÁN BỘ NỮ THAM GIA LÃNH ĐẠO, QUẢN LÝ", "không ghi ai là lãnh đạo"),
        ("ĐỘI NGŨ CÁN BỘ CHỦ CHỐT CẤP XÃ", "chủ chốt"),
        ("CÁN BỘ DIỆN BAN THƯỜNG VỤ TỈNH ỦY QUẢN LÝ", "cấp trên quản lý"),
        ("CHẤT LƯỢNG CHỦ TỊCH UBND, GIÁM ĐỐC HỢP TÁC XÃ NĂM 2023", "chưa hiểu hết"),
    ],
)
def test_a_title_about_some_whom_the_rosters_do_not_tell_counts_nobody(filling: Filler, title: str, why: str) -> None:
    with pytest.raises(FormRefusedError, match=why):
        filling(_form(title))


@pytest.mark.parametrize("title", ["DANH SÁCH CÁN BỘ CHỦ CHỐT CẤP XÃ", "DANH SÁCH CÁN BỘ NGHỈ HƯU NĂM 2023"])
def test_a_list_of_some_whom_the_rosters_do_not_tell_names_nobody(filling: Filler, title: str) -> None:
    sheet = new_sheet(title)
    write_rows(sheet, write_header(sheet, 5, [("STT",), ("Họ và tên",), ("Chức vụ",)]), 3, [[], []])
    with pytest.raises(FormRefusedError, match=r"chủ chốt|rời đi"):
        filling(saved(sheet))


def test_posts_as_rows_under_a_title_of_leaders_count_their_holders(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet("CÁN BỘ LÃNH ĐẠO, QUẢN LÝ CẤP XÃ")
    posts = ["Bí thư Đảng ủy", "Chủ tịch UBND"]
    write_rows(sheet, write_header(sheet, 5, HEADER), 4, [["", post] for post in posts])
    result = reopened(filling(saved(sheet))).active
    for row, post in enumerate(posts, start=6):
        own = people[[post in str(held).split("; ") for held in people["position"]]]
        own = own[own["category"].isin(KINDS) | own["category"].isna()]
        assert cells(result, row, 3, 4) == [len(own), int((own["party_member"] == "yes").sum())]


def test_whom_a_clerk_chooses_for_such_a_table_is_counted(world: World, reading: Reader, filling: Filler) -> None:
    content = _form("ĐỘI NGŨ CÁN BỘ CHỦ CHỐT CẤP XÃ")
    answers = {reading(content).tables[0].header: {PEOPLE_KEY: "category=cadre"}}
    people = world.on(END_2023)
    result = reopened(filling(content, answers=answers)).active
    assert [cells(result, row, 3, 4) for row in (6, 7)] == _numbers(people[people["category"] == "cadre"])


def test_a_title_of_posts_is_about_those_who_hold_them(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    own = people[["Chủ tịch UBND" in str(held).split("; ") for held in people["position"]]]
    result = reopened(filling(_form("CHẤT LƯỢNG CHỦ TỊCH UBND CẤP XÃ NĂM 2023"))).active
    assert [cells(result, row, 3, 4) for row in (6, 7)] == _numbers(own)


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("DANH SÁCH NGƯỜI LAO ĐỘNG HỢP ĐỒNG", ["contract"]),
        ("CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC VÀ NGƯỜI LAO ĐỘNG", [*KINDS, "public_employee", "contract", None]),
    ],
)
def test_workers_on_contracts_are_people_of_a_title(
    world: World, filling: Filler, title: str, kinds: Sequence[str | None]
) -> None:
    people = world.on(END_2023)
    result = reopened(filling(_form(title))).active
    assert [cells(result, row, 3, 4) for row in (6, 7)] == _numbers(people[people["category"].isin(kinds)])


@pytest.mark.parametrize(
    ("heading", "is_going_on"),
    [("(Tiếp theo Biểu 1)", True), ("Đơn vị tính: Người", True), ("", True), ("TỔNG HỢP CHUNG CÁC KHỐI", False)],
)
def test_a_title_holds_for_a_sheet_that_goes_on(world: World, filling: Filler, heading: str, is_going_on: bool) -> None:
    sheet = new_sheet("CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ")
    write_rows(sheet, write_header(sheet, 5, HEADER), 4, [["1", "Đại học"], ["", "Tổng cộng"]])
    assert sheet.parent is not None
    second = sheet.parent.create_sheet("Trang 2")
    second.cell(1, 1).value = heading or None
    first = write_header(second, 2, HEADER)
    write_rows(second, first, 4, [["1", "Đại học"], ["", "Tổng cộng"]])
    result = reopened(filling(saved(sheet)))["Trang 2"]
    own = _staff(world) if is_going_on else world.on(END_2023)
    assert [cells(result, row, 3, 4) for row in (first, first + 1)] == _numbers(own)


@pytest.mark.parametrize(
    ("line", "is_said"),
    [
        ("(Tính đến ngày 31/12/2022)", True),
        ("Có đến 31 tháng 12 năm 2022", True),
        ("(Tính đến ngày 31 tháng 12 năm 2023)", False),
        ("(Kèm theo Công văn số 12/SNV, gửi đến ngày 31/12/2022)", False),
        ("Ban hành kèm theo Thông tư số 11/2012/TT-BNV ngày 17 tháng 12 năm 2012", False),
    ],
)
def test_another_day_in_the_title_is_said(filling: Filler, line: str, is_said: bool) -> None:
    sheet = new_sheet("SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC")
    sheet.cell(3, 2).value = line
    write_rows(sheet, write_header(sheet, 5, HEADER), 4, [["1", "Đại học"]])
    remarks = filling(saved(sheet)).outcome.remarks
    assert ("Tiêu đề biểu ghi 31/12/2022; số điền là của 31/12/2023." in remarks) == is_said
    assert any("Tiêu đề biểu ghi" in each for each in remarks) == is_said


@pytest.mark.parametrize(
    "line",
    [
        "Có đến 31/12/2023",
        "(Từ 01/01/2023 đến 31/12/2023)",
        "Tính đến 31 - 12 - 2023",
        "Đến 31 tháng 12 năm 2023",
        "Từ 01/2023 đến 12/2023",
        "(Kèm theo Nghị định số 33/2023/NĐ-CP, giai đoạn 2021 - 2025",
    ],
)
def test_a_day_beside_the_ages_of_a_title_is_no_age(world: World, filling: Filler, line: str) -> None:
    people = world.on(END_2023)
    ages = people["birth_number"].map(lambda born: END_2023.year - born // 10_000, na_action="ignore")
    sheet = new_sheet("CƠ CẤU ĐỘ TUỔI")
    sheet.cell(3, 2).value = line
    first = write_header(sheet, 5, [("Chỉ tiêu",), ("Tổng số",), ("50 trở lên",)])
    write_rows(sheet, first, 3, [["Toàn tỉnh"]])
    assert cells(reopened(filling(saved(sheet))).active, first, 2, 3) == [len(people), int((ages >= 50).sum())]
