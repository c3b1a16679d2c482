"""The first start: which province, and what the office is called; then the office's own units."""

from etl import office
from tests.pages.conftest import Opener, office_name, page_text, press
from tests.people import World
from tests.people import fill as fill_world

OFFICE = "pages/system/office.py"


def test_a_first_start_asks_two_things_and_opens_the_offices_province(nothing_loaded: str, opened: Opener) -> None:
    fill_world(nothing_loaded, is_demo=True)
    app = opened()
    assert "Bắt đầu." in page_text(app)
    assert "số liệu minh họa của thành phố Bắc Ninh" in page_text(app)
    province = next(box for box in app.selectbox if box.label == "Tỉnh, thành phố")
    assert len(province.options) == 34
    province.select("96")
    press(app, "Lưu")
    assert not app.exception
    text = page_text(app)
    assert "Bắt đầu." not in text
    assert office_name(app) == "Sở Nội vụ tỉnh Cà Mau"
    assert "Chưa có số liệu của tỉnh Cà Mau" in text
    assert "(64 xã, phường, đặc khu hiện nay)" in text
    assert "Danh mục đơn vị chưa đủ" in text
    assert "Số liệu minh họa" not in text


def test_who_answered_is_not_asked_again(nothing_loaded: str, opened: Opener) -> None:
    fill_world(nothing_loaded, is_demo=True)
    office.save(nothing_loaded, {"province": "24"})
    assert "Bắt đầu." not in page_text(opened())


def test_real_rosters_are_answer_enough(world: World, opened: Opener) -> None:
    assert "Bắt đầu." not in page_text(opened())


def test_the_province_and_the_name_can_be_changed_later(nothing_loaded: str, opened: Opener) -> None:
    fill_world(nothing_loaded, is_demo=True)
    app = opened(OFFICE)
    next(box for box in app.selectbox if box.label == "Tỉnh, thành phố").select("33")
    press(app, "Lưu")
    assert not app.exception
    assert office_name(app) == "Sở Nội vụ tỉnh Hưng Yên"
