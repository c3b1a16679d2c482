"""The pages that change something: dropping files and loading them, taking a load back, the office's settings."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

import database
from commands import dispatch
from models import Import, OfficeSetting, Roster, Staff
from presentation import labels
from reports.letterhead import SETTINGS, letterhead
from stats.shares import Rounding
from tests.pages.conftest import Opener, page_text, press, words
from tests.people import fill
from tests.rosters import people, roster

LOAD, IMPORTS, OFFICE = "pages/data/load.py", "pages/data/imports.py", "pages/system/office.py"
DAY = date(2023, 12, 31)
UNIT = "Phường Đáp Cầu"
FAR = datetime.now(tz=UTC).date() + timedelta(days=400)


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Drop files into the field, as a browser sends them."""
    kinds = "application/octet-stream"
    app.file_uploader[0].set_value([(name, content, kinds) for name, content in files])
    return app.run()


def counted(url: str) -> int:
    """Count the people of now."""
    query = select(func.count()).select_from(Staff).join(Roster, Staff.roster_id == Roster.id).where(Roster.is_current)
    with database.reading(url) as connection:
        return int(connection.scalar(query) or 0)


def imports(url: str) -> int:
    with database.reading(url) as connection:
        return int(connection.scalar(select(func.count()).select_from(Import)) or 0)


def test_a_roster_is_recognised_loaded_and_shown(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("danh-sach.xlsx", roster(people(7, UNIT), DAY)))
    assert not app.exception
    shown = {metric.label: str(metric.value) for metric in app.metric}
    assert shown == {"Tính đến ngày": "31/12/2023", "Đơn vị": "1", "Số người": "7", "Lỗi": "0", "Cảnh báo": "0"}
    columns = app.dataframe[0].value.set_index("Cột")["Được hiểu là"].to_dict()
    assert columns["B"] == "Họ và tên"
    assert columns["F"] == "Trình độ chuyên môn"
    assert counted(nothing_loaded) == 0
    press(app, "Nạp vào cơ sở dữ liệu")
    assert not app.exception
    assert "Đã nạp 7 người của 1 đơn vị, tính đến 31/12/2023 (lần nạp số 1)." in words(app.success)
    assert counted(nothing_loaded) == 7
    press(app, "Xem Tổng quan ngày 31/12/2023")
    assert {metric.label: str(metric.value) for metric in app.metric}["Tổng số"] == "7"


def test_loading_is_done_once_however_often_the_page_runs(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("danh-sach.xlsx", roster(people(5, UNIT), DAY)))
    press(app, "Nạp vào cơ sở dữ liệu")
    app.run()
    assert "Nạp vào cơ sở dữ liệu" not in {button.label for button in app.button}
    assert (imports(nothing_loaded), counted(nothing_loaded)) == (1, 5)


def test_the_same_file_again_is_nothing_new(nothing_loaded: str, opened: Opener) -> None:
    content = roster(people(5, UNIT), DAY)
    press(drop(opened(LOAD), ("a.xlsx", content)), "Nạp vào cơ sở dữ liệu")
    app = drop(opened(LOAD), ("b.xlsx", content))
    assert "đã được nạp trước đây" in page_text(app)
    assert "Nạp vào cơ sở dữ liệu" not in {button.label for button in app.button}
    assert imports(nothing_loaded) == 1


def test_a_file_taken_back_elsewhere_can_be_loaded_again(nothing_loaded: str, opened: Opener) -> None:
    """Take an import back on the command line while the browser's session stays open."""
    content = roster(people(5, UNIT), DAY)
    press(drop(opened(LOAD), ("a.xlsx", content)), "Nạp vào cơ sở dữ liệu")
    app = drop(opened(LOAD), ("a.xlsx", content))
    assert "đã được nạp trước đây" in page_text(app)
    assert dispatch.run("imports", ["undo", "1", "--database", nothing_loaded]) == 0
    app.run()
    assert "đã được nạp trước đây" not in page_text(app)
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "(lần nạp số 2)" in page_text(app)
    assert counted(nothing_loaded) == 5


