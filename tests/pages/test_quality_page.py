"""«Chất lượng số liệu»: its sums are those of the date, and a date of nobody is told."""

import pytest

import database
from dashboard.parts import selection_row
from stats.data_quality import data_quality
from stats.source import StatisticsSource
from tests.pages.conftest import Opener, column, figures, listings, page_text
from tests.people import END_2023, PROVINCE, World

PAGE = "pages/data/quality.py"


def test_the_sums_of_a_date(world: World, opened: Opener) -> None:
    with database.reading(world.url) as connection:
        held = data_quality(StatisticsSource.of_connection(connection, PROVINCE), END_2023)
    app = opened(PAGE, as_of="2023-12-31")
    assert not app.exception
    values = figures(app)
    assert values["Lỗi đã chấp nhận"] == str(sum(unit.submission.errors for unit in held.units))
    assert values["Ngày sau kỳ"] == "5"
    assert [metric.label for metric in app.metric if not metric.help] == []
    assert "Câu trả lời tay" in page_text(app)
    assert not opened(PAGE, as_of="2019-12-31").exception


def test_a_unit_that_has_sent_nothing_says_so_in_its_row(world: World, opened: Opener) -> None:
    table = listings(opened(PAGE, as_of="2023-12-31"))["Chất lượng theo đơn vị"]
    sent = set(world.on(END_2023)["unit_code"])
    texts = column(table, "Số người")
    assert texts.count("chưa gửi") == len(texts) - len(sent) > 0


@pytest.mark.parametrize("script", [PAGE, "pages/data/submissions.py"])
def test_a_page_of_data_opens_where_no_page_of_figures_was_seen_before(
    world: World, opened: Opener, script: str
) -> None:
    app = opened(script, as_of="2023-12-31")
    del app.session_state[selection_row._SELECTION]
    app.run()
    assert not app.exception
    assert app.metric
    assert world.url
