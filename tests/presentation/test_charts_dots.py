"""Dots of shares by place, read from the figure's own dictionary."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presentation import charts
from presentation.charts import Chart, Subset, dots, style
from presentation.charts.lines import Lines, lines_of
from stats.measures import UNIVERSITY_OR_HIGHER, Group, Order, breakdown
from stats.names import Names
from tests.presentation.invented import CAPTION, educations, group, published

UNIVERSITY = Subset("Đại học trở lên", UNIVERSITY_OR_HIGHER)


def _drawn(groups: list[Group], **more: Any) -> Chart:
    return charts.compared(
        "x",
        CAPTION,
        groups=groups,
        province=published("education"),
        subset=UNIVERSITY,
        place="Đơn vị cấp huyện",
        **more,
    )


def _figure(chart: Chart) -> dict[str, Any]:
    assert chart.figure is not None
    return chart.figure


def test_a_share_by_place_against_the_provinces() -> None:
    chart = _drawn(educations())
    points, texts = _figure(chart)["data"]
    assert points["x"] == [80.0, 83.0, 96.0]
    assert [text.strip() for text in texts["text"]] == ["<b>80,00%</b>", "<b>83,00%</b>", "<b>96,00%</b>"]
    layout = _figure(chart)["layout"]
    (line,) = layout["shapes"]
    assert line["x0"] == line["x1"] == 89.64 == round((2 + 274 + 1845) / 2366 * 100, 2)
    (label,) = layout["annotations"]
    assert label["text"] == "<b>Toàn tỉnh 89,64%</b>"
    assert chart.table.rows[-1] == ("Toàn tỉnh", 2121, 2366, Decimal("89.64"))
    assert layout["xaxis"]["title"]["text"] == "Tỷ lệ (%), trục từ 80 đến 100"


def test_a_hover_tells_count_and_base_and_who_stands_together() -> None:
    chart = _drawn(educations(), members={"258": tuple(f"Xã {letter}" for letter in "ABCDEFGH")})
    points, _ = _figure(chart)["data"]
    assert points["hovertext"][0] == "<b>Thành phố Bắc Ninh</b><br>Đại học trở lên: 80 · 80,00%<br>Tổng số: 100 người"
    assert points["hovertext"][1].endswith("<br>Xã A, Xã B, Xã C<br>Xã D, Xã E, Xã F<br>… và 2 đơn vị khác")
    assert points["marker"]["color"] == [style.PALETTE[0], style.WHITE, style.PALETTE[0]]


def test_beside_the_share_of_few_people_stands_their_number() -> None:
    chart = _drawn([group("256", {"bachelors": 16, "college": 2}), group("258", {"bachelors": 30})])
    assert [text.strip() for text in _figure(chart)["data"][1]["text"]] == ["<b>88,89% (18)</b>", "<b>100,00%</b>"]


def test_a_small_place_has_no_dot_and_says_so() -> None:
    groups = [*educations(), group("260", {"masters": 9}), group("261", {})]
    chart = _drawn(groups)
    points, texts = _figure(chart)["data"]
    assert points["x"][3:] == [None, None]
    assert [text.strip() for text in texts["text"][3:]] == ["<b>dưới 10 người</b>", "<b>không có người</b>"]
    assert chart.table.rows[3] == ("Huyện Tiên Du", 9, 9, None)
    province = breakdown("education", {"masters": 9})
    small = charts.compared("x", CAPTION, groups[3:], province, subset=UNIVERSITY, place="Đơn vị")
    assert _figure(small)["layout"]["shapes"] == []
    assert "Toàn tỉnh: dưới 10 người" in small.alt


shares = st.lists(st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100), min_size=1, max_size=30)


@given(shares)
def test_the_scale_holds_every_share_between_round_ends(values: list[Decimal]) -> None:
    low, high, step = dots.scale(values)
    assert 0 <= low <= min(values) <= max(values) <= high <= 100
    assert 5 <= high - low <= max(float(max(values) - min(values)) + 2 * step, 5 + 2 * step)
    assert low % step == 0
    assert (high - low) / step <= 7


@pytest.mark.parametrize(
    "province",
    [{"bachelors": 100}, {"college": 100}, {"bachelors": 50, "college": 50}],
    ids=["the highest", "the lowest", "between"],
)
def test_no_line_or_dot_runs_over_a_label(province: dict[str | None, int]) -> None:
    """At 300 pixels of plot: dots, the province's line and the column of shares keep clear of each other."""
    groups = [
        group("256", {"bachelors": 12}),
        group("258", {"college": 12}),
        group("259", {"bachelors": 6, "college": 6}),
    ]
    chart = charts.compared(
        "x", CAPTION, groups=groups, province=breakdown("education", province), subset=UNIVERSITY, place="Đơn vị"
    )
    layout = _figure(chart)["layout"]
    low, high = layout["xaxis"]["range"]
    pixels = 300 / (high - low)
    points, texts = _figure(chart)["data"]
    for value in [value for value in points["x"] if value is not None]:
        assert (high - value) * pixels >= points["marker"]["size"] / 2 + points["marker"]["line"]["width"]
    assert all(x == high for x in texts["x"])
    assert layout["margin"]["r"] >= max(map(style.text_width, texts["text"])) - len("<b></b>") * 7
    (label,) = layout["annotations"]
    width = style.text_width(label["text"].removeprefix("<b>").removesuffix("</b>"))
    begin = (label["x"] - low) * pixels - {"left": 0, "center": width / 2, "right": width}[label["xanchor"]]
    assert begin >= 0
    assert begin + width <= 300 + layout["margin"]["r"]
    assert layout["margin"]["t"] >= style.LABEL_SIZE * 1.5