def test_what_a_load_would_change_is_asked_of_the_data_of_now(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("a.xlsx", roster(people(5, UNIT), DAY)))
    assert "Thay đổi so với số liệu đang có" not in page_text(app)
    press(drop(opened(LOAD), ("b.xlsx", roster(people(3, UNIT), DAY))), "Nạp vào cơ sở dữ liệu")
    assert "Thay đổi so với số liệu đang có" in page_text(app.run())


def test_errors_block_until_someone_accepts_them(nothing_loaded: str, opened: Opener) -> None:
    rows = people(6, UNIT)
    rows[2] = (*rows[2][:4], "ĐHH", rows[2][5])
    app = drop(opened(LOAD), ("loi.xlsx", roster(rows, DAY)))
    button = next(button for button in app.button if button.label == "Nạp vào cơ sở dữ liệu")
    assert button.disabled
    problem = app.dataframe[0].value.iloc[0]
    assert (problem["Mức độ"], problem["Ô"], problem["Giá trị"]) == ("Lỗi", "F7", "ĐHH")
    next(box for box in app.checkbox if box.label.startswith("Nạp cả khi còn lỗi")).check().run()
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "Đã nạp 6 người" in page_text(app)
    assert counted(nothing_loaded) == 6


def test_files_with_problems_can_be_had_back_marked(nothing_loaded: str, opened: Opener) -> None:
    rows = people(6, UNIT)
    rows[2] = (*rows[2][:4], "ĐHH", rows[2][5])
    offered = {
        button.proto.label for button in drop(opened(LOAD), ("a.xlsx", roster(rows, DAY))).get("download_button")
    }
    assert offered == {"Tải tệp đã đánh dấu ô lỗi"}
    assert not drop(opened(LOAD), ("b.xlsx", roster(people(3, UNIT), DAY))).get("download_button")


def test_problems_can_be_narrowed_down(nothing_loaded: str, opened: Opener) -> None:
    rows = people(6, UNIT)
    rows[2] = (*rows[2][:4], "ĐHH", rows[2][5])
    rows[3] = (*rows[3][:5], "có có")
    app = drop(opened(LOAD), ("loi.xlsx", roster(rows, DAY)))
    assert len(app.dataframe[0].value) == 2
    app.text_input(key="import_words").input("đhh").run()
    assert list(app.dataframe[0].value["Giá trị"]) == ["ĐHH"]
    app.text_input(key="import_words").input("").run()
    app.segmented_control(key="import_severity").set_value("warning").run()
    assert "0/2 dòng" in page_text(app)


def test_a_file_without_a_date_asks_for_it(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("khong-ngay.xlsx", roster(people(4, UNIT), None)))
    assert "Chưa nạp được" in page_text(app)
    app.text_input(key="import_as_of").input("cuối năm").run()
    assert "«cuối năm» không phải là ngày" in page_text(app)
    app.text_input(key="import_as_of").input("31/12/0023").run()
    assert "«31/12/0023» không phải là ngày" in page_text(app)
    for typed in ("31/12/23", "31-12-2023", "31. 12. 2023"):
        app.text_input(key="import_as_of").input(typed).run()
        assert {metric.label: metric.value for metric in app.metric}["Tính đến ngày"] == "31/12/2023"
    app.text_input(key="import_as_of").input("31/12/2023").run()
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "Đã nạp 4 người của 1 đơn vị, tính đến 31/12/2023" in page_text(app)


def test_the_day_can_be_typed_where_the_page_says_so(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("khong-ngay.xlsx", roster(people(4, UNIT), None)))
    assert "Hãy nhập ngày vào khung ở trên." in page_text(app)
    assert "chọn ngày khi nạp" not in page_text(app)
    app.text_input(key="import_as_of").input(f"{FAR:%d/%m/%Y}").run()
    assert f"Ngày vừa nhập ({FAR:%d/%m/%Y}) là ngày chưa tới; hãy nhập lại." in page_text(app)
    assert "đầu trang" not in page_text(app)


