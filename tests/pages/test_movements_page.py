"""«Biến động»: the balance, the people of a bar, doubtful pairs answered once, and forgotten on «Điều đã nhớ»."""

import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

import database
from access import events, users
from access.actors import Actor, Role
from dashboard.data import movers
from dissemination import person_answers
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from stats.flows import matched
from stats.movements import movements
from stats.queries.movers import NamedRow, leaving_answers, named_rows, person_matches
from stats.scope import EVERYBODY, Scope
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.pages.conftest import Opener, column, figures, listings, page_text
from tests.people import PROVINCE
from tests.rosters import people as invented
from tests.rosters import roster
from tests.stats import moved

PAGE, MEMORY = "pages/figures/movements.py", "pages/data/learned.py"
DAY = {"as_of": moved.END.isoformat()}


@pytest.fixture
def office(nothing_loaded: str) -> str:
    moved.load(nothing_loaded)
    return nothing_loaded


def _headlines(office: str, opened: Opener) -> dict[str, str]:
    assert office
    app = opened(PAGE, **DAY)
    assert not app.exception
    return figures(app)


def test_the_balance_and_the_table_are_those_of_the_clerks_words(office: str, opened: Opener) -> None:
    words = Counter(mover.word for mover in moved.MOVERS)
    start = sum(mover.start is not None for mover in moved.MOVERS)
    end = sum(mover.end is not None for mover in moved.MOVERS)
    assert _headlines(office, opened) == {
        "Đầu kỳ": str(start),
        "Vào": str(words["joined"]),
        "Ra": str(words["left"]),
        "Cuối kỳ": str(end),
        "Không thay đổi": str(words["same"]),
    }
    app = opened(PAGE, **DAY)
    behind = [(metric.help or "").replace("\\", "") for metric in app.metric]
    assert all(re.search(r"\d đơn vị so được, tính đến 31/12/20\d\d và 31/12/20\d\d", text) for text in behind)
    table = listings(app)["Biến động theo đơn vị"]
    assert "Thành phố Bắc Ninh" in column(table, "Đơn vị")
    whole = dict(zip(table["headers"], [cell["text"] for cell in table["total"]], strict=True))
    assert (whole["Đơn vị"], whole["Chuyển đơn vị trong phạm vi"]) == ("Cả phạm vi", str(words["moved"]))


def test_numbers_of_a_part_of_the_units_say_so_and_are_joined_to_no_others(office: str, opened: Opener) -> None:
    row = moved.Row("Chu Văn Ân", "01/01/1980", "Nam", "Phường Suối Hoa")
    file = SourceFile("them.xlsx", roster([row.cells()], moved.END, moved.HEADER))
    assert pipeline.load(office, [file], LoadOptions(loaded_by="lan", accept=True)).status == "loaded"
    app = opened(PAGE, **DAY)
    assert not app.exception
    text = page_text(app)
    assert "đơn vị so được" in text
    assert "tính trên" in text


def test_the_people_of_a_bar_are_named_to_whoever_may_see_them(office: str, opened: Opener) -> None:
    app = opened(PAGE, **DAY)
    app.session_state["movement_bar"] = "left"
    app.run()
    assert not app.exception
    names = {mover.start.name for mover in moved.MOVERS if mover.word == "left" and mover.start}
    assert set(column(listings(app)["Người của loại biến động"], "Họ và tên (trước)")) == names
    with database.reading(office) as connection:
        looks = {event.subject: json.loads(event.details) for event in events.events(connection, act="people")}
    place = "Cán bộ, công chức cấp xã, tỉnh Bắc Ninh"
    assert looks[f"Biến động. {place}, tính đến {moved.END:%d/%m/%Y}"] == {
        "loại": "Rời đi",
        "từ_ngày": moved.START.isoformat(),
    }


def test_a_bar_of_leavers_names_those_of_it_alone(office: str, opened: Opener) -> None:
    row = _leaver(office, "Lý Văn Sơn")
    answer = person_answers.ReasonAnswer(movers._digest(row), row.full_name, row.unit_code, "retired")
    person_answers.keep_reason(office, answer)
    app = opened(PAGE, **DAY)
    for part, names in ((("reason", "retired"), {"Lý Văn Sơn"}), (("age", "up_to_30"), {"Cao Văn Út"})):
        app.session_state["movement_bar"], app.session_state["movement_part"] = "left", part
        app.run()
        assert not app.exception
        assert set(column(listings(app)["Người của loại biến động"], "Họ và tên (trước)")) == names
    next(button for button in app.button if button.label == "Mọi người rời đi").click()
    app.run()
    left = {mover.start.name for mover in moved.MOVERS if mover.word == "left" and mover.start}
    assert set(column(listings(app)["Người của loại biến động"], "Họ và tên (trước)")) == left


