"""Every page of figures: with data, without, with a wrong link; its numbers against a count of the same people."""

import json
import re
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import event, insert
from streamlit.testing.v1 import AppTest

import database
import reference
from dashboard.figures import other_fields
from dissemination import named_views
from models import Deadline
from presentation.charts.catalogue import OTHER_FIELDS
from stats.measures import Level, Order
from stats.selection import Selection
from tests.pages.conftest import Opener, copied_texts, details, figures, headings, listings, page_text, press, words
from tests.people import World, choose, complete, withdraw
from tests.people import fill as fill_world

OVERVIEW, PLACES = "pages/figures/overview.py", "pages/figures/places.py"
EDUCATION, IT = "pages/figures/education.py", "pages/figures/it.py"
OTHERS = "pages/figures/others.py"
FIGURE_PAGES = (OVERVIEW, PLACES, EDUCATION, IT, OTHERS)
THEN = date(2023, 12, 31)
WITH_DISTRICTS = {"as_of": THEN.isoformat()}


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("script", FIGURE_PAGES)
def test_a_page_opens_with_figures_and_charts(world: World, opened: Opener, script: str) -> None:
    app = opened(script, **WITH_DISTRICTS)
    people = len(world.on(THEN))
    assert not app.exception
    assert 3 <= len(app.metric) <= 5
    assert figures(app)["Tổng số"] == str(people)
    assert charts(app)
    (source,) = (text for text in words(app.caption) if text.startswith("Nguồn:"))
    assert "16/126 đơn vị, tính đến 31/12/2023. Tỷ lệ được làm tròn" in source
    assert all("16/126 đơn vị, tính đến 31/12/2023" in metric.help for metric in app.metric), "coverage and day"
    behind = [element.proto.help for element in app.header if element.proto.help]
    assert len(behind) == len(charts(app))
    assert all("Nguồn" in about for about in behind)
    assert not any("tỉnh Bắc Ninh" in heading for heading in headings(app))


@pytest.mark.parametrize("script", FIGURE_PAGES)
def test_without_data_a_page_says_what_to_do_next(nothing_loaded: str, opened: Opener, script: str) -> None:
    app = opened(script)
    assert not app.exception
    assert "Chưa có số liệu" in page_text(app)
    press(app, "Nhập số liệu")
    assert not app.exception
    assert app.title[0].value == "Nhập số liệu"


@pytest.mark.parametrize("script", FIGURE_PAGES)
def test_a_wrong_link_falls_back_with_plain_sentences(world: World, opened: Opener, script: str) -> None:
    app = opened(script, as_of="hôm-qua", district="999", unit="1' OR 1=1", unit_type="hamlet", category="boss")
    assert not app.exception
    assert len(app.info) == 5
    newest = max(world.frame["as_of"])
    assert app.query_params == {"as_of": newest.isoformat()}
    assert figures(app)["Tổng số"] == str(len(world.on(newest)))


def test_the_figures_are_those_of_the_people(world: World, opened: Opener) -> None:
    app = opened(OVERVIEW, **WITH_DISTRICTS)
    frame = world.on(THEN)
    degrees = int(frame["education"].isin(["doctorate", "masters", "bachelors"]).sum())
    evidence = int(frame["it"].isin(["degree", "certificate"]).sum())
    shown = figures(app)
    assert shown["Cán bộ"] == str(int((frame["category"] == "cadre").sum()))
    assert shown["Công chức"] == str(int((frame["category"] == "civil_servant").sum()))
    for label, count in (("Đại học trở lên", degrees), ("Có trình độ, chứng chỉ tin học", evidence)):
        # Tenths of a per cent, half up, by whole numbers.
        tenths = (count * 2_000 + len(frame)) // (2 * len(frame))
        assert shown[label] == f"{tenths // 10},{tenths % 10}%"
    changes = {metric.label: metric.delta for metric in app.metric}
    assert "điểm phần trăm" in changes["Đại học trở lên"]
    assert "Tăng, giảm so với 31/12/2022." in page_text(app)


@pytest.mark.parametrize("script", [OVERVIEW, EDUCATION, IT])
@pytest.mark.parametrize("decimals", ["", "2"])
def test_one_number_is_one_text_all_over_a_page(world: World, opened: Opener, script: str, decimals: str) -> None:
    """The share of a level in the cards, at the bars, in the sentences: every share has as many decimals."""
    if decimals:
        choose(world.url, "screen_decimals", decimals)
    app = opened(script, **WITH_DISTRICTS)
    texts = [*figures(app).values(), *(str(metric.delta) for metric in app.metric), *labels_at_bars(app)]
    texts += [] if decimals else [page_text(app), *copied_texts(app)]
    lengths = {len(places) for places in re.findall(r"\d,(\d+)(?=%| điểm phần trăm)", " ".join(texts))}
    assert lengths == {int(decimals or 1)}
    if script != OVERVIEW:  # whose bars are single levels
        main = figures(app)["Đại học trở lên" if script == EDUCATION else "Có trình độ, chứng chỉ tin học"]
        assert any(main in text for text in labels_at_bars(app))


