"""«Xu hướng»: the address keeps measure and places, wrong ones fall away, the numbers stand below the chart."""

from tests.pages.conftest import Opener, page_text
from tests.people import END_2023, World

PAGE = "pages/figures/trends.py"


def test_the_address_holds_measure_and_places(world: World, opened: Opener) -> None:
    codes = list(world.on(END_2023)["district_code"].value_counts().index[:3])
    app = opened(PAGE, as_of="2023-12-31", measure="gender_female", places=",".join(codes))
    assert not app.exception
    assert app.selectbox(key="trend_measure").value == "gender_female"
    assert app.multiselect(key="compared_places").value == codes
    assert len(app.get("plotly_chart")) == 1
    assert "31/12/2021" in page_text(app)
    assert any("giới tính" in element.proto.help for element in app.header)
    app.selectbox(key="trend_measure").set_value("university").run()
    assert not app.exception
    assert app.query_params["measure"] == "university"


def test_what_is_no_measure_and_no_place_falls_away(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31", measure="nonsense", places="999,xyz")
    assert not app.exception
    assert app.selectbox(key="trend_measure").value == "headcount"
    assert app.multiselect(key="compared_places").value == []
    assert "đang vẽ cả phạm vi đang xem" in page_text(app)
    assert world.url


def test_the_line_of_all_is_seen_first_and_the_usual_two_places_where_places_are_compared(
    world: World, opened: Opener
) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    assert app.multiselect(key="compared_places").value == []
    app.switch_page("pages/figures/comparison.py").run()
    two = app.multiselect(key="compared_places").value
    assert len(two) == 2
    app.switch_page(PAGE).run()
    assert app.multiselect(key="compared_places").value == []
    assert world.url