@pytest.mark.parametrize("cells", ["ĐHH", "ĐHH " * 60])
def test_rows_are_as_high_as_the_longest_sentence_needs(nothing_loaded: str, opened: Opener, cells: str) -> None:
    """Count as the table does: lines break from 61 pixels on; a line takes 20 and holds at least 75 letters."""
    rows = people(6, UNIT)
    rows[2] = (*rows[2][:4], cells, rows[2][5])
    table = drop(opened(LOAD), ("loi.xlsx", roster(rows, DAY))).dataframe[0]
    longest = max(len(text) for text in table.value["Nội dung và cách sửa"])
    assert (longest > 225) == (len(cells) > 3)
    assert table.proto.row_height > 60
    assert table.proto.row_height >= longest / 75 * 20


def test_sentences_stay_in_sight_beside_files_and_sheets(nothing_loaded: str, opened: Opener) -> None:
    """See that whatever columns the table has, together they are as wide as it is on an office's screen."""
    bad = [roster([(*row[:4], "ĐHH", row[5]) for row in people(2, UNIT, first)], DAY) for first in (0, 9)]
    single, pair = (
        drop(opened(LOAD), *files).dataframe[0] for files in ([("a.xlsx", bad[0])], zip("ab", bad, strict=True))
    )
    assert ("Tệp" in single.value, "Tệp" in pair.value) == (False, True)
    widths = [
        sum(each["width"] for name, each in json.loads(table.proto.columns).items() if name in table.value)
        for table in (single, pair)
    ]
    assert widths == [1060, 1060]
    assert pair.proto.row_height >= single.proto.row_height


def test_refused_files_are_named_and_the_others_can_go_on_without_them(nothing_loaded: str, opened: Opener) -> None:
    good, advice = (
        ("tốt.xlsx", roster(people(4, UNIT), DAY)),
        "Hãy bỏ tệp này khỏi khung để xem và nạp các tệp còn lại.",
    )
    picture, text = ("ảnh.png", b"\x89PNG\r\n\x1a\n" + bytes(64)), ("rỗng.docx", b"")
    app = drop(opened(LOAD), good, picture)
    assert "Tệp «ảnh.png»: Đây không phải là tệp bảng tính (mà là tệp ảnh)" in page_text(app)
    assert advice in page_text(app)
    app = drop(opened(LOAD), good, picture, text)
    assert "Tệp «rỗng.docx»: Tệp rỗng." in page_text(app)
    assert advice.replace("tệp này", "các tệp này") in page_text(app)
    assert "khỏi khung" not in page_text(drop(opened(LOAD), picture))
    other_day = ("khác.xlsx", roster(people(4, UNIT, first=50), date(2022, 12, 31)))
    assert "khỏi khung" not in page_text(drop(opened(LOAD), good, other_day))


def test_any_kind_of_file_reaches_the_sentence_that_refuses_it(nothing_loaded: str, opened: Opener) -> None:
    field = opened(LOAD).file_uploader[0]
    assert list(field.proto.type) == []
    assert ".xlsx, .xls, .ods, .csv" in field.label


