"""«Chuẩn và nghỉ hưu»: its sums are those of the source, each date has its standard."""

from streamlit.testing.v1 import AppTest

import database
from stats.retirements import DUE, PAST, retirements
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.standards import standard_gap
from tests.pages.conftest import Opener, details, figures, listings, page_text
from tests.people import DATES, END_2023, PROVINCE, World

PAGE = "pages/figures/standards.py"


def test_the_sums_and_the_standard_of_the_day(world: World, opened: Opener) -> None:
    with database.reading(world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        held = retirements(source, Selection(END_2023), 10)
        gap = standard_gap(source, Selection(END_2023))
    app = opened(PAGE, as_of="2023-12-31", part="all")
    assert not app.exception
    values = figures(app)
    assert values["Đến tuổi"] == str(held.of_group(DUE).people)
    assert values["Đã quá tuổi"] == str(held.of_group(PAST).people)
    assert values["Chưa đạt chuẩn"] == str(gap.below)
    assert [metric.label for metric in app.metric if not metric.help] == []
    text = page_text(app)
    assert "đại học trở lên (Nghị định 33/2023/NĐ-CP, Điều 10)" in text
    assert "hưởng lương hưu từ tháng liền sau" in text
    assert "Chứng chỉ tin học chỉ là số thống kê" in text


def test_each_part_has_its_address_and_the_workbook_has_them_all(world: World, opened: Opener) -> None:
    whole = opened(PAGE, as_of="2023-12-31", part="all")
    drawn, noted = _charts(whole), _noted(whole)
    assert {"below_standard_by_unit", "below_standard_by_post"} <= drawn
    seen: set[str] = set()
    for part in ("years", "units", "losses", "standard", "training"):
        app = opened(PAGE, as_of="2023-12-31", part=part)
        assert not app.exception
        assert _noted(app) == noted
        seen |= _charts(app) | set(listings(app))
    assert seen == drawn | set(listings(whole))
    first = opened(PAGE, as_of="2023-12-31", part="unknown")
    assert not _charts(first)
    assert first.query_params["part"] == "years"
    first.segmented_control(key="page_part").set_value("standard").run()
    assert "below_standard_by_unit" in _charts(first)
    assert first.query_params["part"] == "standard"
    assert world.url


def _charts(app: AppTest) -> set[str]:
    """The charts that the page draws."""
    names = (element.proto.id.rpartition("-")[2] for element in app.get("plotly_chart"))
    return {name.removeprefix("pick_").removeprefix("chart_") for name in names}


def _noted(app: AppTest) -> list[str]:
    """The tables that the page's workbook has."""
    return sorted(shown.chart.name for shown in app.session_state["charts_on_page"])


def test_a_date_without_one_level_says_so(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=DATES[-1].isoformat(), part="all")
    assert not app.exception
    assert "theo từng vị trí việc làm" in page_text(app)
    assert "Chưa đạt chuẩn" not in {metric.label for metric in app.metric}
    to_train = next(table for caption, table in listings(app).items() if caption.endswith("theo đơn vị"))
    assert all(f"unit={code}" in link for code, link in zip(to_train["codes"], to_train["links"], strict=True))
    unit = world.on(DATES[-1])["unit_code"].iloc[0]
    assert not opened(PAGE, as_of=DATES[-1].isoformat(), unit=unit).exception


def test_other_years(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=DATES[-1].isoformat())
    app.segmented_control(key="retirement_years_shown").set_value(1).run()
    assert not app.exception
    assert any("trong 1 năm" in text for text in details(app))
    assert world.url
