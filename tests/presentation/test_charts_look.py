"""Qualities of every chart: light, valid for Plotly, legible, and complete when it travels alone."""

import colorsys
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from plotly.graph_objs import Figure

from presentation import charts
from presentation.charts import Chart, Line, Subset, of_composition, of_movements, of_quotas, standalone, style
from reference.fields import charted_fields
from stats.measures import UNIVERSITY_OR_HIGHER
from stats.measures.level_groups import level_groups
from stats.measures.rankings import bands_of_share
from tests.presentation.invented import CAPTION, DATES, categories, educations, published

LINES = [Line("Cán bộ", (1200, 1250, 1263), ("1.200", "1.250", "1.263"), style.PALETTE[0])]
UNIVERSITY = Subset("Đại học trở lên", UNIVERSITY_OR_HIGHER)
CHARTS = {
    "headcount": charts.headcount("headcount", CAPTION, categories(), "Đơn vị"),
    "levels": charts.levels("education", CAPTION, published("education")),
    "by_place": charts.by_place("education_by_place", CAPTION, educations(), published("education"), "Đơn vị"),
    "compared": charts.compared(
        "university", CAPTION, educations(), province=published("education"), subset=UNIVERSITY, place="Đơn vị"
    ),
    "distribution": charts.distribution(
        "distribution", CAPTION, bands_of_share(educations(), UNIVERSITY_OR_HIGHER), ["a", "b", "c", "d"], "Tỷ lệ"
    ),
    "over_time": charts.over_time("trend", CAPTION, DATES, LINES),
}
every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