def labels_at_bars(app: AppTest) -> list[str]:
    """List the texts of the page's figures."""
    traces = [trace for figure in charts(app) for trace in figure["data"]]
    notes = [note["text"] for figure in charts(app) for note in figure["layout"].get("annotations", ())]
    return [*(text for trace in traces for text in trace.get("text", ())), *notes]


def test_changes_are_withheld_while_units_are_missing(world: World, opened: Opener) -> None:
    complete(world.url, date(2022, 12, 31))
    withdraw(world.url, THEN, 1)
    for script in FIGURE_PAGES:
        app = opened(script, **WITH_DISTRICTS)
        assert not app.exception
        assert "Mới có 1/126 đơn vị có danh sách ngày 31/12/2023 nên chưa so sánh với 31/12/2022." in page_text(app)
        assert not [metric.delta for metric in app.metric if metric.delta]


def test_without_a_date_the_newest_is_shown_that_half_of_the_units_have(world: World, opened: Opener) -> None:
    complete(world.url, THEN)
    app = opened(OVERVIEW)
    assert app.query_params == WITH_DISTRICTS
    app.selectbox(key="chosen_as_of").select(date(2025, 12, 31)).run()
    press(app, "Đặt lại")
    assert app.query_params == WITH_DISTRICTS


@pytest.mark.parametrize("script", [OVERVIEW, PLACES])
def test_a_chosen_category_has_no_cards_of_all_or_nobody(world: World, opened: Opener, script: str) -> None:
    app = opened(script, category="civil_servant", **WITH_DISTRICTS)
    frame = world.on(THEN)
    shown = figures(app)
    assert list(shown) == ["Tổng số", "Đại học trở lên", "Có trình độ, chứng chỉ tin học"]
    assert shown["Tổng số"] == str(int((frame["category"] == "civil_servant").sum()))


def test_a_chart_shows_each_district_and_the_numbers_of_its_table(world: World, opened: Opener) -> None:
    app = opened(OVERVIEW, **WITH_DISTRICTS)
    headcount = charts(app)[0]
    counted = world.on(THEN).groupby("district_code").size().to_dict()
    drawn: dict[str, int] = {}
    for trace in headcount["data"]:
        if trace["type"] == "bar" and trace.get("name"):
            for code, number in zip(trace["y"], trace["x"], strict=True):
                drawn[code] = drawn.get(code, 0) + number
    assert drawn == counted
    app.session_state["menu_headcount"] = True
    app.run()
    table = next(str(element.value) for element in app.markdown if "| Đơn vị cấp huyện |" in str(element.value))
    sentence = copied_texts(app)[0]
    assert sentence.endswith(f"tổng số {len(world.on(THEN))} người.")
    assert sentence in page_text(app)
    totals = [line.rstrip(" |").split("| ")[-1] for line in table.splitlines()[2:]]
    assert sorted(map(int, totals)) == sorted(counted.values())


def test_the_selection_is_one_for_all_pages_and_stands_in_the_address(world: World, opened: Opener) -> None:
    app = opened(OVERVIEW, **WITH_DISTRICTS)
    frame = world.on(THEN)
    district = frame["district_code"].iloc[0]
    app.selectbox(key="chosen_district").select(district).run()
    app.segmented_control(key="chosen_category").set_value("cadre").run()
    expected = frame[(frame["district_code"] == district) & (frame["category"] == "cadre")]
    for script in (EDUCATION, IT, PLACES):
        app.switch_page(script).run()
        assert not app.exception
        assert figures(app)["Tổng số"] == str(len(expected))
        assert app.query_params == {
            "as_of": THEN.isoformat(),
            "district": district,
            "category": "cadre",
        }
    press(app, "Đặt lại")
    assert app.query_params == {"as_of": max(world.frame["as_of"]).isoformat()}


@pytest.mark.parametrize("script", FIGURE_PAGES)
def test_each_page_says_its_figures_in_sentences_to_copy(world: World, opened: Opener, script: str) -> None:
    app = opened(script, **WITH_DISTRICTS)
    frame = world.on(THEN)
    assert "Câu văn cho báo cáo" in page_text(app)
    (copied,) = copied_texts(app)
    assert "Số liệu minh họa" not in copied
    masters = int((frame["education"] == "masters").sum())
    women = int((frame["gender"] == "female").sum())
    expected = {
        OVERVIEW: f"tổng số {len(frame)} người.",
        PLACES: f"nữ {women} người chiếm",
        IT: "Về trình độ tin học của 16 đơn vị đã gửi: ",
        EDUCATION: f"thạc sĩ {masters} người chiếm",
        OTHERS: "Về trình độ lý luận chính trị của 16 đơn vị đã gửi: ",
    }
    assert expected[script] in copied
    assert all(line in page_text(app) for line in copied.splitlines())