def _ranking(sizes: Sequence[tuple[int, int]], order: Order, codes: Sequence[str]) -> Lines:
    """The lines of places with so many graduates and others."""
    groups = [
        group(f"{place:05d}", {"bachelors": able, "college": rest}, name=f"Xã {place:03d}")
        for place, (able, rest) in enumerate(sizes)
    ]
    words = ("cao nhất", "thấp nhất")
    return lines_of(groups, (), order=order, names=Names("tỉnh Bắc Ninh"), codes=codes, words=words)


MANY = [*[(40, 0)] * 15, *[(80 - n, 20 + n) for n in range(30)], *[(30, 70)] * 4]
"""15 places of 100 per cent, 30 that all differ, 4 of 30 per cent."""


def test_equal_shares_are_one_line_and_the_words_count_each_end() -> None:
    lines = _ranking(MANY, Order.ENDS, UNIVERSITY_OR_HIGHER)
    assert lines.groups[0].name == "15 đơn vị đạt 100,00%"
    assert lines.groups[10].name == "12 đơn vị ở giữa"
    assert lines.groups[-1].name == "4 đơn vị đạt 30,00%"
    assert lines.omission == " · 24 đơn vị cao nhất và 13 đơn vị thấp nhất trong 49 đơn vị"
    assert lines.members["equal 00000"] == tuple(f"Xã {place:03d}" for place in range(15))


def test_equal_headcounts_are_one_line() -> None:
    lines = _ranking(sorted(MANY, key=sum, reverse=True), Order.ENDS, ())
    assert [group.name for group in lines.groups].count("15 đơn vị, mỗi nơi") == 1
    assert lines.groups[-1].name == "15 đơn vị, mỗi nơi"
    assert lines.omission == " · 10 đơn vị cao nhất và 27 đơn vị thấp nhất trong 49 đơn vị"


@pytest.mark.parametrize(
    ("order", "words"), [(Order.HIGHEST, "34 đơn vị cao nhất"), (Order.LOWEST, "23 đơn vị thấp nhất")]
)
def test_an_end_alone_says_which_and_how_many(order: Order, words: str) -> None:
    assert _ranking(MANY, order, UNIVERSITY_OR_HIGHER).omission == f" · {words} trong 49 đơn vị"


def test_places_too_small_for_a_share_are_no_end_of_the_ranking() -> None:
    few = [(80 - n, 20 + n) for n in range(19)]
    assert _ranking([*few, *[(1, 0)] * 7], Order.ENDS, UNIVERSITY_OR_HIGHER).omission == (
        " · 19 trong 26 đơn vị: những nơi còn lại quá ít người để tính tỷ lệ"
    )
