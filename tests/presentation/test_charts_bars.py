"""Horizontal bars, read from the figure's own dictionary."""

from decimal import Decimal

import pytest

from presentation import charts
from stats.measures import UNIVERSITY_OR_HIGHER, breakdown
from stats.measures.rankings import bands_of_share
from stats.shares import Rounding
from tests.presentation.invented import CAPTION, DISTRICTS, categories, column, group, published

NAVY, TEAL, GREY = "#12436D", "#28A197", "#D9D9D9"
BLUE, SKY, PALE = "#3673AD", "#82B1DA", "#D3E5F4"


def test_headcount_stacks_the_kinds_of_people_in_the_order_given() -> None:
    groups = categories()
    chart = charts.headcount("headcount", CAPTION, groups, "Đơn vị cấp huyện")
    assert chart.figure is not None
    cadres, servants, undeclared, totals = chart.figure["data"]
    assert [trace["name"] for trace in (cadres, servants, undeclared)] == ["Cán bộ", "Công chức", "Không khai"]
    assert [trace["marker"]["color"] for trace in (cadres, servants, undeclared)] == [NAVY, TEAL, GREY]
    assert cadres["y"] == cadres["customdata"] == list(DISTRICTS)
    assert cadres["x"] == [150, 149, 148, 147, 146, 145, 0, 3]
    assert servants["x"] == [130, 128, 126, 124, 122, 120, 0, 4]
    assert undeclared["x"] == [0] * 7 + [5]
    sums = [sum(parts) for parts in zip(cadres["x"], servants["x"], undeclared["x"], strict=True)]
    assert totals["x"] == sums == [g.breakdown.base for g in groups]
    assert totals["text"] == [f" <b>{number}</b>" for number in sums]


def test_headcount_tells_the_same_numbers_in_its_table() -> None:
    chart = charts.headcount("headcount", CAPTION, categories(), "Đơn vị cấp huyện")
    assert [c.header for c in chart.table.columns] == [
        "Đơn vị cấp huyện",
        "Cán bộ",
        "Công chức",
        "Không khai",
        "Tổng số",
    ]
    assert column(chart, "Đơn vị cấp huyện") == list(DISTRICTS.values())
    assert column(chart, "Tổng số") == [280, 277, 274, 271, 268, 265, 0, 12]
    assert [series.column for series in chart.native.series] == [1, 2, 3]


def test_one_kind_of_people_needs_no_legend() -> None:
    chart = charts.headcount("headcount", CAPTION, [group("256", {"cadre": 1263}, "category")], "Đơn vị")
    assert chart.figure is not None
    assert chart.figure["layout"]["showlegend"] is False
    assert [trace.get("name") for trace in chart.figure["data"]] == ["Cán bộ", None]
    assert chart.figure["data"][1]["text"] == [" <b>1.263</b>"]


def test_two_communes_of_one_name_are_two_bars() -> None:
    twins = [group(code, {"cadre": 9}, "category", "Phường Ninh Xá") for code in ("09184", "09412")]
    chart = charts.headcount("headcount", CAPTION, twins, "Đơn vị")
    assert chart.figure is not None
    assert chart.figure["layout"]["yaxis"]["categoryarray"] == ["09184", "09412"]
    assert chart.figure["layout"]["yaxis"]["ticktext"] == ["Phường Ninh Xá", "Phường Ninh Xá"]


def test_levels_stand_in_the_lists_order_with_count_and_share() -> None:
    chart = charts.levels("education", CAPTION, published("education"))
    assert chart.figure is not None
    (bars,) = chart.figure["data"]
    assert chart.figure["layout"]["yaxis"]["ticktext"] == [
        "Tiến sĩ",
        "Thạc sĩ",
        "Đại học",
        "Cao đẳng",
        "Trung cấp",
        "Sơ cấp",
        "Chưa qua đào tạo",
    ]
    assert bars["x"] == [2, 274, 1845, 61, 184, 0, 0]
    assert bars["text"] == [
        "2 · 0,08%",
        "274 · 11,58%",
        "1.845 · 77,98%",
        "61 · 2,58%",
        "184 · 7,78%",
        "0",
        "0",
    ]
    assert bars["marker"]["color"] == [NAVY, NAVY, BLUE, SKY, SKY, PALE, PALE]
    assert sum(bars["x"]) == 2366


