"""«Biên chế» and «Nạp biên chế, chỉ số»: without quotas they say what to do, with them the numbers are those loaded."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

import database
from etl.figures import pipeline
from etl.figures.records import FigureOptions
from etl.records import SourceFile
from reference.figures import QUOTAS
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.etl.figures.workbooks import PROVINCE, TWO_TIER, workbook
from tests.pages.conftest import Opener, figures, page_text, words
from tests.pages.test_screen_links import followed
from tests.people import World
from tests.stats.staffed import codes, staff

PAGE, LOAD_PAGE = "pages/figures/quotas.py", "pages/data/figures.py"
OFFICE = "Văn phòng HĐND và UBND"


@pytest.fixture
def given(nothing_loaded: str) -> str:
    """Two communes with a roster, a quota each: one is three short, one is one over."""
    first, second = codes(PROVINCE, TWO_TIER)[:2]
    people = {first: [(17, OFFICE, None, "cadre")], second: [(26, OFFICE, None, "civil_servant")]}
    staff(nothing_loaded, PROVINCE, TWO_TIER, people, vacancies={first: 2})
    rows = [["Tính đến ngày 31/12/2025"], ["Mã đơn vị", "Biên chế giao", OFFICE], [first, 20, 20], [second, 25, 25]]
    options = FigureOptions(loaded_by="lan")
    report = pipeline.load(nothing_loaded, QUOTAS, [SourceFile("bc.xlsx", workbook(rows).content)], options)
    assert report.status == "loaded"
    return nothing_loaded


def test_without_quotas_the_page_says_what_to_do(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    assert not app.exception
    assert "Chưa có biên chế nào giao đến ngày 31/12/2023" in page_text(app)
    assert world.url


def test_the_balance_and_the_charts(given: str, opened: Opener) -> None:
    app = opened(PAGE, as_of="2025-12-31")
    assert not app.exception
    values = figures(app)
    assert values == {
        "Biên chế giao": "45", "Có mặt": "43", "Thừa, thiếu": "−2", "Còn thiếu": "3", "Vượt": "1",
        "Vị trí khuyết": "2",
    }  # fmt: skip
    assert len(app.get("plotly_chart")) == 2
    assert all(re.search(r"Tệp: bc\.xlsx\. 2/\d+ đơn vị có biên chế, 2 đơn vị so được", text) for text in _behind(app))
    assert "biểu biên chế ngày 31/12/2025" in page_text(app)
    with database.reading(given) as connection:
        seen = followed(StatisticsSource.of_connection(connection, PROVINCE), app)
    assert {"Có mặt", "Biên chế theo đơn vị"} <= set(seen)
    unit = opened(PAGE, as_of="2025-12-31", unit=codes(PROVINCE, TWO_TIER)[0])
    assert figures(unit)["Thừa, thiếu"] == "−3"
    assert given


def test_where_nobody_can_be_compared_nothing_is_said_to_be_nought(nothing_loaded: str, opened: Opener) -> None:
    """Of one commune the roster is there, of another the quota."""
    first, second, third = codes(PROVINCE, TWO_TIER)[:3]
    staff(nothing_loaded, PROVINCE, TWO_TIER, {first: [(17, OFFICE, None, "cadre")]})

    def give(*lines: list[str | int]) -> None:
        rows = [["Tính đến ngày 31/12/2025"], ["Mã đơn vị", "Biên chế giao"], *lines]
        file = SourceFile(f"{len(lines)}.xlsx", workbook(rows).content)
        assert pipeline.load(nothing_loaded, QUOTAS, [file], FigureOptions(loaded_by="lan")).status == "loaded"

    give([second, 25])
    values = figures(opened(PAGE, as_of="2025-12-31"))
    assert values == {"Biên chế giao": "25", "Có mặt": "17", "Thừa, thiếu": "chưa có", "Vị trí khuyết": "0"}
    give([first, 20], [second, 25], [third, 30])
    app = opened(PAGE, as_of="2025-12-31")
    assert figures(app)["Thừa, thiếu"] == "−3"
    assert "của 1 đơn vị so được" in page_text(app)
    assert "của 1/99 đơn vị đã có danh sách" in page_text(app)


def _behind(app: AppTest) -> list[str]:
    """List what stands behind ⓘ of the headlines."""
    return [(metric.help or "").replace("\\", "") for metric in app.metric]


def test_a_day_of_quotas_without_rosters_is_looked_at_and_left_for_a_page_of_people(given: str, opened: Opener) -> None:
    rows = [
        ["Tính đến ngày 01/07/2025"],
        ["Mã đơn vị", "Biên chế giao", "Có mặt"],
        [codes(PROVINCE, TWO_TIER)[0], 32, 39],
    ]
    pipeline.load(given, QUOTAS, [SourceFile("7.xlsx", workbook(rows).content)], FigureOptions(loaded_by="lan"))
    app = opened(PAGE, as_of="2025-07-01")
    assert not app.exception
    values = figures(app)
    assert values == {"Biên chế giao": "32", "Có mặt": "chưa có", "Có mặt (biểu)": "39", "Thừa, thiếu (biểu)": "+7"}
    assert "Chưa có danh sách cấp xã tính đến 01/07/2025, gần nhất là ngày 31/12/2025" in page_text(app)
    days = next(box for box in app.selectbox if box.label == "Tính đến ngày")
    assert (days.options, days.value) == (["31/12/2025", "01/07/2025"], date(2025, 7, 1))
    app.switch_page("pages/figures/it.py")
    assert "Không có số liệu của ngày «2025-07-01»; đang xem ngày 31/12/2025." in page_text(app.run())


def test_the_page_of_loads_lists_them(given: str, opened: Opener) -> None:
    app = opened(LOAD_PAGE)
    assert not app.exception
    assert any(text.startswith("1. bc.xlsx") for text in words(app.markdown))
    assert "Hoàn tác…" in [button.label for button in app.button]
    pipeline.undo(given, QUOTAS, 1, "hoa")
    after = opened(PAGE, as_of=date(2025, 12, 31).isoformat())
    assert "Chưa có biên chế nào giao" in page_text(after)


def test_a_place_of_another_territory_has_the_posts_of_the_units_that_are_in_it(given: str, opened: Opener) -> None:
    first, second = codes(PROVINCE, TWO_TIER)[:2]
    with database.reading(given) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        placed = source.placed(Selection(TWO_TIER, territory=View.OLD))
        homes = {code: row.district_code for code in (first, second) if (row := placed[code]) is not None}
        present = {first: 17, second: 26}
        for district in {"263", *filter(None, homes.values())}:
            app = opened(PAGE, as_of="2025-12-31", territory="old", district=district)
            assert not app.exception
            here = sum(present[code] for code, home in homes.items() if home == district)
            assert figures(app)["Có mặt"] == (str(here) if here else "chưa có"), district
            assert ("Có mặt" in followed(source, app)) == (here > 0)
