"""«Danh mục đơn vị»: the register searched, a unit added and corrected by hand, a change taken back."""

import database
from stats import queries
from tests.pages.conftest import Opener, frames, page_text, press

UNITS = "pages/system/units.py"


def test_the_register_is_searched_without_tone_marks(nothing_loaded: str, opened: Opener) -> None:
    app = opened(UNITS)
    assert not app.exception
    assert "100 dòng của thành phố Bắc Ninh" in page_text(app)  # 99 communes and the province
    assert "Danh mục đơn vị chưa đủ" in page_text(app)
    assert "nhập vào đâu: Thị trấn Bích Động (Huyện Việt Yên), " in page_text(app)
    next(box for box in app.text_input if box.label.startswith("Tìm theo tên")).input("tu son").run()
    frame = frames(app)[0]
    assert list(frame["Mã"]) == ["09367"]
    assert frame["Tên đơn vị"][0] == "Phường Từ Sơn"
    assert "Phường Đông Ngàn (09367)" in frame["Thành lập từ"][0]
    assert "Đến ngày" not in frame


def test_a_unit_is_added_and_what_is_wrong_is_told(nothing_loaded: str, opened: Opener) -> None:
    app = opened(UNITS)
    _fill(app, "Xã Mới", "09990", "01/01/2027")
    press(app, "Thêm")
    assert not app.exception
    assert "không có đơn vị cấp trên" in str(app.error[0].value)
    next(box for box in app.text_input if box.label == "Mã đơn vị cấp trên").input("24")
    press(app, "Thêm")
    assert "Đã ghi (thay đổi số 1)" in page_text(app)
    assert "Thêm Xã Mới (09990)" in frames(app)[1]["Nội dung"][0]
    with database.reading(nothing_loaded) as connection:
        (row,) = queries.unit_changes(connection)
    assert row.change.units[0].unit.name == "Xã Mới"


def _fill(app: object, name: str, code: str, first: str) -> None:
    fields = {box.label: box for box in app.text_input}  # type: ignore[attr-defined]
    for label, text in (("Mã", code), ("Tên đơn vị", name), ("Từ ngày", first)):
        fields[label].input(text)


def test_a_body_is_added_and_rosters_know_it(nothing_loaded: str, opened: Opener) -> None:
    app = opened(UNITS)
    app.segmented_control(key="unit_list").set_value("Sở, phòng, đơn vị sự nghiệp").run()
    assert not app.exception
    listed = frames(app)[0]
    assert "Sở Nội vụ" in list(listed["Tên cơ quan, đơn vị"])
    assert "Danh mục (chưa chắc)" in list(listed["Nguồn"])
    fields = {box.label: box for box in app.text_input}
    fields["Tên cơ quan, đơn vị"].input("Sở Ngoại vụ")
    fields["Từ ngày"].input("20/09/2026")
    press(app, "Thêm")
    assert not app.exception
    assert "Đã ghi (thay đổi số 1)" in page_text(app)
    assert "24.SNV2" in list(frames(app)[0]["Mã"])  # 24.SNV is Sở Nội vụ
