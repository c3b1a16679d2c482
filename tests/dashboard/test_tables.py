"""Tables for people: headers, order, totals; numbers stay numbers."""

from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard import measures, tables
from dashboard.measures import Coverage, Group, GroupedBreakdown, Moment, Trend, UnitMeasure


def _it(degree: int, certificate: int, unsaid: int = 0) -> measures.Breakdown:
    return measures.breakdown("it", {"degree": degree, "certificate": certificate, None: unsaid})


def test_a_breakdown() -> None:
    table = tables.breakdown_table(_it(1, 2, 1))
    assert list(table.columns) == ["Tin học", "Số người", "Tỷ lệ (%)"]
    assert table.to_numpy().tolist() == [
        ["Trung cấp trở lên", 1, 25.0],
        ["Chứng chỉ", 2, 50.0],
        ["Không có", 0, 0.0],
        ["Không khai", 1, 25.0],
        ["Tổng số", 4, 100.0],
    ]


def test_places_with_a_column_a_part() -> None:
    grouped = GroupedBreakdown(
        "it", "district", (Group("256", "Thành phố Bắc Ninh", _it(1, 3)), Group("263", "Huyện Gia Bình", _it(0, 1, 1))),
        _it(1, 4, 1),
    )  # fmt: skip
    counts = tables.grouped_table(grouped)
    assert list(counts.columns) == [
        "Đơn vị cấp huyện", "Tổng số", "Trung cấp trở lên", "Chứng chỉ", "Không có", "Không khai",
    ]  # fmt: skip
    assert counts.to_numpy().tolist() == [
        ["Thành phố Bắc Ninh", 4, 1, 3, 0, 0],
        ["Huyện Gia Bình", 2, 0, 1, 0, 1],
        ["Toàn tỉnh", 6, 1, 4, 0, 1],
    ]
    shares = tables.grouped_table(grouped, shares=True)
    assert list(shares.columns)[2] == "Trung cấp trở lên (%)"
    assert shares.iloc[0].tolist() == ["Thành phố Bắc Ninh", 4, 25.0, 75.0, 0.0, 0.0]


def test_a_place_without_roster_has_no_numbers() -> None:
    known = measures.profile({"cadre": 2, None: 1}, {"masters": 2, "college": 1}, {"none": 3})
    unknown = measures.profile({}, {}, {})
    city = "Thành phố Bắc Ninh"
    ward = UnitMeasure("09163", "Phường Vũ Ninh", "commune", "ward", "256", city, Coverage(1, 1), known)
    rural = "Huyện Gia Bình"
    district = UnitMeasure("263", rural, "district", "rural_district", "263", rural, Coverage(0, 14), unknown)
    table = tables.units_table([ward, district])
    assert table.iloc[0].tolist() == ["09163", "Phường Vũ Ninh", "Thành phố Bắc Ninh", "Phường", 3, 2, 0, 66.67, 0.0]
    assert table.iloc[1, :4].tolist() == ["263", "Huyện Gia Bình", "Huyện Gia Bình", "Huyện"]
    assert table.iloc[1, 4:].isna().all()
    assert all(pd.api.types.is_numeric_dtype(table[column]) for column in table.columns[4:])


def test_dates_downwards() -> None:
    dates = {date(2022, 12, 31): _it(1, 1), date(2023, 12, 31): _it(1, 2, 1)}
    trend = Trend("it", tuple(Moment(day, it, Coverage(1, 1)) for day, it in dates.items()))
    table = tables.trend_table(trend, shares=True)
    assert table.iloc[0].tolist() == ["31/12/2022", 2, 50.0, 50.0, 0.0, 0.0]
    assert table.iloc[1].tolist() == ["31/12/2023", 4, 25.0, 50.0, 0.0, 25.0]


def test_a_share_is_the_same_number_as_everywhere() -> None:
    breakdown = measures.breakdown("gender", {"male": 1845, "female": 521})
    assert Decimal(str(tables.breakdown_table(breakdown)["Tỷ lệ (%)"].iloc[0])) == breakdown.parts[0].share