def test_a_file_without_a_unit_asks_for_it(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("khong-don-vi.xlsx", roster(people(4, ""), DAY)))
    assert "Hoặc chọn đơn vị ở khung trên" in page_text(app)
    assert "Phường Ninh Xá (Thành phố Bắc Ninh)" in app.selectbox(key="import_unit").options
    app.selectbox(key="import_unit").select("09163").run()
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "Đã nạp 4 người của 1 đơn vị" in page_text(app)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("anh.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), "không phải là tệp bảng tính"),
        ("rong.xlsx", b"", "Tệp rỗng"),
        ("tuong-lai.xlsx", roster(people(3, UNIT), FAR), "ngày chưa tới"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(
    nothing_loaded: str, opened: Opener, name: str, content: bytes, word: str
) -> None:
    app = drop(opened(LOAD), (name, content))
    assert not app.exception
    assert len(app.warning) == 1
    assert word in page_text(app)
    assert name in page_text(app)
    assert "Nạp vào cơ sở dữ liệu" not in {button.label for button in app.button}
    assert imports(nothing_loaded) == 0


def test_the_first_real_roster_takes_the_invented_people_away(nothing_loaded: str, opened: Opener) -> None:
    fill(nothing_loaded, is_demo=True)
    app = drop(opened(LOAD), ("that.xlsx", roster(people(3, UNIT), DAY)))
    assert "Số liệu minh họa" in page_text(app)
    assert "Đây là danh sách thật đầu tiên: số liệu minh họa sẽ được rút đi." in page_text(app)
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "Số liệu minh họa đã được rút: từ nay chỉ còn số liệu thật." in " ".join(words(app.success))
    assert counted(nothing_loaded) == 3
    assert ":orange-badge" not in page_text(app)
    assert "danh sách thật đầu tiên" not in page_text(drop(opened(LOAD), ("sau.xlsx", roster(people(9, UNIT), DAY))))


def test_a_load_can_be_looked_at_and_taken_back(nothing_loaded: str, opened: Opener) -> None:
    press(drop(opened(LOAD), ("danh-sach.xlsx", roster(people(5, UNIT), DAY))), "Nạp vào cơ sở dữ liệu")
    app = opened(IMPORTS)
    rows = app.dataframe[0].value
    assert list(rows["Số người"]) == ["5"]
    assert list(rows["Dòng chưa nạp"]) == ["0"]
    app.session_state["import_rows"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    assert "Lần nạp số 1" in page_text(app)
    assert "tiêu đề ở dòng 4" in page_text(app)
    press(app, "Hoàn tác")
    assert not app.exception
    assert counted(nothing_loaded) == 0
    assert list(app.dataframe[0].value["Trạng thái"]) == ["Đã hoàn tác"]
    assert "Hoàn tác" not in {button.label for button in app.button}


def test_the_history_of_an_empty_database_says_what_to_do(nothing_loaded: str, opened: Opener) -> None:
    assert "Chưa có số liệu" in page_text(opened(IMPORTS))


def test_the_office_chooses_its_name_and_its_rounding(nothing_loaded: str, opened: Opener) -> None:
    fill(nothing_loaded)
    app = opened(OFFICE)
    assert "| 1.845 | 2.366 | 77,98% | 77,97% |" in page_text(app)
    app.text_input[0].input("Phòng Nội vụ huyện Gia Bình")
    app.radio[0].set_value(labels.rounding_name(Rounding.CUT))
    press(app, "Lưu")
    assert not app.exception
    assert "Đã lưu" in page_text(app)
    assert "**Phòng Nội vụ huyện Gia Bình**" in page_text(app)
    app.switch_page("pages/figures/education.py").run()
    assert "Tỷ lệ được cắt ở hai chữ số thập phân, không làm tròn." in page_text(app)


def test_the_office_tells_the_words_around_its_documents(nothing_loaded: str, opened: Opener) -> None:
    app = opened(OFFICE)
    fields = {field.label: field for field in [*app.text_input, *app.text_area]}
    assert fields["Cơ quan chủ quản"].placeholder == "Ủy ban nhân dân thành phố Bắc Ninh"
    assert fields["Nơi nhận"].placeholder == "Như trên\nLưu: VT"
    fields["Chức vụ người ký"].input(" KT. Giám đốc \n\nPhó Giám đốc\n")
    fields["Kính gửi"].input("Bộ Nội vụ")
    press(app, "Lưu")
    assert not app.exception
    words_around = letterhead(_office_settings(nothing_loaded), "Sở Nội vụ", "Tỉnh Bắc Ninh")
    assert (words_around.signer_title, words_around.addressee) == (("KT. Giám đốc", "Phó Giám đốc"), "Bộ Nội vụ")
    assert words_around.recipients == ("Như trên", "Lưu: VT")
    again = {field.label: field.value for field in [*app.text_input, *app.text_area]}
    assert again["Chức vụ người ký"] == "KT. Giám đốc\nPhó Giám đốc"


def test_every_setting_of_the_letterhead_can_be_told(nothing_loaded: str, opened: Opener) -> None:
    """Fill each in its own field, none longer than the database takes."""
    app = opened(OFFICE)
    for number, field in enumerate([*app.text_input, *app.text_area]):
        field.input(f"Lời {number}")
        assert 0 < field.max_chars <= 2000
    press(app, "Lưu")
    values = _office_settings(nothing_loaded)
    assert set(values) == {*SETTINGS, "rounding"}
    assert len(set(values.values())) == len(values)


def _office_settings(url: str) -> dict[str, str]:
    with database.reading(url) as connection:
        return {row.key: row.value for row in connection.execute(select(OfficeSetting))}