def _walk(value: Any) -> Iterator[tuple[str, Any]]:
    """All keys and values of a nested dictionary."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from _walk(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _walk(inner)


def _figure(chart: Chart) -> dict[str, Any]:
    assert chart.figure is not None
    return chart.figure


@every_chart
def test_plotly_takes_the_figure_as_it_is(chart: Chart) -> None:
    Figure(**_figure(chart))
    Figure(**standalone(chart))


@every_chart
def test_a_figure_is_light(chart: Chart) -> None:
    assert len(json.dumps(_figure(chart), ensure_ascii=False)) < 15_000


@every_chart
def test_letters_are_level_and_large_enough(chart: Chart) -> None:
    for key, value in _walk(standalone(chart)):
        if key in ("textangle", "tickangle"):
            assert value == 0
        if key == "font" and "size" in value:
            assert value["size"] >= 12


@every_chart
def test_the_ground_is_white_and_numbers_are_vietnamese(chart: Chart) -> None:
    layout = _figure(chart)["layout"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "#FFFFFF"
    assert layout["separators"] == ",."
    assert {trace["type"] for trace in _figure(chart)["data"]} <= {"bar", "scatter"}
    assert "Noto Sans" in layout["font"]["family"]
    assert layout["font"]["family"].startswith("'Segoe UI'")


@every_chart
def test_bars_begin_at_zero(chart: Chart) -> None:
    figure = _figure(chart)
    if any(trace["type"] == "bar" for trace in figure["data"]):
        assert figure["layout"]["xaxis"]["range"][0] == 0


@every_chart
def test_headers_are_unique_and_series_name_numbers(chart: Chart) -> None:
    headers = [column.header for column in chart.table.columns]
    assert len(set(headers)) == len(headers)
    for row in chart.table.rows:
        assert all(not isinstance(row[series.column], str) for series in chart.native.series)


@every_chart
def test_alone_it_carries_title_base_source_and_notes(chart: Chart) -> None:
    layout = standalone(replace(chart, caption=replace(chart.caption, is_demo=True)))["layout"]
    title = layout["title"]["text"].replace("<br>", " ")
    assert chart.caption.title in title
    assert "Số liệu minh họa" in title
    below = layout["annotations"][-1]["text"].replace("<br>", " ")
    assert below == f"{CAPTION.source} {CAPTION.notes[0]}"
    assert layout["width"] == 960
    assert layout["height"] > _figure(chart)["layout"]["height"] - 80


@every_chart
def test_alone_it_leaves_the_page_s_figure_as_it_was(chart: Chart) -> None:
    before = json.dumps(chart.figure)
    standalone(chart, 390)
    assert json.dumps(chart.figure) == before


def test_without_figure_nothing_can_stand_alone() -> None:
    chart = charts.over_time("trend", CAPTION, DATES[:1], [Line("x", (1,), ("1",), "#000000")])
    with pytest.raises(ValueError, match="một ngày"):
        standalone(chart)


def test_a_narrow_picture_has_more_lines_and_is_taller() -> None:
    wide, narrow = (standalone(CHARTS["by_place"], width)["layout"] for width in (960, 390))
    assert narrow["title"]["text"].count("<br>") > wide["title"]["text"].count("<br>")
    assert narrow["margin"]["t"] > wide["margin"]["t"]


def test_height_grows_with_the_bars_and_with_long_names() -> None:
    short, long = style.bars_height(["Xã A"] * 8), style.bars_height(["Thị trấn Nông trường Việt Trung Một Hai Ba"] * 8)
    assert style.bars_height(["Xã A"] * 20) - short == 12 * style.BAR_HEIGHT
    assert long > short


def test_long_names_wrap_and_long_words_stay_whole() -> None:
    assert style.wrapped("Thị trấn Nông trường Việt Trung") == "Thị trấn Nông trường<br>Việt Trung"
    assert style.wrapped("Khôngcókhoảngtrắngnàotrongtênnày") == "Khôngcókhoảngtrắngnàotrongtênnày"
    assert style.wrapped("") == ""


def _light(colour: str) -> float:
    """The luminance of a colour, which is what a grey print keeps of it."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG defines it."""
    dark, bright = sorted((_light(first), _light(second)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_palette_can_be_told_apart() -> None:
    for colour, following in zip(style.PALETTE, [*style.PALETTE[1:], style.WHITE], strict=True):
        assert _contrast(style.outline_of(colour) if colour == style.PALETTE[3] else colour, style.WHITE) >= 3
        assert _contrast(colour, following) >= 3
    for light in (style.PALETTE[1], style.PALETTE[3]):
        assert all(_contrast(light, other) >= 1.7 for other in style.PALETTE if other != light)
    assert _contrast(style.GREY_LINE, style.WHITE) >= 3


def test_ordered_levels_go_from_dark_to_light_in_one_hue() -> None:
    hues = []
    for colour in style.HUE:
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        hues.append(colorsys.rgb_to_hls(red, green, blue)[0] * 360)
    assert max(hues) - min(hues) < 10
    for colour, following in pairwise(style.HUE):
        assert _light(following) > _light(colour)
        assert _contrast(colour, following) >= 1.7
    assert _contrast(style.outline_of(style.HUE[3]), style.WHITE) >= 3


def test_only_the_whole_province_is_orange() -> None:
    assert style.PROVINCE not in (*style.PALETTE, *style.HUE)
    for field in ("category", *charted_fields()):
        codes = [group.code for group in level_groups(field)]
        assert style.PROVINCE not in [charts.part_colour(field, code) for code in (*codes, None)]


@every_chart
def test_neighbours_in_a_stack_differ_in_grey_or_are_hatched(chart: Chart) -> None:
    bars = [trace for trace in _figure(chart)["data"] if trace["type"] == "bar"]
    if _figure(chart)["layout"].get("barmode") != "stack":
        return
    for trace, following in pairwise(bars):
        is_hatched = following["marker"].get("pattern", {}).get("shape") == "/"
        assert is_hatched or _contrast(trace["marker"]["color"], following["marker"]["color"]) >= 1.7


@pytest.mark.parametrize(
    "colours",
    [
        (of_composition.MEN, of_composition.WOMEN),
        (of_movements.COME, of_movements.GO),
        *pairwise((of_quotas.SHORT, of_quotas.ENOUGH, of_quotas.OVER, of_quotas.SHORT)),
    ],
    ids=str,
)
def test_two_sides_of_a_chart_differ_in_grey(colours: tuple[str, str]) -> None:
    assert _contrast(*colours) >= 1.7


@pytest.mark.parametrize("ground", [*style.PALETTE, *style.HUE, style.GREY])
def test_letters_on_a_colour_can_be_read(ground: str) -> None:
    assert _contrast(style.ink_on(ground), ground) >= 4.5


def test_charts_do_not_load_plotly() -> None:
    """A page is measured against a bare one: what draws is in the reader's browser."""
    code = (
        "import sys, presentation.charts.catalogue; print(sorted({'plotly', 'pandas', 'streamlit'} & set(sys.modules)))"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert output.stdout.strip() == "[]"
