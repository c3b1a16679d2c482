"""«Tiến độ gửi»: with data, without, with wrong and unusual days; its numbers against a count of the same units."""

from datetime import date

import pytest

import reference
from access import accounts, recorded, users
from access.actors import Actor, Role
from access.users import Presence
from reference.bodies import Tier, bodies_on
from stats.scope import Scope
from tests.pages.conftest import Opener, column, figures, listed_words, listings, page_text, press, words
from tests.people import END_2023, PROVINCE, World, add_problem, fill
from tests.stats.staffed import staff

PAGE = "pages/data/submissions.py"
THEN = END_2023.isoformat()


def sent(world: World, as_of: date = END_2023) -> int:
    return int(world.on(as_of)["unit_code"].nunique())


def test_the_answer_comes_first(world: World, opened: Opener) -> None:
    add_problem(world.url, world.imports["2023-12-31"], "error", "K9")
    app = opened(PAGE, as_of=THEN)
    assert not app.exception
    count = sent(world)
    assert figures(app) == {
        "Đã gửi": f"{count}/126",
        "Chưa gửi": str(126 - count),
        "Có vấn đề": "0",
        "Đạt": str(count),
    }
    districts, rules, units, shared = listings(app).values()
    assert sum(map(int, column(districts, "Số đơn vị"))) == 126
    assert sum(map(int, column(districts, "Đã gửi"))) == count
    assert [cell["text"] for cell in districts["total"]][:3] == ["Toàn tỉnh", str(126 - count), str(count)]
    # The problem names a file that brought nobody: it is told, and no unit is blamed for it.
    assert [[cell["text"] for cell in row] for row in rules["rows"]] == [
        ["Giá trị ngoài danh mục", "Lỗi", "1", "0", "1"]
    ]
    assert column(shared, "Tệp") == ["a.xlsx"]
    assert len(units["rows"]) == 126
    people = column(units, "Số người")
    assert people.count("") == 126 - count, "the screen would say «None» of who has not sent"
    assert sum(int(number) for number in people if number) == len(world.on(END_2023))
    assert units["total"][units["headers"].index("Số người")]["key"] == len(world.on(END_2023))
    # Who has sent leads to the figures of that unit.
    frame = world.on(END_2023)
    assert {code for code in units["codes"] if code} == set(frame["unit_code"])


def test_the_table_of_units_can_be_narrowed(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN)
    late = 126 - sent(world)
    app.segmented_control(key="submissions_status").set_value("missing").run()
    units = listings(app)["Từng đơn vị"]
    assert set(column(units, "Trạng thái")) == {"Chưa gửi"}
    assert (len(units["rows"]), units["headers"]) == (late, ["Đơn vị", "Trạng thái", "Đơn vị cấp huyện"])
    assert f"{late}/126 đơn vị" in page_text(app)
    app.segmented_control(key="submissions_status").set_value("").run()
    app.text_input(key="submissions_words").input("ninh xa").run()
    assert set(column(listings(app)["Từng đơn vị"], "Đơn vị")) == {"Phường Ninh Xá"}
    app.text_input(key="submissions_words").input("không có xã này").run()
    assert "Không có đơn vị nào như vậy" in page_text(app)
    assert not app.exception


def test_the_late_ones_can_be_taken_along(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN)
    buttons = [str(button.proto.label) for button in app.get("download_button")]
    assert buttons == ["Danh sách đơn vị chưa gửi (.xlsx)", "Công văn đôn đốc (.docx)"]


def test_any_day_can_be_typed_in(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN)
    app.selectbox(key="submissions_day").select("other").run()
    app.text_input(key="submissions_typed").input("cuối năm").run()
    assert "«cuối năm» không phải là ngày" in page_text(app)
    app.text_input(key="submissions_typed").input("31/12/2026").run()
    assert not app.exception
    register = len(reference.communes_on(date(2026, 12, 31), PROVINCE))
    assert figures(app)["Đã gửi"] == f"0/{register}"
    assert app.query_params == {"as_of": "2026-12-31"}
    app.selectbox(key="submissions_day").select(END_2023).run()
    assert figures(app)["Đã gửi"] == f"{sent(world)}/126"


def test_the_day_of_the_other_pages_is_kept(world: World, opened: Opener) -> None:
    app = opened(as_of="2022-12-31")
    app.switch_page(PAGE).run()
    assert app.query_params["as_of"] == "2022-12-31"
    assert figures(app)["Đã gửi"] == f"{sent(world, date(2022, 12, 31))}/126"


@pytest.mark.parametrize("asked", ["hôm-qua", "2023-13-01", "' OR 1=1"])
def test_a_link_without_a_day_falls_back_to_the_newest(world: World, opened: Opener, asked: str) -> None:
    app = opened(PAGE, as_of=asked)
    assert not app.exception
    assert words(app.info) == [f"«{asked}» không phải là ngày; đang xem ngày 31/12/2025."]
    assert app.query_params == {"as_of": "2025-12-31"}


