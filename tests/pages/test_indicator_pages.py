"""«Chuyển đổi số, cải cách hành chính» and «Mức sẵn sàng số»: empty, and with one week of the index."""

import re

import pytest

from etl.figures import pipeline
from etl.figures.records import FigureOptions
from reference.figures import INDICATORS
from tests.etl.figures.workbooks import HEADINGS_OF_766, PARTS_OF_766, PROVINCE, TWO_TIER, workbook
from tests.pages.conftest import Opener, figures, page_text
from tests.people import World
from tests.stats.staffed import codes, staff

PAGE, READINESS = "pages/figures/indicators.py", "pages/figures/readiness.py"
FIRST, SECOND = codes(PROVINCE, TWO_TIER)[:2]


@pytest.fixture
def reported(nothing_loaded: str) -> str:
    """Two communes with rosters, a week of the index, computers."""
    people = {FIRST: [(40, None, None, "cadre")], SECOND: [(30, None, None, "civil_servant")]}
    staff(nothing_loaded, PROVINCE, TWO_TIER, people)
    week = [
        ["Chỉ số 766, tuần từ 25/12/2025 đến 31/12/2025"],
        ["Mã đơn vị", *HEADINGS_OF_766, "Máy tính"],
        [FIRST, *PARTS_OF_766, 92.83, 38],
        [SECOND, *PARTS_OF_766[:5], 20.17, 91.83, 33],
    ]
    report = pipeline.load(nothing_loaded, INDICATORS, [workbook(week)], FigureOptions(loaded_by="lan"))
    assert report.status == "loaded", report.problems
    return nothing_loaded


def test_without_indicators_the_page_says_what_to_do(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    assert not app.exception
    assert "Chưa có chỉ số nào của đơn vị" in page_text(app)
    assert world.url


def test_the_index_with_its_parts(reported: str, opened: Opener) -> None:
    app = opened(PAGE, as_of="2025-12-31")
    assert not app.exception
    values = figures(app)
    assert values == {"Trung bình": "92,33", "Đứng đầu": "92,83", "Đứng cuối": "91,83"}
    assert len(app.get("plotly_chart")) == 2  # the ranking and the parts; one week is no line
    app.selectbox(key="indicator").set_value("computers").run()
    assert not app.exception
    values = figures(app)
    assert values["Máy tính"] == "71 máy"
    assert values["Trên đầu người"] == "1,01 máy/người"
    assert reported


def test_readiness_names_what_there_is_and_what_lacks(reported: str, opened: Opener) -> None:
    app = opened(READINESS, as_of="2025-12-31")
    assert not app.exception
    text = page_text(app)
    for number, label in enumerate(("Trình độ chuyên môn và kỹ năng số", "Hệ thống cơ sở hạ tầng"), start=1):
        assert f"{number}. {label}" in text
    assert "Chưa có số liệu: Máy tính nối mạng." in text
    assert all(metric.help for metric in app.metric)
    (computers,) = (metric.help for metric in app.metric if metric.label == "Máy tính")
    assert re.search(r"ngày 31/12/2025.*Tệp: \S+\.xlsx\. 2/\d+ đơn vị có số liệu", computers.replace("\\", ""))
    assert figures(app)["Máy tính"] == "1,01 máy/người"
    (listed,) = app.session_state["charts_on_page"]
    rows = {row[1]: row[2:] for row in listed.document(is_internal=True).table.rows}
    assert rows["Máy tính"] == ("máy", 71.0, None, None, 1.01, 2, "31/12/2025")
    assert rows["Máy tính nối mạng"][-1] == "chưa có số liệu"
    assert reported


def test_an_old_district_shows_its_own_communes(reported: str, opened: Opener) -> None:
    """The first one was made of communes of Thành phố Bắc Giang (213) alone, the second one of two districts'."""
    home = "213"
    app = opened(PAGE, as_of="2025-12-31", territory="old", district=home)
    assert not app.exception
    assert figures(app)["Trung bình"] == "92,83"
    assert "Chỉ xếp hạng các đơn vị của nơi đang chọn" in page_text(app)
    app = opened(READINESS, as_of="2025-12-31", territory="old", district=home)
    assert figures(app)["Máy tính"] == "0,95 máy/người"
    assert reported
