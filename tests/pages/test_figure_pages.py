"""Every page of figures: with data, without, with a wrong link; its numbers against a count of the same people."""

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

import database
from dissemination import named_views
from stats.measures import Level, Order
from stats.selection import Selection
from tests.pages.conftest import Opener, listings, page_text, press, words
from tests.people import World, complete
from tests.people import fill as fill_world

OVERVIEW, PLACES = "pages/figures/overview.py", "pages/figures/places.py"
EDUCATION, IT = "pages/figures/education.py", "pages/figures/it.py"
OTHERS = "pages/figures/others.py"
FIGURE_PAGES = (OVERVIEW, PLACES, EDUCATION, IT, OTHERS)
THEN = date(2023, 12, 31)
WITH_DISTRICTS = {"as_of": THEN.isoformat()}


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: str(metric.value) for metric in app.metric}


def copied_texts(app: AppTest) -> list[str]:
    """List what the page's buttons «Sao chép» would put on the clipboard, but for the page's own address."""
    (table,) = listings(app).values()
    return dict(table)


def column(table: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The cells under a header."""
    place = table["headers"].index(name)
    return [row[place] for row in table["rows"]]


def test_the_table_of_units_tells_who_has_sent_nothing_and_the_total(world: World, opened: Opener) -> None:
    table = listed(opened(PLACES, **WITH_DISTRICTS))
    frame = world.on(THEN)
    people = dict(zip(table["codes"], column(table, "Tổng số"), strict=True))
    counts = frame["unit_code"].value_counts()
    assert {code: cell["key"] for code, cell in people.items() if cell["key"] is not None} == counts.to_dict()
    assert {cell["text"] for code, cell in people.items() if code not in counts} == {"chưa có"}
    assert table["total"][table["headers"].index("Tổng số")]["key"] == len(frame)
    assert [f"unit={code}" in link for code, link in zip(table["codes"], table["links"], strict=True)].count(False) == 0


def test_the_table_of_units_tells_why_small_ones_have_no_shares(world: World, opened: Opener) -> None:
    app = opened(PLACES, **WITH_DISTRICTS)
    table = listed(app)
    cells = zip(column(table, "Tổng số"), column(table, "Đại học trở lên (%)"), strict=True)
    small = [share["text"] for people, share in cells if people["key"] is not None and people["key"] < 10]
    assert small
    assert set(small) == {"–"}
    assert "Không tính tỷ lệ trong số dưới 10 người." in words(app.caption)


def test_a_date_without_districts_is_shown_by_communes(world: World, opened: Opener) -> None:
    newest = max(world.frame["as_of"])
    assert newest == date(2025, 12, 31)
    app = opened(PLACES, as_of=newest.isoformat())
    assert not app.exception
    assert "chosen_district" not in {box.key for box in app.selectbox}
    assert re.search(r"(Xã|Phường) .+ đông nhất: \d+ người", page_text(app))


def test_a_district_of_the_past_is_let_go_with_a_sentence(world: World, opened: Opener) -> None:
    district = world.on(THEN)["district_code"].iloc[0]
    app = opened(EDUCATION, district=district, **WITH_DISTRICTS)
    app.selectbox(key="chosen_as_of").select(date(2025, 12, 31)).run()
    assert not app.exception
    assert words(app.info) == [f"Không có đơn vị cấp huyện mã «{district}» tại ngày này; đang xem toàn tỉnh."]


def test_levels_by_district_and_by_commune(world: World, opened: Opener) -> None:
    app = opened(EDUCATION, **WITH_DISTRICTS)
    frame = world.on(THEN)
    assert "theo đơn vị cấp huyện" in page_text(app)
    app.segmented_control(key="places_by").set_value(Level.UNIT).run()
    assert "theo đơn vị cấp xã" in page_text(app)
    for order in app.segmented_control:
        if str(order.key).startswith("order_"):
            order.set_value(Order.ALL)
    app.run()
    drawn = [{code for trace in chart["data"] if "y" in trace for code in trace["y"]} for chart in charts(app)]
    assert any(set(frame["unit_code"]) <= places for places in drawn)
    app.session_state["full_education"] = True
    app.run()
    table = listings(app)["Trình độ chuyên môn theo từng đơn vị"]
    total = dict(zip(table["headers"], (cell["key"] for cell in table["total"]), strict=True))
    assert total["Tổng số"] == len(frame)
    assert total["Không khai"] == int(frame["education"].isna().sum())
    assert set(frame["unit_code"]) <= set(table["codes"])


def test_a_selection_without_anybody_says_so(world: World, opened: Opener) -> None:
    frame = world.on(THEN)
    townships = set(frame[frame["unit_type"] == "township"]["district_code"])
    district = next(code for code in frame["district_code"].unique() if code not in townships)
    app = opened(OVERVIEW, district=district, unit_type="township", **WITH_DISTRICTS)
    assert not app.exception
    assert "Không có ai trong phạm vi đang chọn" in page_text(app)
    press(app, "Xem toàn tỉnh")
    assert figures(app)["Tổng số"] == str(len(frame))


@pytest.mark.parametrize(
    "script", [*FIGURE_PAGES, "pages/data/load.py", "pages/data/imports.py", "pages/system/office.py"]
)
def test_invented_people_are_called_so_on_every_page(nothing_loaded: str, opened: Opener, script: str) -> None:
    fill_world(nothing_loaded, is_demo=True)
    app = opened(script)
    assert not app.exception
    assert "Số liệu minh họa" in page_text(app)
    if script in FIGURE_PAGES:
        sources = [text for text in words(app.caption) if text.startswith("Nguồn:")]
        assert all("Số liệu minh họa" in source for source in sources)


def test_real_people_are_not_called_invented(world: World, opened: Opener) -> None:
    assert "Số liệu minh họa" not in page_text(opened(OVERVIEW))


@pytest.mark.parametrize("script", FIGURE_PAGES)
def test_the_state_of_the_data_is_asked_once_a_run(script: str, world: World, opened: Opener) -> None:
    app = opened(script, **WITH_DISTRICTS)
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "SELECT" in statement.upper():
            statements.append(statement)

    engine = database.engine_for(world.url)
    event.listen(engine, "before_cursor_execute", note)
    app.run()
    event.remove(engine, "before_cursor_execute", note)
    assert len(statements) == 1, statements


def test_all_tables_of_a_page_are_one_workbook_with_two_decimals(world: World, opened: Opener) -> None:
    app = opened(PLACES, **WITH_DISTRICTS)
    assert "Tải mọi bảng của trang" in [button.proto.label for button in app.get("download_button")]
    documents = {each.document.name: each.document for each in app.session_state["charts_on_page"]}
    assert "headcount" in documents
    units = documents["units"]
    assert len(units.table.rows) == 126
    sizes = world.on(THEN).groupby("unit_code").size().to_dict()
    assert {row[0]: row[4] for row in units.table.rows if row[4] is not None} == sizes
    shares = [cell for row in units.table.rows for cell in row[7:] if cell is not None]
    assert shares
    assert {len(str(share).partition(".")[2]) for share in shares} == {2}


def test_kept_pages_are_listed_with_whose_they_are(world: World, opened: Opener) -> None:
    app = opened(IT, **WITH_DISTRICTS)
    assert "Chưa lưu màn hình nào." in page_text(press(app, "Màn hình đã lưu"))
    named_views.keep(world.url, "Họp giao ban", "tin-hoc", Selection(THEN, district="256"), for_office=True)
    app = press(opened(IT, **WITH_DISTRICTS), "Màn hình đã lưu")
    assert "Cơ quan" in words(app.caption)
    (link,) = [each.proto for each in app.get("page_link") if "Họp giao ban" in each.proto.label]
    assert (link.page, link.query_string) == ("tin-hoc", "as_of=2023-12-31&district=256")


@pytest.mark.parametrize("script", FIGURE_PAGES)
def test_each_page_says_which_units_are_missing(world: World, opened: Opener, script: str) -> None:
    app = opened(script, **WITH_DISTRICTS)
    (line,) = (text for text in words(app.markdown) if "chưa có: " in text)
    assert line.startswith(":orange-background[16/126 đơn vị đã gửi; chưa có: 12/14 đơn vị của Gia Bình")
    assert all("của 16/126 đơn vị đã gửi" in text for text in words(app.caption) if text.endswith("đã gửi"))
    assert len([text for text in words(app.caption) if text.endswith("của 16/126 đơn vị đã gửi")]) == len(figures(app))
    complete(world.url, THEN)
    assert "đã gửi;" not in page_text(opened(script, **WITH_DISTRICTS))


def test_the_first_page_says_what_calls_for_attention(world: World, opened: Opener) -> None:
    app = opened(**WITH_DISTRICTS)
    assert "Điều cần chú ý" in words(app.header)
    assert any(text.startswith("110 đơn vị chưa gửi danh sách ngày 31/12/2023: ") for text in words(app.markdown))


def test_a_smaller_place_stands_beside_the_province(world: World, opened: Opener) -> None:
    complete(world.url, THEN)
    whole = figures(opened(**WITH_DISTRICTS))["Đại học trở lên"]
    assert any(f"toàn tỉnh {whole}" in text for text in words(opened(district="256", **WITH_DISTRICTS).caption))
