"""Places side by side: which stand there at first, what is chosen, and what a date without them does to the choice."""

from datetime import date

import reference
from dashboard.parts.compared import CHOSEN
from etl.records import SourceFile
from tests.etl.rosters import run
from tests.pages.conftest import Opener, page_text
from tests.people import PROVINCE, World, choose
from tests.rosters import people, roster

PAGE = "pages/figures/comparison.py"
THEN = date(2023, 12, 31)


def test_two_places_stand_beside_the_province_at_first(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN.isoformat())
    assert not app.exception
    assert len(app.multiselect(key=CHOSEN).value) == 2
    table = next(str(element.value) for element in app.markdown if "| Chỉ tiêu |" in str(element.value))
    assert f"| Tổng số | {len(world.on(THEN))} |" in table
    assert len(app.get("plotly_chart")) == 5


def test_places_of_equal_shares_stand_beside_each_other_at_first(nothing_loaded: str, opened: Opener) -> None:
    """Three wards of Cà Mau, where everybody has a degree: the two largest are shown."""
    day = date(2025, 12, 31)
    choose(nothing_loaded, "province", "96")
    wards = reference.communes_on(day, "96")[:3]
    rows = [
        row for ward, number in zip(wards, (3, 9, 5), strict=True) for row in people(number, ward.name, 20 * number)
    ]
    assert run(nothing_loaded, SourceFile("ds.xlsx", roster(rows, day))).status == "loaded"
    app = opened(PAGE)
    assert not app.exception
    assert app.multiselect(key=CHOSEN).value == [wards[1].code, wards[2].code]
    assert "theo huyện" not in page_text(app)


def test_chosen_places_are_compared_and_those_of_another_date_let_go(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN.isoformat())
    frame = world.on(THEN)
    sizes = frame.groupby("district_code").size()
    app.multiselect(key=CHOSEN).set_value(["256", "258", "259"]).run()
    table = next(str(element.value) for element in app.markdown if "| Chỉ tiêu |" in str(element.value))
    assert f"| {sizes['256']} | {sizes['258']} | {sizes['259']} |" in table
    app.selectbox(key="chosen_as_of").select(date(2025, 12, 31)).run()
    assert not app.exception
    assert app.multiselect(key=CHOSEN).value == []
    assert "Hãy chọn từ 2 đến 6 nơi để so sánh." in page_text(app)


def test_the_address_keeps_the_places(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN.isoformat())
    assert "places" not in app.query_params
    usual = app.multiselect(key=CHOSEN).value
    app.multiselect(key=CHOSEN).set_value(["259", "256", "258"]).run()
    assert app.query_params["places"] == "259,256,258"
    # The same address in another window, with a place too many and one that does not exist.
    other = opened(PAGE, as_of=THEN.isoformat(), places="259,999,256,259")
    assert other.multiselect(key=CHOSEN).value == ["259", "256"]
    # The browser's way back, to other places and to none.
    app.query_params["places"] = "256,258"
    assert app.run().multiselect(key=CHOSEN).value == ["256", "258"]
    del app.query_params["places"]
    assert app.run().multiselect(key=CHOSEN).value == usual
    assert not app.exception


def test_the_places_outlive_another_page_and_another_selection(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN.isoformat(), places="259,256,258")
    app.segmented_control(key="chosen_category").set_value("cadre").run()
    assert (app.query_params["places"], app.query_params["category"]) == ("259,256,258", "cadre")
    app.switch_page("pages/figures/it.py").run()
    app.switch_page(PAGE).run()
    assert app.multiselect(key=CHOSEN).value == ["259", "256", "258"]


def test_a_place_says_which_part_of_it_has_sent(world: World, opened: Opener) -> None:
    frame = world.on(THEN)
    district = str(frame["district_code"].iloc[0])
    late = next(unit.code for unit in reference.communes_on(THEN, PROVINCE) if unit.code not in set(frame["unit_code"]))
    app = opened(PAGE, as_of=THEN.isoformat(), places=f"{district},{late}")
    assert not app.exception
    lines = next(str(e.value) for e in app.markdown if "| Chỉ tiêu |" in str(e.value)).replace("\\", "").splitlines()
    units = [unit.code for unit in reference.communes_on(THEN, PROVINCE) if unit.parent_code == district]
    sent = frame[frame["district_code"] == district]["unit_code"].nunique()
    assert f"({sent}/{len(units)})" in lines[0]
    assert lines[2].endswith("| chưa có số liệu |")
    assert all(line.endswith("| – |") for line in lines[3:])
