"""Bars of 100 %: merged levels, order, labels, sums."""

from decimal import Decimal

import pytest

from presentation import charts
from presentation.charts import Chart
from tests.presentation.invented import CAPTION, column, educations, group, published, text_of

LEVELS = ["Sau đại học", "Đại học", "Cao đẳng, trung cấp", "Sơ cấp, chưa qua đào tạo", "Không khai"]


@pytest.fixture
def chart() -> Chart:
    return charts.by_place("education_by_place", CAPTION, educations(), published("education"), "Đơn vị cấp huyện")


def test_levels_are_merged_to_four_and_those_who_declare_nothing(chart: Chart) -> None:
    assert chart.figure is not None
    assert [trace["name"] for trace in chart.figure["data"]] == LEVELS
    assert [trace["marker"]["color"] for trace in chart.figure["data"]] == [
        "#12436D",
        "#3673AD",
        "#82B1DA",
        "#D3E5F4",
        "#D9D9D9",
    ]


def test_the_province_stands_on_top_and_the_places_in_the_order_given(chart: Chart) -> None:
    assert chart.figure is not None
    axis = chart.figure["layout"]["yaxis"]
    assert axis["categoryarray"] == ["province", "256", "258", "259"]
    assert axis["ticktext"] == ["<b>Toàn tỉnh</b>", "Thành phố Bắc Ninh", "Huyện Yên Phong", "Thị xã Quế Võ"]
    assert axis["range"] == [3.5, -0.5]


def test_shares_come_from_the_summed_counts(chart: Chart) -> None:
    """Of 2.366: 2 + 274 people are 11,67 %, where the two levels' own shares add up to 11,66."""
    assert column(chart, "Sau đại học (người)")[0] == 276
    assert column(chart, "Sau đại học (%)")[0] == Decimal("11.67")
    assert column(chart, "Cao đẳng, trung cấp (%)")[0] == Decimal("10.36")
    assert column(chart, "Không khai (người)") == [0, 0, 13, 0]


def test_every_segment_is_the_tables_number(chart: Chart) -> None:
    assert chart.figure is not None
    for trace in chart.figure["data"]:
        assert trace["x"] == [float(str(cell)) for cell in column(chart, f"{trace['name']} (%)")]
    sums = [sum(values) for values in zip(*(trace["x"] for trace in chart.figure["data"]), strict=True)]
    assert sums == pytest.approx([100.01, 100, 100, 100])
    assert chart.figure["layout"]["xaxis"]["range"] == [0, pytest.approx(100.01)]


def test_counts_add_up_to_the_base(chart: Chart) -> None:
    for row in chart.table.rows:
        counts = [cell for cell in row[2:] if isinstance(cell, int)]
        assert sum(counts) == row[1]


def test_segments_from_five_per_cent_carry_their_share(chart: Chart) -> None:
    assert chart.figure is not None
    for trace in chart.figure["data"]:
        shares = [Decimal(str(cell)) for cell in column(chart, f"{trace['name']} (%)")]
        assert trace["text"] == [text_of(share) if share >= 5 else "" for share in shares]
        assert trace["textangle"] == 0


def test_the_legend_runs_in_the_order_of_the_stack(chart: Chart) -> None:
    assert chart.figure is not None
    assert chart.figure["layout"]["legend"]["traceorder"] == "normal"
    assert chart.figure["layout"]["barmode"] == "stack"
    assert "barnorm" not in chart.figure["layout"]


def test_nobody_undeclared_means_no_such_column() -> None:
    places = [group("256", {"degree": 1, "certificate": 9}, "it")]
    chart = charts.by_place("it_by_place", CAPTION, places, published("it"), "Đơn vị")
    assert [c.header for c in chart.table.columns][2::2] == [
        "Trung cấp trở lên (người)",
        "Chứng chỉ (người)",
        "Không có (người)",
    ]


def test_a_level_that_nobody_has_is_no_entry_of_the_legend() -> None:
    places = [group("256", {"bachelors": 11, "college": 9})]
    chart = charts.by_place("x", CAPTION, places, published("education"), "Đơn vị")
    assert chart.figure is not None
    assert [trace["name"] for trace in chart.figure["data"]] == ["Sau đại học", "Đại học", "Cao đẳng, trung cấp"]


def test_a_place_of_too_few_people_has_counts_and_says_why_it_has_no_bar() -> None:
    places = [group("256", {}, "it"), group("258", {"degree": 4, None: 5}, "it"), group("259", {"none": 10}, "it")]
    chart = charts.by_place("it_by_place", CAPTION, places, published("it"), "Đơn vị")
    assert chart.table.rows[1][1:] == (0, 0, None, 0, None, 0, None, 0, None)
    assert chart.table.rows[2][1:] == (9, 4, None, 0, None, 0, None, 5, None)
    assert chart.table.rows[3][1:3] == (10, 0)
    assert chart.figure is not None
    *bars, remarks = chart.figure["data"]
    assert {tuple(trace["x"][1:3]) for trace in bars} == {(None, None)}
    assert (remarks["y"], remarks["x"]) == (["256", "258"], [0.0, 0.0])
    assert [text.strip() for text in remarks["text"]] == ["<b>không có người</b>", "<b>dưới 10 người</b>"]
    assert "Huyện Yên Phong: dưới 10 người; Thị xã Quế Võ: Không có 100,00%" in chart.alt
