"""Headings over units have the sum of the units under them; parts stand under the total that they are of."""

import pandas as pd
import pytest

from stats.shares import share
from tests.blank_forms.blank import Path, cells, new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import END_2023, World

NORTH, SOUTH = ["Thành phố Bắc Ninh", "Huyện Yên Phong"], ["Huyện Gia Bình", "Thị xã Thuận Thành"]
STAFF = "SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ"


def _staff(world: World, districts: list[str] | None = None) -> pd.DataFrame:
    own = world.on(END_2023)
    own = own[own["category"].isin(["cadre", "civil_servant"]) | own["category"].isna()]
    return own if districts is None else own[own["district_name"].isin(districts)]


def _numbers(own: pd.DataFrame) -> list[int]:
    return [len(own), int((own["gender"] == "female").sum())]


def _form(title: str, paths: list[Path], rows: list[list[str]]) -> tuple[bytes, int]:
    sheet = new_sheet(title)
    first = write_header(sheet, 5, paths)
    write_rows(sheet, first, len(paths), rows)
    return saved(sheet), first


@pytest.mark.parametrize(
    ("first", "second"), [("Khu vực phía Bắc", "Khu vực phía Nam"), ("Các phường", "Các xã"), ("PHƯỜNG", "XÃ")]
)
def test_a_heading_over_units_sums_them_up(world: World, filling: Filler, first: str, second: str) -> None:
    rows = [["I", first], *(["1", each] for each in NORTH), ["II", second], *(["1", each] for each in SOUTH)]
    paths: list[Path] = [("STT",), ("Đơn vị",), ("Tổng số",), ("Nữ",)]
    content, top = _form(STAFF, paths, [*rows, ["", "Tổng cộng"]])
    result = reopened(filling(content)).active
    assert cells(result, top, 3, 4) == _numbers(_staff(world, NORTH))
    assert cells(result, top + 1, 3, 4) == _numbers(_staff(world, NORTH[:1]))
    assert cells(result, top + 3, 3, 4) == _numbers(_staff(world, SOUTH))
    assert cells(result, top + 6, 3, 4) == _numbers(_staff(world, NORTH + SOUTH))


def test_a_heading_over_a_unit_that_nobody_knows_says_so(filling: Filler) -> None:
    rows = [["I", "Khu vực phía Bắc"], ["1", NORTH[0]], ["2", "Huyện Không Có"], ["II", "Cụm 2"], ["1", SOUTH[0]]]
    content, top = _form(STAFF, [("STT",), ("Đơn vị",), ("Tổng số",), ("Nữ",)], rows)
    filled = filling(content)
    assert cells(reopened(filled).active, top, 3, 4) == [None, None]
    assert f"Biểu › dòng {top}" in {gap.where for gap in filled.outcome.gaps}


def test_a_heading_of_something_else_over_units_counts_nobody(filling: Filler) -> None:
    rows = [["I", "Số lớp bồi dưỡng"], ["1", NORTH[0]], ["2", SOUTH[0]], ["", "Nữ"]]
    content, top = _form(STAFF, [("STT",), ("Đơn vị",), ("Tổng số",), ("Nữ",)], rows)
    result = reopened(filling(content)).active
    assert [cells(result, top + at, 3, 4) for at in range(3)] == [[None, None]] * 3


def test_a_total_over_units_and_their_kinds_sums_up_what_is_printed(world: World, filling: Filler) -> None:
    rows = [["", text] for name in SOUTH for text in (name, "- Cán bộ", "- Công chức")]
    content, top = _form(STAFF, [("STT",), ("Đơn vị",), ("Tổng số",), ("Nữ",)], [*rows, ["", "Tổng cộng"]])
    result = reopened(filling(content)).active
    assert cells(result, top + 6, 3, 4) == _numbers(_staff(world, SOUTH))
    cadres = _staff(world, SOUTH[:1])
    assert cells(result, top + 1, 3, 4) == _numbers(cadres[cadres["category"] == "cadre"])


def test_parts_of_a_total_are_of_its_kinds(world: World, filling: Filler) -> None:
    paths: list[Path] = [("STT",), ("Đơn vị",), ("Tổng số CBCC",), ("Trong đó", "Nữ"), ("Không chuyên trách",)]
    content, top = _form("BÁO CÁO", paths, [["1", SOUTH[0]], ["2", SOUTH[1]]])
    result = reopened(filling(content)).active
    everybody = world.on(END_2023)
    for at, name in enumerate(SOUTH):
        others = everybody[(everybody["district_name"] == name) & (everybody["category"] == "part_time")]
        assert cells(result, top + at, 3, 5) == [*_numbers(_staff(world, [name])), len(others)]


def test_a_title_about_members_leaves_their_share_to_its_column(world: World, filling: Filler) -> None:
    paths: list[Path] = [("STT",), ("Đơn vị",), ("Tổng số CBCC",), ("Số đảng viên",), ("Tỷ lệ đảng viên (%)",)]
    content, top = _form("ĐẢNG VIÊN LÀ CÁN BỘ, CÔNG CHỨC CẤP XÃ", paths, [["1", SOUTH[1]], ["2", NORTH[0]]])
    result = reopened(filling(content)).active
    for at, name in enumerate((SOUTH[1], NORTH[0])):
        own = _staff(world, [name])
        members = int((own["party_member"] == "yes").sum())
        assert cells(result, top + at, 3, 5) == [len(own), members, float(share(members, len(own)))]


def test_a_number_after_points_is_under_no_heading_of_theirs(world: World, filling: Filler) -> None:
    sheet = new_sheet(STAFF)
    first = write_header(sheet, 5, [("Chỉ tiêu",), ("Đơn vị tính",), ("Tổng số",), ("Trong đó: Nữ",)])
    rows = [["1. Tổng số CBCC", "Người"], ["Chia theo trình độ"], ["- Đại học", "Người"], ["2. Tỷ lệ đảng viên", "%"]]
    write_rows(sheet, first, 4, rows)
    result = reopened(filling(saved(sheet))).active
    own = _staff(world)
    women = own[own["gender"] == "female"]
    shares = [float(share(int((each["party_member"] == "yes").sum()), len(each))) for each in (own, women)]
    assert cells(result, first + 3, 3, 4) == shares