def test_the_next_day_on_which_rosters_are_due_stands_behind_each_sign(world: World, opened: Opener) -> None:
    def about(app: AppTest) -> list[str]:
        return [str(metric.help) for metric in app.metric] + [str(head.help) for head in app.header if head.help]

    assert not any("Kỳ tới" in text for text in about(opened(EDUCATION, **WITH_DISTRICTS)))
    days = {date(2023, 12, 31): date(2024, 1, 15), date(2998, 12, 31): date(2999, 1, 15), date(3000, 6, 30): date.max}
    with database.writing(world.url) as connection:
        for as_of, due_on in days.items():
            values = {"as_of": as_of, "due_on": due_on, "set_by": "lan", "set_at": datetime.fromisoformat("2024-01-01")}
            connection.execute(insert(Deadline).values(values))
    texts = about(opened(EDUCATION, **WITH_DISTRICTS))
    assert len(texts) > 5
    assert all(text.endswith("Kỳ tới: danh sách tính đến 31/12/2998, hạn gửi 15/01/2999.") for text in texts)


def test_figures_lead_to_the_people_whom_they_count(world: World, opened: Opener) -> None:
    """The way of a share of two levels counts those of both; a name in no address."""
    people = world.on(THEN)
    expected = {
        "Tổng số": len(people),
        "Đại học trở lên": people["education"].isin(["bachelors", "masters", "doctorate"]).sum(),
        "Công chức": (people["category"] == "civil_servant").sum(),
    }
    ways = re.findall(r"\(ai-o-dau\?([^)]*)\)", " ".join(str(each.value) for each in opened(**WITH_DISTRICTS).metric))
    counts = []
    for way in ways:
        app = opened("pages/data/trace.py", **dict(parse_qsl(way)))
        assert not app.exception
        counts.append(
            next(re.findall(r"\*\*([\d.]+) người\*\*", text)[0] for text in words(app.markdown) if " người**" in text)
        )
    assert len(ways) == 5
    assert {f"{number:,}".replace(",", ".") for number in expected.values()} <= set(counts)


def test_the_other_fields_are_chosen_by_group(world: World, opened: Opener) -> None:
    app = opened(OTHERS, **WITH_DISTRICTS)
    seen = set()
    for group, (_, fields) in other_fields.GROUPS.items():
        app.segmented_control(key="other_fields").set_value(group).run()
        assert not app.exception
        titles = [text.split(":")[0] for text in headings(app) if text != "Câu văn cho báo cáo"]
        assert titles == [reference.field_label(field) for field in fields]
        seen |= set(fields)
    assert seen == set(OTHER_FIELDS)
    shown = figures(app)
    women = int((world.on(THEN)["gender"] == "female").sum())
    assert list(shown) == ["Tổng số", "Nữ", "Đảng viên", "Dân tộc thiểu số", "Từ 30 tuổi trở xuống"]
    assert f"{women} người · của 16/126 đơn vị đã gửi" in details(app)


def test_a_small_commune_is_shown_without_any_share(world: World, opened: Opener) -> None:
    sizes = world.on(THEN).groupby("unit_code").size()
    assert sizes.min() < 10
    for script in FIGURE_PAGES:
        app = opened(script, unit=str(sizes.idxmin()), **WITH_DISTRICTS)
        assert not app.exception
        lines = [*(text for text in words(app.caption) if not text.startswith("Nguồn:")), *details(app)]
        texts = [*figures(app).values(), *copied_texts(app), *(text.partition("toàn tỉnh")[0] for text in lines)]
        assert not [text for text in texts if re.search(r"\d%", text)], script


def test_a_link_opens_the_view_that_it_was_copied_from(world: World, opened: Opener) -> None:
    frame = world.on(THEN)
    unit = frame["unit_code"].iloc[0]
    app = opened(PLACES, unit=unit, **WITH_DISTRICTS)
    assert figures(app)["Tổng số"] == str(int((frame["unit_code"] == unit).sum()))
    # The breadcrumb leads back: to the district, then to the province.
    back = [button for button in app.button if str(button.key).startswith("back_to_")]
    assert len(back) == 2
    back[1].click().run()
    assert "unit" not in app.query_params
    assert app.query_params["district"] == frame["district_code"].iloc[0]
    press(app, "Toàn tỉnh")
    assert app.query_params == {"as_of": THEN.isoformat()}


def listed(app: AppTest) -> dict[str, Any]:
    """The table of units as the browser gets it."""
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
    assert [code in counts for code in people] == [True] * len(counts) + [False] * (len(people) - len(counts))
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


