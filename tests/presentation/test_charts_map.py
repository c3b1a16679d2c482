"""The map of circles, read from the figure's own dictionary."""

from dataclasses import replace
from math import cos, hypot, radians
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presentation import charts
from presentation.charts import Chart, Subset, map_names, maps, style
from reference.centres import Centre
from stats.measures import UNIVERSITY_OR_HIGHER, Group
from tests.presentation.invented import CAPTION, column, group

UNIVERSITY = Subset("Đại học trở lên", UNIVERSITY_OR_HIGHER)
CENTRES = {"1": Centre(21.0, 106.0, 10), "2": Centre(21.1, 106.1, 10), "3": Centre(21.0, 106.2, 10)}


def _group(code: str, able: int, others: int) -> Group:
    return group(code, {"bachelors": able, "college": others}, name=f"Phường Số {code}")


def _drawn(groups: list[Group], centres: dict[str, Centre]) -> Chart:
    return charts.places_map("map", CAPTION, groups=groups, centres=centres, subset=UNIVERSITY, place="Đơn vị cấp xã")


def _figure(chart: Chart) -> dict[str, Any]:
    assert chart.figure is not None
    return chart.figure


def test_a_circle_has_the_colour_of_its_share_and_the_area_of_its_people() -> None:
    chart = _drawn([_group("1", 100, 0), _group("2", 20, 5), _group("3", 8, 1)], CENTRES)
    *classes, few = _figure(chart)["data"]
    assert [trace["name"] for trace in classes] == ["80 – dưới 85%", "95 – 100%"]
    assert few["name"] == "dưới 10 người"
    assert few["marker"]["color"] == style.GREY
    assert classes[-1]["marker"]["color"] == style.HUE[0]
    large, small = (trace["marker"]["size"][0] for trace in reversed(classes))
    assert (large / small) ** 2 == pytest.approx(100 / 25, rel=0.05)
    assert classes[0]["hovertext"] == ["<b>Phường Số 2</b><br>Đại học trở lên: 20 · 80,00%<br>Tổng số: 25 người"]
    assert classes[0]["customdata"] == ["2"]
    assert column(chart, "Tổng số (người)") == [100, 25, 9]


def test_east_and_north_have_one_scale() -> None:
    figure = _figure(_drawn([_group("1", 10, 0), _group("2", 10, 0), _group("3", 10, 0)], CENTRES))
    assert (figure["layout"]["yaxis"]["scaleanchor"], figure["layout"]["yaxis"]["scaleratio"]) == ("x", 1)
    (trace,) = figure["data"]
    assert trace["x"][1] - trace["x"][0] == pytest.approx(0.1 * 111.32 * cos(radians(21.05)), abs=0.01)
    assert trace["y"][1] - trace["y"][0] == pytest.approx(0.1 * 111.32, abs=0.01)


def test_a_ward_with_a_number_for_a_name_keeps_its_kind() -> None:
    names = [map_names.bare_name(replace(_group("1", 10, 0), name=name)) for name in ("Phường 1", "Phường Từ Sơn")]
    assert names == ["Phường 1", "Từ Sơn"]


def test_without_centres_a_sentence_says_so() -> None:
    chart = _drawn([_group("9", 10, 0)], CENTRES)
    assert chart.figure is None
    assert chart.note == maps.NOWHERE
    assert column(chart, "Đơn vị cấp xã") == ["Phường Số 9"]


spots = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60), st.integers(10, 90)), min_size=2, max_size=99)


@given(spots)
def test_no_name_runs_over_a_circle_or_another_name(places: list[tuple[int, int, int]]) -> None:
    """At the narrowest width: with more room circles and names lie farther from each other."""
    groups = [_group(f"{number:02d}", able, 90 - able) for number, (_, _, able) in enumerate(places)]
    centres = {
        g.code or "": Centre(21 + north / 60, 106 + east / 60, 10)
        for g, (north, east, _) in zip(groups, places, strict=True)
    }
    figure = _figure(_drawn(groups, centres))
    classes = figure["data"]
    width, height = (figure["layout"][axis]["range"][1] * 2 for axis in ("xaxis", "yaxis"))
    pixels = min(map_names.NARROW / width, maps.HEIGHT / height)
    boxes = []
    for trace in classes:
        marks = zip(trace["x"], trace["y"], trace["marker"]["size"], trace["text"], trace["textposition"], strict=True)
        for x, y, size, text, side in marks:
            if text:
                row, column = side.split()
                away, long = size / 1.6 + 1, style.text_width(text)
                left = x * pixels + {"right": away, "left": -away - long, "center": -long / 2}[column]
                top = -y * pixels + {"bottom": away, "top": -away - 12, "middle": -6}[row]
                boxes.append((left, top, left + long, top + 12))
    for note in figure["layout"]["annotations"]:
        long, x, y = style.text_width(note["text"]), note["ax"] * pixels, -note["ay"] * pixels
        assert abs(x) + long / 2 <= map_names.NARROW / 2
        assert abs(y) + 6 <= height * pixels / 2
        boxes.append((x - long / 2, y - 6, x + long / 2, y + 6))
    for trace in classes:
        for x, y, size in zip(trace["x"], trace["y"], trace["marker"]["size"], strict=True):
            for left, top, right, bottom in boxes:
                across = max(left - x * pixels, 0, x * pixels - right)
                down = max(top + y * pixels, 0, -y * pixels - bottom)
                assert hypot(across, down) >= size / 2 - 1
    for number, box in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert box[2] <= other[0] + 1 or other[2] <= box[0] + 1 or abs(box[1] - other[1]) >= 12


