"""Lines over dates."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from presentation import charts
from presentation.charts import Break, Chart, Line
from tests.presentation.invented import CAPTION, DATES, column

CADRES = Line("Cán bộ", (1200, 1250, 1263), ("1.200", "1.250", "1.263"), "#12436D")
SERVANTS = Line("Công chức", (1150, 1120, 1103), ("1.150", "1.120", "1.103"), "#28A197")
TOTAL = Line("Tổng số", (2350, 2370, 2366), ("2.350", "2.370", "2.366"), "#454B50")
SHARE = Line("Đại học trở lên", (Decimal("88.00"), None, Decimal("89.64")), ("88,00%", "", "89,64%"), "#12436D")


def _chart(*lines: Line) -> Chart:
    return charts.over_time("headcount_trend", CAPTION, DATES, lines)


def test_each_line_has_its_values_its_texts_and_its_name_at_the_end() -> None:
    chart = _chart(SERVANTS, CADRES, TOTAL)
    assert chart.figure is not None
    assert {trace["name"]: trace["y"] for trace in chart.figure["data"]} == {
        "Tổng số": [2350, 2370, 2366],
        "Cán bộ": [1200, 1250, 1263],
        "Công chức": [1150, 1120, 1103],
    }
    assert {trace["name"]: trace["text"] for trace in chart.figure["data"]}["Cán bộ"] == ["1.200", "1.250", ""]
    ends = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert ends == ["<b>Tổng số<br>2.366</b>", "<b>Cán bộ 1.263</b>", "<b>Công chức<br>1.103</b>"]
    assert chart.figure["layout"]["showlegend"] is False


def test_dates_stand_where_they_are_in_time() -> None:
    chart = _chart(CADRES)
    assert chart.figure is not None
    axis = chart.figure["layout"]["xaxis"]
    assert axis["type"] == "date"
    assert axis["tickvals"] == chart.figure["data"][0]["x"] == ["2021-12-31", "2022-12-31", "2023-12-31"]
    assert axis["ticktext"] == ["31/12<br>2021", "31/12<br>2022", "31/12<br>2023"]
    assert chart.native.days == DATES


def test_the_words_of_close_dates_stand_below_each_other() -> None:
    dates = (*DATES, date(2024, 2, 1))
    line = Line("A", (1, 2, 3, 4), ("1", "2", "3", "4"), "#12436D")
    chart = charts.over_time("x", CAPTION, dates, [line])
    assert chart.figure is not None
    layout = chart.figure["layout"]
    assert layout["xaxis"]["ticktext"][2:] == ["31/12<br>2023", "<br><br>01/02<br>2024"]
    assert layout["height"] - layout["margin"]["b"] == _height_above_axis(_chart(CADRES))


def _height_above_axis(chart: Chart) -> int:
    assert chart.figure is not None
    layout = chart.figure["layout"]
    return int(layout["height"] - layout["margin"]["b"])


def test_the_table_holds_the_lines() -> None:
    chart = _chart(SHARE)
    assert chart.table.rows == (
        ("31/12/2021", Decimal("88.00")),
        ("31/12/2022", None),
        ("31/12/2023", Decimal("89.64")),
    )
    assert column(chart, "Đại học trở lên (%)")[1] is None
    assert chart.figure is not None
    assert chart.figure["data"][0]["y"] == [88.0, None, 89.64]


def test_one_date_gives_a_sentence_instead_of_a_line() -> None:
    line = Line("Cán bộ", (1263,), ("1.263",), "#12436D")
    chart = charts.over_time("headcount_trend", CAPTION, DATES[-1:], [line])
    assert chart.figure is None
    assert "một ngày (31/12/2023)" in chart.note
    assert chart.table.rows == (("31/12/2023", 1263),)


def test_names_at_the_ends_do_not_lie_upon_each_other() -> None:
    upper, lower = Line("A", (100, 100), ("100", "100"), "#12436D"), Line("B", (99, 99), ("99", "99"), "#28A197")
    chart = charts.over_time("x", CAPTION, DATES[:2], [upper, lower])
    assert chart.figure is not None
    layout = chart.figure["layout"]
    bottom, top = layout["yaxis"]["range"]
    pixels = (layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]) / (top - bottom)
    first, second = ((note["y"] * pixels) + note["yshift"] for note in layout["annotations"])
    assert first - second >= 16


def test_names_of_lines_that_fall_to_nothing_stay_above_the_axis_and_apart() -> None:
    lines = [Line(f"Dòng {end}", (2000, end), ("2.000", str(end)), "#12436D") for end in (21, 21, 0)]
    chart = charts.over_time("x", CAPTION, DATES[:2], lines)
    assert chart.figure is not None
    layout = chart.figure["layout"]
    bottom, top = layout["yaxis"]["range"]
    pixels = (layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]) / (top - bottom)
    middles = [(note["y"] - bottom) * pixels + note["yshift"] for note in layout["annotations"]]
    # A line of letters of 12 px is some 16 px high.
    assert min(middles) >= 8
    assert all(above - below >= 16 for above, below in pairwise(middles))


def test_a_mark_stands_under_its_date_and_takes_no_room_from_the_lines() -> None:
    plain, marked = (
        _chart(CADRES),
        charts.over_time("x", CAPTION, DATES, [CADRES], marks=("", "", "1/126 đơn vị")),
    )
    assert plain.figure is not None
    assert marked.figure is not None
    assert marked.figure["layout"]["xaxis"]["ticktext"] == [
        "31/12<br>2021",
        "31/12<br>2022",
        "31/12<br>2023<br>1/126 đơn vị",
    ]
    heights = [
        layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
        for layout in (plain.figure["layout"], marked.figure["layout"])
    ]
    assert heights[0] == heights[1]
    assert marked.figure["layout"]["margin"]["b"] > plain.figure["layout"]["margin"]["b"]
    two = charts.over_time(
        "x", CAPTION, DATES[:2], [Line("A", (1, 2), ("1", "2"), "#12436D")], marks=("1/126 đơn vị", "")
    )
    assert two.figure is not None
    assert two.figure["layout"]["xaxis"]["ticktext"] == ["31/12/2021<br>1/126 đơn vị", "31/12/2022"]


@pytest.mark.parametrize(
    ("lines", "bottom"), [((TOTAL, CADRES, SERVANTS), 0.0), ((CADRES, Line("x", (1, 2, 3), ("",) * 3, "#000000")), 0.0)]
)
def test_the_axis_begins_at_zero_where_lines_differ_much(lines: tuple[Line, ...], bottom: float) -> None:
    chart = _chart(*lines)
    assert chart.figure is not None
    low = chart.figure["layout"]["yaxis"]["range"][0]
    assert low == bottom


def test_a_change_of_two_points_stays_a_gentle_slope() -> None:
    chart = _chart(SHARE)
    assert chart.figure is not None
    low, high = chart.figure["layout"]["yaxis"]["range"]
    assert low < 88 < 89.64 < high
    assert (89.64 - 88) / (high - low) < 0.25
    assert chart.native.axis == (low, high)


def _sides(*lines: Line) -> dict[str, list[str]]:
    chart = _chart(*lines)
    assert chart.figure is not None
    return {trace["name"]: trace["textposition"][:2] for trace in chart.figure["data"]}


def test_a_steep_line_does_not_cross_its_numbers() -> None:
    rising, falling = (
        Line("A", (10, 50, 90), ("10", "50", "90"), "#12436D"),
        Line("B", (90, 50, 10), ("",) * 3, "#28A197"),
    )
    assert _sides(rising)["A"] == ["bottom right", "bottom right"]
    assert _sides(falling)["B"] == ["top right", "top right"]
    level = Line("C", (70, 70, 70), ("70",) * 3, "#801650")
    assert _sides(level)["C"] == ["top center", "top center"]
    assert _sides(Line("D", (100, 100, 100), ("100",) * 3, "#801650"), rising) == {
        "D": ["top center", "top center"],
        "A": ["bottom right", "bottom right"],
    }


def test_numbers_of_lines_that_cross_keep_apart() -> None:
    level, rising = Line("C", (70, 70, 70), ("70",) * 3, "#801650"), Line("A", (66, 69, 75), ("",) * 3, "#12436D")
    assert _sides(level, rising) == {"C": ["top center", "top center"], "A": ["bottom right", "bottom right"]}
    high = Line("B", (71, 71, 71), ("71",) * 3, "#28A197")
    assert _sides(level, high) == {"B": ["top center", "top center"], "C": ["bottom center", "bottom center"]}


def test_what_is_not_comparable_breaks_the_line() -> None:
    chart = _chart(replace(CADRES, breaks=(Break(1, "Địa giới thay đổi"),)), SERVANTS)
    assert chart.figure is not None
    drawn = [(trace["name"], trace["x"]) for trace in chart.figure["data"]]
    assert drawn == [
        ("Cán bộ", ["2021-12-31"]),
        ("Cán bộ", ["2022-12-31", "2023-12-31"]),
        ("Công chức", ["2021-12-31", "2022-12-31", "2023-12-31"]),
    ]
    (rule,) = chart.figure["layout"]["shapes"]
    assert rule["x0"] == rule["x1"] == "2022-07-01 12:00"
    assert "Địa giới thay đổi" in [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert chart.native.breaks == (Break(1, "Địa giới thay đổi"),)
    assert [series.breaks for series in chart.native.series] == [(1,), ()]


def test_two_reasons_stand_in_two_lines_above_the_rules() -> None:
    breaks = (Break(1, "Địa giới thay đổi"), Break(2, "Khác đơn vị đã gửi"))
    chart = _chart(replace(CADRES, breaks=breaks))
    assert chart.figure is not None
    words = [note for note in chart.figure["layout"]["annotations"] if note["yref"] == "paper"]
    assert [note["text"] for note in words] == [each.words for each in breaks]
    assert words[1]["yshift"] - words[0]["yshift"] >= 16
    assert len(chart.figure["layout"]["shapes"]) == 2