def test_levels_follow_the_rounding_rule() -> None:
    chart = charts.levels("education", CAPTION, published("education", Rounding.CUT))
    assert chart.figure is not None
    assert chart.figure["data"][0]["text"][2:5] == ["1.845 · 77,97%", "61 · 2,57%", "184 · 7,77%"]
    assert column(chart, "Tỷ lệ (%)")[2] == Decimal("77.97")


def test_who_declares_nothing_is_a_grey_hatched_bar() -> None:
    chart = charts.levels("it", CAPTION, breakdown("it", {"degree": 1, "certificate": 7, "none": 1, None: 1}))
    assert chart.figure is not None
    (bars,) = chart.figure["data"]
    assert column(chart, "Tin học")[-1] == "Không khai"
    assert bars["marker"]["color"] == [NAVY, BLUE, SKY, GREY]
    assert bars["marker"]["pattern"]["shape"] == ["", "", "", "/"]


def test_a_share_too_small_for_two_decimals_is_not_zero() -> None:
    chart = charts.levels("education", CAPTION, breakdown("education", {"doctorate": 1, "bachelors": 40_000}))
    assert chart.figure is not None
    assert chart.figure["data"][0]["text"][0] == "1 · <0,01%"


@pytest.mark.parametrize("field", ["education", "it"])
def test_nobody_at_all_still_gives_a_figure(field: str) -> None:
    chart = charts.levels(field, CAPTION, breakdown(field, {}))
    assert chart.figure is not None
    assert set(chart.figure["data"][0]["text"]) == {"0"}
    assert chart.figure["layout"]["xaxis"]["range"] == [0, 1]


def test_the_alternative_text_tells_the_numbers() -> None:
    alt = charts.levels("it", CAPTION, published("it")).alt
    assert "Trung cấp trở lên: 37 · 1,56%; Chứng chỉ: 2.184 · 92,31%; Không có: 145 · 6,13%." in alt
    assert CAPTION.title in alt
    assert CAPTION.source in alt


def test_of_too_few_people_the_bars_carry_their_counts() -> None:
    chart = charts.levels("it", CAPTION, breakdown("it", {"degree": 2, "certificate": 6, None: 1}))
    assert chart.figure is not None
    assert chart.figure["data"][0]["text"] == ["2", "6", "0", "1"]
    assert chart.figure["data"][0]["hovertext"][0] == "<b>Trung cấp trở lên</b><br>2 người"
    assert "%" not in chart.alt
    assert [c.header for c in chart.table.columns] == ["Tin học", "Số người"]


def test_a_distribution_counts_places_in_each_band() -> None:
    groups = [group(str(place), {"bachelors": 10 + place % 2, "college": 10 - place % 2}) for place in range(8)]
    bands = bands_of_share(groups, UNIVERSITY_OR_HIGHER)
    chart = charts.distribution("x", CAPTION, bands, ["50 – dưới 51%", "51", "52", "53", "54", "55"], "Tỷ lệ")
    assert chart.figure is not None
    (bars,) = chart.figure["data"]
    assert bars["x"] == [4, 0, 0, 0, 0, 4]
    assert bars["text"] == ["4 đơn vị", "0", "0", "0", "0", "4 đơn vị"]
    assert bars["hovertext"][0] == "<b>50 – dưới 51%</b><br>4 đơn vị<br>0, 2, 4<br>6"
    assert chart.table.rows[0] == ("50 – dưới 51%", 4)


def test_a_chart_of_one_bar_is_a_sentence() -> None:
    chart = charts.levels("it", CAPTION, breakdown("it", {"certificate": 19}))
    assert chart.figure is None
    assert chart.note == "Tin học: tất cả 19 người đều là «Chứng chỉ»."
    assert column(chart, "Số người") == [0, 19, 0]
    silent = charts.levels("it", CAPTION, breakdown("it", {None: 19}))
    assert silent.note == "Tin học: chưa ai trong 19 người khai."
