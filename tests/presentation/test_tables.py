"""Tables for people: headers, order, totals; numbers stay numbers."""

from decimal import Decimal

import pandas as pd

from presentation import completeness, tables
from stats import measures
from stats.cube import Coverage
from stats.measures import Group, GroupedBreakdown, UnitMeasure


def _it(degree: int, certificate: int, unsaid: int = 0) -> measures.Breakdown:
    return measures.breakdown("it", {"degree": degree * 10, "certificate": certificate * 10, None: unsaid * 10})


def test_of_too_few_people_there_are_counts_and_no_shares() -> None:
    few, many = measures.breakdown("it", {"degree": 9}), _it(1, 0)
    grouped = GroupedBreakdown("it", "unit", (Group("1", "Xã An", few), Group("2", "Xã Ba", many)), many)
    assert tables.grouped_table(grouped).iloc[0].tolist() == ["Xã An", 9, 9, 0, 0]
    shares = tables.grouped_table(grouped, shares=True)
    assert shares.iloc[0, 2:].isna().all()
    assert shares.iloc[1, 2:].tolist() == [100.0, 0.0, 0.0]
    profile = measures.profile({"cadre": 9}, {"masters": 9}, {"none": 9})
    unit = UnitMeasure(
        "1",
        "Xã An",
        level="commune",
        unit_type="commune",
        district_code=None,
        district_name=None,
        coverage=Coverage(1, 1),
        profile=profile,
    )
    (row,) = tables.units_table([unit]).to_dict("records")
    assert (row["Tổng số"], row["Cán bộ"]) == (9, 9)
    assert pd.isna(row["Đại học trở lên (%)"])
    assert pd.isna(row["Có trình độ, chứng chỉ tin học (%)"])


def test_places_with_a_column_a_part() -> None:
    grouped = GroupedBreakdown(
        "it",
        "district",
        (Group("256", "Thành phố Bắc Ninh", _it(1, 3)), Group("263", "Huyện Gia Bình", _it(0, 1, 1))),
        _it(1, 4, 1),
    )
    counts = tables.grouped_table(grouped)
    assert list(counts.columns) == [
        "Đơn vị cấp huyện",
        "Tổng số",
        "Trung cấp trở lên",
        "Chứng chỉ",
        "Không có",
        "Không khai",
    ]
    assert counts.to_numpy().tolist() == [
        ["Thành phố Bắc Ninh", 40, 10, 30, 0, 0],
        ["Huyện Gia Bình", 20, 0, 10, 0, 10],
        ["Toàn tỉnh", 60, 10, 40, 0, 10],
    ]
    shares = tables.grouped_table(grouped, shares=True)
    assert list(shares.columns)[2] == "Trung cấp trở lên (%)"
    assert shares.iloc[0].tolist() == ["Thành phố Bắc Ninh", 40, 25.0, 75.0, 0.0, 0.0]


def test_a_place_without_roster_has_no_numbers() -> None:
    people = measures.profile({"cadre": 20, None: 10}, {"masters": 20, "college": 10}, {"none": 30})
    nobody = measures.profile({}, {}, {})
    city = "Thành phố Bắc Ninh"
    ward = UnitMeasure(
        "09163",
        "Phường Vũ Ninh",
        level="commune",
        unit_type="ward",
        district_code="256",
        district_name=city,
        coverage=Coverage(1, 1),
        profile=people,
    )
    rural = "Huyện Gia Bình"
    district = UnitMeasure(
        "263",
        rural,
        level="district",
        unit_type="rural_district",
        district_code="263",
        district_name=rural,
        coverage=Coverage(0, 14),
        profile=nobody,
    )
    table = tables.units_table([ward, district])
    assert table.iloc[0].tolist() == ["09163", "Phường Vũ Ninh", "Thành phố Bắc Ninh", "Phường", 30, 20, 0, 66.67, 0.0]
    assert table.iloc[1, :4].tolist() == ["263", "Huyện Gia Bình", "Huyện Gia Bình", "Huyện"]
    assert table.iloc[1, 4:].isna().all()
    assert all(pd.api.types.is_numeric_dtype(table[column]) for column in table.columns[4:])


def test_a_share_is_the_same_number_as_everywhere() -> None:
    whole = measures.breakdown("gender", {"male": 1845, "female": 521})
    table = tables.grouped_table(GroupedBreakdown("gender", "unit", (Group("1", "Xã An", whole),), whole), shares=True)
    assert Decimal(str(table.iloc[0, 2])) == whole.parts[0].share


def test_a_place_without_a_roster_is_an_empty_row_and_a_part_says_so() -> None:
    few, nobody = _it(1, 3), _it(0, 0)
    known = Group("256", "Thành phố Bắc Ninh", few, Coverage(1, 19))
    lacking = Group("259", "Thị xã Quế Võ", nobody, Coverage(0, 21))
    grouped = GroupedBreakdown("it", "district", (known,), few, without_roster=(lacking,), coverage=Coverage(1, 126))
    for shares in (False, True):
        frame = tables.grouped_table(grouped, shares=shares)
        names = ["Thành phố Bắc Ninh (1/19)", "Thị xã Quế Võ (0/21)", "Toàn tỉnh (1/126)"]
        assert frame.iloc[:, 0].tolist() == names
        assert frame.iloc[1, 1:].isna().all()
        assert completeness.empty_cells(grouped, shares=shares).endswith("chưa có số liệu")