def test_who_may_not_see_people_sees_no_name(office: str, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = Actor("xem", frozenset({Role.VIEWER}), Scope())
    monkeypatch.setattr(users, "current_user", lambda: actor)
    for module in ("dashboard.data.movers", "dissemination.person_answers"):
        monkeypatch.setattr(f"{module}.current_user", lambda: actor)
    app = opened(PAGE, **DAY)
    assert not app.exception
    assert "Người của loại biến động" not in listings(app)
    assert "Cặp nghi là một người" not in listings(app)
    assert office


def _leavers_drawn(app: AppTest) -> int:
    """Read the bar of those who left as the page draws it."""
    (trace,) = json.loads(app.get("plotly_chart")[0].proto.spec)["data"]
    return -int(trace["x"][trace["y"].index("left")])


def test_a_doubtful_pair_is_answered_once_and_forgotten(office: str, opened: Opener) -> None:
    from dashboard.data import movers

    words = Counter(mover.word for mover in moved.MOVERS)
    app = opened(PAGE, **DAY)
    assert _leavers_drawn(app) == words["left"]
    assert "Lê Văn Bình" not in str(listings(app)), "names are shown to who asks for them"
    app.session_state[movers.PAIRS] = True
    app.run()
    assert column(listings(app)["Cặp nghi là một người"], "Họ và tên (trước)") == ["Lê Văn Bình"]
    movers._answer([_pair(office)], is_same=True)  # as its button does; a test cannot tick the table
    after = opened(PAGE, **DAY)
    assert "Cặp nghi là một người" not in listings(after)
    assert figures(after)["Ra"] == str(words["left"] - 1)
    assert _leavers_drawn(after) == words["left"] - 1
    memory = opened(MEMORY)
    assert not memory.exception
    assert "Một người" in column(listings(memory)["Cặp nghi là một người"], "Là")
    assert "Lê Văn Bình" in page_text(memory) + str(listings(memory))


def test_nobody_is_one_person_with_two_others_and_nothing_is_kept(
    office: str, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.data import movers

    state: dict[str, str] = {}
    old, new = _pair(office)
    with monkeypatch.context() as patch:
        patch.setattr("dashboard.data.movers.st.session_state", state)
        movers._answer([(old, new), (old, replace(new, id=-1, full_name="Lê Văn Bính", row=99))], is_same=True)
    assert "không thể là một người với cả 2 dòng" in state[movers._REFUSED]
    assert "dòng 99" in state[movers._REFUSED]
    with database.reading(office) as connection:
        assert not person_matches(connection)
    app = opened(PAGE, **DAY)
    app.session_state[movers._REFUSED], app.session_state[movers.PAIRS] = state[movers._REFUSED], True
    assert "chưa ghi nhớ câu trả lời nào" in " ".join(str(each.value) for each in app.run().warning)


def _pair(url: str) -> tuple[NamedRow, NamedRow]:
    """Find the rows of the one doubtful pair."""
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        ((_, old, new),) = matched(source, moved.START, moved.END).doubtful
        rows = source.ask(named_rows, {old.id, new.id}, scope=EVERYBODY)
    return rows[old.id], rows[new.id]


def test_without_an_earlier_date_the_page_says_so(office: str, opened: Opener) -> None:
    app = opened(PAGE, as_of=moved.START.isoformat())
    assert not app.exception
    assert "Chưa có số liệu nào trước ngày 31/12/2023" in page_text(app)
    assert office


def test_dates_that_cannot_be_compared_offer_nobody_to_look_at(office: str, opened: Opener) -> None:
    """A ward that has sent its first roster on the later date."""
    file = SourceFile("moi.xlsx", roster(invented(12, "Phường Vân Dương"), moved.END))
    assert pipeline.load(office, [file], LoadOptions(loaded_by="lan", accept=True)).status == "loaded"
    app = opened(PAGE, **DAY, unit="09271")
    assert not app.exception
    assert "Không so được hai ngày ở phạm vi này" in page_text(app)
    assert "Ai trong số này?" not in page_text(app)
    assert "Ai trong số này?" in page_text(opened(PAGE, **DAY))


def test_a_reason_of_leaving_is_counted_and_a_transfer_within_the_province_is_no_leaving(
    office: str, opened: Opener
) -> None:
    for name, reason in (("Lý Văn Sơn", "retired"), ("Cao Văn Út", "seconded")):
        row = _leaver(office, name)
        title = f"{row.full_name} ({row.unit})"
        answer = person_answers.ReasonAnswer(movers._digest(row), title, row.unit_code, reason)
        person_answers.keep_reason(office, answer)
    words = Counter(mover.word for mover in moved.MOVERS)
    app = opened(PAGE, **DAY)
    details = page_text(app) + " ".join(str(metric.proto) for metric in app.metric)
    assert f"rời đi {words['left'] - 1}, chuyển đi 1" in details
    with database.reading(office) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        numbers = movements(source, Selection(moved.END), moved.START)
    assert dict(numbers.reasons) == {"retired": 1, "": words["left"] - 2}
    assert numbers.counts.start + words["joined"] - words["left"] == numbers.counts.end
    with database.reading(office) as connection:
        answers = leaving_answers(connection)
    assert [person_answers.forget_reason(office, answer) for answer in answers] == [True, True]
    assert not person_answers.forget_reason(office, answers[0])


def _leaver(url: str, name: str) -> NamedRow:
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        (person,) = (each for each in matched(source, moved.START, moved.END).earlier if each.full_name == name)
        return source.ask(named_rows, {person.id}, scope=EVERYBODY)[person.id]
