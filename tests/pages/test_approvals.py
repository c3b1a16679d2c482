"""The page «Duyệt danh sách»: a clerk of a commune sends, somebody else sees what would change and decides."""

import pytest
from streamlit.testing.v1 import AppTest

import database
from access import recorded, users
from access.actors import Role, everything
from access.users import Presence
from etl import office
from etl.records import SourceFile
from settings import from_environment
from stats import queries
from stats.scope import EVERYBODY
from tests.access.test_recorded import DAY, OTHER, OWN, file_of, load, somebody
from tests.pages.conftest import Opener, listed_words, page_text, press
from tests.pages.test_roles import sit_down
from tests.rosters import people, roster

PAGE = "pages/data/approvals.py"


@pytest.fixture(autouse=True)
def _nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "_finders", [])


@pytest.fixture
def sent(nothing_loaded: str) -> str:
    """A commune that has a roster, and another roster of it that waits."""
    office.save(nothing_loaded, {"approval": "communes", "province": "24"})
    load(nothing_loaded, file_of(OWN.name, OTHER.name, first=7))
    with somebody(Role.UPLOADER, OWN.code):
        assert load(nothing_loaded, file_of(OWN.name)).status == "waiting"
    return nothing_loaded


def choose(app: AppTest) -> AppTest:
    app.session_state["approval_rows_chosen"] = "1"
    return app.run()


def status(url: str) -> str:
    with database.reading(url) as connection:
        return queries.uploads(connection, EVERYBODY)[0].status


def test_the_province_sees_what_would_change_and_approves(sent: str, opened: Opener) -> None:
    users.find_by(lambda: Presence(everything("lan"), "10.0.0.8"))
    app = choose(opened(PAGE))
    assert not app.exception
    assert "1 đơn vị đã có danh sách của ngày này sẽ được thay" in page_text(app)
    assert OWN.name in listed_words(app)
    app = press(app, "Duyệt và nạp")
    assert "Đã duyệt và nạp bản danh sách số 1" in page_text(app)
    assert status(sent) == "approved"


def test_who_approves_cells_that_are_not_understood_reads_that_they_stay_empty(
    nothing_loaded: str, opened: Opener
) -> None:
    office.save(nothing_loaded, {"approval": "communes", "province": "24"})
    rows = [(*row[:4], "Đaị hok", *row[5:]) for row in people(3, OWN.name)]
    with somebody(Role.UPLOADER, OWN.code):
        assert load(nothing_loaded, SourceFile("sai.xlsx", roster(rows, DAY))).status == "waiting"
    users.find_by(lambda: Presence(everything("lan"), "10.0.0.8"))
    press(choose(opened(PAGE)), "Duyệt và nạp, bỏ trống 3 ô lỗi")
    assert status(nothing_loaded) == "approved"


def test_the_page_of_loading_says_that_something_waits_to_whoever_decides(sent: str, opened: Opener) -> None:
    users.find_by(lambda: Presence(everything("lan"), "10.0.0.8"))
    assert "1 bản danh sách chờ duyệt." in page_text(opened("pages/data/load.py"))
    sit_down(Role.UPLOADER, OWN.code)
    assert "bản danh sách chờ duyệt" not in page_text(opened("pages/data/load.py"))
    users.find_by(lambda: Presence(everything("lan"), "10.0.0.8"))
    recorded.refuse(sent, 1, "Nhầm", from_environment())
    assert "bản danh sách chờ duyệt" not in page_text(opened("pages/data/load.py"))


def test_the_sender_sees_their_own_and_approves_nothing(sent: str, opened: Opener) -> None:
    sit_down(Role.UPLOADER, OWN.code)
    app = choose(opened(PAGE))
    labels = {button.label for button in app.button}
    assert "Rút lại…" in labels
    assert not labels & {"Duyệt và nạp", "Từ chối…"}
    sit_down(Role.UPLOADER, OTHER.code)
    assert "Chưa có bản danh sách nào" in page_text(opened(PAGE))
    # The same account with more rights, later: still not their own.
    sit_down(Role.UPLOADER)
    app = choose(opened(PAGE))
    assert [button.disabled for button in app.button if button.label == "Duyệt và nạp"] == [True]


def test_the_history_offers_a_clerk_no_undoing_of_what_was_approved(sent: str, opened: Opener) -> None:
    recorded.approval(sent, 1, lambda *_: None, from_environment(), dry_run=False)
    sit_down(Role.UPLOADER, OWN.code)
    app = opened("pages/data/imports.py")
    app.session_state["import_rows_chosen"] = "2"
    app = app.run()
    assert "Lần nạp số 2" in page_text(app)
    assert "Hoàn tác lần nạp này…" not in {button.label for button in app.button}


def test_a_load_with_units_of_others_says_why_it_shows_nothing(sent: str, opened: Opener) -> None:
    sit_down(Role.UPLOADER, OWN.code)
    app = opened("pages/data/imports.py")
    app.session_state["import_rows_chosen"] = "1"
    assert "Lần nạp số 1 có cả đơn vị ngoài phạm vi của tài khoản này" in page_text(app.run())
