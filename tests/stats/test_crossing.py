"""Cross-tables: every count, margin, share and change against the same people counted by pandas."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from itertools import product

import pandas as pd
import pytest

import database
import reference
from presentation import crossing
from stats.crossing import cross_table, crossed_fields
from stats.measures.cross_tables import ALL, CrossTable
from stats.measures.layouts import Layout, Measure
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World

NOW = Selection(END_2023)
THEN = date(2022, 12, 31)
END_2024 = date(2024, 12, 31)
LAYOUTS = (
    Layout("education"),
    Layout("education", "gender"),
    Layout("unit", "education", "category"),
    Layout("district", "age_band"),
    Layout("ethnicity", "it_detail", "unit_type"),
    Layout("it", "it_detail"),
    Layout("position", "district"),
    Layout("gender", "category", where=(("party_member", "yes"), ("religion", None))),
    Layout("education", "gender", where=(("it_detail", "none"),)),
)


def source_of(url: str) -> StatisticsSource:
    return StatisticsSource(partial(database.reading, url), PROVINCE)


def _codes(frame: pd.DataFrame, field: str) -> pd.Series:
    """Give the column of a field as its codes are counted; «» for those of whom the roster does not say."""
    if field == "it_detail":
        none = frame["it_detail"].isna() & (frame["it"] == "none")
        return frame["it_detail"].where(~none, "none").fillna("")
    column = {"district": "district_code", "unit": "unit_code"}.get(field, field)
    if field == "age_band":
        bands = [(0, "up_to_30"), (31, "from_31_to_40"), (41, "from_41_to_50"), (51, "from_51_to_60"), (61, "over_60")]
        return frame["age"].map(lambda age: "" if pd.isna(age) else next(c for low, c in reversed(bands) if low <= age))
    return frame[column].fillna("")


def people_of(world: World, layout: Layout, as_of: date) -> pd.DataFrame:
    frame = world.on(as_of)
    for name, code in layout.where:
        frame = frame[_codes(frame, name) == (code or "")]
    axes = (layout.panels, layout.rows, layout.columns)
    return pd.DataFrame({i: _codes(frame, field) if field else "*" for i, field in enumerate(axes)}, index=frame.index)


def _expected(people: pd.DataFrame, *key: str | None) -> int:
    rows = people
    for place, code in enumerate(key):
        rows = rows if code == ALL else rows[rows[place] == (code or "")]
    return len(rows)


def _keys(table: CrossTable) -> list[tuple[str | None, ...]]:
    return list(product(table.panels.with_all, table.rows.with_all, table.columns.with_all))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: "-".join(layout.fields))
def test_every_cell_and_margin_is_that_of_thepeople_of(world: World, layout: Layout) -> None:
    table, people = cross_table(source_of(world.url), NOW, layout), people_of(world, layout, END_2023)
    for key in _keys(table):
        assert table.count(*key) == _expected(people, *key)
    assert table.count() == len(people) > 0


@pytest.mark.parametrize(
    ("measure", "base"),
    [
        (Measure.ROW, lambda row, column: (ALL, row, ALL)),
        (Measure.COLUMN, lambda row, column: (ALL, ALL, column)),
        (Measure.TOTAL, lambda row, column: (ALL, ALL, ALL)),
    ],
)
def test_shares_are_of_row_column_or_total_and_of_ten_people_at_least(
    sqlite_world: World, measure: Measure, base: Callable[..., tuple[str | None, ...]]
) -> None:
    layout = Layout("ethnicity", "education", where=(("gender", None), ("party_member", "yes")))
    table, people = cross_table(source_of(sqlite_world.url), NOW, layout), people_of(sqlite_world, layout, END_2023)
    seen = {"shown": 0, "withheld": 0}
    for (row, column), cell in table.cells(ALL, measure).items():
        whole = _expected(people, *base(row, column))
        if whole < 10:
            assert cell.share is None
            seen["withheld"] += 1
        else:
            exact = Decimal(_expected(people, ALL, row, column) * 100) / whole
            assert cell.share == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
            seen["shown"] += 1
    assert seen["shown"]
    assert measure is Measure.TOTAL or seen["withheld"]


def test_a_change_is_that_between_the_dates_where_they_may_be_compared(world: World) -> None:
    layout = Layout("education", "gender", beside=THEN)
    table = cross_table(source_of(world.url), NOW, layout)
    now, then = people_of(world, layout, END_2023), people_of(world, layout, THEN)
    assert table.is_comparable
    for place, cell in table.cells(ALL, Measure.ROW).items():
        assert cell.before == _expected(then, ALL, *place)
        assert cell.change == _expected(now, ALL, *place) - _expected(then, ALL, *place)
        if cell.share is not None and cell.share_before is not None:
            assert cell.points == cell.share - cell.share_before


def test_a_later_date_beside_is_what_people_grew_to(sqlite_world: World) -> None:
    source, earlier = source_of(sqlite_world.url), Selection(THEN)
    table = cross_table(source, earlier, Layout("education", "gender", beside=END_2023))
    cells = table.cells(ALL, Measure.ROW)
    grown = len(sqlite_world.on(END_2023)) - len(sqlite_world.on(THEN))
    assert cells[ALL, ALL].change == grown != 0
    shown = [cell for cell in cells.values() if cell.share is not None and cell.share_before is not None]
    assert any(cell.points for cell in shown)
    assert all(cell.points == cell.share_before - cell.share for cell in shown if cell.share and cell.share_before)


def test_places_without_a_list_are_not_named_among_those_that_cannot_be_compared(sqlite_url: str) -> None:
    """Chi Lăng took in Hán Quảng in 2024, as others took in their neighbours: they sent nothing on either day."""
    world = World(sqlite_url, pd.DataFrame(), 0)
    for day in (END_2023, END_2024):
        world.add(day, [unit for unit in reference.communes_on(day, PROVINCE) if unit.name == "Xã Chi Lăng"])
    source, layout = source_of(sqlite_url), Layout("unit", beside=END_2024)
    assert len(cross_table(source, NOW, layout).apart) > 1
    (note,) = crossing.notes(source, NOW, layout)
    assert note.startswith("Không so với ngày 31/12/2024: Xã Chi Lăng (")


def test_of_another_territory_both_numbers_stand_without_a_change(sqlite_world: World) -> None:
    later = Selection(date(2025, 12, 31))
    table = cross_table(source_of(sqlite_world.url), later, Layout("unit", "gender", beside=END_2023))
    assert not table.is_comparable
    cells = table.cells(ALL, Measure.PEOPLE)
    assert cells[ALL, ALL].before == len(sqlite_world.on(END_2023))
    assert cells[ALL, ALL].change is None
    assert all(cells[code, ALL].change is None for code in table.apart if (code, ALL) in cells)


def test_levels_stand_in_order_with_those_who_do_not_say_at_the_end(sqlite_world: World) -> None:
    table = cross_table(source_of(sqlite_world.url), NOW, Layout("education", "ethnicity"))
    assert table.rows.values[:3] == ("doctorate", "masters", "bachelors")
    assert table.rows.values[-1] is None
    sizes = [table.count(ALL, ALL, code) for code in table.columns.values if code is not None]
    assert sizes == sorted(sizes, reverse=True)


def test_today_keeps_people_of_no_unit_in_a_row_of_their_own(sqlite_world: World) -> None:
    on_today = Selection(END_2023, territory=View.TODAY)
    table = cross_table(source_of(sqlite_world.url), on_today, Layout("unit"))
    assert table.count() == len(sqlite_world.on(END_2023))
    assert table.rows.values[-1] is None


def test_fields_that_tell_one_person_from_others_are_not_crossed() -> None:
    assert {"district", "unit", "unit_type", "gender", "age_band", "department", "rank"} <= set(crossed_fields())
    assert not {"full_name", "birth_date", "source", "as_of", "unit_code"} & set(crossed_fields())


def test_a_link_gives_the_layout_back() -> None:
    layout = Layout(
        "unit",
        "education",
        "gender",
        measure=Measure.ROW,
        beside=THEN,
        where=(("position", "Bí thư; & Chủ tịch"), ("it", None)),
    )
    assert Layout.from_query(layout.to_query()) == layout
    assert Layout("it").to_query() == {"rows": "it"}
    assert Layout.from_query({"rows": "it", "measure": "?", "beside": "hôm qua"}) == Layout("it")
