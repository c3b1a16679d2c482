"""Any measure over time, of one place and of six: numbers against pandas, names that do not touch, breaks of rules."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

import database
import reference
from presentation.charts import Chart, catalogue, style
from presentation.charts.of_trends import PREFIX, trend_measures
from reference.series_breaks import breaks_between
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import PROVINCE, World, fill

NOW = Selection(date(2024, 12, 31))


@pytest.fixture
def people(sqlite_url: str) -> World:
    return fill(sqlite_url)


def _build(world: World, measure: str, places: tuple[str, ...] = (), selection: Selection = NOW) -> Chart:
    with database.reading(world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        return catalogue.build(source, f"{PREFIX}{measure}", selection, is_demo=False, places=places)


def _districts(world: World, number: int) -> tuple[str, ...]:
    sizes = world.on(NOW.as_of)["district_code"].value_counts()
    return tuple(sizes.index[:number])


@pytest.mark.parametrize("measure", trend_measures())
def test_every_measure_has_a_line(people: World, measure: str) -> None:
    chart = _build(people, measure)
    assert len(chart.table.rows) == 4
    assert chart.figure is not None or "không tính tỷ lệ" in chart.note


def test_the_shares_of_women_in_two_districts(people: World) -> None:
    places = _districts(people, 2)
    chart = _build(people, "gender_female", places)
    for row in chart.table.rows:
        day = date(*map(int, reversed(str(row[0]).partition(" ")[0].split("/"))))
        held = people.on(day)
        for place, share in zip(places, row[1:], strict=True):
            part = held[held["district_code"] == place]
            women = (part["gender"] == "female").sum()
            if len(part) < 10:
                assert share is None
                continue
            exact = Decimal(int(women) * 100) / Decimal(len(part))
            assert share == exact.quantize(Decimal("0.01"), "ROUND_HALF_UP"), (place, day)


@pytest.mark.parametrize("number", [2, 5])
def test_each_place_of_which_units_are_missing_is_named_under_its_date_and_in_the_table(
    people: World, number: int
) -> None:
    places = _districts(people, number)
    chart = _build(people, "headcount", places)
    assert chart.figure is not None
    days = sorted({day for day in people.frame["as_of"] if day <= NOW.as_of})
    for row, tick, day in zip(chart.table.rows, chart.figure["layout"]["xaxis"]["ticktext"], days, strict=True):
        held = people.on(day)
        marks = []
        for place in places:
            sent = held[held["district_code"] == place]["unit_code"].nunique()
            units = [unit for unit in reference.communes_on(day, PROVINCE) if unit.parent_code == place]
            name = chart.table.columns[1 + places.index(place)].header
            bare = name.removeprefix("Thành phố ").removeprefix("Thị xã ").removeprefix("Huyện ")
            marks += [f"{bare} ({sent}/{len(units)})"] if sent < len(units) else []
        assert marks
        assert row[0] == f"{day:%d/%m/%Y} ({', '.join(marks)})"
        assert str(tick).endswith("<br>".join(["", *marks]))


@pytest.mark.parametrize("measure", ["headcount", "gender_female", "university"])
@pytest.mark.parametrize("number", [1, 2, 4, 6])
def test_names_at_the_ends_of_lines_do_not_touch(people: World, measure: str, number: int) -> None:
    figure = _build(people, measure, _districts(people, number)).figure
    assert figure is not None
    layout = figure["layout"]
    bottom, top = layout["yaxis"]["range"]
    height = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    boxes = []
    for name in layout["annotations"]:
        if not str(name["text"]).startswith("<b>"):
            continue
        middle = (name["y"] - bottom) / (top - bottom) * height + name["yshift"]
        half = (str(name["text"]).count("<br>") + 1) * style.LABEL_SIZE * 1.2 / 2
        boxes.append((middle - half, middle + half))
    boxes.sort()
    assert all(below[1] <= above[0] for below, above in pairwise(boxes))
    assert boxes[-1][1] <= height + layout["margin"]["t"]
    assert boxes[0][0] >= -1


def test_the_axis_of_dates_is_to_scale_and_breaks_are_marked_with_their_note(people: World) -> None:
    chart = _build(people, "it_certificate", selection=Selection(date(2025, 12, 31)))
    assert chart.figure is not None
    assert chart.figure["layout"]["xaxis"]["type"] == "date"
    (last,) = [each for each in chart.native.breaks if each.row == 4]
    assert "bỏ cấp huyện" in last.words
    assert any("Luật 80/2025/QH15" in note for note in chart.caption.notes)
    rules = breaks_between("it", date(2020, 12, 31), date(2021, 12, 31))
    assert [each.words for each in rules] == ["bỏ yêu cầu chứng chỉ tin học"]
    assert breaks_between("education", date(2020, 12, 31), date(2021, 12, 31)) == ()
    assert breaks_between("it", date(2021, 6, 25), date(2021, 12, 31)) == ()