def test_among_ninety_nine_places_the_lowest_and_the_highest_are_named() -> None:
    """Circles as close as the province's communes leave no side free: a name stands apart then, with a line."""
    groups = [_group(f"{place:02d}", able=49 - place // 9, others=1 + place // 9) for place in range(97)]
    groups += [_group("97", 51, 0), _group("98", 0, 51)]
    centres = {g.code or "": Centre(21 + place % 10 / 60, 106 + place // 10 / 60, 10) for place, g in enumerate(groups)}
    centres["97"], centres["98"] = Centre(21.08, 106.07, 10), Centre(21.06, 106.09, 10)
    figure = _figure(_drawn(groups, centres))
    notes = {note["text"]: note for note in figure["layout"]["annotations"]}
    assert {"Số 97", "Số 98"} <= set(notes)
    trace = next(trace for trace in figure["data"] if "98" in trace["customdata"])
    place = trace["customdata"].index("98")
    assert (notes["Số 98"]["x"], notes["Số 98"]["y"]) == (trace["x"][place], trace["y"][place])


def _square(east: float, north: float, half: float = 0.03) -> list[list[tuple[float, float]]]:
    corners = ((-half, -half), (half, -half), (half, half), (-half, half), (-half, -half))
    return [[(east + across, north + up) for across, up in corners]]


def test_boundaries_stand_instead_of_circles() -> None:
    """Areas of a colour are drawn together, places without a boundary stay circles, and a click has its place."""
    outlines = {"1": _square(106.0, 21.0), "2": _square(106.1, 21.1)}
    groups = [_group("1", 100, 0), _group("2", 20, 5), _group("3", 8, 1)]
    chart = charts.places_map(
        "map", CAPTION, groups=groups, centres=CENTRES, subset=UNIVERSITY, place="Đơn vị cấp xã", outlines=outlines
    )
    traces = _figure(chart)["data"]
    areas, points, bare = (
        [trace for trace in traces if trace.get("fill") == "toself"],
        [trace for trace in traces if trace["mode"] == "markers"],
        [trace for trace in traces if trace["mode"] == "markers+text"],
    )
    assert [trace["fillcolor"] for trace in areas][-1] == style.HUE[0]
    assert [trace["customdata"] for trace in points] == [["2"], ["1"]]
    assert [trace["customdata"] for trace in bare] == [["3"]]
    assert sum(trace["showlegend"] for trace in traces) == 3
    assert chart.alt.startswith("Bản đồ: ")
    (area,) = (trace for trace in areas if trace["fillcolor"] == style.HUE[0])
    across, up = (max(area[axis]) - min(area[axis]) for axis in "xy")
    assert (across, up) == pytest.approx((0.06 * 111.32 * cos(radians(21.05)), 0.06 * 111.32), abs=0.05)


def test_a_place_that_only_a_boundary_places_is_drawn() -> None:
    chart = charts.places_map(
        "map",
        CAPTION,
        groups=[_group("9", 10, 0)],
        centres={},
        subset=UNIVERSITY,
        place="Xã",
        outlines={"9": _square(106, 21)},
    )
    assert _figure(chart)["data"][0]["fill"] == "toself"


@given(spots)
def test_no_name_of_an_area_runs_over_another(places: list[tuple[int, int, int]]) -> None:
    groups = [_group(f"{number:02d}", able, 90 - able) for number, (_, _, able) in enumerate(places)]
    outlines = {
        g.code or "": _square(106 + east / 60, 21 + north / 60)
        for g, (north, east, _) in zip(groups, places, strict=True)
    }
    figure = _figure(
        charts.places_map("map", CAPTION, groups=groups, centres={}, subset=UNIVERSITY, place="Xã", outlines=outlines)
    )
    width, height = (figure["layout"][axis]["range"][1] * 2 for axis in ("xaxis", "yaxis"))
    pixels = min(map_names.NARROW / width, maps.HEIGHT / height)
    boxes = [
        (note["x"] * pixels, -note["y"] * pixels, style.text_width(note["text"]))
        for note in figure["layout"]["annotations"]
    ]
    for number, (x, y, long) in enumerate(boxes):
        assert abs(x) + long / 2 <= map_names.NARROW / 2
        for other_x, other_y, other_long in boxes[number + 1 :]:
            assert abs(x - other_x) >= (long + other_long) / 2 or abs(y - other_y) >= style.LABEL_SIZE * 1.3


def test_of_few_places_each_is_named_whatever_its_share() -> None:
    centres = {str(n): Centre(21.0 + 0.05 * (n // 3), 106.0 + 0.15 * (n % 3), 10) for n in range(9)}
    groups = [_group(str(n), 20 if n < 5 else 12 + n, 0 if n < 5 else 8 - n % 3) for n in range(9)]
    figure = _figure(_drawn(groups, centres))
    written = [text for trace in figure["data"] for text in trace.get("text") or ()]
    apart = [note["text"] for note in figure["layout"].get("annotations", ())]
    assert {f"Số {n}" for n in range(9)} <= {*written, *apart}
