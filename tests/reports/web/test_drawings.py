"""Bars of several series, bars to both sides of zero, and many lines, read back from the page's drawing."""

import re
from datetime import date
from itertools import combinations, pairwise

import pytest
from lxml import html

from presentation.charts import Caption, Chart, Column, Kind, Native, Series, Shape, Table
from reports.web.drawings import drawn

WORDS = Caption("Hình", "người", "nguồn", "hinh")
ROWS = (("Xã A", 30, -37), ("Xã B", 44, 0), ("Xã C", 0, -12))


def _chart(native: Native, rows: tuple[tuple[str | int, ...], ...] = ROWS) -> Chart:
    columns = tuple(Column("Đơn vị" if place == 0 else f"Cột {place}", Kind.COUNT) for place in range(len(rows[0])))
    return Chart("hinh", WORDS, figure={}, table=Table(columns, rows), native=native, alt="hình")


def test_each_series_of_a_row_has_a_bar_as_long_as_its_number_on_its_side_of_zero() -> None:
    page = html.fromstring(str(drawn(_chart(Native(Shape.BAR, (Series(1, "#28A197"), Series(2, "#801650")))))))
    assert [swatch.text_content() for swatch in page.find_class("legend")[0]] == ["Cột 1", "Cột 2"]
    groups = page.find_class("group")
    assert len(groups) == len(ROWS)
    zero = re.findall(r"\* ([\d.]+)\)", html.tostring(groups[0].find_class("below")[0]).decode())[0]
    assert float(zero) == pytest.approx(37 / (44 + 37), abs=1e-5)
    for group, (_, came, went) in zip(groups, ROWS, strict=True):
        sides = [line.find("div") for line in group.find_class("line")]
        assert [side.get("class") for side in sides] == ["above", "below" if went else "above"]
        for side, number, longest in zip(sides, (came, went), (44, 37), strict=True):
            bars = [float(re.search(r"\* ([\d.]+)\)", bar.get("style"))[1]) for bar in side.iter("i")]  # type: ignore[index]
            assert bars == pytest.approx([abs(number) / longest] if number else [], abs=1e-5)
            assert side.findtext("b").replace("−", "-") == str(number)


def test_three_lines_and_more_are_named_behind_their_last_points_clear_of_each_other() -> None:
    rows = (("31/12/2022", 50, 51, 52, 90), ("31/12/2023", 60, 60, 61, 95))
    colours = ("#12436D", "#28A197", "#801650", "#7A5C00")
    lines = tuple(Series(place, colour, labels=("", str(rows[1][place]))) for place, colour in enumerate(colours, 1))
    page = html.fromstring(str(drawn(_chart(Native(Shape.LINE, lines), rows))))
    assert not page.find_class("legend")
    behind = [text for text in page.iter("text") if text.get("dx")]
    names = {text.text: float(text.get("y")) for text in behind if text.get("fill") in colours}
    assert set(names) == {"Cột 1", "Cột 2", "Cột 3", "Cột 4"}
    heights = sorted(names.values())
    assert all(lower - upper >= 13.9 for upper, lower in pairwise(heights))
    assert min(names, key=lambda name: names[name]) == "Cột 4"
    numbers = [(text.text, float(text.get("y"))) for text in behind if text.get("fill") not in colours]
    assert sorted(numbers) == sorted((str(rows[1][int(name[-1])]), y) for name, y in names.items())


@pytest.mark.parametrize("years", [(2021, 2022, 2023), (2021, 2022, 2023, 2024, 2025)])
def test_what_is_said_of_a_date_stands_below_all_dates_clear_of_each_other(years: tuple[int, ...]) -> None:
    days = [date(year, 12, 31) for year in years] + [date(years[-1] + 1, 2, 1)]
    remarks = ["69/126 đơn vị"] * (len(days) - 1) + ["Bắc Ninh (1/19), Quế Võ (3/21)"]
    rows = tuple(
        (f"{day:%d/%m/%Y} ({more})", 10 + place) for place, (day, more) in enumerate(zip(days, remarks, strict=True))
    )
    native = Native(Shape.LINE, (Series(1, "#12436D"),), days=tuple(days))
    (picture,) = html.fromstring(str(drawn(_chart(native, rows)))).iter("svg")
    _, _, width, height = map(float, picture.get("viewbox", picture.get("viewBox", "")).split())
    words = [(text.text or "", float(text.get("x")), float(text.get("y"))) for text in picture.iter("text")]
    dates = [each for each in words if re.fullmatch(r"\d\d/\d\d/\d{4}", each[0])]
    notes = [each for each in words if "/" in each[0] and each not in dates]
    assert [text for text, _, _ in dates] == [f"{day:%d/%m/%Y}" for day in days]
    assert sorted(text for text, _, _ in notes) == sorted(["69/126 đơn vị"] * (len(days) - 1) + remarks[-1].split(", "))
    assert max(y for _, _, y in dates) < min(y for _, _, y in notes) <= max(y for _, _, y in notes) < height
    for (text, x, y), (other, there, below) in combinations([*dates, *notes], 2):
        assert y != below or abs(x - there) >= 6 * (len(text) + len(other)) / 2, (text, other)
        assert x - 3 * len(text) >= 0
        assert x + 3 * len(text) <= width
