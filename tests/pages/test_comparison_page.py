"""Places side by side: which stand there at first, what is chosen, and what a date without them does to the choice."""

from datetime import date

from dashboard.figures.comparison import CHOSEN
from tests.pages.conftest import Opener, page_text
from tests.people import World

PAGE = "pages/figures/comparison.py"
THEN = date(2023, 12, 31)


def test_two_places_stand_beside_the_province_at_first(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN.isoformat())
    assert not app.exception
    assert len(app.multiselect(key=CHOSEN).value) == 2
    table = next(str(element.value) for element in app.markdown if "| Chỉ tiêu |" in str(element.value))
    assert f"| Tổng số | {len(world.on(THEN))} |" in table
    assert len(app.get("plotly_chart")) == 5


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