def test_the_row_of_all_units_says_who_is_in_none_of_them(world: World, opened: Opener) -> None:
    app = opened(PLACES, as_of=THEN.isoformat(), territory="today")
    table = listed(app)
    in_rows = sum(int(cell["key"] or 0) for cell in column(table, "Tổng số"))
    nowhere = len(world.on(THEN)) - in_rows
    assert nowhere > 0
    name = f"Tổng cộng (gồm {nowhere} người chưa cộng được vào đơn vị hiện nay)"
    assert table["total"][0]["text"].replace(".", "") == name


def test_a_date_without_districts_is_shown_by_communes(world: World, opened: Opener) -> None:
    newest = max(world.frame["as_of"])
    assert newest == date(2025, 12, 31)
    app = opened(PLACES, as_of=newest.isoformat())
    assert not app.exception
    assert "chosen_district" not in {box.key for box in app.selectbox}
    assert re.search(r"(Xã|Phường) .+ đông nhất trong các nơi đã gửi: \d+ người", page_text(app))


def test_a_district_of_the_past_is_let_go_with_a_sentence(world: World, opened: Opener) -> None:
    district = world.on(THEN)["district_code"].iloc[0]
    app = opened(EDUCATION, district=district, **WITH_DISTRICTS)
    app.selectbox(key="chosen_as_of").select(date(2025, 12, 31)).run()
    assert not app.exception
    name = world.on(THEN)["district_name"].iloc[0]
    assert words(app.info) == [
        f"Không có {name} tại ngày 31/12/2025; đang xem toàn tỉnh.",
        "Muốn xem theo huyện cũ, hãy chọn «Theo huyện cũ» ở ô «Địa giới».",
    ]


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
    masters = dict(parse_qsl(table["traces"][table["headers"].index("Thạc sĩ")]))
    where = f"{table['trace']}{table['links'][0]}"
    assert (where, masters["filters"]) == (f"ai-o-dau{table['links'][0]}", "education=masters")
    assert table["everybody"] == f"?as_of={THEN.isoformat()}"


@pytest.mark.parametrize("script", FIGURE_PAGES)
def test_every_figure_is_defined_behind_its_sign(world: World, opened: Opener, script: str) -> None:
    assert [metric.label for metric in opened(script, **WITH_DISTRICTS).metric if not metric.help] == []


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
    assert len(statements) == len(set(statements)) == 2, "the state of the data, and the version of the register"


def test_all_tables_of_a_page_are_one_workbook_with_two_decimals(world: World, opened: Opener) -> None:
    app = opened(PLACES, **WITH_DISTRICTS)
    assert "Tải mọi bảng của trang" in [button.proto.label for button in app.get("download_button")]
    charts = [each.document(is_internal=True) for each in app.session_state["charts_on_page"]]
    documents = {chart.name: chart for chart in charts}
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
    named_views.keep(world.url, "Họp giao ban", "tin-hoc", Selection(THEN, district="256").to_query(), for_office=True)
    app = press(opened(IT, **WITH_DISTRICTS), "Màn hình đã lưu")
    assert "Cơ quan" in words(app.caption)
    (link,) = [each.proto for each in app.get("page_link") if "Họp giao ban" in each.proto.label]
    assert (link.page, link.query_string) == ("tin-hoc", "as_of=2023-12-31&district=256")


@pytest.mark.parametrize("script", FIGURE_PAGES)
def test_each_page_says_which_units_are_missing(world: World, opened: Opener, script: str) -> None:
    app = opened(script, **WITH_DISTRICTS)
    (line,) = (text for text in words(app.markdown) if "chưa có: " in text)
    assert line.startswith(":orange-background[16/126 đơn vị đã gửi; chưa có: 12/14 đơn vị của Gia Bình")
    assert all("của 16/126 đơn vị đã gửi" in text for text in details(app) if text.endswith("đã gửi"))
    assert len([text for text in details(app) if text.endswith("của 16/126 đơn vị đã gửi")]) == len(figures(app))
    complete(world.url, THEN)
    assert "đã gửi;" not in page_text(opened(script, **WITH_DISTRICTS))


def test_the_first_page_says_what_calls_for_attention(world: World, opened: Opener) -> None:
    app = opened(**WITH_DISTRICTS)
    assert "Điều cần chú ý" in headings(app)
    sentences = "\n".join(words(app.header)).splitlines()
    assert any(text.startswith("- [110 đơn vị chưa gửi danh sách ngày 31/12/2023: ") for text in sentences)


def test_a_smaller_place_stands_beside_the_province(world: World, opened: Opener) -> None:
    complete(world.url, THEN)
    whole = figures(opened(**WITH_DISTRICTS))["Đại học trở lên"]
    assert any(f"toàn tỉnh {whole}" in text for text in details(opened(district="256", **WITH_DISTRICTS)))
