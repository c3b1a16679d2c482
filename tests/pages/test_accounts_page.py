"""«Người dùng»: a table handed in on the page becomes accounts, and its slips are there once."""

import io
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import database
from access import accounts, sessions, users
from access.actors import Role
from dashboard.system import account_table
from tests.pages.conftest import Opener, listings, page_text, press, words

PAGE = "pages/system/accounts.py"
PASSWORD = "sông Cầu nước chảy"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = ("Tên đăng nhập", "Họ và tên", "Vai trò", "Phạm vi")
HOA = ("hoa.lt", "Lê Thị Hòa", "Nạp danh sách", "Phường Từ Sơn (09367)")
NAM = ("nam.tv", "Trần Văn Nam", "Xem số liệu tổng hợp", "Cả tỉnh")


@pytest.fixture
def url(nothing_loaded: str) -> Iterator[str]:
    """A database with one administrator, «lan», who looks at the screen."""
    accounts.add(nothing_loaded, "lan", "Nguyễn Thị Lan", PASSWORD, [Role.ADMIN], must_change=False)
    with database.reading(nothing_loaded) as connection:
        lan = accounts.find(connection, "lan").actor
    users.find_by(lambda: users.Presence(lan, "10.0.0.7"))
    yield nothing_loaded
    users._finders.clear()


def handed_in(app: AppTest, *rows: tuple[str, ...]) -> AppTest:
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in (HEADINGS, *rows):
        book.worksheets[0].append(row)
    book.save(target)
    app.file_uploader[0].set_value([("bang.xlsx", target.getvalue(), EXCEL)])
    return app.run()


def downloads(app: AppTest) -> list[str]:
    return [str(button.proto.label) for button in app.get("download_button")]


def names(url: str) -> list[str]:
    with database.reading(url) as connection:
        return [row.name for row in accounts.listed(connection)]


def test_a_table_is_shown_made_and_its_slips_are_there_once(url: str, opened: Opener) -> None:
    app = handed_in(opened(PAGE), HOA, NAM, ("lan", "Nguyễn Thị Lan", "Quản trị", "Cả tỉnh"))
    assert not app.exception
    assert "1 người đã có tài khoản, để nguyên: lan." in page_text(app)
    preview = listings(app)["2 tài khoản sẽ tạo"]
    assert [[cell["text"] for cell in row] for row in preview["rows"]] == [list(HOA), list(NAM)]
    assert names(url) == ["lan"]
    app.text_input(key="account_table_address").input("https://thongke.example.vn")
    press(app, "Tạo 2 tài khoản")
    assert not app.exception
    assert names(url) == ["hoa.lt", "lan", "nam.tv"]
    assert "Đã tạo 2 tài khoản." in page_text(app)
    assert not app.file_uploader  # a further table would take the place of slips that nobody has
    assert "Tải phiếu tài khoản (.docx)" in downloads(app)
    slips = slips_of(app)
    assert [slip[3] for slip in slips] == ["Địa chỉ: https://thongke.example.vn"] * 2
    for name, slip in zip(("hoa.lt", "nam.tv"), slips, strict=True):
        assert slip[4] == f"Tên đăng nhập: {name}"
        assert sessions.sign_in(url, name, slip[5].removeprefix("Mật khẩu lần đầu: "), "10.0.0.8")
    button: Any = next(each for each in app.get("download_button") if "phiếu" in each.proto.label)
    button.click().run()
    assert "Tải phiếu tài khoản (.docx)" not in downloads(app)
    assert account_table._SLIPS not in app.session_state
    assert "Đã tạo" not in page_text(app)
    assert not app.file_uploader[0].value


def slips_of(app: AppTest) -> list[list[str]]:
    file: Any = docx.Document(io.BytesIO(app.session_state[account_table._SLIPS]))
    return [row.cells[0].text.splitlines() for row in file.tables[0].rows]


def test_wrong_cells_are_told_and_there_is_no_button(url: str, opened: Opener) -> None:
    app = handed_in(opened(PAGE), HOA, ("nam.tv", "", *NAM[2:]), ("ba", "Đỗ Văn Ba", "Nạp danh sách", "Xã Quảng Sơn"))
    assert not app.exception
    (sentences,) = words(app.error)
    assert "ô B3: Thiếu họ và tên" in sentences
    assert "ô D4: Xã Quảng Sơn không thuộc" in sentences
    assert sentences.endswith("Chưa tạo tài khoản nào.")
    assert not [button for button in app.button if button.label.startswith("Tạo")]
    assert names(url) == ["lan"]


def test_of_many_wrong_cells_the_first_are_listed(url: str, opened: Opener) -> None:
    app = handed_in(opened(PAGE), *[(f"nguoi{number}", "", *NAM[2:]) for number in range(60)])
    (sentences,) = words(app.error)
    assert sentences.count("Thiếu họ và tên") == 50
    assert "Còn 10 lỗi nữa." in sentences


def test_somebody_who_had_their_account_made_meanwhile_stops_all(url: str, opened: Opener) -> None:
    app = handed_in(opened(PAGE), HOA, NAM)
    accounts.add(url, "nam.tv", "Người Khác", PASSWORD, [Role.VIEWER])
    press(app, "Tạo 2 tài khoản")
    assert "đã là của Người Khác" in words(app.error)[0]
    assert names(url) == ["lan", "nam.tv"]
    assert "Tải phiếu tài khoản (.docx)" not in downloads(app)