def test_a_date_without_districts_shows_the_units_alone(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2025-12-31")
    assert not app.exception
    (units,) = listings(app).values()
    assert "Đơn vị cấp huyện" not in units["headers"]


def test_nobody_is_named(world: World, opened: Opener) -> None:
    add_problem(world.url, world.imports["2023-12-31"], "error", "K9")
    app = opened(PAGE, as_of=THEN)
    shown = "\n".join([page_text(app), listed_words(app)])
    assert not [name for name in set(world.frame["full_name"]) if name in shown]
    assert "ĐHH" not in shown


def test_without_data_the_page_says_what_to_do_next(nothing_loaded: str, opened: Opener) -> None:
    app = opened(PAGE)
    assert not app.exception
    assert "Chưa có số liệu" in page_text(app)
    press(app, "Nhập số liệu")
    assert app.title[0].value == "Nhập số liệu"


def test_invented_rosters_are_called_so(nothing_loaded: str, opened: Opener) -> None:
    fill(nothing_loaded, is_demo=True)
    app = opened(PAGE)
    assert not app.exception
    assert "Số liệu minh họa" in page_text(app)
    assert figures(app)["Đã gửi"] == "3/126"


def test_the_deadline_tells_who_is_late_and_whose_account_is_to_send(world: World, opened: Opener) -> None:
    assert "Hạn gửi" not in page_text(opened(PAGE, as_of=THEN))
    communes = reference.communes_on(END_2023, PROVINCE)
    having = set(world.on(END_2023)["unit_code"])
    first = next(unit for unit in communes if unit.code not in having)
    accounts.add(world.url, "admin", full_name="", password="mat khau rat dai 1", roles=[Role.ADMIN], places=[])
    accounts.add(
        world.url,
        "xa.a",
        full_name="Lê Thị Sen",
        password="mat khau rat dai 2",
        roles=[Role.UPLOADER],
        places=[first.code],
    )
    accounts.add(
        world.url,
        "xem.a",
        full_name="Người Xem",
        password="mat khau rat dai 3",
        roles=[Role.VIEWER],
        places=[first.code],
    )
    # All were loaded on 05/01/2024: three days after this deadline.
    recorded.set_deadline(world.url, END_2023, date(2024, 1, 2))
    app = opened(PAGE, as_of=THEN)
    count = sent(world)
    assert f"Hạn gửi: 02/01/2024** · {count} đơn vị gửi muộn · {126 - count} đơn vị quá hạn chưa gửi" in page_text(app)
    units = listings(app)["Từng đơn vị"]
    assert column(units, "So với hạn").count("muộn 3 ngày") == count
    assert column(units, "Gửi lần đầu").count("05/01/2024") == count
    assert dict(zip(column(units, "Đơn vị"), column(units, "Người gửi"), strict=True))[first.name] == "Lê Thị Sen"
    assert "Người Xem" not in listed_words(app)
    # Names of accounts are for whoever calls them.
    users.find_by(lambda: Presence(Actor("hoa", frozenset({Role.VIEWER}), Scope()), "10.0.0.7"))
    try:
        app = opened(PAGE, as_of=THEN)
        assert "Lê Thị Sen" not in listed_words(app)
        assert "Đổi hạn gửi" not in [button.label for button in app.button]
    finally:
        users.find_by(lambda: None)


def test_a_day_is_set_as_the_deadline_on_the_page_and_a_wrong_one_is_not(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN)
    (box,) = [each for each in app.text_input if each.label.startswith("Hạn gửi")]
    box.set_value("40/01/2024")
    app = press(app, "Lưu hạn")
    assert "không phải là ngày" in page_text(app)
    (box,) = [each for each in app.text_input if each.label.startswith("Hạn gửi")]
    box.set_value("05/01/2024")
    app = press(app, "Lưu hạn")
    assert "Hạn gửi: 05/01/2024" in page_text(app)
    assert column(listings(app)["Từng đơn vị"], "So với hạn").count("đúng hạn") == sent(world)


def test_bodies_send_rosters_too(nothing_loaded: str, opened: Opener) -> None:
    """A sở of fifteen has sent, and no commune: the page opens with the level that has rosters."""
    day = date(2025, 12, 31)
    bodies = bodies_on(day, PROVINCE, Tier.PROVINCE)
    staff(nothing_loaded, PROVINCE, day, {bodies[0].code: [(7, None, None, "civil_servant")]})
    app = opened(PAGE, as_of=day.isoformat())
    assert not app.exception
    assert figures(app)["Đã gửi"] == f"1/{len(bodies)}"
    assert app.selectbox(key="submissions_level").value is Tier.PROVINCE
    units = list(listings(app).values())[-1]
    assert len(units["rows"]) == len(bodies)
    app.selectbox(key="submissions_level").set_value(Tier.COMMUNE).run()
    assert not app.exception
    assert figures(app)["Đã gửi"] == "0/99"


def test_the_level_is_not_asked_for_where_only_communes_send(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN)
    assert "Cấp" not in [box.label for box in app.selectbox]
    assert world.url
