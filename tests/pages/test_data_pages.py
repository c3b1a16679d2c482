"""The pages that change something: dropping files and loading them, taking a load back, the office's settings."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from pandas import DataFrame
from sqlalchemy import delete, func, select
from streamlit.testing.v1 import AppTest

import database
import settings
from access import events
from commands import dispatch
from dashboard.data import import_files, import_units
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from models import HeldPerson, Import, OfficeSetting, Problem, Roster, Staff
from presentation import labels
from reports.letterhead import SETTINGS, letterhead
from stats.shares import Rounding
from tests.etl import rosters as small
from tests.etl.rosters import zipped
from tests.pages.conftest import Opener, column, figures, frames, listings, office_name, page_text, press, words
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


def test_people_who_wait_for_their_unit_are_said_above_the_figures_and_lead_to_the_load(
    nothing_loaded: str, opened: Opener
) -> None:
    lost = ("Tô Ngọc Vĩ", "05/06/1979", "Phường Không Có")
    options = LoadOptions(accept=True)
    pipeline.load(nothing_loaded, [SourceFile("a.xlsx", roster([*people(3, UNIT), lost], DAY))], options)
    text = page_text(opened(as_of="2023-12-31"))
    link = "1 người chưa tính vì chưa rõ đơn vị](/lich-su-nap?lan=1)"
    assert f"; [{link}]" in text.replace("\\", "")
    assert "01 người trong danh sách ngày 31/12/2023 chưa tính vì chưa rõ đơn vị.](/lich-su-nap?lan=1)" in text.replace(
        "\\", ""
    )
    app = opened(IMPORTS, lan="1")
    assert "Lần nạp số 1" in [header.value for header in app.header]
    assert "Không rõ những người ấy" not in page_text(app)
    with database.writing(nothing_loaded) as connection:
        connection.execute(delete(HeldPerson))  # as a load has none from before they were kept
    assert "1 dòng chưa nạp vì chưa rõ đơn vị. Không rõ những người ấy" in page_text(opened(IMPORTS, lan="1"))


def test_a_roster_is_recognised_loaded_and_shown(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("danh-sach.xlsx", roster(people(7, UNIT), DAY)))
    assert not app.exception
    shown = figures(app)
    assert shown == {"Tính đến ngày": "31/12/2023", "Đơn vị": "1", "Số người": "7", "Lỗi": "0", "Cảnh báo": "0"}
    columns = _table(app, "Được hiểu là").set_index("Cột")["Được hiểu là"].to_dict()
    assert columns["B"] == "Họ và tên"
    assert columns["F"] == "Trình độ chuyên môn"
    assert counted(nothing_loaded) == 0
    press(app, "Nạp vào cơ sở dữ liệu")
    assert not app.exception
    assert "Đã nạp 7 người của 1 đơn vị, tính đến 31/12/2023 (lần nạp số 1)." in words(app.success)
    assert counted(nothing_loaded) == 7
    press(app, "Xem Tổng quan ngày 31/12/2023")
    assert figures(app)["Tổng số"] == "7"


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
    assert [fold.label for fold in app.expander if fold.label.startswith("Lỗi")] == [
        r"Lỗi · Giá trị ngoài danh mục · Trình độ chuyên môn · **1 chỗ**"
    ]
    problem = _table(app, "Giá trị").iloc[0]
    assert (problem["Ô"], problem["Giá trị"]) == ("F7", "ĐHH")
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
    assert len([fold for fold in app.expander if fold.label.startswith("Lỗi")]) == 2
    app.text_input(key="import_words").input("đhh").run()
    assert list(_table(app, "Giá trị")["Giá trị"]) == ["ĐHH"]
    assert "1/2 dòng, 1 nguyên nhân" in page_text(app)
    app.text_input(key="import_words").input("").run()
    app.segmented_control(key="import_severity").set_value("warning").run()
    assert "0/2 dòng" in page_text(app)


def test_what_all_cells_of_a_cause_share_is_said_once(nothing_loaded: str, opened: Opener) -> None:
    rows = [(*row[:4], words, row[5]) for row, words in zip(people(2, UNIT), ("ĐHH", "ĐHX"), strict=True)]
    app = drop(opened(LOAD), ("loi.xlsx", roster(rows, DAY)))
    table = _table(app, "Giá trị")
    assert list(table["Ô"]) == ["F5", "F6"]
    assert not {"Tệp", "Trang"} & set(table)
    assert all("Hãy ghi theo danh mục" not in text for text in table["Nội dung và cách sửa"])
    assert "Hãy ghi theo danh mục hoặc để trống. Đều ở tệp «loi.xlsx», trang «Sheet»." in page_text(app)


def _table(app: AppTest, column: str) -> DataFrame:
    """Give the first table that has the column."""
    return next(table for table in frames(app) if column in table)


def test_a_file_without_a_date_asks_for_it(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("khong-ngay.xlsx", roster(people(4, UNIT), None)))
    assert "Chưa nạp được" in page_text(app)
    app.text_input(key="import_as_of").input("cuối năm").run()
    assert "«cuối năm» không phải là ngày" in page_text(app)
    app.text_input(key="import_as_of").input("31/12/0023").run()
    assert "«31/12/0023» không phải là ngày" in page_text(app)
    for typed in ("31/12/23", "31-12-2023", "31. 12. 2023"):
        app.text_input(key="import_as_of").input(typed).run()
        assert figures(app)["Tính đến ngày"] == "31/12/2023"
    app.text_input(key="import_as_of").input("31/12/2023").run()
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "Đã nạp 4 người của 1 đơn vị, tính đến 31/12/2023" in page_text(app)


def test_the_day_can_be_typed_where_the_page_says_so(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("khong-ngay.xlsx", roster(people(4, UNIT), None)))
    assert "Hãy nhập ngày vào khung ở dưới." in page_text(app)
    assert "chọn ngày khi nạp" not in page_text(app)
    app.text_input(key="import_as_of").input(f"{FAR:%d/%m/%Y}").run()
    assert f"Ngày vừa nhập ({FAR:%d/%m/%Y}) là ngày chưa tới; hãy nhập lại." in page_text(app)
    assert "đầu trang" not in page_text(app)


def test_a_day_that_has_not_come_is_asked_as_one_that_is_not_written(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("nam-sai.xlsx", roster(people(4, UNIT), FAR)))
    assert f"ghi tính đến ngày {FAR:%d/%m/%Y}, là ngày chưa tới. Hãy nhập ngày đúng vào khung ở dưới" in page_text(app)
    app.text_input(key="import_as_of").input("31/12/2023").run()
    assert figures(app)["Tính đến ngày"] == "31/12/2023"
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "Đã nạp 4 người của 1 đơn vị, tính đến 31/12/2023" in page_text(app)


def test_the_day_in_a_file_s_name_is_taken_at_one_click(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("DS 31-12-2023.xlsx", roster(people(4, UNIT), None)))
    assert "Chưa nạp được" in page_text(app)
    press(app, "Lấy ngày trong tên tệp: 31/12/2023")
    assert app.text_input(key="import_as_of").value == "31/12/2023"
    assert figures(app)["Tính đến ngày"] == "31/12/2023"


def test_files_that_cannot_be_read_are_left_out_at_one_click(nothing_loaded: str, opened: Opener) -> None:
    good = ("tốt.xlsx", roster(people(4, UNIT), DAY))
    picture, text = ("ảnh.png", b"\x89PNG\r\n\x1a\n" + bytes(64)), ("rỗng.docx", b"")
    app = drop(opened(LOAD), good, picture, text)
    assert "[2 tệp không đọc được](#tep)" in page_text(app)
    for sentence in ("Tệp «ảnh.png»: Đây không phải là tệp bảng tính (mà là tệp ảnh)", "Tệp «rỗng.docx»: Tệp rỗng."):
        assert sentence in page_text(app)
    states = _table(app, "Tình trạng").set_index("Tệp")["Tình trạng"].to_dict()
    assert states == {
        "tốt.xlsx": "Sẵn sàng",
        "ảnh.png": "Không đọc được: Không phải bảng tính",
        "rỗng.docx": "Không đọc được: Tệp rỗng",
    }
    assert "Nạp vào cơ sở dữ liệu" not in [button.label for button in app.button]
    press(app, "Bỏ qua 2 tệp không đọc được, nạp các tệp còn lại")
    assert set(_table(app, "Tình trạng")["Tình trạng"]) == {"Sẵn sàng", "Đã bỏ qua"}
    press(app, "Đọc lại các tệp đã bỏ qua")
    press(app, "Bỏ qua 2 tệp không đọc được, nạp các tệp còn lại")
    press(app, "Nạp vào cơ sở dữ liệu")
    assert counted(nothing_loaded) == 4
    assert "Đã bỏ qua, chưa nạp: «ảnh.png», «rỗng.docx»." in page_text(app)
    assert "Đã bỏ qua, chưa nạp: «ảnh.png», «rỗng.docx»." in page_text(opened(LOAD))
    with database.reading(nothing_loaded) as connection:
        query = select(Problem.file, Problem.value).where(Problem.code == "file_left_out")
        kept = {row.file: row.value for row in connection.execute(query)}
    assert kept["rỗng.docx"].startswith("Tệp rỗng.")
    assert len(kept) == 2


def test_one_file_alone_or_of_another_day_is_not_left_out(nothing_loaded: str, opened: Opener) -> None:
    good, empty = ("tốt.xlsx", roster(people(4, UNIT), DAY)), ("rỗng.docx", b"")
    other_day = ("khác.xlsx", roster(people(4, UNIT, first=50), date(2022, 12, 31)))
    for files in ([empty], [good, other_day]):
        app = drop(opened(LOAD), *files)
        assert not [button for button in app.button if button.label.startswith("Bỏ qua")]
        assert "khỏi khung" not in page_text(app)


def test_files_of_two_days_are_loaded_one_day_after_the_other(nothing_loaded: str, opened: Opener) -> None:
    good = ("tốt.xlsx", roster(people(4, UNIT), DAY))
    other = ("khác.xlsx", roster(people(5, "Phường Vệ An", first=50), date(2022, 12, 31)))
    app = drop(opened(LOAD), good, other)
    states = _table(app, "Tình trạng").set_index("Tệp")["Tình trạng"].to_dict()
    assert states == {"tốt.xlsx": f"Ngày {DAY:%d/%m/%Y}", "khác.xlsx": "Ngày 31/12/2022"}
    press(app, "Nạp trước 1 tệp của ngày 31/12/2022")
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "Đã nạp 5 người của 1 đơn vị, tính đến 31/12/2022" in page_text(app)
    assert "Đã bỏ qua, chưa nạp: «tốt.xlsx»." in page_text(app)


def test_a_day_that_no_calendar_has_is_named_beside_its_cell(nothing_loaded: str, opened: Opener) -> None:
    wrong = small.roster(3, day="(Tính đến ngày 31/02/2023)").content
    text = page_text(drop(opened(LOAD), ("sai.xlsx", wrong)))
    assert "Ô này ghi ngày «31/02/2023», không có ngày ấy trong lịch." in text
    assert "Không thấy danh sách tính đến ngày nào" not in text


def test_any_kind_of_file_reaches_the_sentence_that_refuses_it(nothing_loaded: str, opened: Opener) -> None:
    field = opened(LOAD).file_uploader[0]
    assert list(field.proto.type) == []
    assert ".xlsx, .xls, .ods, .csv" in field.label


def test_a_file_without_a_unit_asks_for_it(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("khong-don-vi.xlsx", roster(people(4, ""), DAY)))
    assert "Hoặc chọn đơn vị ở dưới" in page_text(app)
    field = app.selectbox(key="import_unit_khong-don-vi.xlsx")
    assert "Phường Ninh Xá (Thành phố Bắc Ninh)" in field.options
    field.select("09163").run()
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "Đã nạp 4 người của 1 đơn vị" in page_text(app)


def test_units_that_a_title_may_mean_stand_first(nothing_loaded: str, opened: Opener) -> None:
    rows = small.people(3)
    content = small.workbook(rows, title="DANH SÁCH CÁN BỘ, CÔNG CHỨC PHƯỜNG NINH XÁ")
    app = drop(opened(LOAD), ("ninh-xa.xlsx", content))
    options = app.selectbox(key="import_unit_ninh-xa.xlsx").options
    assert sorted(options[:2]) == ["Phường Ninh Xá (Thành phố Bắc Ninh)", "Phường Ninh Xá (Thị xã Thuận Thành)"]


def test_units_of_one_name_bear_their_districts_in_every_table_of_a_load() -> None:
    name, full = "Phường Ninh Xá", "Phường Ninh Xá (Thành phố Bắc Ninh)"
    change = {"code": "09184", "name": name}
    report = {"as_of": DAY, "units": [("09184", name, 3)], "units_of": {"a.xlsx": ["09184"]}, "changes": [change]}
    apart = import_units.told_apart(report, "24")
    assert (apart["units"], apart["units_of"]) == ([("09184", full, 3)], {"a.xlsx": [full]})
    assert apart["changes"] == [change | {"name": full}]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("anh.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), "không phải là tệp bảng tính"),
        ("rong.xlsx", b"", "Tệp rỗng"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(
    nothing_loaded: str, opened: Opener, name: str, content: bytes, word: str
) -> None:
    app = drop(opened(LOAD), (name, content))
    assert not app.exception
    assert len(app.warning) == 1
    assert "Còn phải xem" not in page_text(app)
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
    rows = listings(app)["Các lần nạp"]
    assert column(rows, "Số người") == ["5"]
    assert column(rows, "Dòng chưa nạp") == ["0"]
    app.session_state["import_rows_chosen"] = rows["codes"][0]
    app.run()
    assert "Lần nạp số 1" in page_text(app)
    assert "tiêu đề ở dòng 4" in page_text(app)
    press(app, "Hoàn tác lần nạp này…")
    assert counted(nothing_loaded) == 5
    press(app, "Hoàn tác")
    assert not app.exception
    assert counted(nothing_loaded) == 0
    assert column(listings(app)["Các lần nạp"], "Trạng thái") == ["Đã hoàn tác"]
    assert "Hoàn tác lần nạp này…" not in {button.label for button in app.button}


def test_an_original_can_be_had_again_and_two_loads_compared(nothing_loaded: str, opened: Opener) -> None:
    content = roster(people(5, UNIT), DAY)
    press(drop(opened(LOAD), ("a.xlsx", content)), "Nạp vào cơ sở dữ liệu")
    rows = people(6, UNIT)[1:]
    rows[0] = (*rows[0][:4], "Thạc sĩ", rows[0][5])
    press(drop(opened(LOAD), ("b.xlsx", roster(rows, DAY))), "Nạp vào cơ sở dữ liệu")
    app = opened(IMPORTS)
    app.session_state["import_rows_chosen"] = listings(app)["Các lần nạp"]["codes"][0]
    app.run()
    assert not app.exception
    assert [button.proto.label for button in app.get("download_button")] == ["Tải tệp gốc"]
    assert "Từ lần nạp 1 đến lần nạp 2: 5 → 5 người; bớt 1, thêm 1, sửa 1." in page_text(app)
    table = listings(app)["Người khác nhau giữa hai lần nạp"]
    assert column(table, "Thay đổi") == ["Bớt", "Thêm", "Sửa"]
    assert column(table, "Họ và tên") == [rows_of[0] for rows_of in (people(1, UNIT)[0], rows[-1], rows[0])]
    assert column(table, "Khác nhau")[2] == "Trình độ chuyên môn: Đại học → Thạc sĩ"
    for path in (settings.from_environment().originals_dir).rglob("*.xlsx"):
        path.unlink()
    assert "Tệp gốc không còn trong kho lưu." in page_text(app.run())


def test_undoing_says_first_who_would_not_count_any_more(nothing_loaded: str, opened: Opener) -> None:
    both = [*people(4, UNIT), *((f"Vũ {name}", *rest) for name, *rest in people(5, "Phường Vũ Ninh"))]
    for content in (roster(both, DAY), roster(people(3, UNIT), DAY)):
        press(drop(opened(LOAD), ("a.xlsx", content)), "Nạp vào cơ sở dữ liệu")
    app = opened(IMPORTS)
    app.session_state["import_rows_chosen"] = "1"
    text = page_text(press(app.run(), "Hoàn tác lần nạp này…"))
    assert "5 người của 1 đơn vị ngày 31/12/2023 sẽ không được tính nữa" in text
    assert "1 đơn vị đã có danh sách nạp sau không đổi." in text


def test_the_history_of_an_empty_database_says_what_to_do(nothing_loaded: str, opened: Opener) -> None:
    assert "Chưa có số liệu" in page_text(opened(IMPORTS))


def test_the_office_chooses_its_name_and_its_rounding(nothing_loaded: str, opened: Opener) -> None:
    fill(nothing_loaded)
    app = opened(OFFICE)
    assert "| 1.845 | 2.366 | 77,98% | 77,97% |" in page_text(app)
    way = next(radio for radio in app.radio if radio.label.startswith("Trong bản công bố"))
    assert "Không nên dùng cho dân tộc, tôn giáo" in way.proto.captions[way.options.index("Làm tròn đến 5")]
    app.text_input[0].input("Phòng Nội vụ huyện Gia Bình")
    app.radio[0].set_value(labels.rounding_name(Rounding.CUT))
    press(app, "Lưu")
    assert not app.exception
    assert "Đã lưu" in page_text(app)
    assert office_name(app) == "Phòng Nội vụ huyện Gia Bình"
    app.switch_page("pages/figures/education.py").run()
    assert "Tỷ lệ được cắt ở một chữ số thập phân, không làm tròn." in page_text(app)


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
    assert set(values) == {*SETTINGS, "rounding", "province", "screen_decimals", "secrecy_smallest", "secrecy_way"}
    assert len(set(values.values())) == len(values)


def test_the_office_draws_its_maps_by_its_own_boundaries(nothing_loaded: str, opened: Opener) -> None:
    """A file is checked, kept at a click, drawn, and taken away after a question."""
    fill(nothing_loaded)
    app = drop(opened(OFFICE), ("xa.geojson", b"{}"))
    assert "Tệp không có vùng nào" in app.error[0].value
    corners = [[106.0, 21.15], [106.1, 21.15], [106.1, 21.2], [106.0, 21.15]]
    area = {"properties": {"ten": "Phường Kinh Bắc"}, "geometry": {"type": "Polygon", "coordinates": [corners]}}
    drop(app, ("xa.geojson", json.dumps({"features": [area]}).encode()))
    assert "Nhận ra ranh giới của 1/99 đơn vị cấp xã (theo thuộc tính «ten»). Chưa có: " in page_text(app)
    press(app, "Dùng ranh giới này")
    assert "Bản đồ từ nay vẽ theo ranh giới của 1 đơn vị." in page_text(app)
    assert "Đang dùng ranh giới của 1 đơn vị" in page_text(app)
    assert not app.file_uploader[0].value
    press(app, "Bỏ ranh giới")
    app.button(key="confirm_boundaries").click().run()
    assert not app.exception
    assert "Đang dùng ranh giới" not in page_text(app)


def _office_settings(url: str) -> dict[str, str]:
    with database.reading(url) as connection:
        return {row.key: row.value for row in connection.execute(select(OfficeSetting))}


def test_what_is_open_stands_first_with_links(nothing_loaded: str, opened: Opener) -> None:
    odd = [(*row[:4], "ĐHH", row[5]) for row in people(3, UNIT)]
    undated = roster(people(4, "Phường Vũ Ninh", first=50), None)
    app = drop(opened(LOAD), ("a.xlsx", roster(odd, DAY)), ("không ngày.xlsx", undated))
    assert "**Còn phải xem:** [ngày của không ngày.xlsx](#ngay) · [1 cách ghi chưa hiểu (3 ô)](#cach-ghi)" in page_text(
        app
    )
    states = _table(app, "Tình trạng").set_index("Tệp")["Tình trạng"].to_dict()
    assert states == {"a.xlsx": "Còn lỗi", "không ngày.xlsx": "Chưa có ngày"}
    app.text_input(key="import_as_of").input("31/12/2023").run()
    assert "ngày của" not in page_text(app)
    table = _table(app, "Tình trạng").set_index("Tệp")
    assert list(table.loc["không ngày.xlsx"]) == ["Sẵn sàng", "0", "0", "4", "Phường Vũ Ninh"]
    press(app, "Đúng tất cả đề xuất (1)")
    assert "**Không còn gì phải hỏi.**" in page_text(app)


def test_a_day_is_asked_for_each_file_or_for_all_at_once(nothing_loaded: str, opened: Opener) -> None:
    files = [
        (f"{unit}.xlsx", roster(people(2, unit, first), None)) for first, unit in ((0, UNIT), (9, "Phường Vũ Ninh"))
    ]
    app = drop(opened(LOAD), *files)
    assert "2 tệp chưa rõ ngày" in page_text(app)
    app.text_input(key="import_as_of_0").input("31/12/2023").run()
    assert "ngày của Phường Vũ Ninh.xlsx" in page_text(app)
    app.text_input(key="import_as_of").input("31/12/2022").run()
    assert app.text_input(key="import_as_of_0").value == "31/12/2022"
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "tính đến 31/12/2022" in page_text(app)


def test_a_corrected_copy_takes_the_place_of_its_file(nothing_loaded: str, opened: Opener) -> None:
    first, corrected = roster(people(4, UNIT), DAY), roster(people(5, UNIT), DAY)
    app = drop(opened(LOAD), ("Đáp Cầu.xlsx", first), ("Đáp Cầu_loi (1).xlsx", corrected))
    states = _table(app, "Tình trạng").set_index("Tệp")["Tình trạng"]
    assert states.to_dict() == {"Đáp Cầu_loi (1).xlsx": "Sẵn sàng", "Đáp Cầu.xlsx": "Đã có bản sửa"}
    app.toggle[0].set_value(False).run()
    assert "Đã có bản sửa" not in set(_table(app, "Tình trạng")["Tình trạng"])
    app.toggle[0].set_value(True).run()
    press(app, "Nạp vào cơ sở dữ liệu")
    assert counted(nothing_loaded) == 5


def test_corrected_copies_in_a_zip_take_the_place_of_their_files(nothing_loaded: str, opened: Opener) -> None:
    """The copies come back as the archive that was given out, the files by themselves or in an archive of their own."""
    lists = {unit: roster(people(4, unit, first), DAY) for first, unit in ((0, UNIT), (9, "Phường Vũ Ninh"))}
    corrected = {f"{UNIT}_loi.xlsx": roster(people(5, UNIT), DAY)}
    corrected["Phường Vũ Ninh_loi.xlsx"] = roster(people(5, "Phường Vũ Ninh", 9), DAY)
    copies = ("danh-sach_loi.zip", zipped(corrected).content)
    alone = [(f"{unit}.xlsx", content) for unit, content in lists.items()]
    packed = [("xã.zip", zipped({f"{unit}.xlsx": content for unit, content in lists.items()}).content)]
    for originals in (alone, packed):
        app = drop(opened(LOAD), *originals, copies)
        assert "Dùng «danh-sach_loi.zip» (bản đã sửa, 2 tệp) thay cho 2 tệp gốc" in page_text(app)
        states = list(_table(app, "Tình trạng")["Tình trạng"])
        assert sorted(states) == ["Sẵn sàng", "Sẵn sàng", "Đã có bản sửa", "Đã có bản sửa"]
        assert figures(app)["Số người"] == "10"
    press(app, "Nạp vào cơ sở dữ liệu")
    assert counted(nothing_loaded) == 10


def test_a_zip_of_corrected_copies_of_loaded_files_is_known(nothing_loaded: str, opened: Opener) -> None:
    press(drop(opened(LOAD), ("Đáp Cầu.xlsx", roster(people(4, UNIT), DAY))), "Nạp vào cơ sở dữ liệu")
    copies = zipped({"Đáp Cầu_loi.xlsx": roster(people(5, UNIT), DAY)}).content
    app = drop(opened(LOAD), ("danh-sach_loi.zip", copies))
    assert "«danh-sach_loi.zip/Đáp Cầu_loi.xlsx» là bản đã sửa của tệp đã nạp (lần nạp số 1)" in page_text(app)
    assert "Sẵn sàng · bản đã sửa" in set(_table(app, "Tình trạng")["Tình trạng"])
    press(app, "Nạp vào cơ sở dữ liệu")
    assert counted(nothing_loaded) == 5


def test_a_copy_of_one_of_two_files_of_a_name_replaces_none() -> None:
    names = ["a.zip/x/ds.xlsx", "a.zip/y/ds.xlsx", "b.zip/ds_loi.xlsx"]
    assert import_files.corrections(names) == {}
    assert import_files.corrections([names[0], "b.zip/ds_loi-2.xlsx"]) == {"b.zip/ds_loi-2.xlsx": names[0]}


def test_a_corrected_copy_of_a_loaded_file_is_known(nothing_loaded: str, opened: Opener) -> None:
    press(drop(opened(LOAD), ("Đáp Cầu.xlsx", roster(people(4, UNIT), DAY))), "Nạp vào cơ sở dữ liệu")
    app = drop(opened(LOAD), ("Đáp Cầu_loi.xlsx", roster(people(5, UNIT), DAY)))
    assert "là bản đã sửa của tệp đã nạp (lần nạp số 1)" in page_text(app)
    assert list(_table(app, "Tình trạng")["Tình trạng"]) == ["Sẵn sàng · bản đã sửa"]


def test_a_list_without_a_main_column_is_loaded_only_when_someone_says_so(nothing_loaded: str, opened: Opener) -> None:
    rows = [(*row[:4], row[5]) for row in people(5, UNIT)]
    header = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Phân loại", "Tin học")
    app = drop(opened(LOAD), ("a.xlsx", roster(rows, DAY, header)))
    assert "Sheet: không có cột Trình độ chuyên môn (5 người)" in page_text(app)
    assert next(button for button in app.button if button.label == "Nạp vào cơ sở dữ liệu").disabled
    next(box for box in app.checkbox if "không có các cột này" in box.label).check().run()
    press(app, "Nạp vào cơ sở dữ liệu")
    assert counted(nothing_loaded) == 5


def test_other_people_than_those_that_stand_are_asked_about(nothing_loaded: str, opened: Opener) -> None:
    press(drop(opened(LOAD), ("a.xlsx", roster(people(6, UNIT), DAY))), "Nạp vào cơ sở dữ liệu")
    app = drop(opened(LOAD), ("b.xlsx", roster(people(6, UNIT, first=5), DAY)))
    assert "Phường Đáp Cầu: 5/6 người đang có không còn trong danh sách này." in page_text(app)
    assert next(button for button in app.button if button.label == "Nạp vào cơ sở dữ liệu").disabled
    same = drop(opened(LOAD), ("c.xlsx", roster(people(7, UNIT, first=2), DAY)))
    assert "toàn người khác" not in page_text(same)


def test_a_preview_that_is_no_longer_true_is_made_again_at_the_click(nothing_loaded: str, opened: Opener) -> None:
    mine = drop(opened(LOAD), ("a.xlsx", roster(people(5, UNIT), DAY)))
    press(drop(opened(LOAD), ("b.xlsx", roster(people(4, UNIT), DAY))), "Nạp vào cơ sở dữ liệu")
    press(mine, "Nạp vào cơ sở dữ liệu")
    assert "Lần nạp số 1 vừa xong lúc" in page_text(mine)
    assert "Chưa nạp: số liệu vừa thay đổi ở cửa sổ khác." in page_text(mine)
    assert "Thay đổi so với số liệu đang có" in page_text(mine)
    assert counted(nothing_loaded) == 4
    press(mine, "Nạp vào cơ sở dữ liệu")
    assert counted(nothing_loaded) == 5


def test_after_a_load_every_window_tells_what_happened(nothing_loaded: str, opened: Opener) -> None:
    app = press(drop(opened(LOAD), ("a.xlsx", roster(people(5, UNIT), DAY))), "Nạp vào cơ sở dữ liệu")
    assert not frames(app)
    assert "Đã nạp 5 người" in page_text(app)
    other = opened(LOAD)
    assert "Lần nạp số 1 xong lúc" in page_text(other)
    assert "5 người của 1 đơn vị, tính đến 31/12/2023." in page_text(other)
    dispatch.run("imports", ["undo", "1", "--database", nothing_loaded])
    assert "Lần nạp này đã được hoàn tác." in page_text(opened(LOAD))


def test_the_chain_of_events_words_numbers_and_days_as_everywhere(nothing_loaded: str, opened: Opener) -> None:
    events.record(nothing_loaded, "people", "Ai, ở đâu?", {"số người": 3642, "tính đến ngày": "2023-12-31"})
    events.record(nothing_loaded, "settings", "rounding", {"cũ": "", "mới": "half_up"})
    events.record(nothing_loaded, "export", "2026-000001", {"tên": "quota_gap", "dạng": "png"})
    app = opened("pages/system/events.py")
    assert not app.exception
    table = frames(app)[0]
    assert list(table["Chi tiết"]) == [
        "dạng: png",
        "cũ: –; mới: làm tròn (từ 5 trở lên làm tròn lên)",
        "số người: 3.642; tính đến ngày: 31/12/2023",
    ]
    assert table["Với"][1] == "Cách lấy chữ số thập phân của tỷ lệ"
